"""What agents did before, as another system counted it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from datetime import date
from itertools import groupby
from operator import attrgetter

from sqlalchemy import select

from otp_desktop.db.journal.recorder import Subject
from otp_desktop.db.repositories.base import Condition, Repository
from otp_desktop.db.repositories.parts import References
from otp_desktop.db.rows import AgentRow, PastWorkRow
from otp_desktop.db.transaction import Values, chunks
from otp_desktop.domain.changes import Kind
from otp_desktop.domain.past_work import PastWork
from otp_desktop.texts import Sentence, sentence

_COLUMNS = tuple(field.name for field in fields(PastWork) if field.name not in {"id", "version", "agent"})


class PastWorks(Repository[PastWork]):
    """One record for each agent and period; those of one agent do not overlap, which the import sees to."""

    kind = Kind.PAST_WORK
    shape = PastWork
    row = PastWorkRow
    key = ()

    def beginning(self, first: date, last: date, agent: str | None = None) -> dict[str, Sequence[PastWork]]:
        """Those that begin between two days, both included, by staff number; of one agent, where one is given."""
        conditions = [PastWorkRow.first_day >= first, PastWorkRow.first_day <= last]
        if agent is not None:
            conditions.append(AgentRow.staff_number == agent)
        read = self._read(*conditions)
        return {number: tuple(records) for number, records in groupby(read, key=attrgetter("agent"))}

    def list(self) -> tuple[PastWork, ...]:
        """All of them, agent by agent, in the order of time."""
        return self._read()

    def remove_of(self, agent_ids: Iterable[int]) -> None:
        """Removes all of some agents, who are about to be removed."""
        for portion in chunks(agent_ids):
            self.remove(record.id for record in self._read(PastWorkRow.agent_id.in_(portion)) if record.id is not None)

    def _read(self, *conditions: Condition) -> tuple[PastWork, ...]:
        rows = self._transaction.read(
            select(AgentRow.staff_number, *PastWorkRow.__table__.c)
            .join_from(PastWorkRow, AgentRow)
            .where(*conditions)
            .order_by(AgentRow.staff_number, PastWorkRow.first_day)
        )
        return tuple(
            PastWork(
                id=row.id,
                version=row.version,
                agent=row.staff_number,
                **{name: getattr(row, name) for name in _COLUMNS},
            )
            for row in rows
        )

    def _values(self, records: Sequence[PastWork]) -> Sequence[Values]:
        agents = self._agents(records)
        return [
            {
                "agent_id": agents.id(record.agent, self._name(record)),
                **{name: getattr(record, name) for name in _COLUMNS},
            }
            for record in records
        ]

    def _agents(self, records: Sequence[PastWork]) -> References:
        return References(
            self._transaction,
            (AgentRow.staff_number, AgentRow.id),
            (record.agent for record in records),
            lambda code: sentence("agent {code}", code=code),
        )

    def _about(self, records: Sequence[PastWork]) -> Mapping[int | None, Sequence[Subject]]:
        """The agent whose work it is."""
        agents = self._agents(records)
        return {record.id: [(Kind.AGENT, agents.id(record.agent, self._name(record)))] for record in records}

    def title(self, record: PastWork) -> str:
        return f"{record.agent} {record.first_day.isoformat()}"

    def _name(self, record: PastWork) -> Sentence:
        return sentence("Earlier work of {code}", code=record.agent)
