"""A table whose rows carry a bar: the chart and its figures in one, for black and white."""

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from otp_desktop.printing.frame import frame
from otp_desktop.printing.styles import (
    HAIRLINE,
    PADDING,
    RULE,
    SHADE,
    SMALL,
    TABLE_HEAD,
    THICK,
)
from otp_desktop.printing.text import Line, draw_line, draw_right, one_line
from otp_desktop.printing.titled_chart import TitledChart, draw_rule

NAME_WIDTH = 40 * mm
FIGURE_WIDTH = 23 * mm
ROW_HEIGHT = 17.0
BAR_HEIGHT = 8.0
BAR_GREY = 0.55


@dataclass(frozen=True, slots=True)
class Bar:
    """``value`` as a bar, ``spread`` as a line about its end, ``mark`` as a thick stroke: all in one measure."""

    value: float
    spread: float = 0.0
    mark: float | None = None

    @property
    def reach(self) -> float:
        return max(self.value + self.spread, self.mark or 0.0)


@dataclass(frozen=True, slots=True)
class BarRow:
    name: str
    bar: Bar
    figures: tuple[str, ...]


class BarTable(TitledChart):
    """``heads``: of the name, of the bar, then of each figure. All bars start at nought and share one scale, ``most``
    at the right."""

    row_height = head_height = ROW_HEIGHT
    title_share = 0.6

    def __init__(self, title: str, side: str, heads: Sequence[str], rows: Sequence[BarRow], most: float = 0.0) -> None:
        super().__init__(title, side, rows)
        self.heads = tuple(heads)
        self.most = most or max((row.bar.reach for row in self.rows), default=0.0) or 1.0

    def part(self, title: str, rows: Sequence[BarRow]) -> "BarTable":
        return BarTable(title, self.side, self.heads, rows, self.most)

    def draw_rows(self, canvas: Canvas, top: float) -> None:
        self._draw_heads(canvas, top)
        for row in self.rows:
            top -= ROW_HEIGHT
            self._draw_row(canvas, row, top)

    @property
    def _bar_width(self) -> float:
        width: float = frame().width - NAME_WIDTH - FIGURE_WIDTH * (len(self.heads) - 2) - 2 * PADDING
        return width

    def _draw_heads(self, canvas: Canvas, top: float) -> None:
        canvas.setFillGray(SHADE)
        canvas.rect(0, top - ROW_HEIGHT, frame().width, ROW_HEIGHT, stroke=0, fill=1)
        draw_rule(canvas, frame().width, top, THICK)
        draw_rule(canvas, frame().width, top - ROW_HEIGHT, RULE)
        name, bar, *figures = self.heads
        draw_line(canvas, Line(name, TABLE_HEAD), PADDING, top - 3)
        draw_line(canvas, Line(bar, TABLE_HEAD), NAME_WIDTH, top - 3)
        for place, head in enumerate(figures):
            draw_right(canvas, one_line(head, TABLE_HEAD, FIGURE_WIDTH), self._right(place), top - 3)

    def _draw_row(self, canvas: Canvas, row: BarRow, top: float) -> None:
        draw_line(canvas, one_line(row.name, SMALL.bold(), NAME_WIDTH - 2 * PADDING), PADDING, top - 3)
        self._draw_bar(canvas, row.bar, top - ROW_HEIGHT / 2)
        for place, figure in enumerate(row.figures):
            draw_right(canvas, Line(figure, SMALL), self._right(place), top - 3)
        draw_rule(canvas, frame().width, top - ROW_HEIGHT, HAIRLINE)

    def _draw_bar(self, canvas: Canvas, bar: Bar, middle: float) -> None:
        canvas.setFillGray(BAR_GREY)
        canvas.setStrokeGray(0)
        canvas.setLineWidth(HAIRLINE)
        canvas.rect(NAME_WIDTH, middle - BAR_HEIGHT / 2, self._along(bar.value), BAR_HEIGHT, stroke=1, fill=1)
        if bar.spread:
            ends = [NAME_WIDTH + self._along(max(0.0, bar.value + side * bar.spread)) for side in (-1, 1)]
            canvas.setLineWidth(RULE)
            canvas.line(ends[0], middle, ends[1], middle)
            for end in ends:
                canvas.line(end, middle - 2, end, middle + 2)
        if bar.mark is not None:
            place = NAME_WIDTH + self._along(bar.mark)
            canvas.setLineWidth(THICK)
            canvas.line(place, middle - BAR_HEIGHT / 2 - 2, place, middle + BAR_HEIGHT / 2 + 2)

    def _along(self, value: float) -> float:
        return self._bar_width * value / self.most

    def _right(self, place: int) -> float:
        """The right edge of a column of figures."""
        right: float = frame().width - FIGURE_WIDTH * (len(self.heads) - 3 - place) - PADDING
        return right
