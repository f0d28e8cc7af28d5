"""One optimisation as the window sees it: steps, an outcome or a failure. The solver is in a process of its own."""

from dataclasses import dataclass
from threading import Lock

from PySide6.QtCore import QObject, Signal

from otp_desktop.domain.changes import Changes
from otp_desktop.domain.snapshot import PlanSnapshot
from otp_desktop.planning.plan import Plan
from otp_desktop.planning.progress import Progress
from otp_desktop.services import checking, plans
from otp_desktop.services.optimise import Optimisation, OptimiseOptions, start_optimisation
from otp_desktop.texts import _, ngettext
from otp_desktop.texts.formats import number
from otp_desktop.ui.background import Control, Job
from otp_desktop.ui.desk import Desk
from otp_desktop.ui.plan_figures import missing_by_priority


@dataclass(frozen=True, slots=True)
class Step:
    """Where the solver stands. ``least_missing`` is proved: no legal plan misses fewer heads."""

    phase: str
    required: int
    held: int
    least_missing: int | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """The plan that was found, or None where the user discarded it.

    ``stored`` is False where the draft was better: a search stopped early never costs what was already reached.
    """

    plan: Plan | None
    changes: Changes
    stored: bool = False


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


class OptimiseRun(QObject):
    """Starts, listens and stores, all in the background; Stop and Cancel are calls on a flag of the process."""

    stepped = Signal(object)
    ended = Signal(object)
    failed = Signal(object)

    def __init__(self, desk: Desk, operation_id: int, options: OptimiseOptions) -> None:
        super().__init__(desk)
        self._desk = desk
        self._operation_id = operation_id
        self._options = options
        self._lock = Lock()
        self._optimisation: Optimisation | None = None
        self._stopped = False
        self._cancelled = False

    def start(self) -> None:
        self._desk.background.run(
            Job(
                owner=self,
                function=self._work,
                done=self.ended.emit,
                failed=self._tell_failure,
                reported=self.stepped.emit,
                changes=lambda outcome: outcome.changes,
                stop=self.cancel,
            )
        )

    def stop(self) -> None:
        """The best plan so far is stored."""
        with self._lock:
            self._stopped = True
            if self._optimisation is not None:
                self._optimisation.stop()

    def cancel(self) -> None:
        """Nothing is stored. The process is asked to stop here and ended by the thread that reads it."""
        self._cancelled = True
        self.stop()

    def _work(self, control: Control) -> Outcome:
        nothing = Outcome(None, Changes())
        if self._cancelled:
            return nothing
        draft = plans.load_snapshot(self._desk.workspace, self._operation_id)
        optimisation = start_optimisation(self._desk.workspace, self._operation_id, self._options)
        with optimisation:
            with self._lock:
                self._optimisation = optimisation
                if self._stopped:
                    optimisation.stop()
            for event in optimisation.events():
                if self._cancelled:
                    return nothing
                if isinstance(event, Plan):
                    if draft_is_better(draft, event):
                        return Outcome(event, Changes())
                    return Outcome(event, optimisation.store(event), stored=True)
                control.report(_step(event))
        raise RuntimeError("the optimiser ended without a plan")

    def _tell_failure(self, error: Exception) -> bool:
        self.failed.emit(error)
        return True


def draft_is_better(draft: PlanSnapshot, found: Plan) -> bool:
    """Legal, and fewer heads missing in the strict order: below the minimum, then in all, priority by priority."""
    below, missing = missing_by_priority(draft.needs, draft.coverage.shortages)
    reached = found.objective.missing_minimum, found.objective.missing_count
    return (below, missing) < reached and not checking.breaches_of(draft)


def _step(progress: Progress) -> Step:
    bound = progress.bound
    least = sum(bound.missing_count) if bound is not None else None
    return Step(progress.phase, progress.required_heads, progress.held_heads, least)
