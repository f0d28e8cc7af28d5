"""XLSX workbooks to rows of text. Nothing is computed: a formula is text, and a fault of its row."""

import warnings
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from otp_desktop.domain.errors import KnownError
from otp_desktop.exchange import errors, merged_cells
from otp_desktop.exchange.limits import MAX_CELLS, MAX_COLUMNS, MAX_ROWS, MAX_UNPACKED_MEGABYTES
from otp_desktop.exchange.results import FileKind, Row
from otp_desktop.exchange.rows import RawTable, without_apostrophe


def read_workbook(path: Path) -> tuple[RawTable, ...]:
    """The visible and hidden sheets that have rows; a formula is left as its text, such as ``=A1+1``.

    Raises the UnreadableFileError that says why nothing can be read.
    """
    _refuse_bomb(path)
    tables = []
    with _openpyxl_errors(path.name), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl warns of decorations that it drops: they hold no data
        workbook = load_workbook(path, read_only=True, data_only=False, keep_links=False)
        try:
            for sheet in workbook.worksheets:
                sheet.reset_dimensions()  # the declared size can be a lie, and openpyxl pads every row to it
                rows = _read_rows(sheet.iter_rows(), path.name)
                filled_rows = merged_cells.filled_down(rows, merged_cells.ranges(sheet, path))
                tables.append(RawTable(sheet.title, FileKind.XLSX, tuple(filled_rows)))
        finally:
            workbook.close()
    filled = tuple(table for table in tables if table.rows)
    if not filled:
        raise errors.EmptyFileError(file=path.name)
    return filled


def _read_rows(cells_by_row: Iterator[Any], file: str) -> list[Row]:
    rows: list[Row] = []
    seen = 0
    for line, cells in enumerate(cells_by_row, start=1):
        seen += len(cells)
        texts = [_text(cell) for cell in cells]
        while texts and not texts[-1]:
            texts.pop()
        if not texts and seen < MAX_CELLS:
            continue
        _refuse_oversize(len(rows), len(texts), seen, line, file)
        rows.append(Row(line, tuple(texts)))
    return rows


def _refuse_oversize(rows: int, columns: int, cells: int, line: int, file: str) -> None:
    if columns > MAX_COLUMNS:
        raise errors.TooManyColumnsError(file=file, limit=MAX_COLUMNS, line=line)
    if rows > MAX_ROWS or cells >= MAX_CELLS:
        raise errors.TooManyRowsError(file=file, limit=MAX_ROWS)


def _text(cell: Any) -> str:
    """A cell as its owner sees it: dates in ISO 8601, whole numbers without decimals and with the zeros that the
    number format 000000 shows."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(timespec="minutes")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        value = int(value)
    if isinstance(value, int):
        return _whole_number(value, cell.number_format)
    if cell.data_type == "f":
        return f"={getattr(value, 'text', value)}".replace("==", "=", 1)
    return without_apostrophe(str(value).strip())


def _whole_number(value: int, number_format: str | None) -> str:
    zeros = (number_format or "").split(";")[0]
    return str(value).zfill(len(zeros)) if zeros and set(zeros) == {"0"} else str(value)


def _refuse_bomb(path: Path) -> None:
    """A ZIP archive of a few kilobytes can unpack to gigabytes: the sizes it declares bound what is ever unpacked."""
    with zipfile.ZipFile(path) as archive:
        unpacked = sum(entry.file_size for entry in archive.infolist())
    if unpacked > MAX_UNPACKED_MEGABYTES * 1_000_000:
        raise errors.OversizedWorkbookError(file=path.name, limit=MAX_UNPACKED_MEGABYTES)


@contextmanager
def _openpyxl_errors(file: str) -> Iterator[None]:
    """A broken workbook makes openpyxl raise nearly anything: here, and only here, all of it means a damaged file."""
    try:
        yield
    except KnownError:
        raise
    except Exception as error:
        raise errors.DamagedWorkbookError(file=file) from error
