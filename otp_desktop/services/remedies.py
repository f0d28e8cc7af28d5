"""A remedy tried, then applied: what it changes in the operation and who moves, as one gesture."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import timedelta

from otp_desktop.db.unit_of_work import UnitOfWork
from otp_desktop.domain.changes import Changes
from otp_desktop.domain.force import Absence, Agent
from otp_desktop.domain.operations import Need, Operation, RoleLine
from otp_desktop.domain.snapshot import PlanSnapshot
from otp_desktop.domain.working_time import Derogation
from otp_desktop.planning.editing.edit import Edit
from otp_desktop.planning.explain.problem_changes import (
    AgentRecalled,
    LimitDerogated,
    NeedMoved,
    ProblemChange,
    RequirementWaived,
)
from otp_desktop.planning.explain.remedy import Remedy
from otp_desktop.services.errors import InvalidRecordError
from otp_desktop.services.explanation_words import post_words
from otp_desktop.services.needs import need_faults
from otp_desktop.services.operations import save_operation
from otp_desktop.services.plan_in_hand import PlanInHand, store_edit, take_in_hand
from otp_desktop.services.workspace import Workspace
from otp_desktop.texts import N_, Sentence, sentence

REASON = N_("To hold {post}")


def tried_plan(plan: PlanInHand, remedy: Remedy) -> PlanInHand:
    """The plan under what the remedy changes, nobody moved yet. As long as a check of the whole plan."""
    if not remedy.changes:
        return plan
    snapshot = plan.snapshot
    for change in remedy.changes:
        snapshot = _tried(snapshot, change, post_words(remedy.line[0], plan.snapshot))
    return take_in_hand(snapshot)


def apply_remedy(
    ws: Workspace, operation_id: int, remedy: Remedy, moves: Edit, post: str, gesture: Sentence
) -> Changes:
    """Stores what the remedy changes in the operation, and the moves; a derogation comes without signature.

    ``post`` is named in the derogation's reason. Raises InvalidRecordError, PlanChangedError: then nothing is stored.
    """
    with ws.unit_of_work(gesture) as work:
        joined = ws.joined(work)
        for change in remedy.changes:
            match change:
                case NeedMoved():
                    _move_need(work, operation_id, change)
                case LimitDerogated():
                    operation = work.operations.get(operation_id)
                    save_operation(joined, _derogated(operation, change.derogation, post))
                case _:
                    raise ValueError(f"{change} is not for the planner to decide")
        store_edit(joined, operation_id, moves, gesture)
        return work.commit()


def _tried(snapshot: PlanSnapshot, change: ProblemChange, post: str) -> PlanSnapshot:
    match change:
        case NeedMoved():
            return _with_need(snapshot, change.need, lambda need: _moved(need, change.minutes))
        case LimitDerogated():
            return replace(snapshot, operation=_derogated(snapshot.operation, change.derogation, post))
        case AgentRecalled():
            return _recalled(snapshot, change)
        case RequirementWaived():
            return _waived(snapshot, change)


def _with_need(snapshot: PlanSnapshot, code: str, changed: Callable[[Need], Need]) -> PlanSnapshot:
    return replace(snapshot, needs=tuple(changed(need) if need.code == code else need for need in snapshot.needs))


def _moved(need: Need, minutes: int) -> Need:
    by = timedelta(minutes=minutes)
    return replace(need, start=need.start + by, end=need.end + by)


def _move_need(work: UnitOfWork, operation_id: int, change: NeedMoved) -> None:
    (need,) = (one for one in work.needs.list(operation_id) if one.code == change.need)
    moved = _moved(need, change.minutes)
    if faults := need_faults(moved, work.operations.get(operation_id).timezone):
        raise InvalidRecordError(faults)
    work.needs.save(moved)


def _derogated(operation: Operation, given: Derogation, post: str) -> Operation:
    """With the derogation, its reason said, nobody having signed it."""
    derogation = replace(given, reason=str(sentence(REASON, post=post)))
    return replace(operation, derogations=(*operation.derogations, derogation))


def _recalled(snapshot: PlanSnapshot, change: AgentRecalled) -> PlanSnapshot:
    need = snapshot.need[change.need]

    def present(agent: Agent) -> Agent:
        if agent.staff_number != change.agent:
            return agent
        return replace(agent, absences=tuple(part for away in agent.absences for part in _without(away, need)))

    return replace(snapshot, agents=tuple(map(present, snapshot.agents)))


def _without(away: Absence, need: Need) -> Iterable[Absence]:
    """The absence, the time of the need cut out of it."""
    if away.end <= need.start or need.end <= away.start:
        return [away]
    parts = [replace(away, end=need.start), replace(away, start=need.end)]
    return [part for part in parts if part.start < part.end]


def _waived(snapshot: PlanSnapshot, change: RequirementWaived) -> PlanSnapshot:
    def waived(role: RoleLine) -> RoleLine:
        if role.code != change.role:
            return role
        asked = tuple(code for code in role.qualifications if code not in change.skills)
        return replace(role, qualifications=asked, corps=() if change.any_corps else role.corps)

    return _with_need(snapshot, change.need, lambda need: replace(need, roles=tuple(map(waived, need.roles))))
