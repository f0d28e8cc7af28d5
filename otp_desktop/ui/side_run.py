"""One calculation in a process of its own, as the window sees it: steps, an end or a failure."""

from abc import abstractmethod
from threading import Lock
from typing import Generic, Protocol, TypeVar

from PySide6.QtCore import QObject, Signal

from otp_desktop.ui.background import Control, Job
from otp_desktop.ui.desk import Desk


class Stoppable(Protocol):
    def stop(self) -> None: ...


RunningT = TypeVar("RunningT", bound=Stoppable)


class SideRun(QObject, Generic[RunningT]):
    """``stepped`` carries what is told on the way, ``ended`` what ``_work`` answers: None where the user gave up."""

    stepped = Signal(object)
    ended = Signal(object)
    failed = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._lock = Lock()
        self._running: RunningT | None = None
        self._stopped = False
        self._cancelled = False

    def start(self) -> None:
        self._desk.background.run(
            Job(
                owner=self,
                function=self._work_unless_cancelled,
                done=self._tell_end,
                failed=self._tell_failure,
                reported=self._tell_step,
                stop=self.cancel,
            )
        )

    def stop(self) -> None:
        """What was found so far is the answer."""
        with self._lock:
            self._stopped = True
            if self._running is not None:
                self._running.stop()

    def cancel(self) -> None:
        """There is no answer. The process is asked to stop here and ended by the thread that reads it."""
        self._cancelled = True
        self.stop()

    @abstractmethod
    def _work(self, control: Control) -> object:
        """Starts the calculation, names it to ``_hold`` and reads it to its end. Runs in the background."""

    def _hold(self, running: RunningT) -> RunningT:
        """Stop reaches it from here on, and at once if it was pressed before."""
        with self._lock:
            self._running = running
            if self._stopped:
                running.stop()
        return running

    def _let_go(self) -> None:
        """It is about to be closed: nobody calls it from here on."""
        with self._lock:
            self._running = None

    def _work_unless_cancelled(self, control: Control) -> object:
        return None if self._cancelled else self._work(control)

    def _tell_step(self, step: object) -> None:
        self.stepped.emit(step)

    def _tell_end(self, result: object) -> None:
        self.ended.emit(result)

    def _tell_failure(self, error: Exception) -> bool:
        self.failed.emit(error)
        return True
