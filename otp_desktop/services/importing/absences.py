"""Absences of a file against those known: nothing else of the agents is touched."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import time, timedelta

from otp_desktop.db.unit_of_work import UnitOfWork
from otp_desktop.domain.force import Absence, Agent
from otp_desktop.domain.times import overlap
from otp_desktop.exchange.refusals import Remark, with_remarks
from otp_desktop.exchange.results import AbsencesRead, AgentAbsence
from otp_desktop.services.importing.differences import FieldChange, value_text
from otp_desktop.services.importing.matching import Matching, RowOutcome, RowState
from otp_desktop.services.importing.requests import ImportRequest
from otp_desktop.services.importing.staff_numbers import StaffFinder, unknown_agent
from otp_desktop.texts import Sentence, plural_sentence
from otp_desktop.texts.formats import moment, short_date

Told = list[AgentAbsence]


def match_absences(work: UnitOfWork, read: AbsencesRead, request: ImportRequest) -> Matching:
    """The absences of the file take the place of those known of the agents it names, and of nobody else.

    With ``keep_absences`` they are added, and only those that overlap them give way.
    """
    staff = StaffFinder(work.agents.list())
    told, unknown = _by_agent(read.records, staff)
    outcomes: list[RowOutcome] = []
    changed: list[Agent] = []
    for number, records in told.items():
        agent = staff.agents[number]
        kept = _kept(agent, records) if request.keep_absences else ()
        after = _in_order({*kept, *(record.absence for record in records)})
        outcomes += _outcomes(agent, records, left=len(set(agent.absences) - set(after)))
        if after != _in_order(agent.absences):
            changed.append(replace(agent, absences=after))

    def store(work: UnitOfWork) -> None:
        work.agents.update_all(changed)

    return Matching(with_remarks(read, unknown, staff.remarks), tuple(outcomes), store)


def _by_agent(records: Iterable[AgentAbsence], staff: StaffFinder) -> tuple[dict[str, Told], list[Remark]]:
    told: dict[str, Told] = {}
    unknown = []
    for record in records:
        agent = staff.find(record.staff_number, record.line, record.sheet)
        if agent is None:
            unknown.append(unknown_agent(record.staff_number, record.line, record.sheet))
        else:
            told.setdefault(agent.staff_number, []).append(as_told(agent, record))
    return told, unknown


def as_told(agent: Agent, record: AgentAbsence) -> AgentAbsence:
    """A file that does not tell whether the agent may be asked to come leaves what was said of the same absence."""
    if record.tells_recall:
        return record
    told = record.absence
    known = any(one.recallable for one in agent.absences if (one.start, one.end) == (told.start, told.end))
    return replace(record, absence=replace(told, recallable=known))


def _kept(agent: Agent, records: Told) -> tuple[Absence, ...]:
    return tuple(
        known
        for known in agent.absences
        if not any(overlap(known.start, known.end, one.absence.start, one.absence.end) for one in records)
    )


def _in_order(absences: Iterable[Absence]) -> tuple[Absence, ...]:
    return tuple(sorted(absences, key=lambda absence: (absence.start, absence.end, absence.reason)))


def _outcomes(agent: Agent, records: Told, left: int) -> Iterable[RowOutcome]:
    """One a row; the first also tells how many absences the file no longer has."""
    overwritten = 0
    rows = []
    for record in records:
        change = _change(agent.absences, record.absence)
        overwritten += bool(change)
        state = RowState.UNCHANGED if record.absence in agent.absences else _state(change)
        name = f"{agent.staff_number} {agent.full_name} · {_period(record.absence)}"
        rows.append(RowOutcome(record.line, name, state, change, sheet=record.sheet))
    if left > overwritten:
        rows[0] = replace(rows[0], reasons=(_leaving(left - overwritten),))
    return rows


def _leaving(count: int) -> Sentence:
    return plural_sentence(
        "{count} absence known of this agent is not in the file, and leaves.",
        "{count} absences known of this agent are not in the file, and leave.",
        count,
    )


def _state(change: Sequence[FieldChange]) -> RowState:
    return RowState.CHANGED if change else RowState.NEW


def _change(known: Iterable[Absence], absence: Absence) -> tuple[FieldChange, ...]:
    """How the absence differs from the one it overlaps; the reason is private and never shown here."""
    for other in known:
        if other == absence or not overlap(other.start, other.end, absence.start, absence.end):
            continue
        if (other.start, other.end) == (absence.start, absence.end):
            return _other_words(other, absence)
        return (FieldChange("absences", _period(other), _period(absence)),)
    return ()


def _other_words(known: Absence, told: Absence) -> tuple[FieldChange, ...]:
    """Of two absences of the same time; that the reason differs is all that is said of it."""
    reason = (FieldChange("reason"),) if known.reason != told.reason else ()
    if known.recallable == told.recallable:
        return reason
    before, after = (value_text("recallable", one.recallable) for one in (known, told))
    return (*reason, FieldChange("recallable", before, after))


def _period(absence: Absence) -> str:
    """Whole civil days by their dates, the last one included."""
    if absence.start.time() == absence.end.time() == time():
        first, last = absence.start.date(), absence.end.date() - timedelta(days=1)
        return short_date(first) if first == last else f"{short_date(first)} – {short_date(last)}"
    return f"{moment(absence.start)} – {moment(absence.end)}"
