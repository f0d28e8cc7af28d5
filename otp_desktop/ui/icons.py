"""Icons of the Material Design set (QtAwesome), in the colours of the theme, repainted when it changes."""

from typing import Protocol

import qtawesome
from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QIcon
from PySide6.QtWidgets import QAbstractButton

from otp_desktop.ui.theme import current_theme

_NAME = "icon_name"
_COLOUR = "icon_colour"


class _HasIcon(Protocol):
    def setIcon(self, icon: QIcon, /) -> None: ...

    def setProperty(self, name: str, value: object, /) -> bool: ...


def icon(name: str, colour: str = "muted") -> QIcon:
    """An icon such as ``account-group`` in a colour of the theme."""
    theme = current_theme()
    made = qtawesome.icon(f"mdi6.{name}", color=getattr(theme, colour), color_disabled=theme.control_border)
    assert isinstance(made, QIcon)
    return made


def set_icon(target: _HasIcon, name: str, colour: str = "muted") -> None:
    """Gives a button or an action its icon, and remembers it for ``repaint_icons``."""
    target.setProperty(_NAME, name)
    target.setProperty(_COLOUR, colour)
    target.setIcon(icon(name, colour))


def repaint_icons(root: QObject) -> None:
    """Draws every icon under ``root`` again, in the colours of the theme in use."""
    targets: list[QAbstractButton | QAction] = [*root.findChildren(QAbstractButton), *root.findChildren(QAction)]
    for target in targets:
        name = target.property(_NAME)
        if isinstance(name, str):
            target.setIcon(icon(name, str(target.property(_COLOUR))))
