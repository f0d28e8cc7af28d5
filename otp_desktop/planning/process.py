"""The solver in a process of its own: a crash or a memory limit costs nothing, and Stop keeps the best plan."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from time import monotonic
from typing import Any, Literal

from otp_desktop.domain.errors import KnownError
from otp_desktop.planning.plan import Bound, Plan, Status
from otp_desktop.planning.problem import Assignment, Problem
from otp_desktop.planning.problem_file import problem_sha256
from otp_desktop.planning.progress import Progress, StopRequested, never_stop
from otp_desktop.planning.score import score_and_shortages
from otp_desktop.planning.side_process import ANSWER, SideProcess, Tell
from otp_desktop.planning.solver.options import SolverOptions
from otp_desktop.texts import N_

ASK_EVERY = 0.05  # seconds between two questions whether to stop
PATIENCE = 0.5  # seconds in which a search that was asked to stop has to answer
OVERTIME = 0.4  # seconds in which one has to answer whose time is out


class SolverDiedError(KnownError):
    """The process ended without a plan: killed from outside, or out of memory."""

    template = N_(
        "The optimiser was ended from outside, or ran out of memory, before it had finished. Nothing was "
        "changed. Close other programs or optimise fewer needs at once, then start it again."
    )


@dataclass(frozen=True)
class _Incumbent:
    assignments: tuple[Assignment, ...]


class SolverProcess(SideProcess):
    """One search in a process of its own. ``events()`` yields its progress and last its plan.

    ``best`` holds the assignments of the best plan sent so far, at most a second old: they outlive the process. Once
    there is one, the plan comes soon after ``stop()`` and after the time is out, whatever the search is at then: it is
    ended where it does not answer.
    """

    died = SolverDiedError

    def __init__(
        self,
        problem: Problem,
        options: SolverOptions,
        sha256: str = "",
        start: Literal["spawn", "fork"] = "spawn",
    ) -> None:
        """``sha256`` of the problem's file, computed where it is not known. The time runs from now on."""
        self._problem, self._options, self._sha256 = problem, options, sha256
        self._begun = monotonic()
        super().__init__(partial(_search, problem, options, sha256, self._begun), start)
        self.best: tuple[Assignment, ...] = ()
        self._last: Progress | None = None
        self._found = False
        self._stopped_at: float | None = None
        self._stop_requested = never_stop

    def events(self, stop_requested: StopRequested = never_stop) -> Iterator[Progress | Plan]:
        """Progress, and last the Plan. Raises SolverDiedError when the process died before it gave one."""
        self._stop_requested = stop_requested
        for event in super().events():
            if isinstance(event, _Incumbent):
                self.best, self._found = event.assignments, True
                continue
            if isinstance(event, Progress):
                self._last = event
            if isinstance(event, Plan):
                self.best = event.assignments
            yield event

    def stop(self) -> None:
        if self._stopped_at is None:
            self._stopped_at = monotonic()
        super().stop()

    def best_plan(self) -> Plan | None:
        """The best plan that the search had sent, with what was proved by then; None where it had sent none."""
        if not self._found:
            return None
        objective, lacking = score_and_shortages(self._problem, self.best)
        whole_time = self._stopped_at is None and monotonic() >= self._begun + self._options.seconds
        return Plan(
            problem_sha256=self._sha256 or problem_sha256(self._problem),
            status=Status.FEASIBLE if whole_time else Status.STOPPED,
            assignments=self.best,
            shortages=lacking,
            objective=objective,
            bound=((self._last and self._last.bound) or Bound()).beside(objective),
            seconds=monotonic() - self._begun,
            seed=self._options.seed,
        )

    def _receive(self) -> tuple[str, Any]:
        """The next message; an answer made here where the search should have answered long ago."""
        while not self._ready():
            if self._stopped_at is None and self._stop_requested():
                self.stop()
            if monotonic() >= self._due() and self._found:
                self.end()  # at once, as judging its plan may take a second, and longer beside it
                return ANSWER, self.best_plan()
        return super()._receive()

    def _ready(self) -> bool:
        try:
            return self._pipe.poll(ASK_EVERY)
        except OSError:
            return True  # to be told by whoever receives

    def _due(self) -> float:
        """When an answer should have come."""
        time_out = self._begun + self._options.seconds + OVERTIME
        return time_out if self._stopped_at is None else min(time_out, self._stopped_at + PATIENCE)


@dataclass(frozen=True)
class _Reporter:
    """Passes on what the search says."""

    tell: Tell

    def progress(self, event: Progress) -> None:
        self.tell(event)

    def incumbent(self, assignments: tuple[Assignment, ...]) -> None:
        self.tell(_Incumbent(assignments))


def _search(
    problem: Problem, options: SolverOptions, sha256: str, begun: float, tell: Tell, stop_requested: StopRequested
) -> Plan:
    """``begun``: when the caller started the process, on the clock that all processes share."""
    from otp_desktop.planning.solver.engine import Search  # OR-Tools: for the process that searches alone

    left = replace(options, seconds=max(0.0, options.seconds - (monotonic() - begun)))
    return Search(problem, left, _Reporter(tell), stop_requested, sha256).run()
