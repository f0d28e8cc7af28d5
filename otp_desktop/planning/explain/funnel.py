"""Why a role line is short: the whole force, and the step at which each agent drops out."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from otp_desktop.planning.explain import reasons
from otp_desktop.planning.explain.board import Board, Line
from otp_desktop.planning.explain.reasons import Reason
from otp_desktop.planning.problem import Agent, Assignment
from otp_desktop.planning.rules.eligibility import CORPS, FORBIDDEN_MIXES, SKILLS
from otp_desktop.planning.rules.places import TOO_FAR


class Step(StrEnum):
    """The questions asked of each agent, in this order."""

    AVAILABLE = "available"
    CORPS = "corps"
    QUALIFIED = "qualified"
    LEGAL_HOURS = "legal_hours"
    NOT_BETTER_USED = "not_better_used"
    WITHIN_TRAVEL = "within_travel"


@dataclass(frozen=True, slots=True)
class Fallen:
    """An agent who does not pass a step, and why."""

    agent: str
    reason: Reason


@dataclass(frozen=True, slots=True)
class FunnelStep:
    """``remaining``: how many pass this step and all before it; ``fallen``: who fall here, in the problem's order."""

    step: Step
    remaining: int
    fallen: tuple[Fallen, ...]


@dataclass(frozen=True, slots=True)
class Funnel:
    """From the whole force down to ``left``: those whom nothing holds back, who could fill the line at once.

    Each agent of the force is in one step's ``fallen`` or in ``left``.
    """

    need: str
    role: str
    missing: int
    below_minimum: int
    force: int
    steps: tuple[FunnelStep, ...]
    left: tuple[str, ...]


def funnel(board: Board, line: Line) -> Funnel:
    """The funnel of one role line. Raises KeyError for a line that the problem does not have."""
    role, missing = board.role(line), board.missing(line)
    fallen: dict[Step, list[Fallen]] = {step: [] for step in Step}
    left = []
    for agent in board.problem.agents:
        found = next(_objections(board, agent, line), None)
        if found is None:
            left.append(agent.id)
        else:
            fallen[found[0]].append(Fallen(agent.id, found[1]))
    return Funnel(
        need=line[0],
        role=line[1],
        missing=missing,
        below_minimum=max(0, role.minimum - board.heads(line)),
        force=len(board.problem.agents),
        steps=tuple(_steps(len(board.problem.agents), fallen)),
        left=tuple(left),
    )


def _steps(force: int, fallen: dict[Step, list[Fallen]]) -> Iterator[FunnelStep]:
    remaining = force
    for step, agents in fallen.items():
        remaining -= len(agents)
        yield FunnelStep(step, remaining, tuple(agents))


def _objections(board: Board, agent: Agent, line: Line) -> Iterator[tuple[Step, Reason]]:
    """What speaks against the agent on the line, step by step; only the first one is asked for."""
    need, row = board.problem.need[line[0]], Assignment(agent.id, *line)
    if board.is_away(agent, need):
        yield Step.AVAILABLE, Reason("EL-04", reasons.ABSENT)
    on_need = any(served.need == line[0] for served in board.rows_of_agent[agent.id])
    if on_need:
        yield Step.NOT_BETTER_USED, Reason("EL-05", reasons.ON_THIS_NEED, needs=(line[0],))
    own = {violation.rule: violation for violation in board.hours.broken_by(agent.id, [row], if_present=True)}
    if CORPS.id in own:
        yield Step.CORPS, Reason(CORPS.id, reasons.CORPS, detail=own[CORPS.id].detail)
    if mix := board.mixed_corps(agent.id, line[0]):
        yield Step.CORPS, Reason(FORBIDDEN_MIXES.id, reasons.MIX, detail=", ".join(mix))
    if SKILLS.id in own:
        yield Step.QUALIFIED, Reason(SKILLS.id, reasons.SKILLS, detail=own[SKILLS.id].detail)
    overlapping = board.overlapping(agent.id, need)
    others = [served for served in board.rows_of_agent[agent.id] if served not in overlapping]
    broken = board.hours.newly_broken(agent.id, others, row)
    for violation in broken:
        if violation.template != TOO_FAR:
            yield Step.LEGAL_HOURS, Reason(violation.rule, violation=violation, needs=violation.needs)
    if overlapping and not _is_worth_moving(board, overlapping, line):
        yield Step.NOT_BETTER_USED, Reason("EL-04", reasons.ELSEWHERE, needs=tuple(one.need for one in overlapping))
    if broken:
        yield Step.WITHIN_TRAVEL, Reason(broken[0].rule, violation=broken[0], needs=broken[0].needs)


def _is_worth_moving(board: Board, overlapping: list[Assignment], line: Line) -> bool:
    """Whether what he would leave is worth less than what he would fill, and nothing holds him there."""
    if any(row in board.locked for row in overlapping):
        return False
    lost = sorted((board.worth_of_last((row.need, row.role)) for row in overlapping), reverse=True)
    return board.worth_of_one_more(line) > lost[0]
