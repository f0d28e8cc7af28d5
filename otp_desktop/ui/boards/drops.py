"""What dropping an agent on a place of the board would do: an edit of the plan, and its name."""

from dataclasses import dataclass

from otp_desktop.domain.plans import Assignment
from otp_desktop.services.plan_in_hand import Edit, PlanInHand
from otp_desktop.texts import N_, Sentence, sentence
from otp_desktop.ui.boards.content import BarKey, Grouping


@dataclass(frozen=True, slots=True)
class Carried:
    """An agent in the hand: taken from a row of the plan, or from the pool (``row`` None)."""

    agent: str
    row: Assignment | None = None


@dataclass(frozen=True, slots=True)
class Target:
    """A place of the board: the row's key, and the bar there, if any."""

    row: str
    bar: BarKey | None = None


@dataclass(frozen=True, slots=True)
class Drop:
    """The edit, and what Undo will call it."""

    edit: Edit
    gesture: Sentence


def drop_of(
    plan: PlanInHand, grouping: Grouping, carried: Carried, target: Target, *, copy: bool = False
) -> Drop | None:
    """What the drop would do; None where nothing can be dropped. ``copy`` leaves the agent where he was too.

    The plan may be newer than the board: what is gone from it is no place any more.
    """
    if not _is_there(plan, carried, target):
        return None
    source = None if copy else carried.row
    if grouping is Grouping.AGENT:
        return _on_agent(plan, source, target)
    if target.bar is None or not target.bar.need:
        return None
    if not target.bar.agent:
        return _on_gap(plan, carried.agent, source, (target.bar.need, target.bar.role))
    return _on_agent_of_post(plan, carried.agent, source, row_of(plan, target.bar))


def _is_there(plan: PlanInHand, carried: Carried, target: Target) -> bool:
    needs = {bar.need for bar in (carried.row, target.bar) if bar is not None and bar.need}
    return carried.agent in plan.snapshot.agent and needs <= plan.snapshot.need.keys()


def row_of(plan: PlanInHand, bar: BarKey) -> Assignment | None:
    """The row of the plan that a bar shows."""
    rows = plan.snapshot.assignments_of_need.get(bar.need, ())
    return next((row for row in rows if row.agent == bar.agent and row.role == bar.role), None)


def _on_gap(plan: PlanInHand, agent: str, source: Assignment | None, line: tuple[str, str]) -> Drop | None:
    edit = plan.assigning(agent, line) if source is None else plan.moving(source, line)
    return _named(edit, sentence(N_("{agent} on {post}"), agent=_name(plan, agent), post=_post(plan, line[0])))


def _on_agent_of_post(plan: PlanInHand, agent: str, source: Assignment | None, held: Assignment | None) -> Drop | None:
    if held is None or held.agent == agent:
        return None
    names = {"agent": _name(plan, agent), "other": _name(plan, held.agent)}
    if source is None:
        return _named(plan.replacing(held, agent), sentence(N_("{agent} in the place of {other}"), **names))
    return _named(plan.swapping(source, held), sentence(N_("{agent} and {other} swapped"), **names))


def _on_agent(plan: PlanInHand, source: Assignment | None, target: Target) -> Drop | None:
    """In the rows of agents, a post is handed to another agent, or swapped with the post it is dropped on."""
    if source is None or target.row == source.agent or target.row not in plan.snapshot.agent:
        return None
    held = row_of(plan, target.bar) if target.bar is not None and target.bar.need else None
    names = {"agent": _name(plan, target.row), "other": _name(plan, source.agent)}
    if held is not None:
        return _named(plan.swapping(source, held), sentence(N_("{agent} and {other} swapped"), **names))
    return _named(plan.replacing(source, target.row), sentence(N_("{agent} in the place of {other}"), **names))


def _named(edit: Edit, gesture: Sentence) -> Drop | None:
    return Drop(edit, gesture) if edit != Edit() else None


def _name(plan: PlanInHand, number: str) -> str:
    agent = plan.snapshot.agent.get(number)
    return agent.full_name if agent else number


def _post(plan: PlanInHand, code: str) -> str:
    site = plan.snapshot.site.get(plan.snapshot.need[code].site)
    return site.name if site else code
