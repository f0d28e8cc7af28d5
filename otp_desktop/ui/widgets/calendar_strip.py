"""Days of a recurrence at a glance: a column a week, a mark a day that needs no colour to be read."""

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QHelpEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from otp_desktop.domain.times import monday_of
from otp_desktop.services.recurrence import DayState, PlannedDay
from otp_desktop.texts import N_, _
from otp_desktop.texts.formats import day_and_date, weekday_name
from otp_desktop.ui.theme import current_theme
from otp_desktop.ui.tips import tip

_WEEK = 7
_LARGEST, _SMALLEST = 16.0, 8.0
_GAP = 2.0
_RIGHT = 24
_LETTERS = 46  # room at the left: the margin of the form, and the letters of the weekdays
_HELD_MARK = "■"
_MARKS = {DayState.CHANGED: "!", DayState.CANCELLED: "×", DayState.CLOSED: "–", DayState.UNKNOWN: "?"}
_FILLED = (DayState.HELD, DayState.CHANGED)
STATES = {
    DayState.HELD: N_("held"),
    DayState.CHANGED: N_("held, as an exception"),
    DayState.CANCELLED: N_("cancelled"),
    DayState.CLOSED: N_("left out by the calendar"),
    DayState.OTHER_WEEKDAY: N_("another weekday"),
    DayState.UNKNOWN: N_("unknown: its school holidays are not published yet"),
}


def legend_words() -> list[str]:
    """What each mark means."""
    return [f"{mark}\u00a0{_(STATES[state])}" for state, mark in ((DayState.HELD, _HELD_MARK), *_MARKS.items())]


def day_words(planned: PlannedDay) -> str:
    """``lun. 2 nov. : vacances scolaires : Toussaint``."""
    reason = str(planned.reason) if planned.reason is not None else _(STATES[planned.state])
    return _("{day}: {reason}").format(day=day_and_date(planned.day), reason=reason)


class CalendarStrip(QWidget):
    """The pointer tells of a day why it is held or not; the accessible description tells of all."""

    def __init__(self) -> None:
        super().__init__()
        self._days: dict[date, PlannedDay] = {}
        self._first = date.min
        self._weeks = 1
        self.setAccessibleName(_("Days"))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumHeight(int(_WEEK * _SMALLEST) + 4)

    def show_days(self, days: Sequence[PlannedDay]) -> None:
        self._days = {planned.day: planned for planned in days}
        if days:
            self._first = monday_of(days[0].day)
            self._weeks = (days[-1].day - self._first).days // _WEEK + 1
        told = [day_words(planned) for planned in days if planned.state is not DayState.OTHER_WEEKDAY]
        self.setAccessibleDescription("; ".join(told))
        self.updateGeometry()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(480, int(_WEEK * self._cell) + 4)

    @property
    def _cell(self) -> float:
        return min(_LARGEST, max(_SMALLEST, (self.width() - _LETTERS - _RIGHT) / self._weeks))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = painter.font()
        font.setPixelSize(max(7, int(self._cell * 0.7)))
        painter.setFont(font)
        self._draw_weekdays(painter)
        for planned in self._days.values():
            self._draw(painter, self._place(planned.day), planned.state)
        if self.hasFocus():
            painter.setPen(QPen(QColor(current_theme().accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)
        painter.end()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            planned = self._days.get(self._day_at(event.pos().x(), event.pos().y()))
            QToolTip.showText(event.globalPos(), tip(day_words(planned)) if planned else "", self)
            return True
        return super().event(event)

    def _place(self, day: date) -> QRectF:
        week, weekday = divmod((day - self._first).days, _WEEK)
        cell = self._cell
        return QRectF(_LETTERS + week * cell, 2 + weekday * cell, cell - _GAP, cell - _GAP)

    def _day_at(self, x: int, y: int) -> date:
        week, weekday = int((x - _LETTERS) // self._cell), int((y - 2) // self._cell)
        return self._first + timedelta(days=max(0, week * _WEEK + min(weekday, _WEEK - 1)))

    def _draw_weekdays(self, painter: QPainter) -> None:
        painter.setPen(QColor(current_theme().muted))
        for offset in range(_WEEK if self._days else 0):
            place = QRectF(_LETTERS - 22, 2 + offset * self._cell, 18, self._cell - _GAP)
            letter = weekday_name(self._first + timedelta(days=offset))[:1].upper()
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, letter)

    def _draw(self, painter: QPainter, place: QRectF, state: DayState) -> None:
        theme = current_theme()
        filled = state in _FILLED
        painter.setBrush(QColor(theme.accent) if filled else Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(theme.accent if filled else theme.control_border), 1))
        painter.drawRoundedRect(place, 2, 2)
        if mark := _MARKS.get(state, ""):
            painter.setPen(QColor(theme.on_accent if filled else theme.text))
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, mark)
