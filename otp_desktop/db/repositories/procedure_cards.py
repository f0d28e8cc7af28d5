"""The procedure cards that users wrote themselves."""

from collections.abc import Sequence
from dataclasses import fields

from sqlalchemy import select

from otp_desktop.db.repositories.base import Condition, KeyedRepository
from otp_desktop.db.rows import ProcedureCardRow
from otp_desktop.db.transaction import Values
from otp_desktop.domain.changes import Kind
from otp_desktop.domain.procedure_cards import ProcedureCard
from otp_desktop.texts import Sentence, sentence

_COLUMNS = tuple(field.name for field in fields(ProcedureCard) if field.name not in {"id", "version"})


class ProcedureCards(KeyedRepository[ProcedureCard]):
    kind = Kind.PROCEDURE_CARD
    shape = ProcedureCard
    row = ProcedureCardRow

    def _read(self, *conditions: Condition) -> tuple[ProcedureCard, ...]:
        columns = select(*ProcedureCardRow.__table__.c).where(*conditions).order_by(ProcedureCardRow.code)
        return tuple(ProcedureCard(**row._mapping) for row in self._transaction.read(columns))

    def _values(self, records: Sequence[ProcedureCard]) -> Sequence[Values]:
        return [{name: getattr(card, name) for name in _COLUMNS} for card in records]

    def title(self, record: ProcedureCard) -> str:
        return record.title

    def _name(self, record: ProcedureCard) -> Sentence:
        return sentence("Procedure card {title}", title=record.title)
