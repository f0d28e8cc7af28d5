"""The tables of a file that list what is looked for, and what every reading tells besides its records."""

from collections.abc import Callable, Sequence
from typing import Any

from otp_desktop.exchange import errors
from otp_desktop.exchange.choices import Choices
from otp_desktop.exchange.fault_log import FaultLog
from otp_desktop.exchange.headings import Meaning
from otp_desktop.exchange.source import Source
from otp_desktop.exchange.tables import ByContent, UnderstoodTable, understand
from otp_desktop.texts import sentence


def usable_tables(
    source: Source,
    meanings: Sequence[Meaning],
    is_usable: Callable[[UnderstoodTable], bool],
    needed: str,
    choices: Choices,
    by_content: ByContent | None = None,
) -> list[UnderstoodTable]:
    """The tables that have the columns ``needed`` says, and rows. Raises UnknownColumnsError, NoTableError."""
    tables = [understand(raw, meanings, source.file, by_content, choices) for raw in source.tables]
    usable = [table for table in tables if is_usable(table)]
    if not usable:
        raise errors.UnknownColumnsError(file=source.file, found=tables[0].shown_headings, needed=sentence(needed))
    filled = [table for table in usable if table.table.rows]
    if not filled:
        raise errors.NoTableError(file=source.file)
    return filled


def told(log: FaultLog, understood: Sequence[UnderstoodTable]) -> dict[str, Any]:
    """The fields that every FileRead has, less its records."""
    tables = tuple(table.table for table in understood)
    return {
        "faults": log.faults,
        "warnings": log.warnings,
        "refused": log.refused_rows(tables),
        "tables": tables,
        "columns": tuple(column for table in understood for column in table.columns),
    }
