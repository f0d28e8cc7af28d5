"""The heartbeat of the interface thread."""

import logging

from PySide6.QtCore import QElapsedTimer, QObject, Qt, QTimer

log = logging.getLogger(__name__)

BEAT_MS = 5
BOUND_MS = 250  # the aim is 50 ms; a busy test machine takes its time from everybody


class Watchdog(QObject):
    """Beats every 5 ms; ``longest_ms`` is the longest gap between two beats, less one beat."""

    def __init__(self) -> None:
        super().__init__()
        self._since = QElapsedTimer()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self.longest_ms = 0.0
        self.beats = 0

    def start(self) -> None:
        self.longest_ms = 0.0
        self.beats = 0
        self._since.start()
        self._timer.start(BEAT_MS)

    def stop(self) -> None:
        self._timer.stop()

    def assert_never_blocked(self, what: str) -> None:
        """Logs the real figure, and fails above the generous bound."""
        self.stop()
        log.warning("%s: longest gap %.0f ms in %d beats", what, self.longest_ms, self.beats)
        assert self.beats > 0
        assert self.longest_ms < BOUND_MS, f"{what}: the interface thread was blocked {self.longest_ms:.0f} ms"

    def _beat(self) -> None:
        gap = self._since.nsecsElapsed() / 1e6
        self._since.restart()
        self.beats += 1
        self.longest_ms = max(self.longest_ms, gap - BEAT_MS)
