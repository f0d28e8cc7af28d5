"""Agents of a roll against the stored ones: units and qualifications found or made, agents new or changed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from otp_desktop.domain.force import Absence, Agent, HeldQualification, Qualification, Unit
from otp_desktop.exchange.results import AgentRecord, AgentsRead, QualificationMention, UnitMention
from otp_desktop.services.unit_codes import made_code, unit_key

IDENTITY = frozenset({"id", "version", "staff_number"})


@dataclass(frozen=True)
class AgentMerge:
    """``unknown`` are staff numbers that a file without a roll names and nobody has."""

    added: tuple[Agent, ...]
    changed: tuple[Agent, ...]
    unchanged: int
    unknown: tuple[str, ...] = ()


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


def merge_agents(read: AgentsRead, stored: Sequence[Agent], units: UnitFinder) -> AgentMerge:
    """Matches by staff number; updates only the fields given.

    Absences that a file gives replace all those stored of the agents it names, and of nobody else: a corrected sheet
    imported again leaves no absence behind. Qualifications likewise in a roll; a file without a roll only replaces
    the qualifications it names.
    """
    originals = {agent.staff_number: agent for agent in stored}
    agents = dict(originals)
    touched: dict[str, None] = {}
    for record in read.records:
        number = record.agent.staff_number
        agents[number] = _merged(record, agents.get(number), units)
        touched[number] = None
    unknown: dict[str, None] = {}
    for number, extra in _extras(read).items():
        if number not in agents:
            unknown[number] = None
            continue
        agents[number] = extra.added_to(agents[number])
        touched[number] = None
    added = tuple(agents[number] for number in touched if number not in originals)
    changed = tuple(agents[number] for number in touched if number in originals and agents[number] != originals[number])
    return AgentMerge(added, changed, len(touched) - len(added) - len(changed), tuple(unknown))


def _merged(record: AgentRecord, known: Agent | None, units: UnitFinder) -> Agent:
    agent = replace(record.agent, unit=units.code_of(record.unit))
    if known is None:
        return agent
    given: dict[str, Any] = {name: getattr(agent, name) for name in record.given - IDENTITY}
    return replace(known, **given)


@dataclass
class _Extra:
    """What a file without a roll says of one agent."""

    absences: list[Absence]
    held: list[HeldQualification]

    def added_to(self, agent: Agent) -> Agent:
        named = {held.code for held in self.held}
        kept = tuple(held for held in agent.qualifications if held.code not in named)
        return replace(
            agent,
            absences=tuple(self.absences) if self.absences else agent.absences,
            qualifications=(*kept, *self.held),
        )


def _extras(read: AgentsRead) -> dict[str, _Extra]:
    extras: dict[str, _Extra] = {}
    for absence in read.absences:
        extras.setdefault(absence.staff_number, _Extra([], [])).absences.append(absence.absence)
    for qualification in read.qualifications_held:
        extras.setdefault(qualification.staff_number, _Extra([], [])).held.append(qualification.held)
    return extras
