"""Optimising the draft of an operation, in a process of its own."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from math import isfinite
from types import TracebackType
from typing import TYPE_CHECKING

from otp_desktop.domain import plans as domain
from otp_desktop.domain.changes import Changes
from otp_desktop.domain.snapshot import PlanSnapshot
from otp_desktop.domain.working_time import ObjectiveWeights
from otp_desktop.planning.checker import Violation, check
from otp_desktop.planning.plan import Bound, Plan
from otp_desktop.planning.problem import Problem
from otp_desktop.planning.problem_file import problem_sha256
from otp_desktop.planning.progress import Progress
from otp_desktop.services.errors import DataChangedError, RefusedPlanError
from otp_desktop.services.optimise_scope import WHOLE, Scope, ScopeKind, scoped_problem
from otp_desktop.services.problems import problem_of
from otp_desktop.services.snapshots import load_snapshot, read_snapshot
from otp_desktop.services.workspace import Workspace
from otp_desktop.texts import N_, sentence

if TYPE_CHECKING:
    from otp_desktop.planning.process import SolverProcess


@dataclass(frozen=True, slots=True, kw_only=True)
class OptimiseOptions:
    """``seconds`` of real time at most; ``workers`` processor cores; one worker and one seed repeat the same plan.

    ``weights`` None takes the operation's; others are stored with it when the plan is.
    """

    seconds: float = 30.0
    workers: int = 2
    seed: int = 1
    scope: Scope = WHOLE
    weights: ObjectiveWeights | None = None


class Optimisation:
    """A running optimisation. Close it, or use it as a context manager: its process ends with it."""

    def __init__(
        self, ws: Workspace, snapshot: PlanSnapshot, options: OptimiseOptions, process: "SolverProcess"
    ) -> None:
        self._ws = ws
        self._options = options
        self._process = process
        self._last: Progress | None = None
        self.snapshot = snapshot
        self.problem = _problem(snapshot, options.scope)
        self._passed_over = _heads_outside(self.problem, snapshot, options.scope)

    def events(self) -> Iterator[Progress | Plan]:
        """Progress values while it works and last the Plan. Blocks between them: not for the screen's own thread.

        Raises SolverDiedError when the process was killed: what it had found by then, ``best_plan`` tells.
        """
        for event in self._process.events():
            if isinstance(event, Progress):
                self._last = event
                yield self._own_heads(event)
            else:
                yield event

    def _own_heads(self, event: Progress) -> Progress:
        """Without the heads that stand in other operations or outside the scope."""
        return replace(
            event,
            required_heads=event.required_heads - self._passed_over,
            held_heads=event.held_heads - self._passed_over,
        )

    def stop(self) -> None:
        """Ends the search soon; the best plan so far still comes through ``events()``."""
        self._process.stop()

    def cancel(self) -> None:
        """Ends at once and gives no plan."""
        self._process.close()

    def best_plan(self) -> Plan | None:
        """The best plan that the process had sent, None where it had sent none: it outlives the process."""
        return self._process.best_plan()

    def snapshot_with(self, plan: Plan) -> PlanSnapshot:
        """The draft as it would be with this plan, stored nowhere."""
        return replace(self.snapshot, plan=_as_draft(plan, self.snapshot, self._options.scope))

    def store(self, plan: Plan) -> Changes:
        """Makes the plan the draft, and its weights the operation's. Locked rows keep their lock and origin.

        Raises DataChangedError when the draft, needs, agents or rules changed since the start, RefusedPlanError (a
        bug) when the checker finds a broken rule that the locked rows alone do not break: such a plan is never stored.
        """
        if violations := _own_violations(self.problem, plan):
            raise RefusedPlanError(f"the checker refuses the optimiser's plan: {violations[:5]}")
        operation_id = self.snapshot.operation.id
        assert operation_id is not None, "a stored operation has an id"
        with self._ws.unit_of_work(sentence(N_("Optimised plan"))) as work:
            work.take_turn()
            stored = read_snapshot(work, operation_id)
            now = _weighed(stored, self._options.weights)
            if _state(now, self._options.scope) != _state(self.snapshot, self._options.scope):
                raise DataChangedError()
            if now.operation != stored.operation:
                work.operations.update(now.operation)
            work.plans.save_draft(_as_draft(plan, now, self._options.scope))
            return work.commit()

    def __enter__(self) -> "Optimisation":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.cancel()


def start_optimisation(ws: Workspace, operation_id: int, options: OptimiseOptions | None = None) -> Optimisation:
    """Starts to optimise the draft as it is stored now; locked rows stand, and all that is outside the scope."""
    # numpy and OR-Tools take a third of a second: not at the window's start.
    from otp_desktop.planning.process import SolverProcess
    from otp_desktop.planning.solver.options import SolverOptions

    options = options or OptimiseOptions()
    snapshot = _weighed(load_snapshot(ws, operation_id), options.weights)
    limits = SolverOptions(seconds=options.seconds, workers=options.workers, seed=options.seed)
    return Optimisation(ws, snapshot, options, SolverProcess(_problem(snapshot, options.scope), limits))


def _problem(snapshot: PlanSnapshot, scope: Scope) -> Problem:
    return scoped_problem(problem_of(snapshot), snapshot, scope)


def _weighed(snapshot: PlanSnapshot, weights: ObjectiveWeights | None) -> PlanSnapshot:
    if weights is None:
        return snapshot
    return replace(snapshot, operation=replace(snapshot.operation, weights=weights))


def _state(snapshot: PlanSnapshot, scope: Scope) -> tuple[str, frozenset[domain.Assignment]]:
    """All that a plan found is good for."""
    return problem_sha256(_problem(snapshot, scope)), frozenset(snapshot.plan.assignments)


def _heads_outside(problem: Problem, snapshot: PlanSnapshot, scope: Scope) -> int:
    within = scope.needs_of(snapshot)
    return sum(role.count for need in problem.needs if need.id not in within for role in need.roles)


def _own_violations(problem: Problem, plan: Plan) -> list[Violation]:
    """Broken rules that the optimiser answers for: a row that the planner locked stands, even where it breaks one."""
    locked = {_breach(violation) for violation in check(problem, problem.locked)}
    return [violation for violation in check(problem, plan.assignments) if _breach(violation) not in locked]


def _breach(violation: Violation) -> tuple[str, str | None, tuple[str, ...]]:
    """The rule and whom it concerns; the needs where it concerns no one person."""
    return violation.rule, violation.agent, () if violation.agent else violation.needs


def _as_draft(plan: Plan, snapshot: PlanSnapshot, scope: Scope) -> domain.Plan:
    """The draft with the plan's rows, without what its agents do elsewhere, which is another plan's."""
    draft = snapshot.plan
    outside = {need.code for need in snapshot.needs} - scope.needs_of(snapshot)
    stored = {(row.agent, row.need, row.role): row for row in draft.assignments if _stands(row, scope, outside)}
    found = {(row.agent, row.need, row.role) for row in plan.assignments if row.need in snapshot.need}
    rows = (
        *(row for key, row in stored.items() if key in found or row.need in outside),
        *(domain.Assignment(agent=agent, need=need, role=role) for agent, need, role in sorted(found - stored.keys())),
    )
    return _judged_whole(plan, replace(draft, assignments=rows), scope)


def _stands(row: domain.Assignment, scope: Scope, outside: Collection[str]) -> bool:
    return row.locked or row.need in outside or scope.kind is ScopeKind.GAPS


def _judged_whole(plan: Plan, draft: domain.Plan, scope: Scope) -> domain.Plan:
    """What is proved of a part is not proved of the whole: there the old proof stays, with the problem it is about."""
    made = replace(
        draft,
        status=domain.PlanStatus(plan.status.value),
        seconds=plan.seconds,
        seed=plan.seed,
        made_at=datetime.now(),  # noqa: DTZ005 - shown as the planner's own clock shows it
    )
    if scope.is_whole:
        return replace(made, bound=_coverage_bound(plan.bound), problem_sha256=plan.problem_sha256)
    return replace(made, status=domain.PlanStatus.FEASIBLE)


def _coverage_bound(bound: Bound) -> domain.CoverageBound:
    return domain.CoverageBound(
        missing_minimum=bound.missing_minimum,
        missing_count=bound.missing_count,
        soft=bound.soft if isfinite(bound.soft) else None,
    )
