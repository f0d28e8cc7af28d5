"""Units: divisions territoriales, divisions d'appui, brigades."""

from collections.abc import Sequence

from sqlalchemy import select

from otp_desktop.db.errors import RecordInUseError
from otp_desktop.db.repositories.base import Condition, KeyedRepository
from otp_desktop.db.repositories.parts import first_in_use, position_of, position_values
from otp_desktop.db.rows import AgentRow, UnitRow
from otp_desktop.db.transaction import Values
from otp_desktop.domain.changes import Kind
from otp_desktop.domain.force import Unit
from otp_desktop.texts import Sentence, plural_sentence, sentence


class Units(KeyedRepository[Unit]):
    kind = Kind.UNIT
    shape = Unit
    row = UnitRow

    def _read(self, *conditions: Condition) -> tuple[Unit, ...]:
        rows = self._transaction.read(select(*UnitRow.__table__.c).where(*conditions).order_by(UnitRow.code))
        return tuple(
            Unit(
                id=row.id,
                version=row.version,
                code=row.code,
                name=row.name,
                position=position_of(row.latitude, row.longitude),
            )
            for row in rows
        )

    def _values(self, records: Sequence[Unit]) -> Sequence[Values]:
        return [{"code": unit.code, "name": unit.name, **position_values(unit.position)} for unit in records]

    def title(self, record: Unit) -> str:
        return f"{record.code} {record.name}"

    def _name(self, record: Unit) -> Sentence:
        return sentence("Unit {code}", code=record.code)

    def _before_removal(self, ids: Sequence[int]) -> None:
        used = first_in_use(self._transaction, AgentRow.unit_id, ids)
        if used:
            unit_id, count = used
            raise RecordInUseError(
                record=self._name(self.get(unit_id)),
                users=plural_sentence("{count} agent belongs to it", "{count} agents belong to it", count),
                remedy=sentence("Move them to another unit first."),
            )
