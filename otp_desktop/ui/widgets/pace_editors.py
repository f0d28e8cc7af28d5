"""The speeds and the halts of a convoy, in short lists."""

from collections.abc import Sequence

from PySide6.QtWidgets import QLineEdit

from otp_desktop.domain.convoys import Halt, Pace
from otp_desktop.texts import _
from otp_desktop.texts.formats import number
from otp_desktop.ui.widgets.row_editor import EditorRow, RowEditor


class PaceRow(EditorRow):
    def __init__(self, pace: Pace | None = None) -> None:
        self.from_km = _figure(pace.from_km if pace else None, _("From kilometre"))
        self.speed = _figure(pace.speed_kmh if pace else None, _("Speed in km/h"))
        super().__init__(self.from_km, self.speed)

    def read(self) -> Pace:
        """Raises ValueError for what is no number."""
        return Pace(from_km=_number(self.from_km), speed_kmh=_number(self.speed))


class HaltRow(EditorRow):
    def __init__(self, halt: Halt | None = None) -> None:
        self.km = _figure(halt.km if halt else None, _("At kilometre"))
        self.minutes = _figure(halt.minutes if halt else None, _("Minutes"))
        super().__init__(self.km, self.minutes)

    def read(self) -> Halt:
        """Raises ValueError for what is no number."""
        return Halt(km=_number(self.km), minutes=round(_number(self.minutes)))


class PaceEditor(RowEditor[PaceRow]):
    def __init__(self, paces: Sequence[Pace]) -> None:
        super().__init__((_("From kilometre"), _("Speed in km/h")), (1, 1), _("Add another speed"), PaceRow)
        for pace in paces:
            self.add(PaceRow(pace))

    def read(self) -> tuple[Pace, ...]:
        """In the order of the route. Raises ValueError for what is no number."""
        return tuple(sorted((row.read() for row in self.rows), key=lambda pace: pace.from_km))


class HaltEditor(RowEditor[HaltRow]):
    def __init__(self, halts: Sequence[Halt]) -> None:
        super().__init__((_("At kilometre"), _("Minutes")), (1, 1), _("Add a halt"), HaltRow)
        for halt in halts:
            self.add(HaltRow(halt))

    def read(self) -> tuple[Halt, ...]:
        """In the order of the route. Raises ValueError for what is no number."""
        return tuple(sorted((row.read() for row in self.rows), key=lambda halt: halt.km))


def _figure(value: float | None, name: str) -> QLineEdit:
    decimals = 0 if value is None or value == int(value) else 2
    line = QLineEdit("" if value is None else number(value, decimals))
    line.setAccessibleName(name)
    return line


def _number(line: QLineEdit) -> float:
    """``2.5`` or ``2,5``."""
    value = float("".join(line.text().split()).replace(",", "."))
    if not 0 <= value < 1e6:
        raise ValueError(line.text())
    return value
