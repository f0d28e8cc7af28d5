"""What changes between two versions of a record, field by field, as texts."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any

from otp_desktop.domain.force import Absence, HeldQualification
from otp_desktop.domain.operations import RoleLine
from otp_desktop.domain.places import Position
from otp_desktop.texts import N_, _, ngettext
from otp_desktop.texts.formats import moment, number, short_date

LABELS = {
    "staff_number": N_("Staff number"),
    "last_name": N_("Surname"),
    "first_name": N_("First name"),
    "corps": N_("Corps"),
    "grade": N_("Grade"),
    "unit": N_("Unit"),
    "position": N_("Position"),
    "qualifications": N_("Qualifications"),
    "absences": N_("Absences"),
    "reason": N_("Reason"),
    "recallable": N_("Recall possible"),
    "active": N_("Active"),
    "code": N_("Code"),
    "name": N_("Name"),
    "kind": N_("Kind"),
    "address": N_("Address"),
    "zone": N_("Arrondissement"),
    "danger_rank": N_("Danger rank"),
    "note": N_("Note"),
    "sector": N_("Sector"),
    "site": N_("Site"),
    "start": N_("Start"),
    "end": N_("End"),
    "roles": N_("Role lines"),
    "priority": N_("Priority"),
    "burden": N_("Burden"),
    "relieved": N_("Breaks relieved"),
    "group": N_("Group"),
    "wave": N_("Wave"),
    "label": N_("Label"),
    "call_sign": N_("Call sign"),
    "channel": N_("Radio channel"),
    "equipment": N_("Equipment"),
    "meeting_place": N_("Meeting point"),
    "meeting_minutes": N_("Meeting (min before the start)"),
    "instructions": N_("Instructions"),
    "role": N_("Role"),
    "locked": N_("Locked"),
    "features": N_("Shapes"),
    "minutes": N_("Minutes of work"),
    "nights": N_("Nights"),
    "sundays": N_("Sundays"),
    "holidays": N_("Public holidays"),
    "events": N_("Events"),
    "hard_posts": N_("Hard posts"),
}
_HIDDEN = frozenset({"id", "version", "operation_id", "import_key", "origin", "series", "attribution", "official"})


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field before and after. An absence's reason is private: both texts stay empty."""

    field: str
    before: str = ""
    after: str = ""

    def __str__(self) -> str:
        label = _(LABELS.get(self.field, self.field))
        if not (self.before or self.after):
            return label
        return _("{field}: {before} → {after}").format(field=label, before=self.before or "–", after=self.after or "–")


def differences(before: Any, after: Any) -> tuple[FieldChange, ...]:
    """The fields in which two records differ; none where there was no record before."""
    if before is None:
        return ()
    return tuple(
        FieldChange(one.name, text_of(getattr(before, one.name)), text_of(getattr(after, one.name)))
        for one in fields(after)
        if one.name not in _HIDDEN and getattr(before, one.name) != getattr(after, one.name)
    )


def text_of(value: Any) -> str:
    """A field's value in words, short."""
    match value:
        case bool():
            return _("yes") if value else _("no")
        case Position():
            return f"{value.latitude:.5f}, {value.longitude:.5f}"
        case HeldQualification():
            return _held(value)
        case RoleLine():
            return f"{value.code} {number(value.minimum)}–{number(value.count)}"
        case datetime():
            return moment(value)
        case date():
            return short_date(value)
        case tuple():
            return _several(value)
    return str(value) if value is not None else ""


def _several(values: tuple[Any, ...]) -> str:
    if values and isinstance(values[0], Absence):
        return ngettext("{count} absence", "{count} absences", len(values)).format(count=number(len(values)))
    return _joined(text_of(value) for value in values)


def _joined(texts: Iterable[str]) -> str:
    return ", ".join(texts)


def _held(held: HeldQualification) -> str:
    if held.valid_from is None and held.valid_until is None:
        return held.code
    first = short_date(held.valid_from) if held.valid_from else "…"
    last = short_date(held.valid_until) if held.valid_until else "…"
    return f"{held.code} ({first} – {last})"
