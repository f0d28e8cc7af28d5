"""Qualifications that agents can hold and role lines can ask for."""

from collections.abc import Sequence

from sqlalchemy import select

from otp_desktop.db.errors import RecordInUseError
from otp_desktop.db.repositories.base import Condition, KeyedRepository
from otp_desktop.db.repositories.parts import first_in_use
from otp_desktop.db.rows import HeldQualificationRow, QualificationRow, RoleQualificationRow
from otp_desktop.db.transaction import Values
from otp_desktop.domain.changes import Kind
from otp_desktop.domain.force import Qualification
from otp_desktop.texts import Sentence, plural_sentence, sentence


class Qualifications(KeyedRepository[Qualification]):
    kind = Kind.QUALIFICATION
    shape = Qualification
    row = QualificationRow

    def _read(self, *conditions: Condition) -> tuple[Qualification, ...]:
        columns = select(QualificationRow.id, QualificationRow.version, QualificationRow.code, QualificationRow.label)
        rows = self._transaction.read(columns.where(*conditions).order_by(QualificationRow.code))
        return tuple(Qualification(id=row.id, version=row.version, code=row.code, label=row.label) for row in rows)

    def _values(self, records: Sequence[Qualification]) -> Sequence[Values]:
        return [{"code": qualification.code, "label": qualification.label} for qualification in records]

    def title(self, record: Qualification) -> str:
        return f"{record.code} {record.label}"

    def _name(self, record: Qualification) -> Sentence:
        return sentence("Qualification {code}", code=record.code)

    def _before_removal(self, ids: Sequence[int]) -> None:
        held = first_in_use(self._transaction, HeldQualificationRow.qualification_id, ids)
        if held:
            qualification_id, count = held
            raise RecordInUseError(
                record=self._name(self.get(qualification_id)),
                users=plural_sentence("{count} agent holds it", "{count} agents hold it", count),
                remedy=sentence("Take it off the agents first."),
            )
        asked = first_in_use(self._transaction, RoleQualificationRow.qualification_id, ids)
        if asked:
            qualification_id, count = asked
            raise RecordInUseError(
                record=self._name(self.get(qualification_id)),
                users=plural_sentence("{count} role line asks for it", "{count} role lines ask for it", count),
                remedy=sentence("Take it off the needs first."),
            )
