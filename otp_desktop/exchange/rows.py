"""Rows of a table as they stand in the file, before anyone knows which of them is the heading."""

import re
from dataclasses import dataclass

from otp_desktop.exchange.results import FileKind, Row

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_FORMULA = re.compile(r"=|[@+-]\s*[A-Za-z_.]+\d*\s*\(|[@+-][^|]*\|[^!]*!")
_DANGEROUS = re.compile(r"[=@\t\r]|[+-](?!\s*[\d.,])")


@dataclass(frozen=True)
class RawTable:
    """All rows that are not blank. ``ragged`` tells that rows of other lengths than the heading's are faults."""

    name: str
    kind: FileKind
    rows: tuple[Row, ...]

    @property
    def ragged(self) -> bool:
        return self.kind is FileKind.CSV


def is_formula(cell: str) -> bool:
    """Whether a spreadsheet would compute this text: ``=1+1``, ``@SUM(A1)``; ``-5`` and ``+33 1`` are plain."""
    return _FORMULA.match(cell.lstrip()) is not None


def harmless(cell: str) -> str:
    """The text with an apostrophe before what a spreadsheet might compute (CSV injection, OWASP)."""
    return f"'{cell}" if _DANGEROUS.match(cell) else cell


def without_apostrophe(cell: str) -> str:
    """Undoes ``harmless`` when a file it wrote is read again."""
    return cell[1:] if cell.startswith("'") and _DANGEROUS.match(cell[1:]) else cell


def has_control_character(cell: str) -> bool:
    return _CONTROL.search(cell) is not None
