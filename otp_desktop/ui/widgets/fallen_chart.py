"""How many posts fall in how many draws: bars to be read in black and white."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QColor, QPainter

from otp_desktop.texts import _
from otp_desktop.texts.formats import number
from otp_desktop.ui.theme import current_theme
from otp_desktop.ui.widgets.chart import GAP, MARGIN, Chart, hatch

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


class FallenChart(Chart):
    def __init__(self) -> None:
        super().__init__(_("Draws by number of posts that fall"))
        self.bars: tuple[Bar, ...] = ()

    def show_distribution(self, distribution: Sequence[tuple[int, int]], description: str) -> None:
        self.bars = bars_of(distribution)
        self.setAccessibleDescription(description)
        self.setToolTip(description)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(360, 200)

    def minimumSizeHint(self) -> QSize:
        return QSize(240, 130)

    def draw(self, painter: QPainter) -> None:
        area = self._area()
        if self.bars:
            self._draw_axes(painter, area)
        for rank, bar in enumerate(self.bars):
            self._draw_bar(painter, area, rank, bar)

    @property
    def _top(self) -> int:
        return max((bar.draws for bar in self.bars), default=1)

    def _area(self) -> QRectF:
        """What the bars may fill: room at the left for figures, below for those of the posts and the caption."""
        text = self.fontMetrics()
        left = text.horizontalAdvance(number(self._top)) + 2 * MARGIN
        above = text.height() + MARGIN
        below = 2 * text.height() + 2 * MARGIN
        return QRectF(left, above, self.width() - left - MARGIN, self.height() - above - below)

    def _draw_axes(self, painter: QPainter, area: QRectF) -> None:
        theme, text = current_theme(), self.fontMetrics()
        painter.setPen(QColor(theme.muted))
        painter.drawText(QPointF(MARGIN, text.ascent() + 2), _("Draws"))
        caption = _("Posts that fall")
        painter.drawText(QPointF(area.right() - text.horizontalAdvance(caption), self.height() - MARGIN), caption)
        for tick in (0, self._top):
            self.draw_level(painter, area, area.bottom() - area.height() * tick / self._top, tick)

    def _draw_bar(self, painter: QPainter, area: QRectF, rank: int, bar: Bar) -> None:
        theme, text = current_theme(), self.fontMetrics()
        width = area.width() / len(self.bars)
        left, height = area.left() + rank * width, area.height() * bar.draws / self._top
        hatch(painter)
        if bar.draws:
            painter.drawRect(QRectF(left + GAP, area.bottom() - height, max(1.0, width - 2 * GAP), height))
        room = text.horizontalAdvance(number(self.bars[-1].last)) + MARGIN
        if rank % max(1, -int(-room // width)) == 0:
            painter.setPen(QColor(theme.muted))
            painter.drawText(QPointF(left + GAP, area.bottom() + text.height()), number(bar.first))
