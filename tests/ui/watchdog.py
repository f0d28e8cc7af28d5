"""The heartbeat of the interface thread."""

import logging
import time

from PySide6.QtCore import QElapsedTimer, QObject, Qt, QTimer

log = logging.getLogger(__name__)

BEAT_MS = 5
WORK_BOUND_MS = 50  # of the interface thread's own work in one go, on the machine of the benchmarks
BLOCK_BOUND_MS = 250  # in which this program, in whatever thread, kept the interface thread from answering
STANDARD_SUM = 2_000_000
STANDARD_SUM_MS = 33  # what the machine of benchmarks/RESULTS.md takes: a bound of work means as much on a slower one


class Watchdog(QObject):
    """Beats every 5 ms, and counts processor time: a busy test machine takes wall time from everybody.

    Between two beats, ``longest_work_ms`` is the most that the interface thread itself worked, and ``longest_block_ms``
    the most that all threads of this program worked, less one beat. ``longest_ms`` is the wall time, for the log.
    """

    def __init__(self) -> None:
        super().__init__()
        self._since = QElapsedTimer()
        self._worked = self._worked_by_all = 0.0
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self.longest_ms = self.longest_work_ms = self.longest_block_ms = 0.0
        self.beats = 0

    def start(self) -> None:
        self.longest_ms = self.longest_work_ms = self.longest_block_ms = 0.0
        self.beats = 0
        self._since.start()
        self._worked, self._worked_by_all = time.thread_time(), time.process_time()
        self._timer.start(BEAT_MS)

    def stop(self) -> None:
        self._timer.stop()

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

    def _beat(self) -> None:
        gap, worked, by_all = self._since.nsecsElapsed() / 1e6, time.thread_time(), time.process_time()
        self._since.restart()
        self.beats += 1
        self.longest_ms = max(self.longest_ms, gap - BEAT_MS)
        self.longest_work_ms = max(self.longest_work_ms, (worked - self._worked) * 1e3)
        self.longest_block_ms = max(self.longest_block_ms, min(gap, (by_all - self._worked_by_all) * 1e3) - BEAT_MS)
        self._worked, self._worked_by_all = worked, by_all


def machine_slowness() -> float:
    """How much longer this machine takes than the machine of the benchmarks, now; never below 1."""
    taken = []
    for _attempt in range(3):
        begun = time.thread_time()
        sum(range(STANDARD_SUM))
        taken.append((time.thread_time() - begun) * 1e3)
    return max(1.0, min(taken) / STANDARD_SUM_MS)
