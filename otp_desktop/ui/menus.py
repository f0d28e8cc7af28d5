"""The menu bar: every action of the window, its shortcut and its icon, in one table a menu."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu

from otp_desktop.ui.icons import set_icon


@dataclass(frozen=True, slots=True)
class Entry:
    """``shortcut`` is a standard key or a text such as ``Ctrl+M``."""

    text: str
    run: Callable[[], object]
    shortcut: QKeySequence.StandardKey | str = ""
    icon: str = ""


SEPARATOR = None


def add_menu(window: QMainWindow, title: str, entries: tuple[Entry | None, ...]) -> list[QAction]:
    """Adds a menu; returns its actions in order, separators left out."""
    menu = QMenu(title, window)
    window.menuBar().addMenu(menu)
    actions = []
    for entry in entries:
        if entry is SEPARATOR:
            menu.addSeparator()
            continue
        actions.append(_action(window, entry))
        menu.addAction(actions[-1])
    return actions


def _action(window: QMainWindow, entry: Entry) -> QAction:
    action = QAction(entry.text, window)
    if entry.icon:
        set_icon(action, entry.icon)
    if entry.shortcut:
        action.setShortcut(QKeySequence(entry.shortcut))
    run = entry.run
    action.triggered.connect(lambda _checked=False: run())
    return action
