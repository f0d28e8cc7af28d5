"""The optimiser: a problem in, the best plan it can find in the time given, with what is proved of it.

Needs that share an instant form a wave, and one exact flow fills a wave (``waves``, ``flow``). What waves ask of each
other (rest, weeks, travel, faces) is read from the roster around the wave (``situation``, ``legality``, ``costs``);
waves are filled in turn and again until nothing is gained (``engine`` says the order of the steps in ``search``).
``proof`` proves.
"""

from otp_desktop.planning.plan import Plan
from otp_desktop.planning.problem import Assignment, Problem
from otp_desktop.planning.progress import (
    Progress,
    ProgressListener,
    StopRequested,
    ignore_progress,
    never_stop,
)
from otp_desktop.planning.solver.options import SolverOptions

__all__ = ["SolverOptions", "solve"]


def solve(
    problem: Problem,
    options: SolverOptions = SolverOptions(),  # noqa: B008 - frozen
    on_progress: ProgressListener = ignore_progress,
    stop_requested: StopRequested = never_stop,
) -> Plan:
    """The best plan found, legal whatever the problem; a plan always exists, for heads may be missing.

    Returns when the plan is proved optimal, the time is out, ``stop_requested`` says so, or nothing is gained any more.
    """
    from otp_desktop.planning.solver.engine import Search  # OR-Tools: not for who only sets a process to work

    return Search(problem, options, _Teller(on_progress), stop_requested).run()


class _Teller:
    """Passes on the progress alone."""

    def __init__(self, on_progress: ProgressListener) -> None:
        self._on_progress = on_progress

    def progress(self, event: Progress) -> None:
        self._on_progress(event)

    def incumbent(self, assignments: tuple[Assignment, ...]) -> None:
        """The caller waits for the plan itself."""
