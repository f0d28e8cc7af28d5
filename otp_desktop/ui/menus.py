"""The menus of the window: made from entries, greyed with the reason while they are open."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMainWindow, QMenu, QWidget

from otp_desktop.ui.entries import Entry, action_of

SEPARATOR = None


@dataclass(frozen=True, slots=True)
class Submenu:
    """Entries one level down, such as the recent databases; left out while there are none."""

    text: str
    entries: Sequence[Entry]


Item = Entry | Submenu | None


class Menu(QMenu):
    """``fill`` may be called again. Actions are greyed only while the menu is seen: a greyed one loses its shortcut."""

    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(title, parent)
        self.items: tuple[Item, ...] = ()
        self._entries: list[tuple[QAction, Entry]] = []
        self._submenus: list[Menu] = []
        self.setToolTipsVisible(True)
        self.aboutToShow.connect(self._show_possible)
        self.aboutToHide.connect(self._allow_all)

    def fill(self, items: Sequence[Item]) -> list[QAction]:
        """Takes the place of what stood there; returns the actions of its own entries, in order."""
        self._empty()
        self.items = tuple(items)
        for item in items:
            if item is SEPARATOR:
                self.addSeparator()
            elif isinstance(item, Submenu):
                self._add_submenu(item)
            else:
                self._add_entry(item)
        self.menuAction().setVisible(bool(self._entries))
        return [action for action, _entry in self._entries]

    def _add_entry(self, entry: Entry) -> None:
        action = action_of(entry, self)
        action.setCheckable(entry.chosen is not None)
        self.addAction(action)
        self._entries.append((action, entry))

    def _add_submenu(self, submenu: Submenu) -> None:
        menu = Menu(submenu.text, self)
        self.addMenu(menu)
        menu.fill(submenu.entries)
        self._submenus.append(menu)

    def _empty(self) -> None:
        for old in (*(action for action, _entry in self._entries), *self._submenus):
            old.deleteLater()
        self.clear()
        self._entries, self._submenus = [], []

    def _show_possible(self) -> None:
        for action, entry in self._entries:
            reason = entry.why_not()
            action.setEnabled(not reason)
            action.setToolTip(reason)
            action.setChecked(entry.chosen is not None and entry.chosen())

    def _allow_all(self) -> None:
        for action, _entry in self._entries:
            action.setEnabled(True)


def add_menu(window: QMainWindow, title: str, items: Sequence[Item] = ()) -> Menu:
    menu = Menu(title, window)
    window.menuBar().addMenu(menu)
    menu.fill(items)
    return menu


def entries_of(items: Sequence[Item]) -> list[Entry]:
    """All entries, those of submenus too, without separators."""
    found: list[Entry] = []
    for item in items:
        if isinstance(item, Submenu):
            found.extend(item.entries)
        elif item is not None:
            found.append(item)
    return found
