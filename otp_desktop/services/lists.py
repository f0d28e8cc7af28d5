"""Lists that leave the program: copied to a spreadsheet, or exported to a file.

Whatever a list shows may leave with it, which is why no list but that of the absences shows their private reasons,
and why that column never comes here.
"""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from pathlib import Path

from otp_desktop.exchange.rows import harmless
from otp_desktop.texts.formats import short_date
from otp_desktop.texts.language import current_language

Value = str | int | float | date | None


def export_list(file: Path, headings: Sequence[str], rows: Iterable[Sequence[Value]]) -> Path:
    """Writes the rows as CSV or XLSX, by the ending of the name: private (0600), typed, no cell is a formula.

    Raises UnknownExportKindError and UnwritableFileError.
    """
    from otp_desktop.exchange.export import export_table  # openpyxl: not at the window's start

    return export_table(file, headings, rows)


def clipboard_text(rows: Iterable[Sequence[Value]]) -> str:
    """Rows as tabs and lines, which spreadsheets paste into cells; figures and days as the language writes them."""
    stream = io.StringIO(newline="")
    csv.writer(stream, dialect="excel-tab", lineterminator="\n").writerows(
        [_text(cell) for cell in row] for row in rows
    )
    return stream.getvalue()


def clipboard_rows(text: str) -> list[list[str]]:
    """The cells that a spreadsheet copied; lines without any text are left out."""
    read = csv.reader(io.StringIO(text.replace("\r\n", "\n").replace("\r", "\n"), newline=""), dialect="excel-tab")
    return [row for row in read if any(cell.strip() for cell in row)]


def _text(value: Value) -> str:
    match value:
        case None:
            return ""
        case str():
            return harmless(value)
        case float():
            return f"{value:.10g}".replace(".", ",") if current_language() == "fr" else f"{value:.10g}"
        case datetime():
            return f"{short_date(value.date())} {value:%H:%M}"
        case date():
            return short_date(value)
    return str(value)
