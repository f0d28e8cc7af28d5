"""A heat table for black and white: a figure in each cell, darker and bolder where less is held."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from otp_desktop.domain.coverage import rate_rank
from otp_desktop.printing.frame import frame
from otp_desktop.printing.styles import HAIRLINE, PADDING, RULE, SHADE, SMALL, THICK
from otp_desktop.printing.text import Line, draw_line, one_line
from otp_desktop.printing.titled_chart import TitledChart, continued, draw_rule

NAME_WIDTH = 34 * mm
LEAST_COLUMNS, MOST_COLUMNS = 7, 12  # the width is shared by as many at least
ROW_HEIGHT = 22.0
HEAD_HEIGHT = 24.0
GREYS = (1.0, 0.93, 0.87, 0.8, 0.72)  # by rank of the rate, the best first; all light enough for black text
BOLD_FROM = 2  # rank: under 95 %
BAR = 2.2  # points: under the figure, as long as the part that is missing


Head = tuple[str, str]
HeatRow = tuple[str, "Sequence[HeatCell]"]


@dataclass(frozen=True, slots=True)
class HeatCell:
    """``rate`` from 0 to 1 gives the shade; ``note`` stands small under the figure."""

    text: str
    note: str = ""
    rate: float = 1.0


NOTHING = HeatCell("")


class HeatTable(TitledChart):
    """``heads`` are of two lines each; ``rows`` a name and a cell a head; ``columns`` of them would fill the width."""

    row_height, head_height = ROW_HEIGHT, HEAD_HEIGHT
    title_share = 0.7

    def __init__(
        self, title: str, side: str, heads: Sequence[Head], rows: Sequence[HeatRow], columns: int = MOST_COLUMNS
    ) -> None:
        super().__init__(title, side, rows)
        self.heads = tuple(heads)
        self.columns = columns

    def part(self, title: str, rows: Sequence[HeatRow]) -> "HeatTable":
        return HeatTable(title, self.side, self.heads, rows, self.columns)

    def draw_rows(self, canvas: Canvas, top: float) -> None:
        self._draw_heads(canvas, top)
        top -= HEAD_HEIGHT
        for name, cells in self.rows:
            self._draw_row(canvas, name, cells, top)
            top -= ROW_HEIGHT

    @property
    def _column(self) -> float:
        width: float = (frame().width - NAME_WIDTH) / self.columns
        return width

    def _draw_heads(self, canvas: Canvas, top: float) -> None:
        right = NAME_WIDTH + self._column * len(self.heads)
        canvas.setFillGray(SHADE)
        canvas.rect(0, top - HEAD_HEIGHT, right, HEAD_HEIGHT, stroke=0, fill=1)
        draw_rule(canvas, right, top, THICK)
        draw_rule(canvas, right, top - HEAD_HEIGHT, RULE)
        for place, lines in enumerate(self.heads):
            for rank, text in enumerate(lines):
                _draw_middle(canvas, Line(text, SMALL.bold()), self._middle(place), top - 1 - rank * SMALL.leading)

    def _draw_row(self, canvas: Canvas, name: str, cells: Sequence[HeatCell], top: float) -> None:
        draw_line(canvas, one_line(name, SMALL.bold(), NAME_WIDTH - PADDING), 0, top - 5)
        for place, cell in enumerate(cells):
            self._draw_cell(canvas, cell, place, top)
        draw_rule(canvas, NAME_WIDTH + self._column * len(self.heads), top - ROW_HEIGHT, HAIRLINE)

    def _draw_cell(self, canvas: Canvas, cell: HeatCell, place: int, top: float) -> None:
        if not cell.text:
            return
        left, rank = NAME_WIDTH + place * self._column, rate_rank(cell.rate)
        canvas.setFillGray(GREYS[rank])
        canvas.rect(left + 0.5, top - ROW_HEIGHT + 0.5, self._column - 1, ROW_HEIGHT - 1, stroke=0, fill=1)
        style = SMALL.bold() if rank >= BOLD_FROM else SMALL
        _draw_middle(canvas, Line(cell.text, style), self._middle(place), top - (0 if cell.note else 5))
        if cell.note:
            _draw_middle(canvas, Line(cell.note, SMALL), self._middle(place), top - SMALL.leading + 1)
        if cell.rate < 1:
            canvas.setFillGray(0)
            canvas.rect(left + 1, top - ROW_HEIGHT + 0.5, (self._column - 2) * (1 - cell.rate), BAR, stroke=0, fill=1)

    def _middle(self, place: int) -> float:
        middle: float = NAME_WIDTH + (place + 0.5) * self._column
        return middle


def heat_tables(title: str, side: str, heads: Sequence[Head], rows: Sequence[HeatRow]) -> Iterator[HeatTable]:
    """As many tables one under another as the heads need."""
    columns = min(MOST_COLUMNS, max(LEAST_COLUMNS, len(heads)))
    for first in range(0, len(heads), MOST_COLUMNS):
        part = slice(first, first + MOST_COLUMNS)
        name = title if not first else continued(title)
        yield HeatTable(name, side, heads[part], [(row, cells[part]) for row, cells in rows], columns)


def _draw_middle(canvas: Canvas, line: Line, middle: float, top: float) -> None:
    draw_line(canvas, line, middle - line.width / 2, top)
