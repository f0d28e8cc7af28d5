"""What all collections of records share: reading, adding, changing under optimistic locking, removing."""

from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import Field, replace
from typing import Any, ClassVar, Generic, Protocol, TypeVar

from sqlalchemy import ColumnElement, bindparam, delete, insert, select, update

from otp_desktop.db.errors import DuplicateRecordError, RecordRemovedError, StaleRecordError
from otp_desktop.db.journal.recorder import Subject, Written, change_of
from otp_desktop.db.rows import RecordRow
from otp_desktop.db.transaction import Transaction, Values, chunks
from otp_desktop.domain.changes import Kind
from otp_desktop.texts import Sentence, sentence

Condition = ColumnElement[bool]


class Record(Protocol):
    """A frozen dataclass of the domain that can be stored."""

    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]

    @property
    def id(self) -> int | None: ...

    @property
    def version(self) -> int: ...


RecordT = TypeVar("RecordT", bound=Record)


class Repository(ABC, Generic[RecordT]):
    """The records of one kind. Writing is checked at once and stored for good by ``UnitOfWork.commit()``."""

    kind: ClassVar[Kind]
    shape: ClassVar[type[Any]]  # of the domain
    row: ClassVar[type[RecordRow]]
    # Fields of the record that together are unique, the most telling one last; none: anything may be there twice.
    key: ClassVar[tuple[str, ...]] = ("code",)

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def get(self, record_id: int) -> RecordT:
        """The record with this id. Raises RecordRemovedError when it is gone."""
        for record in self._read(self.row.id == record_id):
            return record
        raise RecordRemovedError(record=sentence("Record no. {number}", number=record_id))

    def get_all(self, ids: Iterable[int | None]) -> tuple[RecordT, ...]:
        """Those of the records with these ids that are still there."""
        return tuple(record for portion in chunks(ids) for record in self._read(self.row.id.in_(portion)))

    def add(self, record: RecordT) -> RecordT:
        return self.add_all([record])[0]

    def add_all(self, records: Iterable[RecordT]) -> tuple[RecordT, ...]:
        """Stores new records and returns them with their ids and version 1; ids they may have had are not kept.

        Raises DuplicateRecordError where the natural key is taken, UnknownReferenceError for a code it names in vain.
        """
        with self._transaction.step():
            new = tuple(replace(record, id=None, version=1) for record in records)
            self._check_keys(new)
            statement = insert(self.row).returning(self.row.id, sort_by_parameter_order=True)
            values = [{**value, "version": 1} for value in self._values(new)]
            ids = self._transaction.insert(statement, values)
            stored = tuple(replace(record, id=record_id) for record, record_id in zip(new, ids, strict=True))
            self._add_children(stored)
            self._record_added(stored)
            return stored

    def restore_all(self, records: Iterable[RecordT]) -> tuple[RecordT, ...]:
        """Stores removed records again, each under its old id and with a row version that nobody has seen."""
        with self._transaction.step():
            back = tuple(replace(record, version=record.version + 1) for record in records)
            self._check_keys(back)
            values = [
                {**value, "id": record.id, "version": record.version}
                for record, value in zip(back, self._values(back), strict=True)
            ]
            self._transaction.write(insert(self.row), values)
            self._add_children(back)
            self._record_added(back)
            return back

    def save(self, record: RecordT) -> RecordT:
        """Adds a record that has no id yet, updates one that has."""
        return self.add(record) if record.id is None else self.update(record)

    def update(self, record: RecordT) -> RecordT:
        return self.update_all([record])[0]

    def update_all(self, records: Iterable[RecordT]) -> tuple[RecordT, ...]:
        """Stores changed records, each in the place of the one with its id; returns them with their new versions.

        Raises StaleRecordError when one of them changed since it was read (RecordRemovedError when it is gone), and
        what ``add_all`` raises.
        """
        with self._transaction.step():
            old = tuple(records)
            self._check_versions(old)
            self._check_keys(old)
            before = {record.id: record for record in self.get_all(record.id for record in old)}
            new = tuple(replace(record, version=record.version + 1) for record in old)
            values = [
                {**value, "version": record.version, "record_id": record.id}
                for record, value in zip(new, self._values(new), strict=True)
            ]
            self._transaction.write(update(self.row).where(self.row.id == bindparam("record_id")), values)
            self._replace_children(new)
            self._record([(before[record.id], record) for record in new])
            return new

    def put_back(self, records: Iterable[RecordT]) -> None:
        """Gives stored records these contents, whatever their row versions are by now."""
        with self._transaction.step():
            wanted = tuple(records)
            versions = self._versions([record.id for record in wanted])
            self.update_all(replace(record, version=versions.get(record.id, 0)) for record in wanted)

    def remove(self, ids: Iterable[int]) -> None:
        """Removes records and what is part of them; ids that are already gone are passed over.

        Raises RecordInUseError, removing nothing, when another record needs one of them.
        """
        with self._transaction.step():
            for portion in chunks(ids):
                gone = self._read(self.row.id.in_(portion))
                self._before_removal(portion)
                self._transaction.write(delete(self.row).where(self.row.id.in_(portion)))
                self._record([(record, None) for record in gone])

    @abstractmethod
    def _read(self, *conditions: Condition) -> tuple[RecordT, ...]:
        """The records whose rows meet the conditions, with their children, in the order people look for them."""

    @abstractmethod
    def _values(self, records: Sequence[RecordT]) -> Sequence[Values]:
        """The columns of each record, but for id and version."""

    @abstractmethod
    def _name(self, record: RecordT) -> Sentence:
        """What messages call the record."""

    @abstractmethod
    def title(self, record: RecordT) -> str:
        """What the journal calls the record: its code and name, without the word for its kind."""

    def _operation_id(self, record: RecordT) -> int | None:  # noqa: ARG002 - for those who override it
        """The operation that the record is part of."""
        return None

    def _about(
        self,
        records: Sequence[RecordT],  # noqa: ARG002 - for those who override it
    ) -> Mapping[int | None, Sequence[Subject]]:
        """Other records, by the ids of these, in whose history a change of these belongs."""
        return {}

    def _add_children(self, records: Sequence[RecordT]) -> None:
        """Stores what is part of records that have just been added."""

    def _replace_children(self, records: Sequence[RecordT]) -> None:
        """Stores what is part of changed records, in the place of what was."""

    def _before_removal(self, ids: Sequence[int]) -> None:
        """Refuses to remove what is in use; removes what refers to the records and has no sense without them."""

    def _record_added(self, records: Sequence[RecordT]) -> None:
        self._record([(None, record) for record in records])

    def _record(self, pairs: Sequence[tuple[RecordT | None, RecordT | None]]) -> None:
        """Notes records as they were and as they are for the journal."""
        records = [after if after is not None else before for before, after in pairs]
        about = self._about([record for record in records if record is not None])
        self._transaction.recorder.add(
            [
                self._written(before, after, record, about.get(record.id, ()))
                for (before, after), record in zip(pairs, records, strict=True)
                if record is not None
            ]
        )

    def _written(
        self,
        before: RecordT | None,
        after: RecordT | None,
        record: RecordT,
        about: Sequence[Subject],
    ) -> Written:
        assert record.id is not None, "what is stored has an id"
        return Written(
            kind=self.kind,
            change=change_of(before, after),
            record_id=record.id,
            title=self.title(record),
            operation_id=self._operation_id(record),
            content={"before": before, "after": after},
            about=about,
            same=before is not None and after is not None and replace(before, version=after.version) == after,
        )

    def _check_keys(self, records: Sequence[RecordT]) -> None:
        if not self.key:
            return
        by_key = {self._key(record): record for record in records}
        if len(by_key) < len(records):
            twice = next(key for key, count in Counter(map(self._key, records)).items() if count > 1)
            raise DuplicateRecordError(record=self._name(by_key[twice]))
        table = self.row.__table__
        columns = [table.c[name] for name in self.key]
        for portion in chunks({key[-1] for key in by_key}):
            for record_id, *key in self._transaction.read(select(table.c.id, *columns).where(columns[-1].in_(portion))):
                wanted = by_key.get(tuple(key))
                if wanted is not None and wanted.id != record_id:
                    raise DuplicateRecordError(record=self._name(wanted))

    def _key(self, record: RecordT) -> tuple[Any, ...]:
        return tuple(getattr(record, name) for name in self.key)

    def _check_versions(self, records: Sequence[RecordT]) -> None:
        ids = [record.id for record in records]
        if None in ids or len(set(ids)) < len(ids):
            raise ValueError("each record to update has an id of its own")
        stored = self._versions(ids)
        for record in records:
            if record.id not in stored:
                raise RecordRemovedError(record=self._name(record))
            if stored[record.id] != record.version:
                raise StaleRecordError(record=self._name(record))

    def _versions(self, ids: Iterable[int | None]) -> dict[int | None, int]:
        """Locked until the end on a server; SQLite lets one write at a time and has no need of it."""
        stored: dict[int | None, int] = {}
        for portion in chunks(ids):
            current = select(self.row.id, self.row.version).where(self.row.id.in_(portion)).with_for_update()
            stored.update((record_id, version) for record_id, version in self._transaction.read(current))
        return stored


class KeyedRepository(Repository[RecordT]):
    """Records that one natural key tells apart, such as a staff number."""

    def list(self) -> tuple[RecordT, ...]:
        """All of them, in the order of their keys."""
        return self._read()

    def find(self, code: str) -> RecordT | None:
        """The one with this natural key, or None."""
        found = self._read(self.row.__table__.c[self.key[-1]] == code)
        return found[0] if found else None
