"""The fixed margins of a board: the names of its rows on the left, the time along its top."""

from collections.abc import Callable
from datetime import datetime, time, timedelta
from math import inf

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from otp_desktop.texts.formats import clock, day_and_date
from otp_desktop.ui.boards.geometry import LANE, PADDING, BoardGeometry
from otp_desktop.ui.boards.time_scale import DAY
from otp_desktop.ui.theme import current_theme

NAMES_WIDTH, TIME_HEIGHT = 248, 44
MARGIN = 10.0
LEFT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)

Place = Callable[[], tuple[BoardGeometry, int, int]]
"""The layout in use, and the place of the board at the corner of the view."""


class TimeMargin(QWidget):
    """Days above, times of day below; where days are too narrow, one line of dates."""

    def __init__(self, place: Place, parent: QWidget) -> None:
        super().__init__(parent)
        self._place = place
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def paintEvent(self, _event: QPaintEvent) -> None:
        geometry, left, _top = self._place()
        theme, painter = current_theme(), QPainter(self)
        painter.fillRect(self.rect(), QColor(theme.surface))
        half = self.height() / 2
        ticks = geometry.scale.ticks(left, left + self.width())
        if geometry.scale.step < DAY:
            painter.setPen(QColor(theme.muted))
            for tick in ticks:
                if tick.x < left:
                    continue  # a time that is cut would be another time
                painter.drawText(QRectF(tick.x - left + 3, half, 90, half), LEFT, clock(tick.moment))
            self._paint_days(painter, geometry, left)
        else:
            painter.setPen(QColor(theme.text))
            ends = [tick.x - left for tick in ticks[1:]] + [inf]
            for tick, end in zip(ticks, ends, strict=True):
                self._paint_day(painter, day_and_date(tick.moment.date()), tick.x - left, end, half)
        painter.setPen(QPen(QColor(theme.border)))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)

    def _paint_days(self, painter: QPainter, geometry: BoardGeometry, left: int) -> None:
        painter.setPen(QColor(current_theme().text))
        painter.setFont(_bold(painter.font()))
        scale = geometry.scale
        midnight = datetime.combine(scale.civil(scale.minute(left)).date(), time())
        begins = scale.x(scale.minute_of(midnight)) - left
        while begins < self.width():
            following = midnight + timedelta(days=1)
            ends = scale.x(scale.minute_of(following)) - left
            self._paint_day(painter, day_and_date(midnight.date()), begins, ends, 0)
            midnight, begins = following, ends

    def _paint_day(self, painter: QPainter, name: str, begins: float, ends: float, top: float) -> None:
        """The name of a day stays in sight while any of the day is; its weekday goes first where room is short."""
        metrics, first = QFontMetricsF(painter.font()), max(3.0, begins + 3)
        for shown in (name, name.split(maxsplit=1)[-1]):
            width = metrics.horizontalAdvance(shown)
            if first + width + 8 <= ends:
                painter.drawText(QRectF(first, top, width + 8, self.height() / 2), LEFT, shown)
                return


class NamesMargin(QWidget):
    """The names of rows and groups."""

    def __init__(self, place: Place, parent: QWidget) -> None:
        super().__init__(parent)
        self._place = place
        self.chosen_row: int | None = None
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def paintEvent(self, _event: QPaintEvent) -> None:
        geometry, _left, top = self._place()
        theme, painter = current_theme(), QPainter(self)
        painter.fillRect(self.rect(), QColor(theme.surface))
        for row in geometry.rows_between(top, top + self.height()):
            upper, lower = int(geometry.tops[row]) - top, int(geometry.tops[row + 1]) - top
            self._paint_row(painter, geometry, row, QRectF(0, upper, self.width(), lower - upper))
        painter.setPen(QPen(QColor(theme.border)))
        painter.drawLine(self.width() - 1, 0, self.width() - 1, self.height())

    def _paint_row(self, painter: QPainter, geometry: BoardGeometry, row: int, place: QRectF) -> None:
        theme, shown, plain = current_theme(), geometry.content.rows[row], painter.font()
        if shown.heading:
            painter.fillRect(place, QColor(theme.raised))
        elif row == self.chosen_row:
            painter.fillRect(place, QColor(theme.selection))
        ground = theme.on_selection if row == self.chosen_row and not shown.heading else theme.text
        painter.setPen(QColor(ground))
        painter.setFont(_bold(plain) if shown.heading else plain)
        metrics = QFontMetricsF(painter.font())
        first = place if shown.heading else QRectF(place.left(), place.top() + PADDING, place.width(), LANE)
        inner = first.adjusted(MARGIN, 0, -MARGIN, 0)
        painter.drawText(inner, LEFT, metrics.elidedText(shown.title, Qt.TextElideMode.ElideRight, inner.width()))
        painter.setFont(plain)


def _bold(font: QFont) -> QFont:
    bold = QFont(font)
    bold.setWeight(QFont.Weight.DemiBold)
    return bold
