"""Agents of a roll against the stored ones: units and qualifications found or made, agents new or changed."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from otp_desktop.db.unit_of_work import UnitOfWork
from otp_desktop.domain.force import Absence, Agent, HeldQualification, Qualification, Unit
from otp_desktop.exchange.refusals import Remark, with_remarks
from otp_desktop.exchange.results import (
    AgentAbsence,
    AgentQualification,
    AgentRecord,
    AgentsRead,
    QualificationMention,
    UnitMention,
)
from otp_desktop.services.importing.absences import as_told
from otp_desktop.services.importing.matching import Matching, Merge, MergedRow
from otp_desktop.services.importing.requests import ImportRequest
from otp_desktop.services.importing.staff_numbers import StaffFinder, unknown_agent
from otp_desktop.services.unit_codes import made_code, unit_key

IDENTITY = frozenset({"id", "version", "staff_number"})


class UnitFinder:
    """Finds the unit that a roll names, by code or by name, and makes those that are missing."""

    def __init__(self, stored: Iterable[Unit]) -> None:
        self.made: list[Unit] = []
        self._codes: dict[str, str] = {}
        for unit in stored:
            self._learn(unit)

    def code_of(self, mention: UnitMention) -> str:
        """The code of the unit; an empty text where the roll names none."""
        for word in (mention.code, mention.name):
            if word and unit_key(word) in self._codes:
                return self._codes[unit_key(word)]
        if not (mention.code or mention.name):
            return ""
        unit = Unit(code=mention.code or made_code(mention.name, self._codes), name=mention.name or mention.code)
        self.made.append(unit)
        self._learn(unit)
        return unit.code

    def _learn(self, unit: Unit) -> None:
        self._codes.setdefault(unit_key(unit.name), unit.code)
        self._codes[unit_key(unit.code)] = unit.code


def missing_qualifications(
    mentions: Iterable[QualificationMention], stored: Iterable[Qualification]
) -> list[Qualification]:
    known = {qualification.code for qualification in stored}
    labels = {mention.code: mention.label for mention in mentions if mention.code not in known}
    return [Qualification(code=code, label=label or code) for code, label in labels.items()]


def match_agents(work: UnitOfWork, read: AgentsRead, _request: ImportRequest) -> Matching:
    """The agents of a roll, with the units and qualifications it names; see ``merge_agents``."""
    units = UnitFinder(work.units.list())
    staff = StaffFinder(work.agents.list())
    merge, unknown = merge_agents(read, staff, units)
    new = missing_qualifications(read.qualifications, work.qualifications.list())

    def store(work: UnitOfWork) -> None:
        work.units.add_all(units.made)
        work.qualifications.add_all(new)
        work.agents.add_all(merge.added)
        work.agents.update_all(merge.changed)

    return Matching(with_remarks(read, unknown, staff.remarks), merge.outcomes(agent_name), store)


def agent_name(agent: Agent) -> str:
    return f"{agent.staff_number} {agent.full_name}"


def merge_agents(read: AgentsRead, staff: StaffFinder, units: UnitFinder) -> tuple[Merge[Agent], list[Remark]]:
    """Matches by staff number; updates only the fields given. Also tells the rows whose agent nobody knows.

    Absences that a file gives replace all those stored of the agents it names, and of nobody else: a corrected sheet
    imported again leaves no absence behind. Qualifications likewise in a roll; a file without a roll only replaces
    the qualifications it names.
    """
    agents = dict(staff.agents)
    places: dict[str, tuple[int, str]] = {}
    for record in read.records:
        known = staff.find(record.agent.staff_number, record.line, record.sheet)
        number = known.staff_number if known is not None else record.agent.staff_number
        agents[number] = _merged(record, agents.get(number), units)
        places.setdefault(number, (record.line, record.sheet))
    extras, unknown = _extras(read, staff)
    for number, extra in extras.items():
        agents[number] = extra.added_to(agents[number])
        places.setdefault(number, (extra.line, extra.sheet))
    rows = (
        MergedRow(line, staff.agents.get(number), agents[number], sheet) for number, (line, sheet) in places.items()
    )
    return Merge(tuple(rows)), unknown


def _merged(record: AgentRecord, known: Agent | None, units: UnitFinder) -> Agent:
    agent = replace(record.agent, unit=units.code_of(record.unit))
    if known is None:
        return agent
    given: dict[str, Any] = {name: getattr(agent, name) for name in record.given - IDENTITY}
    return replace(known, **given)


@dataclass
class _Extra:
    """What a file without a roll says of one agent."""

    line: int
    sheet: str
    absences: list[Absence] = field(default_factory=list)
    held: list[HeldQualification] = field(default_factory=list)

    def added_to(self, agent: Agent) -> Agent:
        named = {held.code for held in self.held}
        kept = tuple(held for held in agent.qualifications if held.code not in named)
        return replace(
            agent,
            absences=tuple(self.absences) if self.absences else agent.absences,
            qualifications=(*kept, *self.held),
        )


def _extras(read: AgentsRead, staff: StaffFinder) -> tuple[dict[str, _Extra], list[Remark]]:
    """What a file without a roll says of each agent it names, and its rows about nobody known."""
    extras: dict[str, _Extra] = {}
    unknown: list[Remark] = []
    told: tuple[AgentAbsence | AgentQualification, ...] = (*read.absences, *read.qualifications_held)
    for one in told:
        agent = staff.find(one.staff_number, one.line, one.sheet)
        if agent is None:
            unknown.append(unknown_agent(one.staff_number, one.line, one.sheet))
            continue
        extra = extras.setdefault(agent.staff_number, _Extra(one.line, one.sheet))
        if isinstance(one, AgentAbsence):
            extra.absences.append(as_told(agent, one).absence)
        else:
            extra.held.append(one.held)
    return extras, unknown
