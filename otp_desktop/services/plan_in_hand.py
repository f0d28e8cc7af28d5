"""The draft of an operation under the planner's hand: every edit is judged before it is made, and stored when it is.

``PlanInHand`` lives in memory, beside what is stored, so that a verdict costs milliseconds whatever the plan's size.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from otp_desktop.domain.changes import Changes
from otp_desktop.domain.plans import Assignment, AssignmentOrigin, PlanStatus
from otp_desktop.domain.snapshot import PlanSnapshot
from otp_desktop.planning import problem as planning
from otp_desktop.planning.editing import gestures
from otp_desktop.planning.editing.edit import Edit, edit
from otp_desktop.planning.editing.effect import Effect, effect_of
from otp_desktop.planning.editing.judged_plan import JudgedPlan
from otp_desktop.services.checking import RuleBreach, breach_of, own_violations
from otp_desktop.services.derogation_use import only_strict
from otp_desktop.services.errors import PlanChangedError
from otp_desktop.services.plans import proved_bound
from otp_desktop.services.problems import judged_problem, judged_rows, planning_row, rows_elsewhere
from otp_desktop.services.snapshots import load_snapshot, state_of
from otp_desktop.services.workspace import Workspace
from otp_desktop.texts import Sentence

__all__ = ["Edit", "PlanInHand", "open_draft", "store_edit", "take_in_hand"]

Place = tuple[str, str]  # staff number, need code
Line = tuple[str, str]  # need code, role code


@dataclass(frozen=True)
class PlanInHand:
    """A draft as it was read, with the edits made since, and all the rules it breaks.

    ``strict``: the same judged without the operation's derogations; None where it has none.
    """

    snapshot: PlanSnapshot
    judged: JudgedPlan = field(repr=False)
    strict: JudgedPlan | None = field(default=None, repr=False)

    @property
    def breaches(self) -> tuple[RuleBreach, ...]:
        """Every rule that the plan breaks, in words."""
        violations = own_violations(self.judged.problem, self.judged.violations, self.snapshot)
        return tuple(breach_of(violation, self.snapshot) for violation in violations)

    @property
    def dispensed(self) -> tuple[RuleBreach, ...]:
        """Rules that only a derogation keeps from being broken, in words."""
        if self.strict is None:
            return ()
        strict = own_violations(self.strict.problem, self.strict.violations, self.snapshot)
        return tuple(breach_of(found, self.snapshot) for found in only_strict(strict, self.judged.violations))

    def effect(self, change: Edit) -> Effect:
        """What the edit would do."""
        return effect_of(self.judged, change)

    def edited(self, change: Edit) -> "PlanInHand":
        """With the edit made by hand: rows that stay keep their lock and their origin."""
        leaving = {(row.agent, row.need, row.role) for row in change.removed}
        rows = (row for row in self.snapshot.plan.assignments if (row.agent, row.need, row.role) not in leaving)
        plan = replace(self.snapshot.plan, assignments=(*rows, *by_hand(change.added)), status=PlanStatus.MANUAL)
        strict = self.strict.edited(change) if self.strict is not None else None
        return PlanInHand(replace(self.snapshot, plan=plan), self.judged.edited(change), strict)

    def assigning(self, agent: str, line: Line) -> Edit:
        """The agent takes a role line, off what he does at that time."""
        return gestures.assigning(self.judged, agent, line)

    def moving(self, row: Assignment, line: Line) -> Edit:
        """The agent of a row leaves it for a role line."""
        return gestures.moving(self.judged, planning_row(row), line)

    def replacing(self, row: Assignment, agent: str) -> Edit:
        """Another agent takes over a row."""
        return gestures.replacing(self.judged, planning_row(row), agent)

    def swapping(self, one: Assignment, other: Assignment) -> Edit:
        """Two agents change places."""
        return gestures.swapping(self.judged, planning_row(one), planning_row(other))

    def removing(self, rows: Iterable[Assignment]) -> Edit:
        """The rows leave the plan."""
        return edit(removed=map(planning_row, rows))

    def same_state(self, snapshot: PlanSnapshot) -> bool:
        """Whether a plan read now says all that this one says, so that it need not be judged again."""
        return state_of(self.snapshot) == state_of(snapshot)

    def relocked(self, places: Iterable[Place], locked: bool) -> "PlanInHand":
        """With some rows locked or unlocked: what is there already breaks no rule by being locked."""
        chosen = set(places)
        rows = tuple(
            replace(row, locked=locked) if (row.agent, row.need) in chosen else row
            for row in self.snapshot.plan.assignments
        )
        # A bound is about one problem, of which locked rows are a part.
        snapshot = replace(self.snapshot, plan=replace(self.snapshot.plan, assignments=rows, bound=None))
        kept = (*(planning_row(row) for row in rows if row.locked), *rows_elsewhere(snapshot))
        strict = self.strict.relocked(kept) if self.strict is not None else None
        return PlanInHand(snapshot, self.judged.relocked(kept), strict)


def take_in_hand(snapshot: PlanSnapshot) -> PlanInHand:
    """Judges a plan that was read, its bound kept only where it is about the problem as it stands now.

    Takes as long as a check of the whole plan: not for the interface thread.
    """
    snapshot = replace(snapshot, plan=replace(snapshot.plan, bound=proved_bound(snapshot)))
    problem, rows = judged_problem(snapshot), judged_rows(snapshot)
    strict = JudgedPlan.of(replace(problem, derogations=()), rows) if problem.derogations else None
    return PlanInHand(snapshot, JudgedPlan.of(problem, rows).ready(), strict)


def open_draft(ws: Workspace, operation_id: int) -> PlanInHand:
    """Reads the draft and judges it."""
    return take_in_hand(load_snapshot(ws, operation_id))


def store_edit(ws: Workspace, operation_id: int, change: Edit, gesture: Sentence) -> Changes:
    """Makes an edit in the stored draft, in one gesture that can be undone.

    Raises PlanChangedError, storing nothing, when a row it takes away is no longer there or one it adds already is:
    somebody else changed the plan meanwhile.
    """
    with ws.unit_of_work(gesture) as work:
        draft = work.plans.draft(operation_id)
        stored = {planning_row(row): row for row in draft.assignments}
        if not stored.keys() >= set(change.removed) or not stored.keys().isdisjoint(change.added):
            raise PlanChangedError()
        for row in change.removed:
            del stored[row]
        rows = (*stored.values(), *by_hand(change.added))
        work.plans.save_draft(replace(draft, assignments=rows, status=PlanStatus.MANUAL))
        return work.commit()


def by_hand(rows: Iterable[planning.Assignment]) -> tuple[Assignment, ...]:
    """Rows of the planning library as assignments made by the planner."""
    return tuple(
        Assignment(agent=row.agent, need=row.need, role=row.role, origin=AssignmentOrigin.HAND) for row in rows
    )
