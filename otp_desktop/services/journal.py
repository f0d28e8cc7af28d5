"""The journal as people read it: who did what, and when; what each record was before and is after."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

from otp_desktop.db.unit_of_work import UnitOfWork
from otp_desktop.domain.changes import Kind
from otp_desktop.domain.journal import ChangeKind, Gesture, JournalEntry, JournalFilter, PlanRow, Wrote
from otp_desktop.domain.operations import Need
from otp_desktop.services.journal_fields import CHANGE_NAMES, KIND_NAMES
from otp_desktop.services.journal_words import FieldChange, Titles, field_changes, rows_named
from otp_desktop.services.workspace import Workspace
from otp_desktop.texts import _
from otp_desktop.texts.folding import fold
from otp_desktop.texts.formats import day_and_date, number, time_range

PAGE = 200  # gestures read at a time
ENTRIES = 500  # records of one gesture shown: an import has thousands, the filter finds the one that is meant

__all__ = [
    "ENTRIES",
    "PAGE",
    "EntryLine",
    "JournalChoices",
    "JournalQuery",
    "journal_choices",
    "list_gestures",
    "read_entries",
]


@dataclass(frozen=True, kw_only=True)
class JournalQuery:
    """What the reader asks for; nothing given asks for all. Both days are included, by this computer's clock."""

    records: tuple[tuple[Kind, int], ...] = ()
    kind: Kind | None = None
    operation_id: int | None = None
    person: str | None = None
    first: date | None = None
    last: date | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class EntryLine:
    """One record of a gesture, and its fields in words."""

    entry: JournalEntry
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class JournalChoices:
    """Who can be asked for, and which operations, by id."""

    persons: tuple[str, ...]
    operations: tuple[tuple[int, str], ...]


def list_gestures(ws: Workspace, query: JournalQuery, before: int | None = None) -> tuple[Gesture, ...]:
    """The newest PAGE gestures; those before the one with id ``before``, to go on."""
    with ws.unit_of_work() as work:
        return work.journal.gestures(_filter(work, query), before, PAGE)


def read_entries(ws: Workspace, gesture_id: int, query: JournalQuery) -> tuple[EntryLine, ...]:
    """The records of a gesture that the query is about; of a plan's rows, those of the agents and needs asked for."""
    with ws.unit_of_work() as work:
        wanted = replace(_filter(work, query), text="")
        entries = [_about(entry, query) for entry in work.journal.entries(gesture_id, wanted, ENTRIES)]
        titles = _titles(work, entries)
    return tuple(EntryLine(entry, field_changes(entry, titles)) for entry in entries)


def journal_choices(ws: Workspace) -> JournalChoices:
    with ws.unit_of_work() as work:
        operations = sorted(work.operations.list(), key=lambda operation: operation.first_day, reverse=True)
        named = tuple((operation.id, operation.name) for operation in operations if operation.id is not None)
        return JournalChoices(work.journal.persons(), named)


def record_words(kind: Kind, title: str) -> str:
    """``Agent 004512 MARTIN Élise``."""
    return f"{_(KIND_NAMES[kind])} {title}".strip()


def wrote_words(wrote: Wrote) -> str:
    """``Change: Agent 004512 MARTIN Élise``, ``Addition: Need (7,000)``."""
    if wrote.count == 1:
        record = record_words(wrote.kind, wrote.title)
    else:
        record = f"{_(KIND_NAMES[wrote.kind])} ({number(wrote.count)})"
    return _("{change}: {record}").format(change=change_words(wrote.change), record=record)


def change_words(change: ChangeKind) -> str:
    return _(CHANGE_NAMES[change])


def _filter(work: UnitOfWork, query: JournalQuery) -> JournalFilter:
    text = fold(query.text.strip())
    return JournalFilter(
        records=query.records,
        kind=query.kind,
        operation_id=query.operation_id,
        person=query.person,
        since=_midnight(query.first) if query.first is not None else None,
        until=_midnight(query.last + timedelta(days=1)) if query.last is not None else None,
        text=text,
        templates=_templates_with(text, work.journal.templates()) if text else (),
    )


def _templates_with(text: str, templates: Iterable[str]) -> tuple[str, ...]:
    """Names of gestures are stored in English: those whose words in the reader's language hold the text."""
    return tuple(template for template in templates if text in fold(_(template)))


def _midnight(day: date) -> datetime:
    """The instant at which the day begins on this computer's clock."""
    return datetime.combine(day, time()).astimezone(UTC)


def _about(entry: JournalEntry, query: JournalQuery) -> JournalEntry:
    """Of a plan, only the rows of the agents and needs asked for, where some are."""
    if entry.kind is not Kind.PLAN or not query.records or (Kind.PLAN, entry.record_id) in query.records:
        return entry
    wanted = set(query.records)

    def concerned(row: PlanRow) -> bool:
        return (Kind.AGENT, row.agent_id) in wanted or (Kind.NEED, row.need_id) in wanted

    added, removed = tuple(filter(concerned, entry.added)), tuple(filter(concerned, entry.removed))
    return replace(entry, before=None, after=None, added=added, removed=removed)


def _titles(work: UnitOfWork, entries: Iterable[JournalEntry]) -> Titles:
    """Names of the needs and agents of plans' rows: needs by place and hours while they exist, by code after."""
    named = rows_named(entries)
    titles = {
        (kind, record_id): title
        for kind, ids in named.items()
        for record_id, title in work.journal.last_titles(kind, ids).items()
    }
    return {**titles, **_posts(work, named[Kind.NEED])}


def _posts(work: UnitOfWork, need_ids: Iterable[int]) -> Titles:
    needs = work.needs.get_all(need_ids)
    places = {site.code: site.name for site in work.sites.list()} if needs else {}
    return {(Kind.NEED, need.id): _post(need, places[need.site]) for need in needs if need.id is not None}


def _post(need: Need, place: str) -> str:
    """``École Wurtz, jeu. 10 sept. 8 h 05 – 9 h 00``."""
    return f"{place}, {day_and_date(need.start.date())} {time_range(need.start, need.end)}"
