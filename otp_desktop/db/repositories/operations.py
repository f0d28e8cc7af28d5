"""Operations. Removing one removes its needs and all its plans, published ones too."""

from collections.abc import Sequence

from sqlalchemy import select

from otp_desktop.db.repositories.base import Condition, KeyedRepository
from otp_desktop.db.repositories.convoys import Convoys
from otp_desktop.db.repositories.needs import Needs
from otp_desktop.db.repositories.plans import Plans
from otp_desktop.db.rows import OperationRow
from otp_desktop.db.transaction import Values
from otp_desktop.domain.changes import Kind
from otp_desktop.domain.operations import Operation
from otp_desktop.texts import Sentence, sentence


class Operations(KeyedRepository[Operation]):
    kind = Kind.OPERATION
    shape = Operation
    row = OperationRow

    def _read(self, *conditions: Condition) -> tuple[Operation, ...]:
        columns = select(*OperationRow.__table__.c).where(*conditions)
        rows = self._transaction.read(columns.order_by(OperationRow.first_day, OperationRow.code))
        return tuple(Operation(**row._mapping) for row in rows)

    def _values(self, records: Sequence[Operation]) -> Sequence[Values]:
        return [
            {
                "code": operation.code,
                "name": operation.name,
                "template": operation.template,
                "first_day": operation.first_day,
                "last_day": operation.last_day,
                "timezone": operation.timezone,
                "rules": operation.rules,
                "derogations": operation.derogations,
                "travel": operation.travel,
                "weights": operation.weights,
                "note": operation.note,
                "cpps_axis": operation.cpps_axis,
                "cpps_priority": operation.cpps_priority,
                "partners": operation.partners,
                "channel": operation.channel,
                "equipment": operation.equipment,
                "meeting_place": operation.meeting_place,
                "meeting_minutes": operation.meeting_minutes,
                "instructions": operation.instructions,
            }
            for operation in records
        ]

    def title(self, record: Operation) -> str:
        return f"{record.code} {record.name}"

    def _operation_id(self, record: Operation) -> int | None:
        return record.id

    def _name(self, record: Operation) -> Sentence:
        return sentence("Operation {code}", code=record.code)

    def _before_removal(self, ids: Sequence[int]) -> None:
        # Plans first: their assignments refer to the needs. What is part of a plan or a need goes with it.
        for operation_id in ids:
            Plans(self._transaction).remove_all(operation_id)
            Needs(self._transaction).remove_all(operation_id)
            Convoys(self._transaction).remove_all(operation_id)
