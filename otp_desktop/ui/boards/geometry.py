"""Where rows and bars lie, and what lies under a point: pixels of the whole board, from its top left corner."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from otp_desktop.ui.boards.content import BoardContent, Ints
from otp_desktop.ui.boards.time_scale import TimeScale

LANE, PADDING, HEADING = 22, 3, 28  # pixels: height of a lane, above and below the lanes of a row, of a group's name
LEAST_WIDTH = 2.0  # pixels of the shortest bar: what exists is seen


@dataclass(frozen=True)
class BoardGeometry:
    """The layout of a content on a scale."""

    content: BoardContent
    scale: TimeScale

    @cached_property
    def tops(self) -> Ints:
        """(rows + 1,): the top of each row, and last the height of the board."""
        heading = np.array([row.heading for row in self.content.rows], dtype=bool)
        heights = np.where(heading, HEADING, self.content.lanes * LANE + 2 * PADDING)
        tops = np.zeros(len(heights) + 1, dtype=np.int64)
        np.cumsum(heights, out=tops[1:])
        return tops

    @property
    def height(self) -> int:
        return int(self.tops[-1])

    @property
    def width(self) -> int:
        first, last = self.content.span
        return int(self.scale.x(last) - self.scale.x(first)) + 1

    def rows_between(self, top: int, bottom: int) -> range:
        """Rows that are seen between two heights."""
        first = int(np.searchsorted(self.tops, top, side="right")) - 1
        last = int(np.searchsorted(self.tops, bottom, side="left"))
        return range(max(0, first), min(len(self.content.rows), last))

    def bars_between(self, rows: range, left: float, right: float) -> Ints:
        """Places of the bars of some rows that are seen between two sides."""
        if not len(rows):
            return np.zeros(0, dtype=np.int64)
        first, last = self.content.first_of_row[rows.start], self.content.first_of_row[rows.stop]
        start, end = self.content.start[first:last], self.content.end[first:last]
        seen = (end > self.scale.minute(left - LEAST_WIDTH)) & (start < self.scale.minute(right))
        places: Ints = np.flatnonzero(seen) + int(first)
        return places

    def row_at(self, y: int) -> int | None:
        """The row at a height."""
        row = int(np.searchsorted(self.tops, y, side="right")) - 1
        return row if 0 <= row < len(self.content.rows) else None

    def rectangle(self, bar: int) -> tuple[float, int, float, int]:
        """Left, top, width and height of a bar."""
        content = self.content
        left = self.scale.x(int(content.start[bar]))
        width = max(LEAST_WIDTH, self.scale.x(int(content.end[bar])) - left)
        top = int(self.tops[content.row[bar]]) + PADDING + int(content.lane[bar]) * LANE
        return left, top + 1, width, LANE - 2

    def bar_at(self, x: float, y: int) -> int | None:
        """The bar under a point; the last drawn where two share it."""
        row = self.row_at(y)
        if row is None:
            return None
        for bar in reversed(self.bars_between(range(row, row + 1), x - 1, x + 1).tolist()):
            left, top, width, height = self.rectangle(bar)
            if left <= x < left + width and top <= y < top + height:
                return int(bar)
        return None
