"""Convoys. Removing one leaves its needs, which whoever removes it judges one by one."""

from collections.abc import Sequence
from dataclasses import fields

from sqlalchemy import select

from otp_desktop.db.repositories.base import Condition, Repository
from otp_desktop.db.rows import ConvoyRow
from otp_desktop.db.transaction import Values
from otp_desktop.domain.changes import Kind
from otp_desktop.domain.convoys import Convoy
from otp_desktop.texts import Sentence, sentence

_COLUMNS = tuple(field.name for field in fields(Convoy) if field.name not in {"id", "version"})


class Convoys(Repository[Convoy]):
    kind = Kind.CONVOY
    shape = Convoy
    row = ConvoyRow
    key = ("operation_id", "code")

    def list(self, operation_id: int) -> tuple[Convoy, ...]:
        """The convoys of one operation, in the order of departure."""
        return self._read(ConvoyRow.operation_id == operation_id)

    def remove_all(self, operation_id: int) -> None:
        """Removes the convoys of an operation that is about to be removed."""
        self.remove(convoy.id for convoy in self.list(operation_id) if convoy.id is not None)

    def _read(self, *conditions: Condition) -> tuple[Convoy, ...]:
        columns = select(*ConvoyRow.__table__.c).where(*conditions)
        rows = self._transaction.read(columns.order_by(ConvoyRow.departure, ConvoyRow.code))
        return tuple(Convoy(**row._mapping) for row in rows)

    def _values(self, records: Sequence[Convoy]) -> Sequence[Values]:
        return [{name: getattr(convoy, name) for name in _COLUMNS} for convoy in records]

    def title(self, record: Convoy) -> str:
        return f"{record.code} {record.name}"

    def _operation_id(self, record: Convoy) -> int | None:
        return record.operation_id

    def _name(self, record: Convoy) -> Sentence:
        return sentence("Convoy {code}", code=record.code)
