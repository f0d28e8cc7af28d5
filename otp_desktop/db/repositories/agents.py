"""Agents with the qualifications they hold and their absences."""

from collections.abc import Sequence

from sqlalchemy import insert, select

from otp_desktop.db.errors import RecordInUseError
from otp_desktop.db.repositories.base import Condition, KeyedRepository
from otp_desktop.db.repositories.parts import (
    References,
    delete_children,
    first_in_use,
    grouped,
    is_published,
    position_of,
    position_values,
    release_from_drafts,
)
from otp_desktop.db.repositories.past_work import PastWorks
from otp_desktop.db.rows import AbsenceRow, AgentRow, AssignmentRow, HeldQualificationRow, QualificationRow, UnitRow
from otp_desktop.db.transaction import Values
from otp_desktop.domain.changes import Kind
from otp_desktop.domain.force import Absence, Agent, HeldQualification
from otp_desktop.texts import Sentence, plural_sentence, sentence


class Agents(KeyedRepository[Agent]):
    """Removing an agent takes him out of the drafts; one who stands in a published plan can only be made inactive."""

    kind = Kind.AGENT
    shape = Agent
    row = AgentRow
    key = ("staff_number",)

    def _read(self, *conditions: Condition) -> tuple[Agent, ...]:
        columns = select(*AgentRow.__table__.c, UnitRow.code.label("unit")).outerjoin(UnitRow)
        rows = self._transaction.read(columns.where(*conditions).order_by(AgentRow.staff_number))
        held = self._held(*conditions)
        absences = self._absences(*conditions)
        return tuple(
            Agent(
                id=row.id,
                version=row.version,
                staff_number=row.staff_number,
                last_name=row.last_name,
                first_name=row.first_name,
                corps=row.corps,
                grade=row.grade,
                unit=row.unit or "",
                position=position_of(row.latitude, row.longitude),
                qualifications=held.get(row.id, ()),
                absences=absences.get(row.id, ()),
                active=row.active,
            )
            for row in rows
        )

    def _held(self, *conditions: Condition) -> dict[int, tuple[HeldQualification, ...]]:
        held = HeldQualificationRow
        rows = (
            select(held.agent_id, QualificationRow.code, held.valid_from, held.valid_until)
            .join_from(held, QualificationRow)
            .join(AgentRow, AgentRow.id == held.agent_id)
            .where(*conditions)
            .order_by(held.agent_id, held.position)
        )
        return grouped(
            self._transaction.read(rows),
            lambda code, first, last: HeldQualification(code=code, valid_from=first, valid_until=last),
        )

    def _absences(self, *conditions: Condition) -> dict[int, tuple[Absence, ...]]:
        rows = (
            select(AbsenceRow.agent_id, AbsenceRow.start, AbsenceRow.end, AbsenceRow.reason, AbsenceRow.recallable)
            .join_from(AbsenceRow, AgentRow)
            .where(*conditions)
            .order_by(AbsenceRow.agent_id, AbsenceRow.position)
        )
        return grouped(
            self._transaction.read(rows),
            lambda start, end, reason, recallable: Absence(start=start, end=end, reason=reason, recallable=recallable),
        )

    def _values(self, records: Sequence[Agent]) -> Sequence[Values]:
        units = References(
            self._transaction,
            (UnitRow.code, UnitRow.id),
            (agent.unit for agent in records if agent.unit),
            lambda code: sentence("unit {code}", code=code),
        )
        return [
            {
                "staff_number": agent.staff_number,
                "last_name": agent.last_name,
                "first_name": agent.first_name,
                "corps": agent.corps,
                "grade": agent.grade,
                "unit_id": units.id(agent.unit, self._name(agent)) if agent.unit else None,
                **position_values(agent.position),
                "active": agent.active,
            }
            for agent in records
        ]

    def title(self, record: Agent) -> str:
        return f"{record.staff_number} {record.full_name}"

    def _name(self, record: Agent) -> Sentence:
        return sentence("Agent {code}", code=record.staff_number)

    def _add_children(self, records: Sequence[Agent]) -> None:
        qualifications = References(
            self._transaction,
            (QualificationRow.code, QualificationRow.id),
            (held.code for agent in records for held in agent.qualifications),
            lambda code: sentence("qualification {code}", code=code),
        )
        held_rows = [
            {
                "agent_id": agent.id,
                "position": position,
                "qualification_id": qualifications.id(held.code, self._name(agent)),
                "valid_from": held.valid_from,
                "valid_until": held.valid_until,
            }
            for agent in records
            for position, held in enumerate(agent.qualifications)
        ]
        absence_rows = [
            {
                "agent_id": agent.id,
                "position": position,
                "start": absence.start,
                "end": absence.end,
                "reason": absence.reason,
                "recallable": absence.recallable,
            }
            for agent in records
            for position, absence in enumerate(agent.absences)
        ]
        self._transaction.write(insert(HeldQualificationRow), held_rows)
        self._transaction.write(insert(AbsenceRow), absence_rows)

    def _replace_children(self, records: Sequence[Agent]) -> None:
        ids = [agent.id for agent in records]
        delete_children(self._transaction, HeldQualificationRow, "agent_id", ids)
        delete_children(self._transaction, AbsenceRow, "agent_id", ids)
        self._add_children(records)

    def _before_removal(self, ids: Sequence[int]) -> None:
        used = first_in_use(self._transaction, AssignmentRow.agent_id, ids, is_published())
        if used:
            agent_id, count = used
            raise RecordInUseError(
                record=self._name(self.get(agent_id)),
                users=plural_sentence(
                    "published plans give this agent {count} assignment",
                    "published plans give this agent {count} assignments",
                    count,
                ),
                remedy=sentence("Make the agent inactive instead."),
            )
        release_from_drafts(self._transaction, AssignmentRow.agent_id.in_(ids))
        PastWorks(self._transaction).remove_of(ids)
