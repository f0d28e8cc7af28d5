"""The bounds on what holds the interface thread; ``python -m benchmarks.interface_thread`` measures page by page."""

import logging
import time

from benchmarks.heartbeat import Heartbeat

log = logging.getLogger(__name__)

WORK_BOUND_MS = 50  # of the interface thread's own work in one go, on the machine of the benchmarks
BLOCK_BOUND_MS = 250  # in which this program, in whatever thread, kept the interface thread from answering
STANDARD_SUM = 2_000_000
STANDARD_SUM_MS = 33  # what the machine of benchmarks/RESULTS.md takes: a bound of work means as much on a slower one


class Watchdog(Heartbeat):
    """A heartbeat that fails where it should have been quicker."""

    def assert_never_blocked(self, what: str) -> None:
        """Logs the figures, and fails above the bounds."""
        self.stop()
        log.warning(
            "%s: longest work %.0f ms, block %.0f ms, gap %.0f ms in %d beats",
            what, self.longest_work_ms, self.longest_block_ms, self.longest_ms, self.beats,
        )  # fmt: skip
        assert self.beats > 0
        slowness = machine_slowness()
        work_bound, block_bound = WORK_BOUND_MS * slowness, BLOCK_BOUND_MS * slowness
        assert self.longest_work_ms < work_bound, f"{what}: one piece of work took {self.longest_work_ms:.0f} ms"
        assert self.longest_block_ms < block_bound, f"{what}: blocked {self.longest_block_ms:.0f} ms"


def machine_slowness() -> float:
    """How much longer this machine takes than the machine of the benchmarks, now; never below 1."""
    taken = []
    for _attempt in range(3):
        begun = time.thread_time()
        sum(range(STANDARD_SUM))
        taken.append((time.thread_time() - begun) * 1e3)
    return max(1.0, min(taken) / STANDARD_SUM_MS)
