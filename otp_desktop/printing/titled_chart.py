"""What charts made of rows share: a title over them, again on the next page, and a line on their right."""

from abc import abstractmethod
from collections.abc import Sequence
from typing import Any, Self

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from otp_desktop.printing.frame import frame
from otp_desktop.printing.styles import PADDING, SECTION, SECTION_SIDE
from otp_desktop.printing.text import Line, draw_line, draw_right, one_line
from otp_desktop.texts import _


class TitledChart(Flowable):  # type: ignore[misc]  # ReportLab has no type information
    """A subclass says its heights in points, answers ``part`` and ``draw_rows``; ``side`` stands right of the title."""

    leads = False
    spaceAfter = 3 * PADDING  # noqa: N815 - ReportLab's name
    row_height: float
    head_height: float
    title_share: float  # of the width

    def __init__(self, title: str, side: str, rows: Sequence[Any]) -> None:
        super().__init__()
        self.title, self.side, self.rows = title, side, tuple(rows)
        self.height = self._top_height + self.row_height * len(self.rows)

    @abstractmethod
    def part(self, title: str, rows: Sequence[Any]) -> Self:
        """The same chart of some of its rows."""

    @abstractmethod
    def draw_rows(self, canvas: Canvas, top: float) -> None:
        """The heads and the rows, from this height down."""

    @property
    def _top_height(self) -> float:
        return SECTION.leading + PADDING + self.head_height

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        return frame().width, self.height

    def split(self, _width: float, height: float) -> list[Flowable]:
        """The rows that fit, and the rest under the same title."""
        count = int((height - self._top_height) // self.row_height)
        if not 0 < count < len(self.rows):
            return []
        return [self.part(self.title, self.rows[:count]), self.part(continued(self.title), self.rows[count:])]

    def draw(self) -> None:
        canvas, top = self.canv, self.height
        draw_line(canvas, one_line(self.title, SECTION, frame().width * self.title_share), 0, top)
        side_top = top - SECTION.leading + SECTION_SIDE.leading + 1
        draw_right(canvas, Line(self.side, SECTION_SIDE), frame().width, side_top)
        self.draw_rows(canvas, top - SECTION.leading - PADDING)


def continued(title: str) -> str:
    return _("{title} (continued)").format(title=title)


def draw_rule(canvas: Canvas, right: float, height: float, weight: float) -> None:
    """A line from the left edge."""
    canvas.setStrokeGray(0)
    canvas.setLineWidth(weight)
    canvas.line(0, height, right, height)
