"""What changes between two versions of a record, field by field, as texts."""

from collections.abc import Callable
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any

from otp_desktop.domain.force import Absence, HeldQualification
from otp_desktop.domain.operations import RoleLine
from otp_desktop.domain.places import Position
from otp_desktop.domain.sites import SiteKind
from otp_desktop.domain.words import role_name, site_kind_name
from otp_desktop.domain.zones import zone_name
from otp_desktop.services.field_names import field_name
from otp_desktop.texts import _, ngettext
from otp_desktop.texts.formats import moment, number, short_date

_CODES: dict[str, Callable[[str], str]] = {"zone": zone_name, "role": role_name}
_HIDDEN = frozenset({"id", "version", "operation_id", "import_key", "origin", "series", "attribution", "official"})


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field before and after. An absence's reason is private: both texts stay empty."""

    field: str
    before: str = ""
    after: str = ""

    def __str__(self) -> str:
        label = field_name(self.field)
        if not (self.before or self.after):
            return label
        return _("{field}: {before} → {after}").format(field=label, before=self.before or "–", after=self.after or "–")


def differences(before: Any, after: Any) -> tuple[FieldChange, ...]:
    """The fields in which two records differ; none where there was no record before."""
    if before is None:
        return ()
    return tuple(
        FieldChange(one.name, *(value_text(one.name, getattr(record, one.name)) for record in (before, after)))
        for one in fields(after)
        if one.name not in _HIDDEN and getattr(before, one.name) != getattr(after, one.name)
    )


def value_text(field: str, value: Any) -> str:
    """The value of this field in words, short."""
    return _CODES[field](value) if field in _CODES and value else _words(value)


def _words(value: Any) -> str:
    match value:
        case bool():
            return _("yes") if value else _("no")
        case Position():
            return f"{value.latitude:.5f}, {value.longitude:.5f}"
        case HeldQualification():
            return _held(value)
        case SiteKind():
            return site_kind_name(value)
        case RoleLine():
            return f"{role_name(value.code)} {number(value.minimum)}–{number(value.count)}"
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
    return ", ".join(map(_words, values))


def _held(held: HeldQualification) -> str:
    if held.valid_from is None and held.valid_until is None:
        return held.code
    first = short_date(held.valid_from) if held.valid_from else "…"
    last = short_date(held.valid_until) if held.valid_until else "…"
    return f"{held.code} ({first} – {last})"
