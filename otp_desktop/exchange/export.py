"""Tables out: CSV and XLSX that a spreadsheet opens as text and numbers, never as formulas."""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from otp_desktop.exchange import errors
from otp_desktop.exchange.rows import harmless
from otp_desktop.private_files import write_whole
from otp_desktop.texts import current_language

Value = str | int | float | date | None

_XLSX_CELL_CHARACTERS = 32_767
_NARROWEST, _WIDEST, _MOMENT_WIDTH = 8, 60, 16  # of columns, in characters


@dataclass(frozen=True)
class ExportSheet:
    """A sheet to write. A CSV file has one, and neither its name nor its ``foot``, for printed pages, is written."""

    name: str
    headings: Sequence[str]
    rows: Iterable[Sequence[Value]]
    foot: str = ""


def export_table(path: Path, headings: Sequence[str], rows: Iterable[Sequence[Value]]) -> Path:
    """Writes one table as CSV (``;``, UTF-8 with its mark: French Excel opens it) or XLSX, by the ending of ``path``.

    The file is for its owner only (mode 0600) and replaces an older one whole. Raises UnknownExportKindError and
    UnwritableFileError.
    """
    return export_sheets(path, (ExportSheet("", headings, rows),))


def export_sheets(path: Path, sheets: Sequence[ExportSheet]) -> Path:
    """The same for a workbook of several sheets; a CSV file takes one."""
    if path.suffix.lower() == ".xlsx":
        content = _workbook(sheets)
    elif path.suffix.lower() == ".csv" and len(sheets) == 1:
        content = _csv(sheets[0])
    else:
        raise errors.UnknownExportKindError(file=path.name)
    write_private(path, content)
    return path


def write_private(path: Path, content: bytes) -> None:
    """Writes the file whole or not at all, readable by its owner only. Raises UnwritableFileError."""
    try:
        write_whole(path, content)
    except OSError as error:
        raise errors.UnwritableFileError(file=path.name, reason=error.strerror or str(error)) from error


def _csv(sheet: ExportSheet) -> bytes:
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, delimiter=";", lineterminator="\r\n")
    writer.writerow([harmless(heading) for heading in sheet.headings])
    writer.writerows([_csv_cell(value) for value in row] for row in sheet.rows)
    return stream.getvalue().encode("utf-8-sig")


def _csv_cell(value: Value) -> str:
    if isinstance(value, float):
        return str(value).replace(".", ",")  # as French spreadsheets read numbers
    if isinstance(value, str):
        return harmless(value)
    return "" if value is None else str(value)


def _workbook(sheets: Sequence[ExportSheet]) -> bytes:
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    for sheet in sheets:
        page = workbook.create_sheet(sheet.name[:31] or None)
        widths = [0] * len(sheet.headings)
        for line, values in enumerate((sheet.headings, *sheet.rows), start=1):
            for column, value in enumerate(values, start=1):
                _write_cell(page.cell(line, column), value)
                if column <= len(widths):
                    widths[column - 1] = max(widths[column - 1], _width(value))
        _set_up(page, sheet, widths)
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def _write_cell(cell: Cell, value: Value) -> None:
    if isinstance(value, str):
        cell.value = ILLEGAL_CHARACTERS_RE.sub("\N{REPLACEMENT CHARACTER}", value)[:_XLSX_CELL_CHARACTERS]
        cell.data_type = "s"  # text, even where it begins as a formula
        return
    cell.value = value
    if isinstance(value, date):
        day = "dd/mm/yyyy" if current_language() == "fr" else "yyyy-mm-dd"
        cell.number_format = f"{day} hh:mm" if isinstance(value, datetime) else day


def _width(value: Value) -> int:
    """In characters, of the longest line."""
    if isinstance(value, datetime):
        return _MOMENT_WIDTH
    return max((len(line) for line in str("" if value is None else value).splitlines()), default=0)


def _set_up(page: Worksheet, sheet: ExportSheet, widths: Sequence[int]) -> None:
    """Headings that stay and repeat on paper, columns as wide as what they hold, all columns on one sheet's width."""
    for column, width in enumerate(widths, start=1):
        page.cell(1, column).font = Font(bold=True)
        page.column_dimensions[get_column_letter(column)].width = min(max(width + 2, _NARROWEST), _WIDEST)
    page.freeze_panes = "A2"
    page.auto_filter.ref = page.dimensions
    page.print_title_rows = "1:1"
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = page.PAPERSIZE_A4
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    page.HeaderFooter.oddFooter = HeaderFooterItem(
        left=_HeaderFooterPart(text=sheet.foot.replace("&", "&&")), right=_HeaderFooterPart(text="&P / &N")
    )
