"""The paper that documents are printed on: its size, which way it is turned, and how many pages share a sheet."""

from dataclasses import dataclass
from enum import IntEnum, StrEnum

MM = 72 / 25.4  # points

Size = tuple[float, float]  # width and height, in points


class Paper(StrEnum):
    A4 = "a4"
    A3 = "a3"

    @property
    def size(self) -> Size:
        """Upright."""
        return {Paper.A4: (210 * MM, 297 * MM), Paper.A3: (297 * MM, 420 * MM)}[self]


class Turn(StrEnum):
    """Which way the page is read."""

    PORTRAIT = "portrait"
    LANDSCAPE = "landscape"

    @property
    def other(self) -> "Turn":
        return Turn.PORTRAIT if self is Turn.LANDSCAPE else Turn.LANDSCAPE


class PagesASheet(IntEnum):
    """On one side."""

    ONE = 1
    TWO = 2
    FOUR = 4


@dataclass(frozen=True, slots=True)
class Imposition:
    """How ``pages`` of one size lie on a side of a sheet: ``columns`` beside one another, the others below."""

    page: Size
    sheet: Size
    columns: int = 1
    pages: int = 1

    @property
    def scale(self) -> float:
        """Of a page on its sheet."""
        return self.sheet[0] / self.columns / self.page[0]

    @property
    def cell(self) -> Size:
        """What a page takes of its sheet."""
        return self.page[0] * self.scale, self.page[1] * self.scale

    @property
    def rows(self) -> int:
        return self.pages // self.columns


@dataclass(frozen=True, slots=True)
class PageFormat:
    """``turn`` is that of the pages. Several ``pages`` of one sheet are laid out as A4 and made smaller to fit.

    Two on A3 keep their size.
    """

    paper: Paper = Paper.A4
    turn: Turn = Turn.PORTRAIT
    pages: PagesASheet = PagesASheet.ONE

    @property
    def page(self) -> Size:
        """Of the page as it is laid out."""
        return _turned(self.paper if self.pages == 1 else Paper.A4, self.turn)

    @property
    def sheet(self) -> Size:
        """Two pages side by side lie on a sheet that is turned the other way."""
        return _turned(self.paper, self.turn.other if self.pages == 2 else self.turn)

    @property
    def imposition(self) -> Imposition:
        one_below_another = self.pages == 2 and self.turn is Turn.LANDSCAPE
        columns = 1 if self.pages == 1 or one_below_another else 2
        return Imposition(self.page, self.sheet, columns, self.pages)


A4 = PageFormat()


def _turned(paper: Paper, turn: Turn) -> Size:
    width, height = paper.size
    return (width, height) if turn is Turn.PORTRAIT else (height, width)
