"""A titled table that runs over pages: title and heads repeat, blocks stay whole where they can.

Every block has cells at its side that stand for the whole block (who, the box to sign in) and rows between them.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from otp_desktop.printing.bookmarks import add_bookmark
from otp_desktop.printing.frame import frame
from otp_desktop.printing.styles import (
    HAIRLINE,
    PADDING,
    RULE,
    SECTION,
    SECTION_SIDE,
    SHADE,
    SOFT,
    TABLE_HEAD,
    THICK,
)
from otp_desktop.printing.text import Line, Phrase, draw_line, draw_lines, draw_right, height_of, one_line, set_lines
from otp_desktop.texts import _

HIGHEST_CELL = 0.85  # of the frame: a row must never be higher than a page
HIGHEST_BATCH = 0.55
SHORT_BLOCK = 150.0  # points: a block no higher than this is never split


@dataclass(frozen=True, slots=True)
class Cell:
    """Lines in one column, or over ``span`` columns."""

    column: int
    lines: tuple[Line, ...]
    span: int = 1

    @property
    def height(self) -> float:
        return height_of(self.lines) + 2 * PADDING


@dataclass(frozen=True)
class Row:
    """``again`` is shown besides where the row is the first on another page: it says what was said further up.

    ``subjects`` are the staff numbers of those whom the row names, for an index.
    """

    cells: tuple[Cell, ...]
    again: Cell | None = None
    subjects: tuple[str, ...] = ()

    def reopened(self) -> "Row":
        return Row((self.again, *self.cells), subjects=self.subjects) if self.again else self

    @cached_property
    def height(self) -> float:
        return max(cell.height for cell in self.cells)


@dataclass(frozen=True)
class Block:
    """``side`` stands for all rows; ``side_again`` replaces it where the block goes on on another page."""

    side: tuple[Cell, ...]
    rows: tuple[Row, ...]
    side_again: tuple[Cell, ...]
    least_height: float = 0.0

    @cached_property
    def side_height(self) -> float:
        return max((self.least_height, *(cell.height for cell in self.side)))

    @cached_property
    def height(self) -> float:
        return max(self.side_height, sum(row.height for row in self.rows))

    def split(self, room: float) -> tuple["Block", "Block"] | None:
        """The part that fits in ``room`` and the rest, or None where no row does."""
        if self.side_height > room:
            return None
        taken, used = 0, 0.0
        while taken < len(self.rows) and used + self.rows[taken].height <= room:
            used += self.rows[taken].height
            taken += 1
        if not 0 < taken < len(self.rows):
            return None
        first = Block(self.side, self.rows[:taken], self.side_again, self.least_height)
        rows = (self.rows[taken].reopened(), *self.rows[taken + 1 :])
        return first, Block(self.side_again, rows, self.side_again, self.least_height)


@dataclass(frozen=True)
class Grid:
    """Columns of the page's width, shared as ``shares`` say; ``boxed`` ones have a rule at their left, to write in."""

    heads: tuple[str, ...]
    shares: tuple[float, ...]
    boxed: frozenset[int] = field(default_factory=frozenset)

    @cached_property
    def widths(self) -> tuple[float, ...]:
        whole = sum(self.shares)
        return tuple(frame().width * share / whole for share in self.shares)

    def left(self, column: int) -> float:
        return sum(self.widths[:column])

    def cell(self, column: int, *phrases: Phrase, span: int = 1) -> Cell:
        """Never higher than a page: endless texts are cut, so that the others stand."""
        most = frame().most_lines
        cell = Cell(column, self._lines(column, phrases, span, most), span)
        while most > 1 and cell.height > frame().height * HIGHEST_CELL:
            most = most * 2 // 3
            cell = Cell(column, self._lines(column, phrases, span, most), span)
        return cell

    def cells(self, column: int, items: Iterable[Sequence[Phrase]]) -> Iterator[Cell]:
        """The items one under another in one cell, or in several where they are very many."""
        highest, batch = frame().height * HIGHEST_BATCH, list[Phrase]()
        for item in items:
            if batch and height_of(self._lines(column, (*batch, *item), 1, frame().most_lines)) > highest:
                yield self.cell(column, *batch)
                batch = []
            batch += item
        yield self.cell(column, *batch)

    def _lines(self, column: int, phrases: Iterable[Phrase], span: int, most: int) -> tuple[Line, ...]:
        width = sum(self.widths[column : column + span]) - 2 * PADDING
        return set_lines(phrases, width, most)

    @cached_property
    def head(self) -> Row:
        return Row(tuple(self.cell(column, Phrase(head, TABLE_HEAD)) for column, head in enumerate(self.heads)))


class Ledger(Flowable):  # type: ignore[misc]  # ReportLab has no type information
    """Blocks under a title and heads. ``bookmark`` is the entry of the outline that leads here, at this ``level``."""

    leads = False
    spaceAfter = 3 * PADDING  # noqa: N815 - ReportLab's name

    def __init__(
        self, title: str, side: str, grid: Grid, blocks: Sequence[Block], bookmark: str = "", level: int = 0
    ) -> None:
        super().__init__()
        self.level = level
        self.title, self.side, self.grid, self.blocks, self.bookmark = title, side, grid, tuple(blocks), bookmark
        self.height = self._top_height + sum(block.height for block in self.blocks)

    @cached_property
    def _top_height(self) -> float:
        return SECTION.leading + PADDING + self.grid.head.height

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        return frame().width, self.height

    def split(self, _width: float, height: float) -> list[Flowable]:
        """The blocks that fit, and the rest under the same title. Empty where no block does."""
        room = height - self._top_height
        fitting: list[Block] = []
        waiting = list(self.blocks)
        while waiting and waiting[0].height <= room:
            room -= waiting[0].height
            fitting.append(waiting.pop(0))
        if waiting and (waiting[0].height > SHORT_BLOCK or not fitting) and (parts := waiting[0].split(room)):
            fitting.append(parts[0])
            waiting[0] = parts[1]
        if not fitting:
            return []
        first = Ledger(self.title, self.side, self.grid, fitting, self.bookmark, self.level)
        return [first, Ledger(self._title_again, self.side, self.grid, waiting)] if waiting else [first]

    @property
    def _title_again(self) -> str:
        return self.title if not self.bookmark else _("{title} (continued)").format(title=self.title)

    def draw(self) -> None:
        canvas, top = self.canv, self.height
        if self.bookmark:
            add_bookmark(canvas, self.title, self.bookmark, self.level, top)
        top = self._draw_top(canvas, top)
        for block in self.blocks:
            top = self._draw_block(canvas, block, top)

    def _draw_top(self, canvas: Canvas, top: float) -> float:
        side = one_line(self.side, SECTION_SIDE, 0.6 * frame().width)
        draw_line(canvas, one_line(self.title, SECTION, frame().width - side.width - 4 * PADDING), 0, top)
        draw_right(canvas, side, frame().width, top - SECTION.leading + SECTION_SIDE.leading + 1)
        top -= SECTION.leading + PADDING
        canvas.setFillGray(SHADE)
        canvas.rect(0, top - self.grid.head.height, frame().width, self.grid.head.height, stroke=0, fill=1)
        _rule(canvas, 0, frame().width, top, THICK)
        self._draw_cells(canvas, self.grid.head.cells, top)
        top -= self.grid.head.height
        _rule(canvas, 0, frame().width, top, RULE)
        return top

    def _draw_block(self, canvas: Canvas, block: Block, top: float) -> float:
        self._draw_cells(canvas, block.side, top)
        row_top = top
        for row in block.rows:
            if row_top != top:
                _rule(canvas, *self._between_sides(block), row_top, HAIRLINE)
            self._draw_cells(canvas, row.cells, row_top)
            row_top -= row.height
        bottom = top - block.height
        for column in self.grid.boxed:
            _upright(canvas, self.grid.left(column), top, bottom)
            if column == len(self.grid.widths) - 1:
                _upright(canvas, frame().width, top, bottom)
        _rule(canvas, 0, frame().width, bottom, RULE)
        return bottom

    def _between_sides(self, block: Block) -> tuple[float, float]:
        sides = {cell.column for cell in block.side} | self.grid.boxed
        inner = [column for column in range(len(self.grid.widths)) if column not in sides]
        return self.grid.left(inner[0]) + PADDING, self.grid.left(inner[-1] + 1) - PADDING

    def _draw_cells(self, canvas: Canvas, cells: Sequence[Cell], top: float) -> None:
        for cell in cells:
            draw_lines(canvas, cell.lines, self.grid.left(cell.column) + PADDING, top - PADDING)


def _rule(canvas: Canvas, left: float, right: float, height: float, weight: float) -> None:
    canvas.setStrokeGray(SOFT if weight == HAIRLINE else 0)
    canvas.setLineWidth(weight)
    canvas.line(left, height, right, height)


def _upright(canvas: Canvas, left: float, top: float, bottom: float) -> None:
    canvas.setStrokeGray(0)
    canvas.setLineWidth(RULE)
    canvas.line(left, top, left, bottom)
