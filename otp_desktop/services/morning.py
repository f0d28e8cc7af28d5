"""The morning's re-plan: who is absent, what each further agent disturbed would win, and the choice as the draft.

It starts from the last published version, which people have in their hands, else from the draft. Posts that have begun
when the absence begins stay as they are.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from otp_desktop.db.unit_of_work import UnitOfWork
from otp_desktop.domain.changes import Changes
from otp_desktop.domain.faults import Fault
from otp_desktop.domain.force import Absence, Agent
from otp_desktop.domain.operations import Need, RoleLine
from otp_desktop.domain.plans import DRAFT, Assignment, PlanStatus
from otp_desktop.domain.snapshot import PlanSnapshot
from otp_desktop.domain.times import overlap
from otp_desktop.planning import problem as planning
from otp_desktop.services.absences import absence_faults, add_absences
from otp_desktop.services.errors import InvalidRecordError, PlanChangedError
from otp_desktop.services.problems import judged_rows, problem_of
from otp_desktop.services.snapshots import load_snapshot, read_snapshot
from otp_desktop.services.staff_numbers import COLUMN
from otp_desktop.services.workspace import Workspace
from otp_desktop.texts import N_, plural_sentence, sentence

if TYPE_CHECKING:
    from otp_desktop.planning.replan import FrontierPoint
    from otp_desktop.planning.side_process import SideProcess

SECONDS = 30.0  # the longest that is looked for better points


@dataclass(frozen=True, slots=True, kw_only=True)
class Absentees:
    """Staff numbers, and the civil times from when to when they will not come. No reason is asked."""

    numbers: tuple[str, ...]
    start: datetime
    end: datetime

    @property
    def absence(self) -> Absence:
        return Absence(start=self.start, end=self.end)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplanChoice:
    """A plan that disturbs ``changes`` agents, the absent ones aside, and leaves ``missing`` heads on posts to come.

    ``below_minimum`` of them stand below a minimum. ``proved``: nobody can disturb as few and cover better.
    """

    changes: int
    missing: int
    below_minimum: int
    proved: bool
    rows: tuple[planning.Assignment, ...]


class MorningReplan:
    """A re-plan being looked for. Close it, or use it as a context manager: its process ends with it."""

    def __init__(self, before: PlanSnapshot, absentees: Absentees, process: "SideProcess") -> None:
        self.before = before
        self.absentees = absentees
        self._process = process

    def events(self) -> Iterator[ReplanChoice | tuple[ReplanChoice, ...]]:
        """Choices as they are found, and last all that are worth choosing, the calmest first.

        Waits between them: not for the interface thread. Raises SideProcessDiedError.
        """
        for event in self._process.events():
            yield tuple(map(_choice, event)) if isinstance(event, tuple) else _choice(event)

    def stop(self) -> None:
        """The choices found so far then come."""
        self._process.stop()

    def end(self) -> None:
        """Nothing comes any more; who waits gets SideProcessDiedError."""
        self._process.end()

    def close(self) -> None:
        self._process.close()

    def __enter__(self) -> "MorningReplan":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def plan_in_force(ws: Workspace, operation_id: int) -> PlanSnapshot:
    """The last published version, with needs and agents as they are now; the draft where nothing was published."""
    with ws.unit_of_work() as work:
        return _read_in_force(work, operation_id)


def start_replan(ws: Workspace, operation_id: int, absentees: Absentees, seconds: float = SECONDS) -> MorningReplan:
    """Raises InvalidRecordError where nobody is absent or the times are wrong."""
    from otp_desktop.planning.replan.questions import coverage_for_changes  # arrays: not at the window's start
    from otp_desktop.planning.side_process import SideProcess

    _refuse_faults(absentees)
    before = plan_in_force(ws, operation_id)
    problem, old = replan_problem_of(before, absentees)
    return MorningReplan(before, absentees, SideProcess(partial(coverage_for_changes, problem, old, seconds)))


def replan_problem_of(
    before: PlanSnapshot, absentees: Absentees
) -> tuple[planning.Problem, tuple[planning.Assignment, ...]]:
    """The problem without the absent, posts that have begun standing as they are; and the rows that it starts from."""
    morning = _frozen(with_absentees(before, absentees), absentees.start)
    return problem_of(morning), judged_rows(before)


def with_absentees(before: PlanSnapshot, absentees: Absentees) -> PlanSnapshot:
    """The plan with the absences, what the absent held in that time taken off."""
    absent = set(absentees.numbers)

    def away(agent: Agent) -> Agent:
        is_new = agent.staff_number in absent and absentees.absence not in agent.absences
        return replace(agent, absences=(*agent.absences, absentees.absence)) if is_new else agent

    def stays(row: Assignment) -> bool:
        need = before.need[row.need]
        return row.agent not in absent or not overlap(need.start, need.end, absentees.start, absentees.end)

    rows = tuple(row for row in before.plan.assignments if stays(row))
    return replace(before, agents=tuple(map(away, before.agents)), plan=replace(before.plan, assignments=rows))


def replanned(before: PlanSnapshot, absentees: Absentees, choice: ReplanChoice) -> PlanSnapshot:
    """The plan as the choice makes it: rows that stay keep their lock and their origin."""
    morning = with_absentees(before, absentees)
    plan = replace(
        morning.plan,
        number=DRAFT,
        assignments=_assignments(before, choice),
        status=PlanStatus.FEASIBLE,
        bound=None,
        problem_sha256="",
    )
    return replace(morning, plan=plan)


def store_replan(
    ws: Workspace, operation_id: int, before: PlanSnapshot, absentees: Absentees, choice: ReplanChoice
) -> Changes:
    """The absences and the choice as the draft, in one gesture.

    Raises PlanChangedError, storing nothing, where needs, agents or the plan changed since it was looked for.
    """
    count = len(absentees.numbers)
    gesture = plural_sentence("Re-plan without {count} agent", "Re-plan without {count} agents", count)
    with ws.unit_of_work(gesture) as work:
        work.take_turn()
        if not _is_same(before, _read_in_force(work, operation_id)):
            raise PlanChangedError()
        add_absences(ws.joined(work), absentees.numbers, absentees.absence)
        plan = replanned(before, absentees, choice).plan
        draft = work.plans.draft(operation_id)
        work.plans.save_draft(
            replace(
                draft,
                assignments=plan.assignments,
                status=plan.status,
                bound=None,
                problem_sha256="",
                made_at=datetime.now(),  # noqa: DTZ005 - shown as the planner's own clock shows it
            )
        )
        return work.commit()


def draft_differs(ws: Workspace, operation_id: int) -> bool:
    """Whether the draft has changes that no published version has, which a re-plan would drop."""
    published, draft = plan_in_force(ws, operation_id), load_snapshot(ws, operation_id)
    return not published.plan.is_draft and _places(published) != _places(draft)


def _read_in_force(work: UnitOfWork, operation_id: int) -> PlanSnapshot:
    now = read_snapshot(work, operation_id)
    published = work.plans.find(operation_id, work.plans.latest(operation_id))
    if published is None or published.is_draft:
        return now
    lines = {(need.code, role.code) for need in now.needs for role in need.roles}
    rows = (row for row in published.assignments if (row.need, row.role) in lines and row.agent in now.agent)
    return replace(now, plan=replace(published, assignments=tuple(rows)))


def _places(snapshot: PlanSnapshot) -> set[tuple[str, str, str]]:
    return {(row.agent, row.need, row.role) for row in snapshot.plan.assignments}


def _is_same(one: PlanSnapshot, other: PlanSnapshot) -> bool:
    """Whether two readings say the same of all that a re-plan depends on."""
    return _places(one) == _places(other) and problem_of(one) == problem_of(other)


def _frozen(snapshot: PlanSnapshot, start: datetime) -> PlanSnapshot:
    """Posts that begin before ``start`` ask for those who stand there, who stay."""
    begun = {need.code for need in snapshot.needs if need.start < start}
    heads = Counter((row.need, row.role) for row in snapshot.plan.assignments)
    rows = tuple(replace(row, locked=True) if row.need in begun else row for row in snapshot.plan.assignments)
    needs = tuple(_as_held(need, heads) if need.code in begun else need for need in snapshot.needs)
    return replace(snapshot, needs=needs, plan=replace(snapshot.plan, assignments=rows))


def _as_held(need: Need, heads: Counter[tuple[str, str]]) -> Need:
    def held(role: RoleLine) -> RoleLine:
        count = heads[need.code, role.code]
        return replace(role, count=count, minimum=min(role.minimum, count))

    return replace(need, roles=tuple(map(held, need.roles)))


def _assignments(before: PlanSnapshot, choice: ReplanChoice) -> tuple[Assignment, ...]:
    """Without what its agents do elsewhere, which is another plan's."""
    known = {(row.agent, row.need, row.role): row for row in before.plan.assignments}
    return tuple(
        known.get((row.agent, row.need, row.role)) or Assignment(agent=row.agent, need=row.need, role=row.role)
        for row in choice.rows
        if row.need in before.need
    )


def _choice(point: "FrontierPoint") -> ReplanChoice:
    return ReplanChoice(
        changes=point.changes,
        missing=sum(point.missing_count),
        below_minimum=sum(point.missing_minimum),
        proved=point.proved,
        rows=point.assignments,
    )


def _refuse_faults(absentees: Absentees) -> None:
    faults = list(absence_faults(absentees.absence))
    if not absentees.numbers:
        faults.append(Fault(sentence(N_("Tick at least one absent agent.")), column=COLUMN))
    if faults:
        raise InvalidRecordError(faults)
