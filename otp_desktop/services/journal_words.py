"""One entry of the journal in words: what each field was before and is after, without any reason of an absence."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from otp_desktop.domain.changes import Kind
from otp_desktop.domain.journal import JournalEntry, PlanRow
from otp_desktop.domain.words import role_name
from otp_desktop.services.field_names import field_name
from otp_desktop.services.journal_fields import HIDDEN, item_texts, value_text
from otp_desktop.texts import _, ngettext
from otp_desktop.texts.formats import number

Titles = Mapping[tuple[Kind, int], str]
ROWS_SHOWN = 200
NESTED = frozenset({"rules", "travel", "weights"})


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field in words; an empty text where there was nothing, or is nothing."""

    name: str
    before: str
    after: str


def field_changes(entry: JournalEntry, titles: Titles) -> tuple[FieldChange, ...]:
    """What differs, field by field; for a record that came or went, all it held. Rows of a plan come after."""
    if not entry.detailed:
        return (FieldChange(_("Details"), "", _("The details are no longer kept.")),)
    before, after = entry.before or {}, entry.after or {}
    names = [name for name in {**after, **before} if name not in HIDDEN]
    fields = (change for name in names for change in _changes(entry.kind, name, before.get(name), after.get(name)))
    return (*fields, *_row_changes(entry, titles))


def _changes(kind: Kind, name: str, before: Any, after: Any) -> Iterator[FieldChange]:
    if before == after:
        return
    if name in NESTED:
        yield from _nested(kind, before or {}, after or {})
    elif isinstance(before or after, list):
        yield from _list_change(name, before or [], after or [])
    else:
        yield from _shown(FieldChange(field_name(name), value_text(kind, name, before), value_text(kind, name, after)))


def _nested(kind: Kind, before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[FieldChange]:
    for name in {**after, **before}:
        old, new = before.get(name), after.get(name)
        if old != new:
            yield from _shown(FieldChange(field_name(name), value_text(kind, name, old), value_text(kind, name, new)))


def _list_change(name: str, before: Sequence[Any], after: Sequence[Any]) -> Iterator[FieldChange]:
    """The parts that went and those that came; a part that only has another reason says so and nothing more."""
    old, new = item_texts(name, before), item_texts(name, after)
    gone = [text for text in old if text not in new]
    come = [text for text in new if text not in old]
    if gone or come:
        yield FieldChange(field_name(name), " · ".join(gone), " · ".join(come))
    elif name == "absences":
        yield FieldChange(field_name(name), "", _("reason changed"))
    elif name != "route" and old != new:
        yield FieldChange(field_name(name), " · ".join(old), " · ".join(new))


def _shown(change: FieldChange) -> Iterator[FieldChange]:
    if change.before != change.after:
        yield change


def _row_changes(entry: JournalEntry, titles: Titles) -> Iterator[FieldChange]:
    """Who came where and who went; a row that was locked, or changed its role, is in both."""
    old = {(row.need_id, row.agent_id): row for row in entry.removed}
    new = {(row.need_id, row.agent_id): row for row in entry.added}
    places = [*old, *(place for place in new if place not in old)]
    for place in places[:ROWS_SHOWN]:
        need, agent = titles.get((Kind.NEED, place[0]), "?"), titles.get((Kind.AGENT, place[1]), "?")
        yield FieldChange(f"{need} – {agent}", _row_text(old.get(place)), _row_text(new.get(place)))
    if len(places) > ROWS_SHOWN:
        more = len(places) - ROWS_SHOWN
        text = ngettext("and {count} more assignment", "and {count} more assignments", more)
        yield FieldChange("…", "", text.format(count=number(more)))


def _row_text(row: PlanRow | None) -> str:
    if row is None:
        return ""
    role = role_name(row.role)
    return _("{role}, locked").format(role=role) if row.locked else role


def rows_named(entries: Iterable[JournalEntry]) -> dict[Kind, set[int]]:
    """The needs and agents that the shown rows of plans speak of."""
    named: dict[Kind, set[int]] = {Kind.NEED: set(), Kind.AGENT: set()}
    for entry in entries:
        for row in (*entry.removed[:ROWS_SHOWN], *entry.added[: 2 * ROWS_SHOWN]):
            named[Kind.NEED].add(row.need_id)
            named[Kind.AGENT].add(row.agent_id)
    return named
