"""What a board shows, ready to be drawn: rows, and bars in arrays that are cut by what is seen."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import IntFlag, StrEnum
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]


class Grouping(StrEnum):
    """What the rows of a board are."""

    POST = "post"
    AGENT = "agent"


class Look(IntFlag):
    """What a bar tells, by shape as well as by colour."""

    PLAIN = 0
    LOCKED = 1
    BY_HAND = 2
    IMPORTED = 4
    BROKEN = 8
    CHIEF = 16
    GAP = 32
    BELOW_MINIMUM = 64
    ABSENT = 128
    DISPENSED = 256


class BarKey(NamedTuple):
    """Whom and what a bar is about: staff number, need code, role code. A gap has no agent, an absence no need."""

    agent: str
    need: str
    role: str


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar before it is laid out. ``start`` and ``end`` are real minutes since 1970 (UTC)."""

    key: BarKey
    start: int
    end: int
    text: str
    look: Look = Look.PLAIN


@dataclass(frozen=True, slots=True)
class BoardRow:
    """A row with its bars; ``heading`` rows name a group and have none. ``detail`` stands under the title."""

    key: str
    title: str
    detail: str = ""
    heading: bool = False
    bars: tuple[Bar, ...] = ()


@dataclass(frozen=True)
class BoardContent:
    """Rows from top to bottom. The arrays have one entry a bar, in the order of rows, then of starts.

    ``lane``: bars of a row that share a moment lie in lanes one under another.
    """

    grouping: Grouping
    timezone: str
    rows: tuple[BoardRow, ...]
    lanes: Ints = field(repr=False)
    bars: tuple[Bar, ...] = field(repr=False)
    row: Ints = field(repr=False)
    lane: Ints = field(repr=False)
    start: Ints = field(repr=False)
    end: Ints = field(repr=False)
    look: Ints = field(repr=False)

    @cached_property
    def first_of_row(self) -> Ints:
        """(rows + 1,): the place of each row's first bar."""
        return np.searchsorted(self.row, np.arange(len(self.rows) + 1))

    @cached_property
    def span(self) -> tuple[int, int]:
        """The first start and the last end, in minutes."""
        if not len(self.start):
            return 0, 0
        return int(self.start.min()), int(self.end.max())

    @cached_property
    def place_of(self) -> dict[tuple[str, BarKey], int]:
        """The place of each bar, by the keys of its row and its own."""
        keys = ((self.rows[row].key, bar.key) for row, bar in zip(self.row.tolist(), self.bars, strict=True))
        return {key: place for place, key in enumerate(keys)}

    @cached_property
    def row_of(self) -> dict[str, int]:
        """The place of each row that is no heading, by its key."""
        return {row.key: place for place, row in enumerate(self.rows) if not row.heading}

    def bars_of(self, row: int) -> range:
        """Places of the bars of a row, in the order of time."""
        return range(int(self.first_of_row[row]), int(self.first_of_row[row + 1]))


def content_of(grouping: Grouping, timezone: str, rows: Sequence[BoardRow]) -> BoardContent:
    """Lays the bars of each row into the fewest lanes."""
    bars: list[Bar] = []
    lanes: list[int] = []
    lane: list[int] = []
    for row in rows:
        ordered = sorted(row.bars, key=lambda bar: (bar.start, bar.end, bar.key))
        places, count = _lanes(ordered)
        bars += ordered
        lane += places
        lanes.append(count)
    counts = [len(row.bars) for row in rows]
    return BoardContent(
        grouping=grouping,
        timezone=timezone,
        rows=tuple(rows),
        lanes=np.array(lanes, dtype=np.int64),
        bars=tuple(bars),
        row=np.repeat(np.arange(len(rows), dtype=np.int64), counts),
        lane=np.array(lane, dtype=np.int64),
        start=np.array([bar.start for bar in bars], dtype=np.int64),
        end=np.array([bar.end for bar in bars], dtype=np.int64),
        look=np.array([int(bar.look) for bar in bars], dtype=np.int64),
    )


def _lanes(bars: Sequence[Bar]) -> tuple[list[int], int]:
    """The lane of each bar, in the order of starts: the first that is free; and how many there are, at least 1."""
    free_from: list[int] = []
    places = []
    for bar in bars:
        lane = next((lane for lane, end in enumerate(free_from) if end <= bar.start), len(free_from))
        if lane == len(free_from):
            free_from.append(0)
        free_from[lane] = bar.end
        places.append(lane)
    return places, max(1, len(free_from))
