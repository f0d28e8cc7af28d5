"""Exceptions of a recurrence: dates that are cancelled, or held otherwise than usual."""

from datetime import date

from otp_desktop.services.recurrence import DayException
from otp_desktop.texts import _
from otp_desktop.ui.widgets.clocks import ClockField
from otp_desktop.ui.widgets.dates import DayField
from otp_desktop.ui.widgets.fields import choice, chosen_value
from otp_desktop.ui.widgets.keep_fields import KeepNumber
from otp_desktop.ui.widgets.role_editor import MOST_HEADS
from otp_desktop.ui.widgets.row_editor import EditorRow, RowEditor

_ROOM = 590
_CALENDAR_ICON = 56  # with the margins of the field
CANCELLED, HELD = "cancelled", "held"


class ExceptionRow(EditorRow):
    def __init__(self) -> None:
        self.day = DayField(None, _("Date"))
        self.day.setMinimumWidth(self.day.fontMetrics().horizontalAdvance("00/00/0000") + _CALENDAR_ICON)
        self.what = choice({CANCELLED: _("Cancelled"), HELD: _("Kept")}, CANCELLED, name=_("What happens"))
        self.what.setMinimumContentsLength(8)
        self.start = ClockField(None, _("Other start"))
        self.end = ClockField(None, _("Other end"))
        self.heads = KeepNumber(MOST_HEADS, _("Other heads on the largest role line"))
        super().__init__(self.day, self.what, self.start, self.end, self.heads)
        self.what.currentIndexChanged.connect(lambda _place: self._show_possible())
        self._show_possible()

    def read(self) -> DayException | None:
        """None while there is no date. Raises ValueError for what cannot be read."""
        day: date | None = self.day.value()
        if day is None:
            return None
        if chosen_value(self.what) == CANCELLED:
            return DayException(day=day, cancelled=True)
        return DayException(day=day, start=self.start.value(), end=self.end.value(), heads=self.heads.number())

    def _show_possible(self) -> None:
        held = chosen_value(self.what) == HELD
        for control in (self.start, self.end, self.heads):
            control.setEnabled(held)


class ExceptionEditor(RowEditor[ExceptionRow]):
    def __init__(self) -> None:
        super().__init__(
            (_("Date"), _("What happens"), _("Other start"), _("Other end"), _("Heads")),
            (4, 3, 2, 2, 2),
            _("Add an exception"),
            ExceptionRow,
        )
        self.setMinimumWidth(_ROOM)  # a form made before the first row leaves room for it

    def read(self) -> tuple[DayException, ...]:
        """Raises ValueError for what cannot be read."""
        return tuple(exception for row in self.rows if (exception := row.read()) is not None)
