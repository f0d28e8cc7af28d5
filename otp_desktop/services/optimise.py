"""Optimising the draft of an operation, in a process of its own."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from math import isfinite
from types import TracebackType
from typing import TYPE_CHECKING

from otp_desktop.domain import plans as domain
from otp_desktop.domain.changes import Changes
from otp_desktop.domain.snapshot import PlanSnapshot
from otp_desktop.planning.checker import Violation, check
from otp_desktop.planning.plan import Bound, Plan, Status
from otp_desktop.planning.problem import Problem
from otp_desktop.planning.problem_file import problem_sha256
from otp_desktop.planning.progress import Progress
from otp_desktop.planning.score import score, shortages
from otp_desktop.services.errors import DataChangedError, RefusedPlanError
from otp_desktop.services.problems import ELSEWHERE, problem_of
from otp_desktop.services.snapshots import load_snapshot, read_snapshot
from otp_desktop.services.workspace import Workspace
from otp_desktop.texts import N_, sentence

if TYPE_CHECKING:
    from otp_desktop.planning.process import SolverProcess


@dataclass(frozen=True, slots=True, kw_only=True)
class OptimiseOptions:
    """``seconds`` of real time at most; ``workers`` processor cores; one worker and one seed repeat the same plan."""

    seconds: float = 30.0
    workers: int = 2
    seed: int = 1


class Optimisation:
    """A running optimisation. Close it, or use it as a context manager: its process ends with it."""

    def __init__(self, ws: Workspace, operation_id: int, problem: Problem, process: "SolverProcess") -> None:
        self._ws = ws
        self._operation_id = operation_id
        self._process = process
        self._last: Progress | None = None
        self.problem = problem
        self._elsewhere = sum(row.role == ELSEWHERE for row in problem.locked)

    def events(self) -> Iterator[Progress | Plan]:
        """Progress values while it works and last the Plan. Blocks between them: not for the screen's own thread.

        Raises SolverDiedError when the process was killed; the best plan it had sent is then the draft.
        """
        from otp_desktop.planning.process import SolverDiedError  # loaded by now

        try:
            for event in self._process.events():
                if isinstance(event, Progress):
                    self._last = event
                    yield self._own_heads(event)
                else:
                    yield event
        except SolverDiedError:
            self._keep_best()
            raise

    def _own_heads(self, event: Progress) -> Progress:
        """Without the heads that stand in other operations."""
        return replace(
            event, required_heads=event.required_heads - self._elsewhere, held_heads=event.held_heads - self._elsewhere
        )

    def stop(self) -> None:
        """Ends the search soon; the best plan so far still comes through ``events()``."""
        self._process.stop()

    def cancel(self) -> None:
        """Ends at once and gives no plan."""
        self._process.close()

    def store(self, plan: Plan) -> Changes:
        """Makes the plan the draft. Locked rows keep their lock and origin.

        Raises DataChangedError when needs, agents or locks changed since the start, RefusedPlanError (a bug) when
        the checker finds a broken rule that the locked rows alone do not break: such a plan is never stored.
        """
        if violations := _own_violations(self.problem, plan):
            raise RefusedPlanError(f"the checker refuses the optimiser's plan: {violations[:5]}")
        with self._ws.unit_of_work(sentence(N_("Optimised plan"))) as work:
            snapshot = read_snapshot(work, self._operation_id)
            if problem_sha256(problem_of(snapshot)) != plan.problem_sha256:
                raise DataChangedError()
            work.plans.save_draft(_as_draft(plan, snapshot))
            return work.commit()

    def _keep_best(self) -> None:
        rows = self._process.best
        if rows:
            plan = Plan(
                problem_sha256=problem_sha256(self.problem),
                status=Status.STOPPED,
                assignments=rows,
                shortages=shortages(self.problem, rows),
                objective=score(self.problem, rows),
                bound=(self._last and self._last.bound) or Bound(),
                seconds=self._last.seconds if self._last else 0.0,
            )
            self.store(plan)

    def __enter__(self) -> "Optimisation":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.cancel()


def start_optimisation(ws: Workspace, operation_id: int, options: OptimiseOptions | None = None) -> Optimisation:
    """Starts to optimise the draft as it is stored now; locked rows stand."""
    # numpy and OR-Tools take a third of a second: not at the window's start.
    from otp_desktop.planning.process import SolverProcess
    from otp_desktop.planning.solver.options import SolverOptions

    options = options or OptimiseOptions()
    problem = problem_of(load_snapshot(ws, operation_id))
    limits = SolverOptions(seconds=options.seconds, workers=options.workers, seed=options.seed)
    return Optimisation(ws, operation_id, problem, SolverProcess(problem, limits))


def _own_violations(problem: Problem, plan: Plan) -> list[Violation]:
    """Broken rules that the optimiser answers for: a row that the planner locked stands, even where it breaks one."""
    locked = {_breach(violation) for violation in check(problem, problem.locked)}
    return [violation for violation in check(problem, plan.assignments) if _breach(violation) not in locked]


def _breach(violation: Violation) -> tuple[str, str | None, tuple[str, ...]]:
    """The rule and whom it concerns; the needs where it concerns no one person."""
    return violation.rule, violation.agent, () if violation.agent else violation.needs


def _as_draft(plan: Plan, snapshot: PlanSnapshot) -> domain.Plan:
    """The plan without what its agents do elsewhere, which is another plan's."""
    draft = snapshot.plan
    locked = {(row.agent, row.need, row.role): row for row in draft.assignments if row.locked}
    rows = (
        locked.get((row.agent, row.need, row.role)) or domain.Assignment(agent=row.agent, need=row.need, role=row.role)
        for row in plan.assignments
        if row.need in snapshot.need
    )
    return replace(
        draft,
        status=domain.PlanStatus(plan.status.value),
        assignments=tuple(rows),
        bound=_coverage_bound(plan.bound),
        problem_sha256=plan.problem_sha256,
        seconds=plan.seconds,
        seed=plan.seed,
        made_at=datetime.now(),  # noqa: DTZ005 - shown as the planner's own clock shows it
    )


def _coverage_bound(bound: Bound) -> domain.CoverageBound:
    return domain.CoverageBound(
        missing_minimum=bound.missing_minimum,
        missing_count=bound.missing_count,
        soft=bound.soft if isfinite(bound.soft) else None,
    )
