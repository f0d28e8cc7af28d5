"""The heartbeat of the interface thread."""

import time

from PySide6.QtCore import QElapsedTimer, QObject, Qt, QTimer

BEAT_MS = 5


class Heartbeat(QObject):
    """Beats every 5 ms, and counts processor time: a busy machine takes wall time from everybody.

    Between two beats, ``longest_work_ms`` is the most that the interface thread itself worked, and ``longest_block_ms``
    the most that all threads of this program worked, less one beat. ``longest_ms`` is the wall time.
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

    def _beat(self) -> None:
        gap, worked, by_all = self._since.nsecsElapsed() / 1e6, time.thread_time(), time.process_time()
        self._since.restart()
        self.beats += 1
        self.longest_ms = max(self.longest_ms, gap - BEAT_MS)
        self.longest_work_ms = max(self.longest_work_ms, (worked - self._worked) * 1e3)
        self.longest_block_ms = max(self.longest_block_ms, min(gap, (by_all - self._worked_by_all) * 1e3) - BEAT_MS)
        self._worked, self._worked_by_all = worked, by_all
