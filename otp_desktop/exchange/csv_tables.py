"""CSV text to rows: separator, quoted line ends, and the physical line on which each row begins."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from otp_desktop.exchange import errors
from otp_desktop.exchange.fault_log import FaultLog
from otp_desktop.exchange.limits import MAX_CELL_CHARACTERS, MAX_COLUMNS
from otp_desktop.exchange.results import FileKind, Row
from otp_desktop.exchange.rows import RawTable, without_apostrophe
from otp_desktop.texts import N_, sentence

SEPARATORS = (";", ",", "\t", "|")
UNCLOSED_QUOTE = N_("a quotation mark opened on this line is never closed: remove it or double it.")
_SAMPLE_LINES = 50
_MAX_RECOVERIES = 20
_SEPARATOR_LINE = re.compile(r"sep=(.)\s*$", re.IGNORECASE)

csv.field_size_limit(MAX_CELL_CHARACTERS)


def read_csv(text: str, path: Path, log: FaultLog) -> RawTable:
    """The rows of a CSV text. Raises TooManyColumnsError and EmptyFileError."""
    lines = io.StringIO(text, newline="").readlines()
    first, separator = _separator(lines)
    rows: list[Row] = []
    unclosed: list[Row] = []
    start = first
    for _ in range(_MAX_RECOVERIES):
        found, broken = _parse(lines, start, separator, path)
        rows += found
        if broken is None:
            break
        unclosed.append(_plain_row(lines, broken, separator))
        start = broken + 1
    else:  # hopeless: what is left is refused line by line, so that nothing is lost in silence
        unclosed += [_plain_row(lines, line, separator) for line in range(start, len(lines)) if lines[line].strip()]
    rows = sorted(rows + unclosed, key=lambda row: row.line)
    if not rows:
        raise errors.EmptyFileError(file=path.name)
    table = RawTable("", FileKind.CSV, tuple(rows))
    for row in unclosed:
        log.refuse(table, row, sentence(UNCLOSED_QUOTE))
    return table


def _plain_row(lines: list[str], line: int, separator: str) -> Row:
    return Row(line + 1, tuple(lines[line].strip("\r\n").split(separator)))


def _parse(lines: list[str], start: int, separator: str, path: Path) -> tuple[list[Row], int | None]:
    """Rows from line ``start``, and the line of a quotation mark that is never closed."""
    reader = csv.reader(iter(lines[start:]), delimiter=separator)
    rows: list[Row] = []
    begin = start
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return rows, None
        except csv.Error:  # only a cell beyond the size limit: the quotation mark swallows the rest of the file
            return rows, begin
        end = start + reader.line_num
        if end == len(lines) and _is_unclosed(lines[begin:end], separator):
            return rows, begin
        if len(cells) > MAX_COLUMNS:
            raise errors.TooManyColumnsError(file=path.name, limit=MAX_COLUMNS, line=begin + 1)
        if any(cell and not cell.isspace() for cell in cells):
            rows.append(Row(begin + 1, tuple(without_apostrophe(cell.strip()) for cell in cells)))
        begin = end


def _is_unclosed(record: list[str], separator: str) -> bool:
    """The reader only tells in strict mode that the text ended inside a quoted cell."""
    try:
        list(csv.reader(record, delimiter=separator, strict=True))
    except csv.Error as error:
        return "unexpected end of data" in str(error)
    return False


def _separator(lines: list[str]) -> tuple[int, str]:
    """The first line to read, and the separator: Excel's ``sep=`` line says it, or the steadiest wins."""
    said = _SEPARATOR_LINE.match(lines[0]) if lines else None
    if said:
        return 1, said[1]
    scores = {separator: _steadiness(lines, separator) for separator in SEPARATORS}
    return 0, max(SEPARATORS, key=scores.__getitem__)


def _steadiness(lines: list[str], separator: str) -> tuple[float, int]:
    """Share of the first rows that have the commonest number of cells, above one, and that number."""
    widths = [len(cells) for cells in _first_rows(lines, separator)]
    several = Counter(width for width in widths if width > 1)
    if not several:
        return 0.0, 0
    width, rows = max(several.items(), key=lambda pair: (pair[1], pair[0]))
    return rows / len(widths), width


def _first_rows(lines: list[str], separator: str) -> Iterator[list[str]]:
    reader = csv.reader(lines[:_SAMPLE_LINES], delimiter=separator)
    try:
        yield from (cells for cells in reader if any(cell.strip() for cell in cells))
    except csv.Error:
        return
