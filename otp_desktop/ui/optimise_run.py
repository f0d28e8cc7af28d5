"""One optimisation as the window sees it: steps, an outcome to accept, or a failure. The solver has its own process."""

from dataclasses import dataclass
from math import isfinite

from PySide6.QtCore import Signal

from otp_desktop.domain.errors import KnownError
from otp_desktop.domain.snapshot import PlanSnapshot
from otp_desktop.planning.plan import Plan
from otp_desktop.planning.progress import Progress
from otp_desktop.services import checking
from otp_desktop.services.optimise import Optimisation, OptimiseOptions, start_optimisation
from otp_desktop.services.plan_comparison import AgentChange, PlanComparison, compare
from otp_desktop.texts import _, ngettext
from otp_desktop.texts.formats import number
from otp_desktop.ui.background import Control
from otp_desktop.ui.desk import Desk
from otp_desktop.ui.models.agent_changes import change_rows
from otp_desktop.ui.models.rows import Rows
from otp_desktop.ui.plan_figures import missing_by_priority
from otp_desktop.ui.side_run import SideRun


@dataclass(frozen=True, slots=True)
class Step:
    """Where the solver stands. ``least_missing`` and ``least_cost`` are proved: no legal plan has less.

    The cost is the weighted sum of travel, units, faces and fairness, among plans that cover as much.
    """

    phase: str
    required: int
    held: int
    missing: int | None
    least_missing: int | None
    cost: float | None
    least_cost: float | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """A plan that was found and is stored nowhere yet, beside the draft; ``changes`` are the rows of its table.

    ``draft_is_better``: a search stopped early may have less than was already reached. ``trouble``: what ended it.
    """

    plan: Plan
    comparison: PlanComparison
    changes: Rows[AgentChange]
    draft_is_better: bool
    trouble: KnownError | None = None


def result_sentence(plan: Plan) -> str:
    """Heads missing, and what is proved of them.

    The bound's sum is a bound of the sum: in each wave the heads filled in the order of priority are as many as can be
    filled at all (the bases of a matroid have one size).
    """
    missing = sum(shortage.missing for shortage in plan.shortages)
    least = sum(plan.bound.missing_count)
    text = ngettext("{count} head missing", "{count} heads missing", missing).format(count=number(missing))
    if not missing:
        text = _("Every post has all its agents")
    found, proved = plan.objective, plan.bound
    if (found.missing_minimum, found.missing_count) == (proved.missing_minimum, proved.missing_count):
        return _("{result}; proved: no legal plan does better.").format(result=text)
    return _("{result}; proved so far: at least {least}.").format(result=text, least=number(least))


class OptimiseRun(SideRun[Optimisation]):
    """Searches in the background and stores when it is told to; Stop and Cancel are calls on a flag of the process.

    ``stepped`` carries a Step, ``ended`` hands out an Outcome; ``failed`` what kept it from finding or storing.
    """

    stored = Signal()

    def __init__(self, desk: Desk, operation_id: int, options: OptimiseOptions) -> None:
        super().__init__(desk)
        self._operation_id = operation_id
        self._options = options

    def store(self, plan: Plan) -> None:
        """Makes the plan the draft."""
        optimisation = self._running
        assert optimisation is not None, "a plan comes from a search"
        self._desk.background.write(
            self,
            lambda: optimisation.store(plan),
            lambda _changes: self.stored.emit(),
            failed=self._tell_failure,
        )

    def _work(self, control: Control) -> Outcome | None:
        optimisation = start_optimisation(self._desk.workspace, self._operation_id, self._options)
        with self._hold(optimisation):
            return self._outcome(optimisation, control)

    def _outcome(self, optimisation: Optimisation, control: Control) -> Outcome | None:
        from otp_desktop.planning.process import SolverDiedError  # loaded by now

        try:
            for event in optimisation.events():
                if self._cancelled:
                    return None
                if isinstance(event, Plan):
                    return outcome_of(optimisation, event)
                control.report(_step(event))
        except SolverDiedError as trouble:
            if self._cancelled:
                return None
            best = optimisation.best_plan()
            if best is None:
                raise
            return outcome_of(optimisation, best, trouble)
        raise RuntimeError("the optimiser ended without a plan")


def outcome_of(optimisation: Optimisation, plan: Plan, trouble: KnownError | None = None) -> Outcome:
    """Compares the plan found with the draft it was started from."""
    before, after = optimisation.snapshot, optimisation.snapshot_with(plan)
    comparison = compare(before, after)
    worse = covers_better(before, after) and not checking.breaches_of(before)
    return Outcome(plan, comparison, change_rows(comparison.changes), worse, trouble)


def covers_better(one: PlanSnapshot, other: PlanSnapshot) -> bool:
    """Fewer heads missing in the strict order: below the minimum, then in all, priority by priority."""
    return _missing(one) < _missing(other)


def _missing(snapshot: PlanSnapshot) -> tuple[tuple[int, ...], tuple[int, ...]]:
    return missing_by_priority(snapshot.needs, snapshot.coverage.shortages)


def _step(progress: Progress) -> Step:
    found, bound = progress.incumbent, progress.bound
    return Step(
        phase=progress.phase,
        required=progress.required_heads,
        held=progress.held_heads,
        missing=sum(found.missing_count) if found is not None else None,
        least_missing=sum(bound.missing_count) if bound is not None else None,
        cost=found.soft if found is not None else None,
        least_cost=bound.soft if bound is not None and isfinite(bound.soft) else None,
    )
