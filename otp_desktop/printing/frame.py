"""The frame of the page that is being laid out: how wide and how high, whatever the paper."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache

from otp_desktop.printing.page_format import A4, MM, PageFormat

MARGIN = 15 * MM
BOTTOM = 23 * MM  # of the frame; the foot stands below
FIRST_ROOM = 13 * MM  # above the frame of the first page, which has no running head
LEAST_TEXTS = 45.0  # points of the frame for each line that a text in a cell may have: 16 on A4
ROOM = 18.5 * MM  # above the frame of the others

_format: ContextVar[PageFormat] = ContextVar("page_format", default=A4)


@dataclass(frozen=True, slots=True)
class Frame:
    """In points, from the lower left corner of the page."""

    page_width: float
    page_height: float

    @property
    def width(self) -> float:
        return self.page_width - 2 * MARGIN

    @property
    def right(self) -> float:
        """Of the frame on the page."""
        return self.page_width - MARGIN

    @property
    def first_top(self) -> float:
        return self.page_height - FIRST_ROOM

    @property
    def top(self) -> float:
        return self.page_height - ROOM

    @property
    def most_lines(self) -> int:
        """Of one text in a cell: an endless one may not make a row higher than a page."""
        return int(self.height / LEAST_TEXTS)

    @property
    def first_height(self) -> float:
        return self.first_top - BOTTOM

    @property
    def height(self) -> float:
        return self.top - BOTTOM


def frame() -> Frame:
    return _frame_of(page_format())


def page_format() -> PageFormat:
    return _format.get()


@contextmanager
def laid_out_on(chosen: PageFormat) -> Iterator[None]:
    """What is written inside is laid out for this format; elsewhere it is A4 upright."""
    token = _format.set(chosen)
    try:
        yield
    finally:
        _format.reset(token)


@cache
def _frame_of(chosen: PageFormat) -> Frame:
    return Frame(*chosen.page)
