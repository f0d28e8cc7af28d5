"""The solver in a process of its own: a crash or a memory limit costs nothing, and Stop keeps the best plan."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from otp_desktop.domain.errors import KnownError
from otp_desktop.planning.plan import Plan
from otp_desktop.planning.problem import Assignment, Problem
from otp_desktop.planning.progress import Progress, StopRequested
from otp_desktop.planning.side_process import SideProcess, Tell
from otp_desktop.planning.solver.engine import Search
from otp_desktop.planning.solver.options import SolverOptions
from otp_desktop.texts import N_


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
    """One search in a spawned process. ``events()`` yields its progress and last its plan.

    ``best`` holds the assignments of the best plan sent so far, at most a second old: they outlive the process.
    """

    died = SolverDiedError

    def __init__(self, problem: Problem, options: SolverOptions) -> None:
        super().__init__(partial(_search, problem, options))
        self.best: tuple[Assignment, ...] = ()

    def events(self) -> Iterator[Progress | Plan]:
        """Progress, and last the Plan. Raises SolverDiedError when the process died before it gave one."""
        for event in super().events():
            if isinstance(event, _Incumbent):
                self.best = event.assignments
                continue
            if isinstance(event, Plan):
                self.best = event.assignments
            yield event


@dataclass(frozen=True)
class _Reporter:
    """Passes on what the search says."""

    tell: Tell

    def progress(self, event: Progress) -> None:
        self.tell(event)

    def incumbent(self, assignments: tuple[Assignment, ...]) -> None:
        self.tell(_Incumbent(assignments))


def _search(problem: Problem, options: SolverOptions, tell: Tell, stop_requested: StopRequested) -> Plan:
    return Search(problem, options, _Reporter(tell), stop_requested).run()
