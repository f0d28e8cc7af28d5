"""Buttons: the one main action of a place is filled, the others are outlined."""

from collections.abc import Callable

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QDialogButtonBox, QPushButton

from otp_desktop.ui.icons import set_icon

ROLE = QDialogButtonBox.ButtonRole
_BESIDE_TEXT = QSize(20, 16)  # wider than the icon: Qt leaves but 4 pixels between the two


def button(text: str, icon_name: str, pressed: Callable[[], object], *, primary: bool = False) -> QPushButton:
    made = QPushButton(text)
    if icon_name:
        set_icon(made, icon_name, "on_accent" if primary else "muted")
    if text:
        made.setIconSize(_BESIDE_TEXT)
    if primary:
        made.setProperty("role", "primary")
    made.setAutoDefault(False)
    made.clicked.connect(lambda: pressed())
    return made


def foot(*buttons: tuple[QPushButton, ROLE]) -> QDialogButtonBox:
    """The buttons at the foot of a dialog, in the order of the system, as in its own dialogs."""
    box = QDialogButtonBox()
    for made, role in buttons:
        box.addButton(made, role)
    return box


def small_button(name: str, icon_name: str, pressed: Callable[[], object]) -> QPushButton:
    """An icon alone; ``name`` is what a screen reader and the tooltip say."""
    made = button("", icon_name, pressed)
    made.setAccessibleName(name)
    made.setToolTip(name)
    made.setFixedWidth(36)
    made.setStyleSheet("padding-left: 0; padding-right: 0;")
    return made
