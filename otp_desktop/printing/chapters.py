"""The titles of a long document, and its contents with the page of each."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from otp_desktop.printing.bookmarks import add_bookmark
from otp_desktop.printing.frame import frame
from otp_desktop.printing.styles import BODY, BODY_STRONG, PADDING, SECTION, SUBJECT, THICK
from otp_desktop.printing.text import Line, Phrase, Style, draw_line, draw_lines, draw_right, height_of, set_lines

INDENT = 6 * mm  # of a level in the contents
PAGE_ROOM = 14 * mm  # for the number of a page
DOTS = " ."
LEVELS = 2  # shown in the contents; the outline has them all


class Chapter(Flowable):  # type: ignore[misc]  # ReportLab has no type information
    """The title of a chapter on a new page, or of a part of it at ``level`` 1."""

    leads = True
    starts_page = True

    def __init__(self, title: str, bookmark: str, level: int = 0) -> None:
        super().__init__()
        self.title, self.bookmark, self.level = title, bookmark, level
        self.lines = set_lines([Phrase(title, SUBJECT if level == 0 else SECTION)], frame().width)
        self.height = height_of(self.lines) + (4 if level == 0 else 2) * PADDING

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        return frame().width, self.height

    def draw(self) -> None:
        add_bookmark(self.canv, self.title, self.bookmark, self.level, self.height)
        draw_lines(self.canv, self.lines, 0, self.height)
        if self.level == 0:
            self.canv.setStrokeGray(0)
            self.canv.setLineWidth(THICK)
            self.canv.line(0, 3 * PADDING, frame().width, 3 * PADDING)


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contents: what stands where ``bookmark`` leads to."""

    title: str
    bookmark: str
    level: int


def entries_of(story: Sequence[Flowable]) -> tuple[Entry, ...]:
    """What the contents list of a story: its parts with a bookmark, as deep as contents go."""
    parts: Iterator[Any] = (part for part in story if getattr(part, "bookmark", ""))
    return tuple(Entry(part.title, part.bookmark, part.level) for part in parts if part.level < LEVELS)


class Contents(Flowable):  # type: ignore[misc]  # ReportLab has no type information
    """Titles with their pages, each leading there. A title that ``pages`` does not know yet has no number."""

    leads = False

    def __init__(self, entries: Sequence[Entry], pages: Mapping[str, int]) -> None:
        super().__init__()
        self.entries, self.pages = tuple(entries), pages
        self.lines = [set_lines([Phrase(entry.title, _style(entry))], _room(entry), most=2) for entry in entries]
        self.height = sum(_height(entry, lines) for entry, lines in zip(self.entries, self.lines, strict=True))

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        return frame().width, self.height

    def split(self, _width: float, height: float) -> list[Flowable]:
        taken, used = 0, 0.0
        for entry, lines in zip(self.entries, self.lines, strict=True):
            used += _height(entry, lines)
            if used > height:
                break
            taken += 1
        parts = (self.entries[:taken], self.entries[taken:])
        return [Contents(part, self.pages) for part in parts if part] if taken else []

    def draw(self) -> None:
        top = self.height
        for entry, lines in zip(self.entries, self.lines, strict=True):
            bottom = top - _height(entry, lines)
            self._draw_entry(self.canv, entry, lines, top - _air(entry))
            self.canv.linkRect(entry.title, entry.bookmark, (0, bottom, frame().width, top), relative=1)
            top = bottom

    def _draw_entry(self, canvas: Canvas, entry: Entry, lines: tuple[Line, ...], top: float) -> None:
        left = INDENT * entry.level
        draw_lines(canvas, lines, left, top)
        last_top = top - height_of(lines) + lines[-1].style.leading
        dots_left, dot = left + lines[-1].width + PADDING, Line(DOTS, BODY)
        count = int((frame().width - PAGE_ROOM - dots_left) / dot.width)
        if count > 0:
            draw_line(canvas, Line(DOTS * count, BODY), frame().width - PAGE_ROOM - count * dot.width, last_top)
        draw_right(canvas, Line(str(self.pages.get(entry.bookmark, "")), _style(entry)), frame().width, last_top)


def _style(entry: Entry) -> Style:
    return BODY_STRONG if entry.level == 0 else BODY


def _air(entry: Entry) -> float:
    return 2 * PADDING if entry.level == 0 else 0.0


def _room(entry: Entry) -> float:
    return float(frame().width - INDENT * entry.level - PAGE_ROOM)


def _height(entry: Entry, lines: tuple[Line, ...]) -> float:
    return height_of(lines) + 1 + _air(entry)
