"""A canvas on which several pages may share a sheet."""

from typing import Any

from reportlab.pdfgen.canvas import Canvas

from otp_desktop.printing.page_format import MM, Imposition
from otp_desktop.printing.styles import HAIRLINE, SOFT

MARK = 4 * MM  # length of a cut mark


class SheetCanvas(Canvas):  # type: ignore[misc]  # ReportLab has no type information
    """``begin_page`` and ``end_page`` stand around each page; ``close_sheet`` gives out the last one.

    Where pages are ``cut`` apart their corners have marks; else thin lines part them.
    """

    def __init__(self, file: object, imposition: Imposition, cut: bool = False, **options: Any) -> None:
        super().__init__(file, pagesize=imposition.sheet, **options)
        self._imposition, self._cut = imposition, cut
        self._drawn = 0  # pages on the sheet
        self.part = 0  # of a file of several parts, from 1

    def begin_page(self) -> None:
        """Puts the next page where it belongs on the sheet."""
        imposition = self._imposition
        if imposition.pages == 1:
            return
        if self._drawn == 0:
            self._draw_borders()
        width, height = imposition.cell
        row, column = divmod(self._drawn, imposition.columns)
        self.saveState()
        self.translate(column * width, imposition.sheet[1] - (row + 1) * height)
        self.scale(imposition.scale, imposition.scale)

    def end_page(self) -> None:
        self._drawn += 1
        if self._imposition.pages > 1:
            self.restoreState()
        if self._drawn == self._imposition.pages:
            self.close_sheet()

    def close_sheet(self) -> None:
        """Gives out a sheet that has a page; the next page begins another one."""
        if self._drawn:
            self.showPage()
            self._drawn = 0

    def _draw_borders(self) -> None:
        imposition = self._imposition
        width, height = imposition.cell
        self.setStrokeGray(0 if self._cut else SOFT)
        self.setLineWidth(HAIRLINE)
        for column in range(1, imposition.columns):
            for bottom, top in self._strokes(imposition.sheet[1], imposition.rows):
                self.line(column * width, bottom, column * width, top)
        for row in range(1, imposition.rows):
            for left, right in self._strokes(imposition.sheet[0], imposition.columns):
                self.line(left, row * height, right, row * height)

    def _strokes(self, length: float, cells: int) -> list[tuple[float, float]]:
        """Of a border: the whole of it, or a mark at each of its ends and where it crosses others."""
        if not self._cut:
            return [(0.0, length)]
        crossings = [length * cell / cells for cell in range(cells + 1)]
        return [(max(0.0, at - MARK), min(length, at + MARK)) for at in crossings]
