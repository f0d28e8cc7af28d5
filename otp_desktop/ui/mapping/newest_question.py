"""Questions that come faster than answers, as while the map is played: one is asked at a time, then the newest."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject

from otp_desktop.ui.background import Background


class NewestQuestion:
    """``show`` gets the answer of the newest question; those that came before it meanwhile are never asked."""

    def __init__(self, background: Background, owner: QObject, show: Callable[[Any], object]) -> None:
        self._background = background
        self._owner = owner
        self._show = show
        self._running = False
        self._next: Callable[[], Any] | None = None

    def ask(self, question: Callable[[], Any]) -> None:
        """In the background, at once or after the one that is being answered."""
        if self._running:
            self._next = question
            return
        self._running = True
        self._background.query(self._owner, question, self._answered, failed=self._failed)

    def forget(self) -> None:
        """What is being answered is not to be shown."""
        self._next = _nothing if self._running else None

    def _answered(self, answer: Any) -> None:
        self._running = False
        if not self._go_on():
            self._show(answer)

    def _failed(self, _error: Exception) -> bool:
        self._running = False
        self._go_on()
        return False

    def _go_on(self) -> bool:
        """Asks what came meanwhile; whether anything did."""
        question, self._next = self._next, None
        if question is not None and question is not _nothing:
            self.ask(question)
        return question is not None


def _nothing() -> None:
    """No question."""
