"""How many posts fall in how many draws: bars to be read in black and white."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from otp_desktop.texts import _
from otp_desktop.texts.formats import number
from otp_desktop.ui.theme import current_theme

_MARGIN = 8
_GAP = 2
_MOST_BARS = 24


@dataclass(frozen=True, slots=True)
class Bar:
    """From ``first`` to ``last`` posts fall, in ``draws`` draws."""

    first: int
    last: int
    draws: int


def bars_of(distribution: Sequence[tuple[int, int]]) -> tuple[Bar, ...]:
    """One bar a number of fallen posts, or equal ranges of them where there are too many for the width."""
    if not distribution:
        return ()
    least, most = distribution[0][0], distribution[-1][0]
    width = -(-(most - least + 1) // _MOST_BARS)
    counts = dict.fromkeys(range(least, most + 1, width), 0)
    for fallen, draws in distribution:
        counts[least + (fallen - least) // width * width] += draws
    return tuple(Bar(first, min(most, first + width - 1), draws) for first, draws in counts.items())


class FallenChart(QWidget):
    """Reached by Tab; its accessible description says in words what it shows."""

    def __init__(self) -> None:
        super().__init__()
        self.bars: tuple[Bar, ...] = ()
        self.setAccessibleName(_("Draws by number of posts that fall"))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_distribution(self, distribution: Sequence[tuple[int, int]], description: str) -> None:
        self.bars = bars_of(distribution)
        self.setAccessibleDescription(description)
        self.setToolTip(description)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(360, 200)

    def minimumSizeHint(self) -> QSize:
        return QSize(240, 130)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = self._area()
        if self.bars:
            self._draw_axes(painter, area)
        for rank, bar in enumerate(self.bars):
            self._draw_bar(painter, area, rank, bar)
        if self.hasFocus():
            painter.setPen(QPen(QColor(current_theme().accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
        painter.end()

    @property
    def _top(self) -> int:
        return max((bar.draws for bar in self.bars), default=1)

    def _area(self) -> QRectF:
        """What the bars may fill: room at the left for figures, below for those of the posts and the caption."""
        text = self.fontMetrics()
        left = text.horizontalAdvance(number(self._top)) + 2 * _MARGIN
        above = text.height() + _MARGIN
        below = 2 * text.height() + 2 * _MARGIN
        return QRectF(left, above, self.width() - left - _MARGIN, self.height() - above - below)

    def _draw_axes(self, painter: QPainter, area: QRectF) -> None:
        theme, text = current_theme(), self.fontMetrics()
        painter.setPen(QColor(theme.muted))
        painter.drawText(QPointF(_MARGIN, text.ascent() + 2), _("Draws"))
        caption = _("Posts that fall")
        painter.drawText(QPointF(area.right() - text.horizontalAdvance(caption), self.height() - _MARGIN), caption)
        for tick in (0, self._top):
            y = area.bottom() - area.height() * tick / self._top
            painter.setPen(QColor(theme.border))
            painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
            painter.setPen(QColor(theme.muted))
            figure = number(tick)
            painter.drawText(
                QPointF(area.left() - text.horizontalAdvance(figure) - 6, y + text.ascent() / 2 - 1), figure
            )

    def _draw_bar(self, painter: QPainter, area: QRectF, rank: int, bar: Bar) -> None:
        theme, text = current_theme(), self.fontMetrics()
        width = area.width() / len(self.bars)
        left, height = area.left() + rank * width, area.height() * bar.draws / self._top
        painter.setPen(QPen(QColor(theme.text), 1))
        painter.setBrush(QBrush(QColor(theme.muted), Qt.BrushStyle.BDiagPattern))
        if bar.draws:
            painter.drawRect(QRectF(left + _GAP, area.bottom() - height, max(1.0, width - 2 * _GAP), height))
        room = text.horizontalAdvance(number(self.bars[-1].last)) + _MARGIN
        if rank % max(1, -int(-room // width)) == 0:
            painter.setPen(QColor(theme.muted))
            painter.drawText(QPointF(left + _GAP, area.bottom() + text.height()), number(bar.first))
