"""A search as it goes on: what is found comes down, what is proved goes up, until they meet.

Drawn to be read in black and white: what is found is a solid line, what is proved a broken one, each with its figure.
"""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from otp_desktop.texts import _
from otp_desktop.texts.formats import number
from otp_desktop.ui.theme import current_theme

_MARGIN = 8
_MOST_POINTS = 2_000
_ROOM_ABOVE = 3  # times what is left to prove: the first, far worse plans would press the rest flat


class CurvePoint(NamedTuple):
    """``seconds`` since the start; either value may still be unknown."""

    seconds: float
    found: float | None
    proved: float | None


class SearchCurve(QWidget):
    """Reached by Tab; its accessible description says in words where the search stands."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.title = title
        self.points: list[CurvePoint] = []
        self.now = 0.0
        self.setAccessibleName(title)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def add(self, point: CurvePoint) -> None:
        """Of a very long search every second point is dropped, again and again."""
        if len(self.points) >= _MOST_POINTS:
            self.points = self.points[::2]
        self.points.append(point)
        self.setAccessibleDescription(self.text())
        self.update()

    def reach(self, seconds: float) -> None:
        """Time goes on: what is found and proved still stands."""
        self.now = seconds
        self.update()

    def text(self) -> str:
        """``Effectif manquant : trouvé 33, prouvé au moins 31``."""
        found, proved = _last(self.found), _last(self.proved)
        if found is None:
            return _("{title}: nothing found yet").format(title=self.title)
        if proved is None:
            return _("{title}: {found} found, nothing proved yet").format(title=self.title, found=_figure(found))
        return _("{title}: {found} found, at least {proved} proved").format(
            title=self.title, found=_figure(found), proved=_figure(proved)
        )

    @property
    def found(self) -> list[tuple[float, float]]:
        return [(point.seconds, point.found) for point in self.points if point.found is not None]

    @property
    def proved(self) -> list[tuple[float, float]]:
        return [(point.seconds, point.proved) for point in self.points if point.proved is not None]

    @property
    def limits(self) -> tuple[float, float]:
        """The values at the lower and the upper edge; the first plans may lie above, and are cut."""
        found = [value for _seconds, value in self.found]
        if not found:
            return 0.0, 1.0
        proved = [value for _seconds, value in self.proved]
        last, low = found[-1], min(found[-1], proved[-1] if proved else found[-1])
        room = max(last - low, abs(last) / 10, 1.0)
        return max(0.0, low - room / 4), min(max(found), last + _ROOM_ABOVE * room) + room / 4

    def sizeHint(self) -> QSize:
        return QSize(300, 160)

    def minimumSizeHint(self) -> QSize:
        return QSize(220, 130)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, area = current_theme(), self._area()
        painter.setPen(QColor(theme.text))
        painter.drawText(QPointF(_MARGIN, self.fontMetrics().ascent() + _MARGIN / 2), self.title)
        self._draw_axes(painter, area)
        painter.save()
        painter.setClipRect(area.adjusted(0, -2, 0, 2))
        painter.setPen(QPen(QColor(theme.accent), 3))
        painter.drawPolyline(self._steps(self.found, area))
        painter.setPen(QPen(QColor(theme.text), 2, Qt.PenStyle.DashLine))
        painter.drawPolyline(self._steps(self.proved, area))
        painter.restore()
        self._draw_figures(painter, area)
        if self.hasFocus():
            painter.setPen(QPen(QColor(theme.accent), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
        painter.end()

    def _area(self) -> QRectF:
        """Room above for the title, at the right for the two figures, below for the time."""
        text = self.fontMetrics()
        right = max(text.horizontalAdvance(words) for words in self._end_words()) + 2 * _MARGIN
        above = text.height() + 2 * _MARGIN
        return QRectF(_MARGIN, above, self.width() - right - _MARGIN, self.height() - above - text.height() - _MARGIN)

    def _end_words(self) -> tuple[str, str]:
        found, proved = _last(self.found), _last(self.proved)
        return (
            _("{value} found").format(value="–" if found is None else _figure(found)),
            _("{value} proved").format(value="–" if proved is None else _figure(proved)),
        )

    def _draw_axes(self, painter: QPainter, area: QRectF) -> None:
        theme, text = current_theme(), self.fontMetrics()
        painter.setPen(QColor(theme.border))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        painter.drawLine(area.topLeft(), area.bottomLeft())
        painter.setPen(QColor(theme.muted))
        time = _("{seconds} s").format(seconds=number(self._end_time()))
        painter.drawText(QPointF(area.right() - text.horizontalAdvance(time), area.bottom() + text.ascent() + 2), time)
        painter.drawText(QPointF(area.left(), area.bottom() + text.ascent() + 2), "0")

    def _draw_figures(self, painter: QPainter, area: QRectF) -> None:
        """The two figures at the ends of their lines, kept apart."""
        found, proved = _last(self.found), _last(self.proved)
        text, words = self.fontMetrics(), self._end_words()
        upper = area.top() + text.ascent() if found is None else self._y(found, area)
        lower = area.bottom() if proved is None else self._y(proved, area)
        upper = min(max(upper, area.top() + text.ascent() / 2), area.bottom() - text.height())
        lower = min(max(lower, upper + text.height()), area.bottom())
        painter.setPen(QColor(current_theme().text))
        for y, word in zip((upper, lower), words, strict=True):
            painter.drawText(QPointF(area.right() + _MARGIN, y + text.ascent() / 2 - 1), word)

    def _steps(self, values: Sequence[tuple[float, float]], area: QRectF) -> list[QPointF]:
        """What is found or proved stands until something better is."""
        corners: list[QPointF] = []
        for seconds, value in values:
            x, y = self._x(seconds, area), self._y(value, area)
            if corners:
                corners.append(QPointF(x, corners[-1].y()))
            corners.append(QPointF(x, y))
        if corners:
            corners.append(QPointF(area.right(), corners[-1].y()))
        return corners

    def _x(self, seconds: float, area: QRectF) -> float:
        return area.left() + area.width() * seconds / max(1.0, self._end_time())

    def _y(self, value: float, area: QRectF) -> float:
        low, high = self.limits
        return area.bottom() - area.height() * (value - low) / (high - low)

    def _end_time(self) -> float:
        return max(self.now, self.points[-1].seconds if self.points else 0.0)


def _last(values: Sequence[tuple[float, float]]) -> float | None:
    return values[-1][1] if values else None


def _figure(value: float) -> str:
    return number(round(value))
