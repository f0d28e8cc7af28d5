"""One question to the planning library as the window asks it: in a process of its own, with Stop."""

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from typing import Any, Protocol

from otp_desktop.ui.background import Control
from otp_desktop.ui.desk import Desk
from otp_desktop.ui.side_run import SideRun


class Asked(AbstractContextManager[Any], Protocol):
    """A question under way: ``answers`` waits for each; from another thread ``stop`` keeps those that came, ``end``
    cuts it short; leaving it frees it."""

    def answers(self) -> Iterable[Any]: ...

    def stop(self) -> None: ...

    def end(self) -> None: ...


class ExplainRun(SideRun[Asked]):
    """``begin`` starts the question, ``prepare`` makes of an answer what is shown: both off the interface thread.

    ``stepped`` hands out each answer, a later one in the place of those before; ``ended`` says that the last one came.
    Nothing is told once it was cancelled.
    """

    def __init__(self, desk: Desk, begin: Callable[[], Asked], prepare: Callable[[Any], Any]) -> None:
        super().__init__(desk)
        self._begin = begin
        self._prepare = prepare

    def cancel(self) -> None:
        """No answer is wanted any longer: the one under way is not waited for."""
        with self._lock:
            self._cancelled = True
            if self._running is not None:
                self._running.end()

    def _work(self, control: Control) -> None:
        if self._stopped:
            return
        with self._begin() as asked:
            try:
                self._tell_answers(self._hold(asked), control)
            finally:
                self._let_go()

    def _tell_answers(self, asked: Asked, control: Control) -> None:
        for answer in () if self._cancelled else asked.answers():
            control.report(self._prepare(answer))

    def _tell_step(self, step: object) -> None:
        if not self._cancelled:
            super()._tell_step(step)

    def _tell_end(self, result: object) -> None:
        if not self._cancelled:
            super()._tell_end(result)

    def _tell_failure(self, error: Exception) -> bool:
        """What ends with Stop is no failure."""
        if self._stopped:
            self._tell_end(None)
            return True
        return self._cancelled or super()._tell_failure(error)
