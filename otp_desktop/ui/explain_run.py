"""One question to the planning library as the window asks it: in a process of its own, with Stop."""

from collections.abc import Callable, Iterable
from threading import Lock
from typing import Any, Protocol

from PySide6.QtCore import QObject, Signal

from otp_desktop.ui.background import Background, Control, Job


class Asked(Protocol):
    """A question under way: ``answers`` waits for each; from another thread ``stop`` keeps those that came, ``end``
    cuts it short; ``close`` frees it."""

    def answers(self) -> Iterable[Any]: ...

    def stop(self) -> None: ...

    def end(self) -> None: ...

    def close(self) -> None: ...


class ExplainRun(QObject):
    """``begin`` starts the question, ``prepare`` makes of an answer what is shown: both off the interface thread.

    ``answered`` hands out each answer, a later one in the place of those before; ``ended`` says that the last one came.
    """

    answered = Signal(object)
    ended = Signal()
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
        self._unwanted = False
        self._background = background

    def start(self) -> None:
        self._background.run(
            Job(
                owner=self,
                function=self._work,
                done=self._tell_end,
                failed=self._tell_failure,
                reported=self._tell,
                stop=self.end,
            )
        )

    def stop(self) -> None:
        """The answers that came are all."""
        with self._lock:
            self._stopped = True
            if self._asked is not None:
                self._asked.stop()

    def end(self) -> None:
        """No answer is wanted any longer."""
        with self._lock:
            self._unwanted = True
            if self._asked is not None:
                self._asked.end()

    def _work(self, control: Control) -> None:
        if self._unwanted or self._stopped:
            return
        asked = self._begin()
        with self._lock:
            self._asked = asked
        try:
            for answer in () if self._unwanted else asked.answers():
                control.report(self._prepare(answer))
        finally:
            with self._lock:
                self._asked = None
                asked.close()

    def _tell(self, answer: Any) -> None:
        if not self._unwanted:
            self.answered.emit(answer)

    def _tell_end(self, _nothing: None) -> None:
        if not self._unwanted:
            self.ended.emit()

    def _tell_failure(self, error: Exception) -> bool:
        """What ends with Stop is no failure."""
        if not self._unwanted:
            self.ended.emit() if self._stopped else self.failed.emit(error)
        return True
