"""Why a role line is short: the whole force, and the step at which each agent drops out."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from otp_desktop.planning.editing.judged_plan import Rows
from otp_desktop.planning.explain import reasons
from otp_desktop.planning.explain.board import Board, Line
from otp_desktop.planning.explain.reasons import Reason
from otp_desktop.planning.problem import Agent, Assignment
from otp_desktop.planning.rules.eligibility import (
    CORPS,
    FORBIDDEN_MIXES,
    NO_CORPS,
    SKILLS,
    is_of_allowed_corps,
    lacking_skills,
)
from otp_desktop.planning.rules.places import TOO_FAR


class Step(StrEnum):
    """The questions asked of each agent, in this order."""

    AVAILABLE = "available"
    CORPS = "corps"
    QUALIFIED = "qualified"
    LEGAL_HOURS = "legal_hours"
    NOT_BETTER_USED = "not_better_used"
    WITHIN_TRAVEL = "within_travel"


Objection = tuple[Step, Reason]


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

    def fallen_at(self, step: Step) -> tuple[Fallen, ...]:
        """Who drops out at a step."""
        return next(one.fallen for one in self.steps if one.step is step)


def funnel(board: Board, line: Line) -> Funnel:
    """The funnel of one role line. Raises KeyError for a line that the problem does not have."""
    role, missing = board.role(line), board.missing(line)
    objections = _objections(board, line)
    fallen: dict[Step, list[Fallen]] = {step: [] for step in Step}
    for agent, (step, reason) in objections.items():
        fallen[step].append(Fallen(agent, reason))
    return Funnel(
        need=line[0],
        role=line[1],
        missing=missing,
        below_minimum=max(0, role.minimum - board.heads(line)),
        force=len(board.problem.agents),
        steps=tuple(_steps(len(board.problem.agents), fallen)),
        left=tuple(agent.id for agent in board.problem.agents if agent.id not in objections),
    )


def _steps(force: int, fallen: dict[Step, list[Fallen]]) -> Iterator[FunnelStep]:
    remaining = force
    for step, agents in fallen.items():
        remaining -= len(agents)
        yield FunnelStep(step, remaining, tuple(agents))


def _objections(board: Board, line: Line) -> dict[str, Objection]:
    """What speaks first against each agent on the line; nothing against those who are left out."""
    found = {agent.id: _objection_to_person(board, agent, line) for agent in board.problem.agents}
    able = [agent for agent in board.problem.agents if found[agent.id] is None]
    others = {agent.id: board.rows_of_agent(agent.id).difference(_overlapping(board, agent, line)) for agent in able}
    board.hours.foresee({agent: (rows, Assignment(agent, *line)) for agent, rows in others.items()})
    for agent in able:
        found[agent.id] = _objection_to_work(board, agent, line, others[agent.id])
    return {agent.id: objection for agent in board.problem.agents if (objection := found[agent.id]) is not None}


def _objection_to_person(board: Board, agent: Agent, line: Line) -> Objection | None:
    """Absence, corps and qualifications; that he stands on the need already."""
    need, role = board.problem.need[line[0]], board.role(line)
    if board.is_away(agent, need):
        return Step.AVAILABLE, Reason("EL-04", reasons.ABSENT)
    if any(served.need == line[0] for served in board.rows_of_agent(agent.id)):
        return Step.NOT_BETTER_USED, Reason("EL-05", reasons.ON_THIS_NEED, needs=(line[0],))
    if not is_of_allowed_corps(agent, role):
        return Step.CORPS, Reason(CORPS.id, reasons.CORPS, detail=agent.corps or NO_CORPS)
    if mix := board.mixed_corps(agent.id, line[0]):
        return Step.CORPS, Reason(FORBIDDEN_MIXES.id, reasons.MIX, detail=", ".join(mix))
    if lacking := lacking_skills(agent, need, role):
        return Step.QUALIFIED, Reason(SKILLS.id, reasons.SKILLS, detail=", ".join(lacking))
    return None


def _objection_to_work(board: Board, agent: Agent, line: Line, others: Rows) -> Objection | None:
    """Hours and ways beside his ``other`` work, and what he does at that time."""
    broken = board.hours.newly_broken(agent.id, others, Assignment(agent.id, *line))
    for violation in broken:
        if violation.template != TOO_FAR:
            return Step.LEGAL_HOURS, Reason(violation.rule, violation=violation, needs=violation.needs)
    overlapping = _overlapping(board, agent, line)
    if overlapping and not _is_worth_moving(board, overlapping, line):
        return Step.NOT_BETTER_USED, Reason("EL-04", reasons.ELSEWHERE, needs=tuple(one.need for one in overlapping))
    if broken:
        return Step.WITHIN_TRAVEL, Reason(broken[0].rule, violation=broken[0], needs=broken[0].needs)
    return None


def _overlapping(board: Board, agent: Agent, line: Line) -> list[Assignment]:
    return board.overlapping(agent.id, board.problem.need[line[0]])


def _is_worth_moving(board: Board, overlapping: list[Assignment], line: Line) -> bool:
    """Whether what he would leave is worth less than what he would fill, and nothing holds him there."""
    if any(row in board.locked for row in overlapping):
        return False
    lost = sorted((board.worth_of_last((row.need, row.role)) for row in overlapping), reverse=True)
    return board.worth_of_one_more(line) > lost[0]
