"""A table whose rows carry a bar: the chart and its figures in one, for black and white."""

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from otp_desktop.printing.frame import frame
from otp_desktop.printing.styles import (
    HAIRLINE,
    PADDING,
    RULE,
    SECTION,
    SECTION_SIDE,
    SHADE,
    SMALL,
    TABLE_HEAD,
    THICK,
)
from otp_desktop.printing.text import Line, draw_line, draw_right, one_line
from otp_desktop.texts import _

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


class BarTable(Flowable):  # type: ignore[misc]  # ReportLab has no type information
    """``heads``: of the name, of the bar, then of each figure. All bars start at nought and share one scale, ``most``
    at the right."""

    leads = False
    spaceAfter = 3 * PADDING  # noqa: N815 - ReportLab's name

    def __init__(self, title: str, side: str, heads: Sequence[str], rows: Sequence[BarRow], most: float = 0.0) -> None:
        super().__init__()
        self.title, self.side, self.heads, self.rows = title, side, tuple(heads), tuple(rows)
        self.most = most or max((row.bar.reach for row in self.rows), default=0.0) or 1.0
        self.height = self._top_height + ROW_HEIGHT * len(self.rows)

    @property
    def _top_height(self) -> float:
        return SECTION.leading + PADDING + ROW_HEIGHT

    @property
    def _bar_width(self) -> float:
        width: float = frame().width - NAME_WIDTH - FIGURE_WIDTH * (len(self.heads) - 2) - 2 * PADDING
        return width

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        return frame().width, self.height

    def split(self, _width: float, height: float) -> list[Flowable]:
        """The rows that fit, and the rest under the same title."""
        count = int((height - self._top_height) // ROW_HEIGHT)
        if not 0 < count < len(self.rows):
            return []
        again = _("{title} (continued)").format(title=self.title)
        return [
            BarTable(self.title, self.side, self.heads, self.rows[:count], self.most),
            BarTable(again, self.side, self.heads, self.rows[count:], self.most),
        ]

    def draw(self) -> None:
        canvas, top = self.canv, self.height
        draw_line(canvas, one_line(self.title, SECTION, frame().width * 0.6), 0, top)
        side_top = top - SECTION.leading + SECTION_SIDE.leading + 1
        draw_right(canvas, Line(self.side, SECTION_SIDE), frame().width, side_top)
        top -= SECTION.leading + PADDING
        self._draw_heads(canvas, top)
        for row in self.rows:
            top -= ROW_HEIGHT
            self._draw_row(canvas, row, top)

    def _draw_heads(self, canvas: Canvas, top: float) -> None:
        canvas.setFillGray(SHADE)
        canvas.rect(0, top - ROW_HEIGHT, frame().width, ROW_HEIGHT, stroke=0, fill=1)
        _rule(canvas, top, THICK)
        _rule(canvas, top - ROW_HEIGHT, RULE)
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
        _rule(canvas, top - ROW_HEIGHT, HAIRLINE)

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


def _rule(canvas: Canvas, height: float, weight: float) -> None:
    canvas.setStrokeGray(0)
    canvas.setLineWidth(weight)
    canvas.line(0, height, frame().width, height)
