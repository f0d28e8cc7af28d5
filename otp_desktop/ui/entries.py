"""What can be done, once: the menus, the shortcuts and the command palette are made from the same entries."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from otp_desktop.ui.icons import set_icon


def always_possible() -> str:
    return ""


@dataclass(frozen=True, slots=True)
class Entry:
    """``shortcut`` is a standard key or a text such as ``Ctrl+M``; ``why_not`` says why it cannot be done now, if so.

    An empty answer of ``why_not`` means that it can. ``chosen`` tells of a choice whether it is the one in use.
    """

    text: str
    run: Callable[[], object]
    shortcut: QKeySequence.StandardKey | str = ""
    icon: str = ""
    why_not: Callable[[], str] = always_possible
    chosen: Callable[[], bool] | None = None

    @property
    def keys(self) -> QKeySequence:
        return QKeySequence(self.shortcut) if self.shortcut else QKeySequence()

    @property
    def name(self) -> str:
        """The text without the mark of its access key."""
        return self.text.replace("&&", "\0").replace("&", "").replace("\0", "&")


def action_of(entry: Entry, owner: QWidget) -> QAction:
    """An action that does nothing while the entry is not possible, whichever way it is reached."""
    action = QAction(entry.text, owner)
    if entry.icon:
        set_icon(action, entry.icon)
    action.setShortcut(entry.keys)
    action.triggered.connect(lambda _checked=False: entry.why_not() or entry.run())
    return action
