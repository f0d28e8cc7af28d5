"""The journal as it is read: gestures and entries by filter, one gesture whole, what came after it."""

from collections.abc import Collection, Sequence
from itertools import groupby
from typing import NamedTuple

from sqlalchemy import and_, select
from sqlalchemy.orm import aliased

from otp_desktop.db.journal.filtering import entry_conditions, gesture_conditions
from otp_desktop.db.journal.reading import GESTURE_COLUMNS, entries_query, entry_of, gesture_of
from otp_desktop.db.rows import EntryRow, GestureRow, ReasonsRow
from otp_desktop.db.transaction import Transaction, chunks
from otp_desktop.domain.changes import Kind
from otp_desktop.domain.journal import Gesture, JournalEntry, JournalFilter

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

    def gestures(self, wanted: JournalFilter, before: int | None = None, limit: int = 200) -> tuple[Gesture, ...]:
        """The newest gestures first; those before the one with id ``before``, to go on."""
        query = select(GestureRow.id, *GESTURE_COLUMNS).where(*gesture_conditions(wanted))
        if before is not None:
            query = query.where(GestureRow.id < before)
        rows = self._transaction.read(query.order_by(GestureRow.id.desc()).limit(limit))
        return tuple(gesture_of(row.id, row) for row in rows)

    def entries(self, gesture_id: int, wanted: JournalFilter, limit: int = 500) -> tuple[JournalEntry, ...]:
        """The entries of a gesture that the filter asks for, in the order in which they were written."""
        query = entries_query().where(EntryRow.gesture_id == gesture_id, *entry_conditions(wanted))
        rows = self._transaction.read(query.order_by(EntryRow.number).limit(limit))
        return tuple(entry_of(row) for row in rows)

    def persons(self) -> tuple[str, ...]:
        """All who wrote, in the order of their names."""
        rows = self._transaction.read(select(GestureRow.person).distinct().order_by(GestureRow.person))
        return tuple(person for (person,) in rows)

    def templates(self) -> tuple[str, ...]:
        """The names of all gestures, before they are put into words."""
        rows = self._transaction.read(select(GestureRow.template).distinct())
        return tuple(template for (template,) in rows)

    def last_titles(self, kind: Kind, ids: Collection[int]) -> dict[int, str]:
        """What records of a kind were called when they were last written: some are gone since."""
        titles: dict[int, str] = {}
        for portion in chunks(ids):
            rows = select(EntryRow.record_id, EntryRow.title).where(
                EntryRow.kind == kind, EntryRow.record_id.in_(portion)
            )
            found = self._transaction.read(rows.order_by(EntryRow.gesture_id, EntryRow.number))
            titles.update((record_id, title) for record_id, title in found)
        return titles

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
