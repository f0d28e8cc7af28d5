"""One day of the force against the need, drawn to be read in black and white.

Heads required are hatched bars, agents present a thick line, and what is missing between them is filled.
"""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from otp_desktop.services.capacity import CapacityHour
from otp_desktop.texts import _
from otp_desktop.texts.formats import number
from otp_desktop.ui.theme import current_theme

_MARGIN = 8
_GAP = 2
_TICKS = 3
_STEPS = (1, 2, 3, 4, 6, 12)  # hours between two figures of the axis
_MOST_PRESENT = 2  # times the heads required: more would press the bars flat
_SWATCH = 14


class CapacityChart(QWidget):
    """Reached by Tab; its accessible description says in words what it shows."""

    def __init__(self) -> None:
        super().__init__()
        self.hours: tuple[CapacityHour, ...] = ()
        self.setAccessibleName(_("Agents required and present, hour by hour"))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

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

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = current_theme()
        painter.setPen(QColor(theme.muted))
        area = self._area()
        self._draw_axes(painter, area)
        for rank, hour in enumerate(self.hours):
            self._draw_hour(painter, self._slot(area, rank), hour)
        self._draw_present(painter, area)
        self._draw_legend(painter)
        if self.hasFocus():
            painter.setPen(QPen(QColor(theme.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
        painter.end()

    def _area(self) -> QRectF:
        """What the bars may fill: room at the left for figures, below for hours and the legend."""
        text = self.fontMetrics()
        left = text.horizontalAdvance(number(self.top)) + 2 * _MARGIN
        below = 2 * text.height() + 3 * _MARGIN
        return QRectF(left, _MARGIN * 2, self.width() - left - _MARGIN, self.height() - below - 2 * _MARGIN)

    def _slot(self, area: QRectF, rank: int) -> QRectF:
        width = area.width() / max(1, len(self.hours))
        return QRectF(area.left() + rank * width, area.top(), width, area.height())

    def _height(self, area: QRectF, heads: int) -> float:
        return area.bottom() - area.height() * min(heads, self.top) / self.top

    def _draw_axes(self, painter: QPainter, area: QRectF) -> None:
        theme, text = current_theme(), self.fontMetrics()
        for tick in sorted({round(self.top * part / (_TICKS - 1)) for part in range(_TICKS)}):
            y = self._height(area, tick)
            painter.setPen(QColor(theme.border))
            painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
            painter.setPen(QColor(theme.muted))
            figure = number(tick)
            painter.drawText(
                QPointF(area.left() - text.horizontalAdvance(figure) - 6, y + text.ascent() / 2 - 1), figure
            )
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
        room = self.fontMetrics().horizontalAdvance(_("{hour}:00").format(hour=88)) + _MARGIN
        width = self._slot(area, 0).width()
        return next((step for step in _STEPS if step * width >= room), _STEPS[-1])

    def _draw_hour(self, painter: QPainter, slot: QRectF, hour: CapacityHour) -> None:
        if not hour.required:
            return
        theme = current_theme()
        upper = self._height(slot, hour.required)
        bar = QRectF(slot.left() + _GAP, upper, max(1.0, slot.width() - 2 * _GAP), slot.bottom() - upper)
        painter.setPen(QPen(QColor(theme.text), 1))
        painter.setBrush(QBrush(QColor(theme.muted), Qt.BrushStyle.BDiagPattern))
        painter.drawRect(bar)
        if hour.missing:
            missing = QRectF(bar.left(), upper, bar.width(), self._height(slot, hour.present) - upper)
            painter.setBrush(QColor(theme.bad))
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
        middle = self.height() - _MARGIN - text.height() / 2
        x = float(_MARGIN)
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
            x = swatch.right() + 6 + text.horizontalAdvance(name) + 2 * _MARGIN
