"""Seven boxes, Monday first."""

from datetime import date, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QWidget

from otp_desktop.texts.formats import weekday_name

_A_MONDAY = date(2024, 1, 1)


class WeekdayBoxes(QWidget):
    """All are ticked at first."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        self.boxes = [QCheckBox(weekday_name(_A_MONDAY + timedelta(days=offset))) for offset in range(7)]
        for box in self.boxes:
            box.setChecked(True)
            box.toggled.connect(lambda _ticked: self.changed.emit())
            layout.addWidget(box)
        layout.addStretch(1)
        self.setFocusProxy(self.boxes[0])

    def value(self) -> tuple[int, ...]:
        """ISO 8601: Monday is 1."""
        return tuple(number for number, box in enumerate(self.boxes, start=1) if box.isChecked())
