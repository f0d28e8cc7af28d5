"""From bar to bar with the arrow keys."""

from enum import Enum, auto

import numpy as np

from otp_desktop.ui.boards.content import BoardContent

NOBODY = -1


class Step(Enum):
    """One press of a key."""

    LEFT = auto()
    RIGHT = auto()
    UP = auto()
    DOWN = auto()
    FIRST = auto()
    LAST = auto()


def neighbour(content: BoardContent, bar: int, step: Step) -> int:
    """The bar one step away along the row, or the nearest in time above or below; the same where there is none."""
    if not content.bars:
        return NOBODY
    if bar == NOBODY:
        return 0
    row = int(content.row[bar])
    along = content.bars_of(row)
    match step:
        case Step.LEFT:
            return max(along.start, bar - 1)
        case Step.RIGHT:
            return min(along.stop - 1, bar + 1)
        case Step.FIRST:
            return along.start
        case Step.LAST:
            return along.stop - 1
        case Step.UP:
            return _across(content, bar, row, -1)
        case Step.DOWN:
            return _across(content, bar, row, 1)


def _across(content: BoardContent, bar: int, row: int, way: int) -> int:
    """In the nearest row above or below that has bars, the one whose middle is nearest in time."""
    row += way
    while 0 <= row < len(content.rows):
        bars = content.bars_of(row)
        if len(bars):
            middle = content.start[bar] + content.end[bar]
            apart = np.abs(content.start[bars.start : bars.stop] + content.end[bars.start : bars.stop] - middle)
            return bars.start + int(apart.argmin())
        row += way
    return bar
