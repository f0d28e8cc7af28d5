"""An index in columns: names or numbers, each with the pages on which it stands."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from otp_desktop.printing.frame import frame
from otp_desktop.printing.ledger import Ledger
from otp_desktop.printing.styles import PADDING, SECTION, SMALL, SMALL_STRONG
from otp_desktop.printing.text import Line, Phrase, draw_lines, draw_right, height_of, set_lines

GAP = 7 * mm
DOT = Line(" .", SMALL)  # of the leader from the text to its pages
PAGES_SHOWN = 4  # of one entry: who walks a long way stands on many

Pages = Sequence[Sequence[tuple[Flowable, float]]]


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """``pages`` in ascending order. A heading, such as a letter, stands above the entries after it."""

    text: str
    pages: tuple[int, ...] = ()
    is_heading: bool = False


def pages_by_subject(pages: Pages) -> Mapping[str, tuple[int, ...]]:
    """On which pages the tables name each subject, from 1; rows say whom they name."""
    found: dict[str, dict[int, None]] = {}
    for number, page in enumerate(pages, start=1):
        for part in (item for item, _height in page if isinstance(item, Ledger)):
            for subject in (who for block in part.blocks for row in block.rows for who in row.subjects):
                found.setdefault(subject, {})[number] = None
    return {subject: tuple(numbers) for subject, numbers in found.items()}


class Index(Flowable):  # type: ignore[misc]  # ReportLab has no type information
    """The entries column after column; the last page has columns of one height."""

    leads = False

    def __init__(self, entries: Iterable[IndexEntry], columns: int) -> None:
        super().__init__()
        self.count = columns
        self.width = float((frame().width - GAP * (columns - 1)) / columns)
        self._hold([(entry, self._lines(entry)) for entry in entries])

    def _lines(self, entry: IndexEntry) -> tuple[Line, ...]:
        if entry.is_heading:
            return set_lines([Phrase(entry.text, SECTION)], self.width)
        return set_lines([Phrase(entry.text, SMALL)], self.width - _pages_line(entry).width - 2 * PADDING)

    def _hold(self, entries: list[tuple[IndexEntry, tuple[Line, ...]]]) -> None:
        self.entries = entries
        whole = sum(height_of(lines) for _entry, lines in entries)
        step, height = SECTION.leading, whole / self.count
        while self._filled(height) < len(entries):
            height += step
        self.height = height

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        return frame().width, self.height

    def split(self, _width: float, height: float) -> list[Flowable]:
        taken = self._filled(height)
        if not taken:
            return []
        first, rest = self._part(self.entries[:taken]), self.entries[taken:]
        first.height = min(first.height, height)
        return [first, *([self._part(rest)] if rest else [])]

    def _part(self, entries: list[tuple[IndexEntry, tuple[Line, ...]]]) -> "Index":
        part = Index((), self.count)
        part._hold(entries)
        return part

    def _filled(self, height: float) -> int:
        """How many entries stand in columns of this height."""
        return sum(map(len, self._columns(height)))

    def _columns(self, height: float) -> list[list[tuple[IndexEntry, tuple[Line, ...]]]]:
        """A heading is never the last of its column."""
        columns: list[list[tuple[IndexEntry, tuple[Line, ...]]]] = [[]]
        room = height
        for entry, lines in self.entries:
            needed = height_of(lines) + (SMALL.leading if entry.is_heading else 0)
            if needed > room + 0.01:
                if len(columns) == self.count:
                    break
                columns.append([])
                room = height
                if needed > room + 0.01:
                    break
            columns[-1].append((entry, lines))
            room -= height_of(lines)
        return columns

    def draw(self) -> None:
        for place, column in enumerate(self._columns(self.height)):
            left, top = place * (self.width + GAP), self.height
            for entry, lines in column:
                self._draw_entry(self.canv, entry, lines, left, top)
                top -= height_of(lines)

    def _draw_entry(self, canvas: Canvas, entry: IndexEntry, lines: tuple[Line, ...], left: float, top: float) -> None:
        draw_lines(canvas, lines, left, top)
        if entry.pages:
            pages = _pages_line(entry)
            count = int((self.width - lines[0].width - pages.width - 2 * PADDING) / DOT.width)
            draw_right(canvas, Line(DOT.text * count, SMALL), left + self.width - pages.width - PADDING, top)
            draw_right(canvas, pages, left + self.width, top)


def _pages_line(entry: IndexEntry) -> Line:
    shown = [str(page) for page in entry.pages[:PAGES_SHOWN]]
    if len(entry.pages) > PAGES_SHOWN:
        shown.append("…")
    return Line(", ".join(shown), SMALL_STRONG)
