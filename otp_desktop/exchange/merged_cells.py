"""Cells merged downwards: a unit written once beside its ten agents, a heading over two lines.

A workbook read row by row does not tell them: they stand at the end of the XML of their sheet.
"""

import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

from openpyxl.utils.cell import range_boundaries

from otp_desktop.exchange.results import Row

_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\b[^>]*\bref="([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})"')
_CHUNK_BYTES = 1_048_576
_LONGEST_TAG = 200
_MOST_RANGES = 50_000


class Range(NamedTuple):
    """First column, first row, last column, last row of merged cells, from 1, as a spreadsheet numbers them."""

    left: int
    top: int
    right: int
    bottom: int


def ranges(sheet: Any, path: Path) -> list[Range]:
    """The merged cells of a sheet that openpyxl reads row by row."""
    with zipfile.ZipFile(path) as archive:
        part = sheet._worksheet_path  # the only name of the sheet's part of the archive: openpyxl gives no public one
        found = _found(archive, part)
        return [Range(*range_boundaries(text)) for text, _rank in zip(found, range(_MOST_RANGES), strict=False)]


def filled_down(rows: Sequence[Row], merged: Sequence[Range]) -> list[Row]:
    """The rows with the text of a merged cell in each row it covers; rows that are blank otherwise stay out."""
    by_line = {row.line: list(row.cells) for row in rows}
    for cells in merged:
        text = _cell(by_line.get(cells.top, []), cells.left - 1)
        covered = range(cells.top + 1, cells.bottom + 1) if len(by_line) > cells.bottom - cells.top else by_line
        for line in covered if text else ():
            if line in by_line and cells.top < line <= cells.bottom:
                _put(by_line[line], cells.left - 1, text)
    return [replace(row, cells=tuple(by_line[row.line])) for row in rows]


def _found(archive: zipfile.ZipFile, part: str) -> Iterator[str]:
    before = b""
    with archive.open(part) as stream:
        while chunk := stream.read(_CHUNK_BYTES):
            seen = before + chunk
            last = 0
            for match in _MERGED.finditer(seen):
                last = match.end()
                yield match[1].decode()
            before = seen[max(last, len(seen) - _LONGEST_TAG) :]


def _cell(cells: Sequence[str], column: int) -> str:
    return cells[column] if column < len(cells) else ""


def _put(cells: list[str], column: int, text: str) -> None:
    cells += [""] * (column + 1 - len(cells))
    cells[column] = cells[column] or text
