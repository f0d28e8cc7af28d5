"""Earlier work of a file against what is known: the file's periods take the place of those they overlap."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from otp_desktop.db.unit_of_work import UnitOfWork
from otp_desktop.domain.past_work import PastWork
from otp_desktop.exchange.refusals import Remark, with_remarks
from otp_desktop.exchange.results import HistoryRead, HistoryRecord
from otp_desktop.services.importing.differences import differences
from otp_desktop.services.importing.matching import Matching, RowOutcome, RowState
from otp_desktop.services.importing.requests import ImportRequest
from otp_desktop.services.importing.staff_numbers import StaffFinder, unknown_agent
from otp_desktop.texts import N_, Sentence, plural_sentence, sentence
from otp_desktop.texts.formats import short_date

TWICE = N_("the file tells of this agent in these days already, on line {line}: keep one of the two rows.")


def match_history(work: UnitOfWork, read: HistoryRead, _request: ImportRequest) -> Matching:
    """What is known of an agent in days of which the file does not tell stays."""
    staff = StaffFinder(work.agents.list())
    register = _Register(work.past_work.list())
    for record in read.records:
        agent = staff.find(record.work.agent, record.line, record.sheet)
        if agent is None:
            register.refused.append(unknown_agent(record.work.agent, record.line, record.sheet))
        else:
            register.take(replace(record, work=replace(record.work, agent=agent.staff_number)), agent.full_name)
    return Matching(
        with_remarks(read, register.refused, staff.remarks), tuple(register.outcomes), lambda work: register.store(work)
    )


@dataclass
class _Register:
    """The earlier work known, and what becomes of it."""

    known: Iterable[PastWork]
    added: list[PastWork] = field(default_factory=list)
    changed: list[PastWork] = field(default_factory=list)
    outcomes: list[RowOutcome] = field(default_factory=list)
    refused: list[Remark] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._stored: dict[str, list[PastWork]] = {}
        self._told: dict[str, list[HistoryRecord]] = {}
        self._removed: list[PastWork] = []
        for work in self.known:
            self._stored.setdefault(work.agent, []).append(work)

    def take(self, record: HistoryRecord, name: str) -> None:
        work = record.work
        told = self._told.setdefault(work.agent, [])
        twice = next((other for other in told if _overlap(other.work, work)), None)
        if twice is not None:
            self.refused.append(Remark(record.line, record.sheet, sentence(TWICE, line=twice.line), "staff_number", ""))
            return
        told.append(record)
        self.outcomes.append(self._outcome(record, f"{work.agent} {name} · {_period(work)}"))

    def store(self, work: UnitOfWork) -> None:
        work.past_work.remove(one.id for one in self._removed if one.id is not None)
        work.past_work.update_all(self.changed)
        work.past_work.add_all(self.added)

    def _outcome(self, record: HistoryRecord, name: str) -> RowOutcome:
        work = record.work
        met = [other for other in self._stored.get(work.agent, ()) if _overlap(other, work)]
        same = next((other for other in met if _days(other) == _days(work)), None)
        left = [other for other in met if other is not same and other not in self._removed]
        self._removed += left
        if same is None:
            self.added.append(work)
            return RowOutcome(record.line, name, RowState.NEW, reasons=_leaving(len(left)), sheet=record.sheet)
        after = replace(work, id=same.id, version=same.version)
        if after == same:
            return RowOutcome(record.line, name, RowState.UNCHANGED, sheet=record.sheet)
        self.changed.append(after)
        return RowOutcome(record.line, name, RowState.CHANGED, differences(same, after), sheet=record.sheet)


def _overlap(one: PastWork, other: PastWork) -> bool:
    return one.first_day <= other.last_day and other.first_day <= one.last_day


def _days(work: PastWork) -> object:
    return work.first_day, work.last_day


def _leaving(count: int) -> tuple[Sentence, ...]:
    if not count:
        return ()
    return (
        plural_sentence(
            "{count} period known of this agent overlaps this one, and leaves.",
            "{count} periods known of this agent overlap this one, and leave.",
            count,
        ),
    )


def _period(work: PastWork) -> str:
    return f"{short_date(work.first_day)} – {short_date(work.last_day)}"
