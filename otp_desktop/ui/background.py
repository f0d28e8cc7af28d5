"""Work off the interface thread, which never waits.

``Background.query`` reads, ``Background.write`` writes: one at a time, in order, and tells all pages what changed.
Both show errors by default, so that nobody can forget to. A result whose owner is gone is dropped.

QThread subclasses on purpose: QRunnables of a pool lost signals and crashed in repeated runs (measured).
"""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from PySide6.QtCore import QObject, QThread, QTimer, Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from otp_desktop.domain.changes import Changes
from otp_desktop.ui.collector import Collector
from otp_desktop.ui.messages import show_error
from otp_desktop.ui.widgets.progress import ProgressDialog, Report

PROGRESS_AFTER_MS = 600


class Control(Protocol):
    """What a piece of work sees of the window: where to report, and whether to stop."""

    def report(self, value: Any) -> None: ...

    def stop_requested(self) -> bool: ...


@dataclass(frozen=True, kw_only=True)
class Job:
    """One piece of work. ``owner`` receives the result, while it lives.

    ``failed`` returns True for an error it has shown itself. ``changes`` tells what a result touched. A newer job of
    the same owner and ``key`` makes this one's result stale. A ``title`` brings a progress dialog after 0.6 s.
    """

    owner: QObject
    function: Callable[[Control], Any]
    done: Callable[[Any], object] | None = None
    failed: Callable[[Exception], bool] | None = None
    reported: Callable[[Any], None] | None = None
    changes: Callable[[Any], Changes] | None = None
    stop: Callable[[], None] | None = None
    key: str = ""
    title: str = ""
    can_stop: bool = False


class Work(QThread):
    """Runs one job; lives in the interface thread, only ``run`` does not."""

    reported = Signal(object)

    def __init__(self, job: Job, parent: QObject) -> None:
        super().__init__(parent)
        self.job = job
        self.result: Any = None
        self.error: Exception | None = None
        self._stop = False

    def run(self) -> None:
        try:
            self.result = self.job.function(self)
        except Exception as error:
            self.error = error

    def report(self, value: Any) -> None:
        self.reported.emit(value)

    def stop_requested(self) -> bool:
        return self._stop

    def request_stop(self) -> None:
        self._stop = True
        if self.job.stop is not None:
            self.job.stop()


class Background(QObject):
    """All work of one window."""

    changed = Signal(object)
    busyChanged = Signal(bool)
    idle = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._running: list[Work] = []
        self._waiting: deque[Work] = deque()
        self._latest: dict[tuple[int, str], Work] = {}
        self._dialogs: dict[Work, ProgressDialog] = {}
        self.busyChanged.connect(Collector(self).rest)

    @property
    def busy(self) -> bool:
        return bool(self._running or self._waiting)

    @property
    def busy_writing(self) -> bool:
        """Whether closing now would cut short something the user asked for."""
        return any(work.job.changes is not None or work.job.title for work in (*self._running, *self._waiting))

    def query(
        self,
        owner: QObject,
        function: Callable[[], Any],
        done: Callable[[Any], object],
        *,
        key: str = "",
        failed: Callable[[Exception], bool] | None = None,
    ) -> None:
        """Reads; with a ``key``, only the newest reading of the owner is delivered."""
        self._start(Work(Job(owner=owner, function=lambda _: function(), done=done, failed=failed, key=key), self))

    def write(
        self,
        owner: QObject,
        function: Callable[[], Any],
        done: Callable[[Any], object] | None = None,
        *,
        changes: Callable[[Any], Changes] = lambda result: result,
        failed: Callable[[Exception], bool] | None = None,
        title: str = "",
    ) -> None:
        """Writes, after the writes asked before; the result is Changes, or ``changes`` makes them from it."""
        job = Job(owner=owner, function=lambda _: function(), done=done, failed=failed, changes=changes, title=title)
        self.run(job)

    def run(self, job: Job) -> None:
        """Runs a job with progress and Stop; jobs that write wait for one another."""
        work = Work(job, self)
        if job.changes is not None and any(other.job.changes is not None for other in self._running):
            self._waiting.append(work)
        else:
            self._start(work)

    def stop_all(self) -> None:
        """Asks everything that runs to stop; what is already asked to be saved is still saved."""
        for work in tuple(self._running):
            work.request_stop()

    def wait(self) -> None:
        """Blocks until every thread has ended: only for the very end of the program."""
        for work in tuple(self._running):
            work.wait()

    def _start(self, work: Work) -> None:
        was_busy = bool(self._running)
        self._running.append(work)
        if work.job.key:
            self._latest[id(work.job.owner), work.job.key] = work
        # The threads live in the interface thread: their signals reach these methods through its event loop.
        work.finished.connect(self._on_finished)
        if work.job.reported is not None or work.job.title:
            work.reported.connect(self._on_reported)
        if work.job.title:
            self._promise_dialog(work)
        work.start()
        if not was_busy:
            self.busyChanged.emit(True)

    def _promise_dialog(self, work: Work) -> None:
        timer = QTimer(work)
        timer.setSingleShot(True)
        timer.timeout.connect(lambda: self._show_dialog(work))
        timer.start(PROGRESS_AFTER_MS)

    def _show_dialog(self, work: Work) -> None:
        if work not in self._running:
            return
        dialog = ProgressDialog(work.job.title, work.job.can_stop, self._window)
        dialog.stopRequested.connect(work.request_stop)
        self._dialogs[work] = dialog
        dialog.open()

    def _on_reported(self, value: Any) -> None:
        work = self.sender()
        assert isinstance(work, Work)
        dialog = self._dialogs.get(work)
        if dialog is not None and isinstance(value, Report):
            dialog.show_report(value)
        if work.job.reported is not None and isValid(work.job.owner):
            work.job.reported(value)

    def _on_finished(self) -> None:
        work = self.sender()
        assert isinstance(work, Work)
        work.wait()  # the thread has left run(): this only lets it close
        self._running.remove(work)
        dialog = self._dialogs.pop(work, None)
        if dialog is not None:
            dialog.finish()
        self._start_next_write()
        try:
            self._deliver(work)
        finally:
            work.deleteLater()
            if not self.busy:
                self.busyChanged.emit(False)
                self.idle.emit()

    def _start_next_write(self) -> None:
        if self._waiting and not any(work.job.changes is not None for work in self._running):
            self._start(self._waiting.popleft())

    def _deliver(self, work: Work) -> None:
        job, alive, is_latest = work.job, isValid(work.job.owner), self._is_latest(work)
        if work.error is not None:
            if not (alive and job.failed is not None and job.failed(work.error)):
                show_error(self._window_for(job.owner), work.error)
            return
        if job.changes is not None:
            self.changed.emit(job.changes(work.result))
        if alive and job.done is not None and is_latest:
            job.done(work.result)

    def _is_latest(self, work: Work) -> bool:
        """Also forgets it: what a closed page or a failure leaves would be kept with all it read."""
        key = (id(work.job.owner), work.job.key)
        if not work.job.key:
            return True
        if self._latest.get(key) is not work:
            return False
        del self._latest[key]
        return True

    def _window_for(self, owner: QObject) -> QWidget:
        return owner if isValid(owner) and isinstance(owner, QWidget) and owner.isVisible() else self._window
