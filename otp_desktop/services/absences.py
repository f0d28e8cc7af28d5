"""The absences of all agents as one list: added for several agents at once, changed, removed."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from otp_desktop.db.unit_of_work import UnitOfWork
from otp_desktop.domain.changes import Changes
from otp_desktop.domain.faults import Fault
from otp_desktop.domain.force import Absence, Agent
from otp_desktop.domain.snapshot import PlanSnapshot
from otp_desktop.domain.times import overlap
from otp_desktop.services.errors import AbsenceGoneError, InvalidRecordError
from otp_desktop.services.field_faults import ordered
from otp_desktop.services.staff_numbers import named_agents
from otp_desktop.services.workspace import Workspace
from otp_desktop.texts import plural_sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class AgentAbsence:
    """One absence and whose it is; ``start``, ``end`` and ``reason`` are the absence's."""

    agent_id: int
    staff_number: str
    name: str
    unit: str
    absence: Absence

    @property
    def start(self) -> datetime:
        return self.absence.start

    @property
    def end(self) -> datetime:
        return self.absence.end


def absences_of(agents: Sequence[Agent]) -> tuple[AgentAbsence, ...]:
    """All absences, in the order of time, then of names."""
    found = [
        AgentAbsence(
            agent_id=agent.id, staff_number=agent.staff_number, name=agent.full_name, unit=agent.unit, absence=absence
        )
        for agent in agents
        if agent.id is not None
        for absence in agent.absences
    ]
    return tuple(sorted(found, key=lambda one: (one.start, one.end, one.name)))


def absence_faults(absence: Absence) -> tuple[Fault, ...]:
    """What is wrong in the form itself."""
    return tuple(ordered("end", absence.start, absence.end, strict=True))


def recallable_on(snapshot: PlanSnapshot, need: str) -> frozenset[str]:
    """Staff numbers of those away during a need of the plan who may all the same be asked to come."""
    asked, found = snapshot.need[need], set[str]()
    for agent in snapshot.agents:
        met = [away for away in agent.absences if overlap(away.start, away.end, asked.start, asked.end)]
        if met and all(away.recallable for away in met):
            found.add(agent.staff_number)
    return frozenset(found)


def add_absences(ws: Workspace, numbers: Sequence[str], absence: Absence) -> Changes:
    """Gives the absence to the agents of these staff numbers; those who have it already keep one.

    Raises InvalidRecordError with all unknown numbers, and then adds none.
    """
    gesture = plural_sentence("Absence of {count} agent", "Absence of {count} agents", len(numbers))
    with ws.unit_of_work(gesture) as work:
        _refuse_faults(absence)
        agents = named_agents(work.agents.list(), numbers)
        without = [agent for agent in agents if absence not in agent.absences]
        work.agents.update_all(replace(agent, absences=(*agent.absences, absence)) for agent in without)
        return work.commit()


def change_absences(ws: Workspace, changed: Sequence[tuple[AgentAbsence, Absence]]) -> Changes:
    """Puts each new absence in the place of the old one. Raises InvalidRecordError, AbsenceGoneError."""
    gesture = plural_sentence("Change of {count} absence", "Change of {count} absences", len(changed))
    with ws.unit_of_work(gesture) as work:
        for _old, new in changed:
            _refuse_faults(new)
        _replace(work, [(old, (new,)) for old, new in changed])
        return work.commit()


def remove_absences(ws: Workspace, absences: Sequence[AgentAbsence]) -> Changes:
    """Raises AbsenceGoneError, and removes none, when one of them is no longer there."""
    gesture = plural_sentence("Deletion of {count} absence", "Deletion of {count} absences", len(absences))
    with ws.unit_of_work(gesture) as work:
        _replace(work, [(old, ()) for old in absences])
        return work.commit()


def _replace(work: UnitOfWork, steps: Sequence[tuple[AgentAbsence, tuple[Absence, ...]]]) -> None:
    """Each absence gives way to others of the same agent, in its place."""
    agents = {agent.id: agent for agent in work.agents.list()}
    lists: dict[int, list[Absence]] = defaultdict(list)
    for old, new in steps:
        agent = agents.get(old.agent_id)
        if old.agent_id not in lists and agent is not None:
            lists[old.agent_id] = [*agent.absences]
        own = lists[old.agent_id]
        if old.absence not in own:
            raise AbsenceGoneError(agent=old.name)
        place = own.index(old.absence)
        own[place : place + 1] = new
    work.agents.update_all(replace(agents[agent_id], absences=tuple(own)) for agent_id, own in lists.items())


def _refuse_faults(absence: Absence) -> None:
    if faults := absence_faults(absence):
        raise InvalidRecordError(faults)
