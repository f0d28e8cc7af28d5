"""Heads missing against agents disturbed, as steps: what each further disturbance buys. Readable in black and white."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from otp_desktop.services.morning import ReplanChoice
from otp_desktop.texts import _
from otp_desktop.texts.formats import number
from otp_desktop.ui.theme import current_theme

_MARGIN = 8
_DOT = 5.0
_TICKS = 5
_MOST_DOTS = 40  # more would hide the line: then only the chosen one is drawn


class FrontierChart(QWidget):
    """A filled dot is proved, an empty one the best found; the chosen one has a ring. The table says it in words."""

    def __init__(self) -> None:
        super().__init__()
        self.choices: tuple[ReplanChoice, ...] = ()
        self.chosen = -1
        self.setAccessibleName(_("Heads missing for each number of agents disturbed"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_choices(self, choices: Sequence[ReplanChoice], description: str) -> None:
        self.choices = tuple(choices)
        self.setAccessibleDescription(description)
        self.update()

    def choose(self, place: int) -> None:
        self.chosen = place
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(420, 190)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        if not self.choices:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = self._area()
        self._draw_axes(painter, area)
        self._draw_steps(painter, area)
        for place, choice in enumerate(self.choices):
            if place == self.chosen or len(self.choices) <= _MOST_DOTS:
                self._draw_dot(painter, self._point(area, choice), choice, chosen=place == self.chosen)
        painter.end()

    @property
    def _most_missing(self) -> int:
        return max(1, *(choice.missing for choice in self.choices))

    @property
    def _most_changes(self) -> int:
        return max(1, *(choice.changes for choice in self.choices))

    def _area(self) -> QRectF:
        """Room at the left for figures, below for figures and the name of the axis, above for the other name."""
        text = self.fontMetrics()
        left = text.horizontalAdvance(number(self._most_missing)) + 2 * _MARGIN
        above, below = text.height() + 2 * _MARGIN, 2 * text.height() + 2 * _MARGIN
        return QRectF(left, above, self.width() - left - 3 * _MARGIN, self.height() - above - below)

    def _point(self, area: QRectF, choice: ReplanChoice) -> QPointF:
        x = area.left() + area.width() * choice.changes / self._most_changes
        return QPointF(x, area.bottom() - area.height() * choice.missing / self._most_missing)

    def _draw_axes(self, painter: QPainter, area: QRectF) -> None:
        theme, text = current_theme(), self.fontMetrics()
        painter.setPen(QColor(theme.text))
        painter.drawText(QPointF(_MARGIN, text.ascent() + 2), _("Heads missing"))
        name = _("Agents disturbed")
        painter.drawText(QPointF(area.right() - text.horizontalAdvance(name), self.height() - text.descent() - 2), name)
        for tick in _ticks(self._most_missing):
            y = area.bottom() - area.height() * tick / self._most_missing
            painter.setPen(QColor(theme.border))
            painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
            painter.setPen(QColor(theme.muted))
            figure = number(tick)
            place = QPointF(area.left() - text.horizontalAdvance(figure) - 6, y + text.ascent() / 2 - 1)
            painter.drawText(place, figure)
        for tick in _ticks(self._most_changes):
            x = area.left() + area.width() * tick / self._most_changes
            figure = number(tick)
            painter.drawText(
                QPointF(x - text.horizontalAdvance(figure) / 2, area.bottom() + text.ascent() + _MARGIN), figure
            )

    def _draw_steps(self, painter: QPainter, area: QRectF) -> None:
        """Between two points nothing is won: the coverage stays that of the one before."""
        painter.setPen(QPen(QColor(current_theme().accent), 2))
        steps: list[QPointF] = []
        for choice in self.choices:
            point = self._point(area, choice)
            if steps:
                steps.append(QPointF(point.x(), steps[-1].y()))
            steps.append(point)
        painter.drawPolyline(steps)

    def _draw_dot(self, painter: QPainter, point: QPointF, choice: ReplanChoice, *, chosen: bool) -> None:
        theme = current_theme()
        painter.setPen(QPen(QColor(theme.accent), 2))
        painter.setBrush(QColor(theme.accent if choice.proved else theme.surface))
        painter.drawEllipse(point, _DOT, _DOT)
        if chosen:
            painter.setPen(QPen(QColor(theme.text), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(point, 2 * _DOT, 2 * _DOT)


def _ticks(most: int) -> list[int]:
    return sorted({round(most * part / (_TICKS - 1)) for part in range(_TICKS)})
