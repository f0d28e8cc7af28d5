"""The draft of an operation under the planner's hand: every edit is judged before it is made, and stored when it is.

``PlanInHand`` lives in memory, beside what is stored, so that a verdict costs milliseconds whatever the plan's size.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from otp_desktop.domain.changes import Changes
from otp_desktop.domain.plans import Assignment, AssignmentOrigin, PlanStatus
from otp_desktop.domain.snapshot import PlanSnapshot
from otp_desktop.planning import problem as planning
from otp_desktop.planning.editing.edit import Edit
from otp_desktop.planning.editing.effect import Effect, effect_of
from otp_desktop.planning.editing.judged_plan import JudgedPlan
from otp_desktop.services.checking import RuleBreach, breach_of
from otp_desktop.services.errors import DataChangedError
from otp_desktop.services.problems import judged_problem, planning_row
from otp_desktop.services.snapshots import load_snapshot
from otp_desktop.services.workspace import Workspace
from otp_desktop.texts import Sentence

Place = tuple[str, str]  # staff number, need code


@dataclass(frozen=True)
class PlanInHand:
    """A draft as it was read, with the edits made since, and all the rules it breaks."""

    snapshot: PlanSnapshot
    judged: JudgedPlan = field(repr=False)

    @property
    def breaches(self) -> tuple[RuleBreach, ...]:
        """Every rule that the plan breaks, in words."""
        names = {agent.staff_number: agent.full_name for agent in self.snapshot.agents}
        return tuple(breach_of(violation, names) for violation in self.judged.violations)

    def effect(self, edit: Edit) -> Effect:
        """What the edit would do."""
        return effect_of(self.judged, edit)

    def edited(self, edit: Edit) -> "PlanInHand":
        """With the edit made by hand: rows that stay keep their lock and their origin."""
        leaving = {(row.agent, row.need, row.role) for row in edit.removed}
        rows = (row for row in self.snapshot.plan.assignments if (row.agent, row.need, row.role) not in leaving)
        plan = replace(self.snapshot.plan, assignments=(*rows, *by_hand(edit.added)), status=PlanStatus.MANUAL)
        return PlanInHand(replace(self.snapshot, plan=plan), self.judged.edited(edit))

    def relocked(self, places: Iterable[Place], locked: bool) -> "PlanInHand":
        """With some rows locked or unlocked: what is there already breaks no rule by being locked."""
        chosen = set(places)
        rows = tuple(
            replace(row, locked=locked) if (row.agent, row.need) in chosen else row
            for row in self.snapshot.plan.assignments
        )
        snapshot = replace(self.snapshot, plan=replace(self.snapshot.plan, assignments=rows))
        kept = tuple(planning_row(row) for row in rows if row.locked)
        return PlanInHand(snapshot, self.judged.relocked(kept))


def take_in_hand(snapshot: PlanSnapshot) -> PlanInHand:
    """Judges a plan that was read. Takes as long as a check of the whole plan: not for the interface thread."""
    rows = tuple(planning_row(row) for row in snapshot.plan.assignments)
    return PlanInHand(snapshot, JudgedPlan.of(judged_problem(snapshot), rows))


def open_draft(ws: Workspace, operation_id: int) -> PlanInHand:
    """Reads the draft and judges it."""
    return take_in_hand(load_snapshot(ws, operation_id))


def store_edit(ws: Workspace, operation_id: int, edit: Edit, gesture: Sentence) -> Changes:
    """Makes an edit in the stored draft, in one gesture that can be undone.

    Raises DataChangedError, storing nothing, when a row it takes away is no longer there or one it adds already is:
    somebody else changed the plan meanwhile.
    """
    with ws.unit_of_work(gesture) as work:
        draft = work.plans.draft(operation_id)
        stored = {planning_row(row): row for row in draft.assignments}
        if not stored.keys() >= set(edit.removed) or not stored.keys().isdisjoint(edit.added):
            raise DataChangedError()
        for row in edit.removed:
            del stored[row]
        rows = (*stored.values(), *by_hand(edit.added))
        work.plans.save_draft(replace(draft, assignments=rows, status=PlanStatus.MANUAL))
        return work.commit()


def by_hand(rows: Iterable[planning.Assignment]) -> tuple[Assignment, ...]:
    """Rows of the planning library as assignments made by the planner."""
    return tuple(
        Assignment(agent=row.agent, need=row.need, role=row.role, origin=AssignmentOrigin.HAND) for row in rows
    )
