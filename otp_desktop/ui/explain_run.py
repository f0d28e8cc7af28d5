"""One question to the planning library as the window asks it: in a process of its own, with Stop."""

from collections.abc import Callable
from threading import Lock
from typing import Any, Protocol

from PySide6.QtCore import QObject, Signal

from otp_desktop.ui.background import Background, Control, Job


class Asked(Protocol):
    """A question under way: ``answer`` waits, ``end`` cuts it short from another thread, ``close`` frees it."""

    def answer(self) -> Any: ...

    def end(self) -> None: ...

    def close(self) -> None: ...


class ExplainRun(QObject):
    """``begin`` starts the question, ``prepare`` makes of its answer what is shown: both off the interface thread."""

    answered = Signal(object)
    failed = Signal(object)

    def __init__(
        self, background: Background, begin: Callable[[], Asked], prepare: Callable[[Any], Any], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._begin = begin
        self._prepare = prepare
        self._lock = Lock()
        self._asked: Asked | None = None
        self._stopped = False
        self._background = background

    def start(self) -> None:
        self._background.run(
            Job(owner=self, function=self._work, done=self._tell, failed=self._tell_failure, stop=self.stop)
        )

    def stop(self) -> None:
        """There will be no answer."""
        with self._lock:
            self._stopped = True
            if self._asked is not None:
                self._asked.end()

    def _work(self, _control: Control) -> Any:
        if self._stopped:
            return None
        asked = self._begin()
        with self._lock:
            self._asked = asked
        try:
            return None if self._stopped else self._prepare(asked.answer())
        finally:
            with self._lock:
                self._asked = None
                asked.close()

    def _tell(self, answer: Any) -> None:
        if not self._stopped:
            self.answered.emit(answer)

    def _tell_failure(self, error: Exception) -> bool:
        """What ends with Stop is no failure."""
        if not self._stopped:
            self.failed.emit(error)
        return True
