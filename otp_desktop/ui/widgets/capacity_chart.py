"""One day of the force against the need, drawn to be read in black and white.

Heads required are hatched bars, agents present a thick line, and what is missing between them is filled.
"""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen

from otp_desktop.services.capacity import CapacityHour
from otp_desktop.texts import _
from otp_desktop.texts.formats import number
from otp_desktop.ui.theme import current_theme
from otp_desktop.ui.widgets.chart import GAP, MARGIN, Chart, hatch

_TICKS = 3
_STEPS = (1, 2, 3, 4, 6, 12)  # hours between two figures of the axis
_MOST_PRESENT = 2  # times the heads required: more would press the bars flat
_SWATCH = 14


class CapacityChart(Chart):
    def __init__(self) -> None:
        super().__init__(_("Agents required and present, hour by hour"))
        self.hours: tuple[CapacityHour, ...] = ()

    def show_hours(self, hours: Sequence[CapacityHour], description: str) -> None:
        self.hours = tuple(hours)
        self.setAccessibleDescription(description)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(360, 240)

    def minimumSizeHint(self) -> QSize:
        return QSize(240, 150)

    @property
    def top(self) -> int:
        """The value at the upper edge: a present force far above the need is cut, and said by its figure."""
        required = max((hour.required for hour in self.hours), default=0)
        present = max((hour.present for hour in self.hours), default=0)
        return max(1, required, min(present, _MOST_PRESENT * required) if required else present)

    def draw(self, painter: QPainter) -> None:
        painter.setPen(QColor(current_theme().muted))
        area = self._area()
        self._draw_axes(painter, area)
        for rank, hour in enumerate(self.hours):
            self._draw_hour(painter, self._slot(area, rank), hour)
        self._draw_present(painter, area)
        self._draw_legend(painter)

    def _area(self) -> QRectF:
        """What the bars may fill: room at the left for figures, below for hours and the legend."""
        text = self.fontMetrics()
        left = text.horizontalAdvance(number(self.top)) + 2 * MARGIN
        below = 2 * text.height() + 3 * MARGIN
        return QRectF(left, MARGIN * 2, self.width() - left - MARGIN, self.height() - below - 2 * MARGIN)

    def _slot(self, area: QRectF, rank: int) -> QRectF:
        width = area.width() / max(1, len(self.hours))
        return QRectF(area.left() + rank * width, area.top(), width, area.height())

    def _height(self, area: QRectF, heads: int) -> float:
        return area.bottom() - area.height() * min(heads, self.top) / self.top

    def _draw_axes(self, painter: QPainter, area: QRectF) -> None:
        text = self.fontMetrics()
        for tick in sorted({round(self.top * part / (_TICKS - 1)) for part in range(_TICKS)}):
            self.draw_level(painter, area, self._height(area, tick), tick)
        step = self._step(area)
        for rank, hour in enumerate(self.hours):
            if hour.start.hour % step == 0:
                x = self._slot(area, rank).left()
                painter.drawLine(QPointF(x, area.bottom()), QPointF(x, area.bottom() + 4))
                painter.drawText(
                    QPointF(x + 2, area.bottom() + text.height()), _("{hour}:00").format(hour=hour.start.hour)
                )

    def _step(self, area: QRectF) -> int:
        """The shortest at which the figures of the axis do not touch."""
        room = self.fontMetrics().horizontalAdvance(_("{hour}:00").format(hour=88)) + MARGIN
        width = self._slot(area, 0).width()
        return next((step for step in _STEPS if step * width >= room), _STEPS[-1])

    def _draw_hour(self, painter: QPainter, slot: QRectF, hour: CapacityHour) -> None:
        if not hour.required:
            return
        upper = self._height(slot, hour.required)
        bar = QRectF(slot.left() + GAP, upper, max(1.0, slot.width() - 2 * GAP), slot.bottom() - upper)
        hatch(painter)
        painter.drawRect(bar)
        if hour.missing:
            missing = QRectF(bar.left(), upper, bar.width(), self._height(slot, hour.present) - upper)
            painter.setBrush(QColor(current_theme().bad))
            painter.drawRect(missing)

    def _draw_present(self, painter: QPainter, area: QRectF) -> None:
        """A step line; above the upper edge it runs along it, with its figure."""
        if not self.hours:
            return
        theme = current_theme()
        painter.setPen(QPen(QColor(theme.accent), 3, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
        steps: list[QPointF] = []
        for rank, hour in enumerate(self.hours):
            slot, y = self._slot(area, rank), self._height(area, hour.present)
            steps += [QPointF(slot.left(), y), QPointF(slot.right(), y)]
        painter.drawPolyline(steps)
        if (most := max(hour.present for hour in self.hours)) > self.top:
            painter.setPen(QColor(theme.text))
            above = _("↑ {count} present").format(count=number(most))
            painter.drawText(QPointF(area.left() + 4, area.top() - 4), above)

    def _draw_legend(self, painter: QPainter) -> None:
        theme, text = current_theme(), self.fontMetrics()
        middle = self.height() - MARGIN - text.height() / 2
        x = float(MARGIN)
        for name, brush, outline in (
            (_("Required"), QBrush(QColor(theme.muted), Qt.BrushStyle.BDiagPattern), theme.text),
            (_("Missing"), QBrush(QColor(theme.bad)), theme.text),
            (_("Present"), None, theme.accent),
        ):
            swatch = QRectF(x, middle - _SWATCH / 2, _SWATCH, _SWATCH)
            painter.setPen(QPen(QColor(outline), 1 if brush else 3))
            if brush is not None:
                painter.setBrush(brush)
                painter.drawRect(swatch)
            else:
                painter.drawLine(QPointF(swatch.left(), middle), QPointF(swatch.right(), middle))
            painter.setPen(QColor(theme.text))
            painter.drawText(QPointF(swatch.right() + 6, middle + text.ascent() / 2 - 1), name)
            x = swatch.right() + 6 + text.horizontalAdvance(name) + 2 * MARGIN
