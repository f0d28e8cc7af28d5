"""Plans that come and go as ``otp-plan/1`` files, for other programs."""

from collections.abc import Iterable
from dataclasses import replace

from otp_desktop.domain import plans as domain
from otp_desktop.domain.changes import Changes
from otp_desktop.domain.plans import DRAFT, Assignment, AssignmentOrigin, PlanStatus
from otp_desktop.domain.snapshot import PlanSnapshot
from otp_desktop.planning.plan import Bound, Plan, Status
from otp_desktop.planning.plan_file import read_plan, write_plan
from otp_desktop.planning.problem import Assignment as PlanningRow
from otp_desktop.planning.problem_file import problem_sha256
from otp_desktop.planning.score import score, shortages
from otp_desktop.services.plans import proved_bound
from otp_desktop.services.problems import judged_problem, judged_rows, problem_of
from otp_desktop.services.snapshots import load_snapshot, read_snapshot
from otp_desktop.services.workspace import Workspace
from otp_desktop.texts import N_, sentence


def import_plan(ws: Workspace, operation_id: int, content: bytes) -> Changes:
    """Makes the plan of a file the draft; rows that stood already keep their lock and origin, and locked ones stay.

    A plan that breaks rules is stored all the same and shown by ``check_plan``, as one made by hand is; what the file
    claims to have proved is not believed. Raises PlanFaultsError with every fault, and then stores nothing.
    """
    with ws.unit_of_work(sentence(N_("Import of a plan"))) as work:
        snapshot = read_snapshot(work, operation_id)
        work.plans.save_draft(imported_draft(snapshot, content))
        return work.commit()


def imported_draft(snapshot: PlanSnapshot, content: bytes) -> domain.Plan:
    """The draft with the rows of the file in the place of its own. Raises PlanFaultsError with every fault."""
    told = read_plan(content, problem_of(snapshot)).assignments
    rows = (row for row in told if row.need in snapshot.need)  # work elsewhere is not this plan's
    return replace(snapshot.plan, assignments=_merged(rows, snapshot.plan), status=PlanStatus.MANUAL, bound=None)


def _merged(rows: Iterable[PlanningRow], draft: domain.Plan) -> tuple[Assignment, ...]:
    known = {(row.agent, row.need, row.role): row for row in draft.assignments}
    told = {(row.agent, row.need, row.role) for row in rows}
    locked = tuple(row for place, row in known.items() if row.locked and place not in told)
    return locked + tuple(
        known.get((agent, need, role)) or Assignment(agent=agent, need=need, role=role, origin=AssignmentOrigin.IMPORT)
        for agent, need, role in sorted(told)
    )


def export_plan(ws: Workspace, operation_id: int, number: int = DRAFT) -> str:
    """The plan as an ``otp-plan/1`` file; its bound only where it holds for the problem as it is now."""
    snapshot = load_snapshot(ws, operation_id, number)
    problem, plan = judged_problem(snapshot), snapshot.plan
    rows = judged_rows(snapshot)
    proved = proved_bound(snapshot)
    bound = Bound()
    if proved is not None:
        soft = bound.soft if proved.soft is None else proved.soft
        bound = Bound(missing_minimum=proved.missing_minimum, missing_count=proved.missing_count, soft=soft)
    return write_plan(
        Plan(
            problem_sha256=problem_sha256(problem_of(snapshot)),
            status=Status.FEASIBLE if plan.status is PlanStatus.MANUAL or proved is None else Status(plan.status.value),
            assignments=rows,
            shortages=shortages(problem, rows),
            objective=score(problem, rows),
            bound=bound,
            seconds=plan.seconds,
            seed=plan.seed,
        )
    )
