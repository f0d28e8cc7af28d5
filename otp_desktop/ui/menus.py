"""The menus of the window: made from entries, greyed with the reason while they are open."""

from collections.abc import Sequence

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMainWindow, QMenu

from otp_desktop.ui.entries import Entry, action_of

SEPARATOR = None


class Menu(QMenu):
    """``fill`` may be called again. Actions are greyed only while the menu is seen: a greyed one loses its shortcut."""

    def __init__(self, title: str, window: QMainWindow) -> None:
        super().__init__(title, window)
        self._window = window
        self._entries: list[tuple[QAction, Entry]] = []
        self.setToolTipsVisible(True)
        window.menuBar().addMenu(self)
        self.aboutToShow.connect(self._show_possible)
        self.aboutToHide.connect(self._allow_all)

    @property
    def entries(self) -> tuple[Entry, ...]:
        return tuple(entry for _action, entry in self._entries)

    def fill(self, entries: Sequence[Entry | None]) -> list[QAction]:
        """Takes the place of what stood there; returns the actions in order, separators left out."""
        for action, _entry in self._entries:
            action.deleteLater()
        self.clear()
        self._entries = []
        for entry in entries:
            if entry is SEPARATOR:
                self.addSeparator()
                continue
            action = action_of(entry, self)
            self.addAction(action)
            self._entries.append((action, entry))
        self.menuAction().setVisible(bool(self._entries))
        return [action for action, _entry in self._entries]

    def _show_possible(self) -> None:
        for action, entry in self._entries:
            reason = entry.why_not()
            action.setEnabled(not reason)
            action.setToolTip(reason)
            action.setStatusTip(reason)

    def _allow_all(self) -> None:
        for action, _entry in self._entries:
            action.setEnabled(True)


def add_menu(window: QMainWindow, title: str, entries: Sequence[Entry | None]) -> list[QAction]:
    """Adds a menu; returns its actions in order, separators left out."""
    return Menu(title, window).fill(entries)
