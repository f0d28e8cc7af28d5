"""A position on Earth as two lines, or as one pasted “48.8566, 2.3522”."""

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from otp_desktop.domain.places import Position
from otp_desktop.texts import N_, _

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
        self.latitude.textChanged.connect(self._split_pair)

    def value(self) -> Position | None:
        """Raises ValueError when it is no position; two empty lines are none."""
        latitude, longitude = self.latitude.text().strip(), self.longitude.text().strip()
        if not latitude and not longitude:
            return None
        return Position(float(latitude.replace(",", ".")), float(longitude.replace(",", ".")))

    def _split_pair(self, text: str) -> None:
        """Maps and open data give both figures at once: pasted in the first line, they fill both."""
        for separator in (";", ", ", ",", " "):
            latitude, found, longitude = text.strip().partition(separator)
            if found and "." in latitude and "." in longitude:
                self.latitude.setText(latitude.strip())
                self.longitude.setText(longitude.strip())
                return


def _line(name: str, degrees: float | None) -> QLineEdit:
    line = QLineEdit("" if degrees is None else f"{degrees:.6f}".rstrip("0").rstrip("."))
    line.setPlaceholderText(name)
    line.setAccessibleName(name)
    return line
