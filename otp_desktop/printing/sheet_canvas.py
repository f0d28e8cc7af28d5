"""A canvas on which several pages may share a sheet."""

from typing import Any

from reportlab.pdfgen.canvas import Canvas

from otp_desktop.printing.page_format import PageFormat
from otp_desktop.printing.styles import HAIRLINE, SOFT


class SheetCanvas(Canvas):  # type: ignore[misc]  # ReportLab has no type information
    """``begin_page`` and ``end_page`` stand around each page; ``close_sheet`` gives out the last one."""

    def __init__(self, file: object, chosen: PageFormat, **options: Any) -> None:
        super().__init__(file, pagesize=chosen.sheet, **options)
        self._chosen = chosen
        self._drawn = 0  # pages on the sheet

    def begin_page(self) -> None:
        """Puts the next page where it belongs on the sheet."""
        if self._chosen.pages == 1:
            return
        column, row = self._drawn % self._chosen.columns, self._drawn // self._chosen.columns
        width, height = (side * self._chosen.scale for side in self._chosen.page)
        if self._drawn == 0:
            self._draw_folds(width, height)
        self.saveState()
        self.translate(column * width, self._chosen.sheet[1] - (row + 1) * height)
        self.scale(self._chosen.scale, self._chosen.scale)

    def end_page(self) -> None:
        self._drawn += 1
        if self._chosen.pages > 1:
            self.restoreState()
        if self._drawn == self._chosen.pages:
            self.close_sheet()

    def close_sheet(self) -> None:
        """Gives out a sheet that has a page; the next page begins another one."""
        if self._drawn:
            self.showPage()
            self._drawn = 0

    def _draw_folds(self, width: float, height: float) -> None:
        """Thin lines where one page ends and the next begins."""
        self.setStrokeGray(SOFT)
        self.setLineWidth(HAIRLINE)
        rows = self._chosen.pages // self._chosen.columns
        if self._chosen.columns > 1:
            self.line(width, 0, width, rows * height)
        if rows > 1:
            self.line(0, height, self._chosen.columns * width, height)
