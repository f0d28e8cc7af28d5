"""Gestures and entries as they were stored."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Row, Select, select

from otp_desktop.db.journal.encoding import unpack
from otp_desktop.db.journal.names import name_of
from otp_desktop.db.rows import EntryRow, GestureRow
from otp_desktop.domain.changes import Kind
from otp_desktop.domain.journal import ChangeKind, Gesture, JournalEntry, PlanRow, Wrote

GESTURE_COLUMNS = (
    GestureRow.moment, GestureRow.person, GestureRow.template, GestureRow.values, GestureRow.summary, GestureRow.undoes,
)  # fmt: skip


def entries_query() -> Select[Any]:
    """Entries with the gesture each belongs to."""
    return select(EntryRow.__table__, *GESTURE_COLUMNS).join(GestureRow, GestureRow.id == EntryRow.gesture_id)


def gesture_of(gesture_id: int, row: Row[Any]) -> Gesture:
    return Gesture(
        id=gesture_id,
        moment=row.moment,
        person=row.person,
        name=name_of(row.template, row.values),
        undoes=row.undoes,
        wrote=tuple(Wrote(Kind(kind), ChangeKind(change), count, title) for kind, change, count, title in row.summary),
    )


def entry_of(row: Row[Any]) -> JournalEntry:
    content: Mapping[str, Any] = unpack(row.content) if row.content is not None else {}
    return JournalEntry(
        number=row.number,
        gesture=gesture_of(row.gesture_id, row),
        kind=row.kind,
        change=row.change,
        record_id=row.record_id,
        operation_id=row.operation_id,
        title=row.title,
        before=content.get("before"),
        after=content.get("after"),
        added=plan_rows(content.get("added", ())),
        removed=plan_rows(content.get("removed", ())),
        detailed=row.content is not None,
    )


def plan_rows(rows: Iterable[Sequence[Any]]) -> tuple[PlanRow, ...]:
    return tuple(
        PlanRow(need_id=need_id, agent_id=agent_id, role=role, locked=locked, origin=origin)
        for need_id, agent_id, role, locked, origin in rows
    )
