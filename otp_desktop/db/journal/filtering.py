"""What a filter of the journal asks for, in SQL."""

from sqlalchemy import ColumnElement, Select, Text, and_, cast, exists, func, or_, select

from otp_desktop.db.rows import EntryRow, GestureRow, SubjectRow
from otp_desktop.domain.changes import Kind
from otp_desktop.domain.journal import JournalFilter

Condition = ColumnElement[bool]
ESCAPE = "\\"


def gesture_conditions(wanted: JournalFilter) -> list[Condition]:
    conditions: list[Condition] = [
        GestureRow.id.in_(_gestures_about(kind, record_id)) for kind, record_id in wanted.records
    ]
    if wanted.person is not None:
        conditions.append(GestureRow.person == wanted.person)
    if wanted.since is not None:
        conditions.append(GestureRow.moment >= wanted.since)
    if wanted.until is not None:
        conditions.append(GestureRow.moment < wanted.until)
    if parts := _plain_conditions(wanted):
        conditions.append(GestureRow.id.in_(select(EntryRow.gesture_id).where(*parts)))
    if wanted.text:
        conditions.append(_named(wanted))
    return conditions


def entry_conditions(wanted: JournalFilter) -> list[Condition]:
    """Of the entries of a gesture that belongs, those that the filter is about."""
    about = [_about(kind, record_id) for kind, record_id in wanted.records]
    return [*_plain_conditions(wanted), *([or_(*about)] if about else [])]


def _plain_conditions(wanted: JournalFilter) -> list[Condition]:
    conditions: list[Condition] = []
    if wanted.kind is not None:
        conditions.append(EntryRow.kind == wanted.kind)
    if wanted.operation_id is not None:
        conditions.append(EntryRow.operation_id == wanted.operation_id)
    return conditions


def _gestures_about(kind: Kind, record_id: int) -> Select[tuple[int]]:
    written = select(EntryRow.gesture_id).where(EntryRow.kind == kind, EntryRow.record_id == record_id)
    about = select(SubjectRow.gesture_id).where(SubjectRow.kind == kind, SubjectRow.record_id == record_id)
    both = written.union(about).subquery()
    return select(both.c.gesture_id)


def _about(kind: Kind, record_id: int) -> Condition:
    subject = exists().where(
        SubjectRow.kind == kind,
        SubjectRow.record_id == record_id,
        SubjectRow.gesture_id == EntryRow.gesture_id,
        SubjectRow.number == EntryRow.number,
    )
    return or_(and_(EntryRow.kind == kind, EntryRow.record_id == record_id), subject)


def _named(wanted: JournalFilter) -> Condition:
    """The text stands in the name of the gesture or in the title of a record it wrote."""
    pattern = f"%{_escaped(wanted.text)}%"
    titles = select(EntryRow.gesture_id).where(EntryRow.search.like(pattern, escape=ESCAPE))
    return or_(
        GestureRow.template.in_(wanted.templates),
        func.lower(cast(GestureRow.values, Text)).like(pattern, escape=ESCAPE),
        GestureRow.id.in_(titles),
    )


def _escaped(text: str) -> str:
    for sign in (ESCAPE, "%", "_"):
        text = text.replace(sign, ESCAPE + sign)
    return text
