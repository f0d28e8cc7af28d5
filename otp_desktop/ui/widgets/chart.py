"""What all charts share: they are reached by Tab, say in words what they show, and are read in black and white."""

from abc import abstractmethod

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from otp_desktop.texts.formats import number
from otp_desktop.ui.theme import current_theme

MARGIN = 8
GAP = 2


class Chart(QWidget):
    """A subclass answers ``draw``; its accessible description says what the chart shows."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    @abstractmethod
    def draw(self, painter: QPainter) -> None: ...

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.draw(painter)
        if self.hasFocus():
            painter.setPen(QPen(QColor(current_theme().accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
        painter.end()

    def draw_level(self, painter: QPainter, area: QRectF, y: float, value: int) -> None:
        """A line across the area, with its figure at the left."""
        theme, text, figure = current_theme(), self.fontMetrics(), number(value)
        painter.setPen(QColor(theme.border))
        painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
        painter.setPen(QColor(theme.muted))
        painter.drawText(QPointF(area.left() - text.horizontalAdvance(figure) - 6, y + text.ascent() / 2 - 1), figure)


def hatch(painter: QPainter) -> None:
    """The pen and brush of a bar."""
    theme = current_theme()
    painter.setPen(QPen(QColor(theme.text), 1))
    painter.setBrush(QBrush(QColor(theme.muted), Qt.BrushStyle.BDiagPattern))
