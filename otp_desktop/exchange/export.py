"""Tables out: CSV and XLSX that a spreadsheet opens as text and numbers, never as formulas."""

import csv
import io
import os
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font

from otp_desktop.exchange import errors
from otp_desktop.exchange.rows import harmless

Value = str | int | float | date | None

_XLSX_CELL_CHARACTERS = 32_767


@dataclass(frozen=True)
class ExportSheet:
    """A sheet to write. A CSV file has one, and its name is not written."""

    name: str
    headings: Sequence[str]
    rows: Iterable[Sequence[Value]]


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
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")  # made with mode 0600
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(content)
            Path(temporary).replace(path)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
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
        page.freeze_panes = "A2"
        for line, values in enumerate((sheet.headings, *sheet.rows), start=1):
            for column, value in enumerate(values, start=1):
                cell = page.cell(line, column)
                if isinstance(value, str):
                    cell.value = ILLEGAL_CHARACTERS_RE.sub("\N{REPLACEMENT CHARACTER}", value)[:_XLSX_CELL_CHARACTERS]
                    cell.data_type = "s"  # text, even where it begins as a formula
                else:
                    cell.value = value
                if line == 1:
                    cell.font = Font(bold=True)
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()
