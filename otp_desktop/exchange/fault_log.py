"""Collects the faults of a file, and which rows they refuse."""

from otp_desktop.domain.faults import Fault
from otp_desktop.exchange.results import FileKind, RefusedRow, Row, Table
from otp_desktop.exchange.rows import RawTable
from otp_desktop.texts import N_, Sentence, sentence

IN_SHEET = N_("Sheet “{sheet}”: {message}")


class FaultLog:
    """Faults in the order of the file. A fault refuses its row; a warning only tells."""

    def __init__(self) -> None:
        self._faults: list[tuple[int, int, Fault]] = []
        self._warnings: list[tuple[int, int, Fault]] = []
        self._tables: dict[str, int] = {}
        self._reasons: dict[tuple[str, int], list[Sentence]] = {}

    def refuse(self, table: Table | RawTable, row: Row, message: Sentence, column: str = "", value: str = "") -> None:
        self._faults.append(self._placed(table, row, message, column, value))
        self._reasons.setdefault((table.name, row.line), []).append(
            sentence("{column}: {message}", column=column, message=message) if column else message
        )

    def warn(self, table: Table, row: Row, message: Sentence, column: str = "", value: str = "") -> None:
        self._warnings.append(self._placed(table, row, message, column, value))

    def refuses(self, table: Table | RawTable, row: Row) -> bool:
        return (table.name, row.line) in self._reasons

    @property
    def faults(self) -> tuple[Fault, ...]:
        return _in_order(self._faults)

    @property
    def warnings(self) -> tuple[Fault, ...]:
        return _in_order(self._warnings)

    def _placed(
        self, table: Table | RawTable, row: Row, message: Sentence, column: str, value: str
    ) -> tuple[int, int, Fault]:
        sheet = self._tables.setdefault(table.name, len(self._tables))
        return sheet, row.line, _placed(table, row, message, column, value)

    def refused_rows(self, tables: tuple[Table, ...]) -> tuple[RefusedRow, ...]:
        return tuple(
            RefusedRow(table, row, tuple(self._reasons[table.name, row.line]))
            for table in tables
            for row in table.rows
            if self.refuses(table, row)
        )


def _in_order(found: list[tuple[int, int, Fault]]) -> tuple[Fault, ...]:
    """Line by line, whatever was checked first."""
    return tuple(fault for _sheet, _line, fault in sorted(found, key=lambda one: one[:2]))


def _placed(table: Table | RawTable, row: Row, message: Sentence, column: str, value: str) -> Fault:
    value = value[:200]
    if row.path:
        inside = f"/properties/{column}" if column and column != "geometry" else f"/{column}" if column else ""
        return Fault(message, path=row.path + inside, value=value)
    if table.kind is FileKind.XLSX:
        message = sentence(IN_SHEET, sheet=table.name, message=message)
    return Fault(message, line=row.line, column=column, value=value)
