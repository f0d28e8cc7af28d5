"""Buttons: the one main action of a place is filled, the others are outlined."""

from collections.abc import Callable

from PySide6.QtWidgets import QPushButton

from otp_desktop.ui.icons import set_icon


def button(text: str, icon_name: str, pressed: Callable[[], object], *, primary: bool = False) -> QPushButton:
    made = QPushButton(text)
    if icon_name:
        set_icon(made, icon_name, "on_accent" if primary else "muted")
    if primary:
        made.setProperty("role", "primary")
    made.setAutoDefault(False)
    made.clicked.connect(lambda: pressed())
    return made


def small_button(name: str, icon_name: str, pressed: Callable[[], object]) -> QPushButton:
    """An icon alone; ``name`` is what a screen reader and the tooltip say."""
    made = button("", icon_name, pressed)
    made.setAccessibleName(name)
    made.setToolTip(name)
    made.setFixedWidth(36)
    made.setStyleSheet("padding-left: 0; padding-right: 0;")
    return made
