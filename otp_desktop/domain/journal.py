"""The journal: who changed which record, when, and what it was before."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from otp_desktop.domain.changes import Kind
from otp_desktop.texts import Sentence

UNDO_DAYS = 30  # what only undoing needs, the private reasons of absences among it, is forgotten after that
KEPT_DAYS = 400  # a school year and its margins
KEPT_BULK = 200_000_000  # bytes of the details of bulky gestures, the newest first; older ones keep their names
BULKY = 64_000  # bytes; a gesture of more details than that is bulky: a plan stored, a file imported


class ChangeKind(StrEnum):
    ADDED = "added"
    CHANGED = "changed"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Wrote:
    """How many records of a kind a gesture added, changed or removed, and what one of them was called."""

    kind: Kind
    change: ChangeKind
    count: int
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Gesture:
    """One thing a person did, under the name that Undo shows. ``moment`` is in UTC; ``undoes`` another gesture's id."""

    id: int
    moment: datetime
    person: str
    name: Sentence
    undoes: int | None = None
    wrote: tuple[Wrote, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalFilter:
    """What to show of the journal; nothing given shows all. Every part must hold.

    ``records`` are kinds and ids: a gesture belongs when it wrote, or is about, each of them. ``since`` and ``until``
    are instants, the second one excluded. ``text`` is folded; ``templates`` are the names of gestures that hold it in
    the reader's language.
    """

    records: tuple[tuple[Kind, int], ...] = ()
    kind: Kind | None = None
    operation_id: int | None = None
    person: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    text: str = ""
    templates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanRow:
    """An assignment by the ids of its need and agent, which both may be gone since."""

    need_id: int
    agent_id: int
    role: str
    locked: bool
    origin: str


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalEntry:
    """One record that a gesture wrote, the ``number``-th. ``title`` is what the record was called then.

    ``before`` and ``after`` hold the fields of the domain record, times as ISO 8601 text; None where there was no
    record, or where its details are no longer kept (``detailed`` is then False). A reason of an absence is a mark that
    only tells whether it is another one. ``added`` and ``removed`` are the rows of a plan that came and went.
    """

    gesture: Gesture
    number: int
    kind: Kind
    change: ChangeKind
    record_id: int
    operation_id: int | None
    title: str
    before: Mapping[str, Any] | None = field(default=None, repr=False)
    after: Mapping[str, Any] | None = field(default=None, repr=False)
    added: tuple[PlanRow, ...] = field(default=(), repr=False)
    removed: tuple[PlanRow, ...] = field(default=(), repr=False)
    detailed: bool = True
