"""The journal as it is read: one gesture, what came after it."""

from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from sqlalchemy import and_, select
from sqlalchemy.orm import aliased

from otp_desktop.db.journal.reading import GESTURE_COLUMNS, entries_query, entry_of, gesture_of
from otp_desktop.db.rows import EntryRow, GestureRow, ReasonsRow
from otp_desktop.db.transaction import Transaction
from otp_desktop.domain.changes import Kind
from otp_desktop.domain.journal import Gesture, JournalEntry

Steps = Sequence[Sequence[JournalEntry]]


class LaterChange(NamedTuple):
    """A gesture that wrote a record after another gesture had."""

    kind: Kind
    record_id: int
    title: str
    gesture: Gesture


class Journal:
    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def gesture(self, gesture_id: int) -> Gesture | None:
        """None where the journal no longer keeps it."""
        for row in self._transaction.read(select(*GESTURE_COLUMNS).where(GestureRow.id == gesture_id)):
            return gesture_of(gesture_id, row)
        return None

    def steps(self, gesture_id: int) -> Steps:
        """The entries of a gesture in the order in which they were written, those of one call together."""
        rows = self._transaction.read(
            entries_query().where(EntryRow.gesture_id == gesture_id).order_by(EntryRow.number)
        )
        return [[entry_of(row) for row in step] for _step, step in groupby(rows, lambda row: row.step)]

    def reasons(self, gesture_id: int) -> dict[int, Sequence[str]]:
        """The private reasons of a gesture's entries, by the number of the entry; only to undo it."""
        rows = select(ReasonsRow.number, ReasonsRow.reasons).where(ReasonsRow.gesture_id == gesture_id)
        return dict(tuple(row) for row in self._transaction.read(rows))

    def later_changes(self, gesture_id: int) -> tuple[LaterChange, ...]:
        """What wrote the records of a gesture after it did, in order."""
        early, late = aliased(EntryRow), EntryRow
        rows = self._transaction.read(
            select(late.kind, late.record_id, late.title, late.gesture_id, *GESTURE_COLUMNS)
            .select_from(early)
            .join(late, and_(late.kind == early.kind, late.record_id == early.record_id))
            .join(GestureRow, GestureRow.id == late.gesture_id)
            .where(early.gesture_id == gesture_id, late.gesture_id > gesture_id)
            .distinct()
            .order_by(late.gesture_id)
        )
        return tuple(LaterChange(row.kind, row.record_id, row.title, gesture_of(row.gesture_id, row)) for row in rows)
