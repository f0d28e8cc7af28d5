"""A position on Earth as two lines, or as one pasted “48.8566, 2.3522”."""

import re

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from otp_desktop.domain.places import Position
from otp_desktop.texts import N_, _

_PAIR = re.compile(r"([-+]?\d+\.\d+)\s*[,; ]\s*([-+]?\d+\.\d+)")
POSITION_FAULT = N_("Write both a latitude and a longitude in degrees, such as 48.8566 and 2.3522.")


class PositionField(QWidget):
    def __init__(self, position: Position | None) -> None:
        super().__init__()
        self.latitude = _line(_("Latitude"), position.latitude if position else None)
        self.longitude = _line(_("Longitude"), position.longitude if position else None)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.latitude)
        layout.addWidget(self.longitude)
        self.setFocusProxy(self.latitude)
        self.latitude.editingFinished.connect(self._split_pair)

    def value(self) -> Position | None:
        """Raises ValueError when it is no position; two empty lines are none."""
        latitude, longitude = self._texts()
        if not latitude and not longitude:
            return None
        return Position(float(latitude.replace(",", ".")), float(longitude.replace(",", ".")))

    def _texts(self) -> tuple[str, str]:
        """Maps and open data give both figures at once: in the first line, they stand for both."""
        latitude, longitude = self.latitude.text().strip(), self.longitude.text().strip()
        pair = _PAIR.fullmatch(latitude)
        if longitude or pair is None:
            return latitude, longitude
        return pair[1], pair[2]

    def _split_pair(self) -> None:
        latitude, longitude = self._texts()
        self.latitude.setText(latitude)
        self.longitude.setText(longitude)


def _line(name: str, degrees: float | None) -> QLineEdit:
    line = QLineEdit("" if degrees is None else f"{degrees:.6f}".rstrip("0").rstrip("."))
    line.setPlaceholderText(name)
    line.setAccessibleName(name)
    return line
