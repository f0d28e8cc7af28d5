"""Labels that show data as it is: never as rich text."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from otp_desktop.ui.models.rows import Tone


def label(text: str = "", role: str = "", parent: QWidget | None = None) -> QLabel:
    """``role`` is one of the style sheet's: title, heading, muted, fault, figure."""
    made = QLabel(parent)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setText(text)
    if role:
        made.setProperty("role", role)
    return made


def align_names(*names: QLabel) -> None:
    """Makes what stands after them begin at one line."""
    widest = max(name.sizeHint().width() for name in names)
    for name in names:
        name.setMinimumWidth(widest)


def set_property(widget: QWidget, name: str, value: object) -> None:
    """Sets a property that the style sheet looks at, and lets it look again."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def set_tone(widget: QWidget, tone: Tone) -> None:
    set_property(widget, "tone", str(tone))
