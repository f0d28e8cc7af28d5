"""What a file would do to the database, row by row, before anything is stored."""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property
from itertools import zip_longest
from typing import Any, Generic, TypeVar

from otp_desktop.db.unit_of_work import UnitOfWork
from otp_desktop.exchange.results import FileRead, RefusedRow
from otp_desktop.services.checking import RuleBreach
from otp_desktop.services.importing.differences import FieldChange, differences
from otp_desktop.texts import Sentence

RecordT = TypeVar("RecordT")


class RowState(StrEnum):
    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class MergedRow(Generic[RecordT]):
    """A record as it is stored, None for a new one, and as the row at ``line`` makes it.

    There is no line where the file as a whole changes the record.
    """

    line: int | None
    before: RecordT | None
    after: RecordT
    sheet: str = ""

    @property
    def state(self) -> RowState:
        if self.before is None:
            return RowState.NEW
        return RowState.UNCHANGED if self.before == self.after else RowState.CHANGED


@dataclass(frozen=True)
class Merge(Generic[RecordT]):
    """The records of a file against the stored ones, each once."""

    rows: tuple[MergedRow[RecordT], ...] = ()

    @property
    def added(self) -> tuple[RecordT, ...]:
        return tuple(row.after for row in self.rows if row.state is RowState.NEW)

    @property
    def changed(self) -> tuple[RecordT, ...]:
        return tuple(row.after for row in self.rows if row.state is RowState.CHANGED)

    def outcomes(self, name: Callable[[RecordT], str]) -> "tuple[RowOutcome, ...]":
        """The rows as they are shown; ``name`` is what people call a record."""
        return tuple(
            RowOutcome(row.line, name(row.after), row.state, differences(row.before, row.after), sheet=row.sheet)
            for row in self.rows
        )


@dataclass(frozen=True, slots=True)
class RowOutcome:
    """What becomes of one row. ``reasons`` say why it is refused, or what to mind."""

    line: int | None
    name: str
    state: RowState
    changes: tuple[FieldChange, ...] = ()
    reasons: tuple[Sentence, ...] = ()
    sheet: str = ""


@dataclass(frozen=True)
class Matching:
    """``read`` tells the refused rows too, those that matching refused among them; ``store`` writes the rest.

    ``breaches`` are the rules that assignments would break.
    """

    read: FileRead
    outcomes: tuple[RowOutcome, ...]
    store: Callable[[UnitOfWork], Any] = field(repr=False)
    breaches: tuple[RuleBreach, ...] = ()

    def count(self, state: RowState) -> int:
        return self._counts[state]

    @cached_property
    def _counts(self) -> Counter[RowState]:
        return Counter(row.state for row in self.rows)

    @cached_property
    def rows(self) -> tuple[RowOutcome, ...]:
        """All rows in the order of the file, refused ones among them."""
        warned = _warned(self.read)
        taken = (replace(one, reasons=(*one.reasons, *warned.get(one.line, ()))) for one in self.outcomes)
        place = {table.name: rank for rank, table in enumerate(self.read.tables)}
        ordered = sorted((*taken, *_refused(self.read)), key=lambda row: (place.get(row.sheet, 0), row.line or 0))
        return tuple(ordered)


def _warned(read: FileRead) -> dict[int | None, list[Sentence]]:
    """The warnings of each line; none where lines of several sheets could be mistaken for one another."""
    by_line: dict[int | None, list[Sentence]] = defaultdict(list)
    for fault in read.warnings if len(read.tables) == 1 else ():
        by_line[fault.line].append(fault.message)
    return by_line


def _refused(read: FileRead) -> Iterable[RowOutcome]:
    private = {column.heading for column in read.columns if column.field == "reason"}
    return (
        RowOutcome(
            one.row.line, _first_cells(one, private), RowState.REFUSED, reasons=one.reasons, sheet=one.table.name
        )
        for one in read.refused
    )


def _first_cells(refused: RefusedRow, private: Collection[str]) -> str:
    """What the row begins with; the private reason of an absence is never shown."""
    shown = [
        cell
        for cell, heading in zip_longest(refused.row.cells, refused.table.headings, fillvalue="")
        if cell and heading not in private
    ]
    return " · ".join(shown[:_CELLS_SHOWN])[:_LONGEST_NAME]


_CELLS_SHOWN = 4
_LONGEST_NAME = 120
