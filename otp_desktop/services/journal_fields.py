"""Kinds of records and of changes in the journal, and the values of fields in words."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from otp_desktop.db.types import time_of
from otp_desktop.domain.changes import Kind
from otp_desktop.domain.journal import ChangeKind
from otp_desktop.domain.legal_limits import BY_NAME
from otp_desktop.domain.plans import PlanStatus
from otp_desktop.domain.sites import LayerKind, SiteKind
from otp_desktop.domain.words import role_name, site_kind_name
from otp_desktop.domain.zones import zone_name
from otp_desktop.services.field_names import field_name
from otp_desktop.texts import N_, _
from otp_desktop.texts.formats import duration, moment, number, short_date

KIND_NAMES = {
    Kind.AGENT: N_("Agent"),
    Kind.UNIT: N_("Unit"),
    Kind.QUALIFICATION: N_("Qualification"),
    Kind.SITE: N_("Point"),
    Kind.LAYER: N_("Reference layer"),
    Kind.OPERATION: N_("Operation"),
    Kind.NEED: N_("Need"),
    Kind.CONVOY: N_("Convoy"),
    Kind.PROCEDURE_CARD: N_("Procedure card"),
    Kind.PLAN: N_("Plan"),
    Kind.PAST_WORK: N_("Earlier work"),
    Kind.SETTING: N_("Setting"),
}
CHANGE_NAMES = {
    ChangeKind.ADDED: N_("Addition"),
    ChangeKind.CHANGED: N_("Change"),
    ChangeKind.REMOVED: N_("Deletion"),
}
STATUS_NAMES = {
    PlanStatus.OPTIMAL: N_("optimal"),
    PlanStatus.FEASIBLE: N_("optimised"),
    PlanStatus.STOPPED: N_("optimised, stopped early"),
    PlanStatus.MANUAL: N_("changed by hand"),
}
LAYER_NAMES = {
    LayerKind.ARRONDISSEMENTS: N_("Arrondissements"),
    LayerKind.WATER: N_("Water"),
    LayerKind.INCIDENTS: N_("Incidents"),
    LayerKind.OTHER: N_("Other"),
    LayerKind.SECTORS: N_("Sector"),
}
# Counted for optimistic locking, by the optimiser or for its proof: nothing that a person changed.
HIDDEN = frozenset(
    {"id", "version", "operation_id", "assignments", "bound", "problem_sha256", "seconds", "seed", "import_key"}
)
LONGEST = 300


def value_text(kind: Kind, name: str, value: Any) -> str:
    """One value in the reader's words; empty for none. Long ones are cut."""
    words = _words(kind, name, value)
    return words if len(words) <= LONGEST else f"{words[:LONGEST]}…"


def item_texts(name: str, items: Sequence[Any]) -> list[str]:
    """The parts of a record, one text each."""
    word = ITEM_WORDS.get(name, _any_item)
    return [word(item) for item in items]


def _words(kind: Kind, name: str, value: Any) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if (kind, name) in CHOICE_WORDS:
        return CHOICE_WORDS[kind, name](value)
    if name in BY_NAME and not BY_NAME[name].days:
        return duration(value)
    if isinstance(value, int | float):
        return number(value, 0 if float(value).is_integer() else 2)
    if isinstance(value, str):
        return _time_text(name, value)
    return _any_item(value)


def _time_text(name: str, value: str) -> str:
    if name in {"start", "end", "departure", "made_at", "published_at"}:
        return moment(_moment(value))
    return short_date(date.fromisoformat(value)) if name in {"first_day", "last_day"} else value


def _moment(text: str) -> datetime:
    """A civil time as it is; an instant by this computer's clock."""
    time = time_of(text)
    return time if time.tzinfo is None else time.astimezone()


def _held(item: Mapping[str, Any]) -> str:
    days = [short_date(date.fromisoformat(day)) if day else "…" for day in (item["valid_from"], item["valid_until"])]
    return str(item["code"]) if days == ["…", "…"] else f"{item['code']} ({days[0]} – {days[1]})"


def _absence(item: Mapping[str, Any]) -> str:
    """Without the reason, nor the mark that stands for it."""
    period = f"{moment(_moment(item['start']))} – {moment(_moment(item['end']))}"
    return _("{period} (recall possible)").format(period=period) if item.get("recallable") else period


def _role(item: Mapping[str, Any]) -> str:
    asked = ", ".join((*item["qualifications"], *item["corps"]))
    heads = _("{count} (minimum {minimum})").format(count=item["count"], minimum=item["minimum"])
    return f"{role_name(item['code'])} {heads}{f' [{asked}]' if asked else ''}"


def _derogation(item: Mapping[str, Any]) -> str:
    days = " – ".join(short_date(date.fromisoformat(item[day])) for day in ("first_day", "last_day"))
    limits = (f"{field_name(name)} {value_text(Kind.OPERATION, name, limit)}" for name, limit in item["limits"])
    return f"{days} ({', '.join(limits)})"


def _shape(item: Mapping[str, Any]) -> str:
    return str(item["name"] or item["code"])


def _place(item: Mapping[str, Any]) -> str:
    return f"{item['latitude']:.5f}, {item['longitude']:.5f}"


def _any_item(item: Any) -> str:
    if isinstance(item, Mapping):
        return _place(item) if item.keys() == {"latitude", "longitude"} else ", ".join(map(_any_item, item.values()))
    if isinstance(item, list | tuple):
        return ", ".join(map(_any_item, item))
    return "" if item is None else str(item)


def _is_picture(value: Any) -> bool:
    return isinstance(value, str) and value.startswith("data:image/")


ITEM_WORDS: dict[str, Callable[[Any], str]] = {
    "qualifications": _held,
    "absences": _absence,
    "roles": _role,
    "derogations": _derogation,
    "features": _shape,
    "site_kinds": lambda kind: site_kind_name(SiteKind(kind)),
}
CHOICE_WORDS: dict[tuple[Kind, str], Callable[[Any], str]] = {
    (Kind.SITE, "kind"): lambda value: site_kind_name(SiteKind(value)),
    (Kind.SITE, "zone"): zone_name,
    (Kind.LAYER, "kind"): lambda value: _(LAYER_NAMES[LayerKind(value)]),
    (Kind.SETTING, "value"): lambda value: _("(picture)") if _is_picture(value) else _any_item(value),
    (Kind.PLAN, "status"): lambda value: _(STATUS_NAMES[PlanStatus(value)]),
    (Kind.PLAN, "number"): lambda value: _("version {number}").format(number=value) if value else _("draft"),
}
