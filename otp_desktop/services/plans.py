"""The plan of an operation: read whole, changed by hand."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from otp_desktop.db.unit_of_work import UnitOfWork
from otp_desktop.domain.changes import Changes
from otp_desktop.domain.plans import Assignment, AssignmentOrigin, CoverageBound, Plan, PlanStatus
from otp_desktop.domain.snapshot import PlanSnapshot
from otp_desktop.planning.problem_file import problem_sha256
from otp_desktop.services.errors import WrongAssignmentError
from otp_desktop.services.problems import problem_of
from otp_desktop.services.snapshots import load_snapshot
from otp_desktop.services.workspace import Workspace
from otp_desktop.texts import N_, Sentence, plural_sentence, sentence

__all__ = ["assign", "list_plans", "load_snapshot", "proved_bound", "set_locked", "unassign"]

Rows = tuple[Assignment, ...]
Place = tuple[str, str]  # staff number, need code: nobody fills two role lines of one need


def list_plans(ws: Workspace, operation_id: int) -> tuple[Plan, ...]:
    """The draft first, then the published plans, the latest first."""
    with ws.unit_of_work() as work:
        plans = work.plans.list(operation_id)
    return tuple(sorted(plans, key=lambda plan: (not plan.is_draft, -plan.number)))


def proved_bound(snapshot: PlanSnapshot) -> CoverageBound | None:
    """What is proved of the plan's problem as it stands now; None where needs, agents or locks changed since.

    A bound is about one problem: shown for another one it could be wrong, and a bound may never be.
    """
    plan = snapshot.plan
    if plan.bound is None or problem_sha256(problem_of(snapshot)) != plan.problem_sha256:
        return None
    return plan.bound


def assign(ws: Workspace, operation_id: int, agent: str, need: str, role: str, *, locked: bool = False) -> Changes:
    """Puts the agent on a role line of the draft by hand; he leaves another role line of the same need.

    A row that breaks a rule is stored all the same and shown by ``check_plan``: the planner is the judge until the
    plan is published. Raises WrongAssignmentError.
    """
    row = Assignment(agent=agent, need=need, role=role, locked=locked, origin=AssignmentOrigin.HAND)

    def with_row(rows: Rows) -> Rows:
        return (*(other for other in rows if _place(other) != _place(row)), row)

    return _change_draft(ws, operation_id, with_row, sentence(N_("{agent} on {need}"), agent=agent, need=need))


def unassign(ws: Workspace, operation_id: int, places: Iterable[Place]) -> Changes:
    """Takes agents, given as pairs of staff number and need code, off the draft, locked or not."""
    leaving = set(places)
    count = len(leaving)
    gesture = plural_sentence("{count} assignment taken off", "{count} assignments taken off", count)

    def without_rows(rows: Rows) -> Rows:
        return tuple(row for row in rows if _place(row) not in leaving)

    return _change_draft(ws, operation_id, without_rows, gesture)


def set_locked(ws: Workspace, operation_id: int, places: Iterable[Place], locked: bool) -> Changes:
    """Locks or unlocks rows of the draft, given as pairs of staff number and need code."""
    chosen = set(places)

    def with_locks(rows: Rows) -> Rows:
        return tuple(replace(row, locked=locked) if _place(row) in chosen else row for row in rows)

    return _change_draft(ws, operation_id, with_locks, _lock_gesture(len(chosen), locked))


def _lock_gesture(count: int, locked: bool) -> Sentence:
    if locked:
        return plural_sentence("{count} assignment locked", "{count} assignments locked", count)
    return plural_sentence("{count} assignment unlocked", "{count} assignments unlocked", count)


def _change_draft(ws: Workspace, operation_id: int, change: Callable[[Rows], Rows], gesture: Sentence) -> Changes:
    """A plan touched by hand is no longer the optimiser's; whether its bound still holds, ``proved_bound`` tells."""
    with ws.unit_of_work(gesture) as work:
        draft = work.plans.draft(operation_id)
        changed = change(draft.assignments)
        known = {(row.agent, row.need, row.role) for row in draft.assignments}
        _refuse_unknown(work, operation_id, [row for row in changed if (row.agent, row.need, row.role) not in known])
        work.plans.save_draft(replace(draft, assignments=changed, status=PlanStatus.MANUAL))
        return work.commit()


def _refuse_unknown(work: UnitOfWork, operation_id: int, rows: Sequence[Assignment]) -> None:
    if not rows:
        return
    agents = {agent.staff_number for agent in work.agents.list()}
    roles = {(need.code, role.code) for need in work.needs.list(operation_id) for role in need.roles}
    for row in rows:
        if (row.need, row.role) not in roles or row.agent not in agents:
            raise WrongAssignmentError(what=f"{row.agent}, {row.need}, {row.role}")


def _place(row: Assignment) -> Place:
    return row.agent, row.need
