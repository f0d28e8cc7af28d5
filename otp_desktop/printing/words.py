"""The words that several sheets share."""

import re

from otp_desktop.domain.coverage import HeadCount
from otp_desktop.domain.force import Agent
from otp_desktop.domain.operations import Operation
from otp_desktop.domain.plans import Plan
from otp_desktop.domain.sites import SiteKind
from otp_desktop.domain.snapshot import PlanSnapshot
from otp_desktop.texts import N_, _, ngettext
from otp_desktop.texts.formats import long_date

NOBODY = "—"
SITE_KINDS = {
    SiteKind.SCHOOL: N_("School point"),
    SiteKind.FIXED: N_("Fixed post"),
    SiteKind.MOBILE: N_("Mobile post"),
    SiteKind.SECTOR: N_("Sector"),
}
ROLES = {"chief": N_("chief"), "guard": N_("guard"), "first_aid": N_("first-aider")}
_PARIS_ZONE = re.compile(r"751(\d\d)")


def service_name() -> str:
    return _("Municipal police")


def version_name(plan: Plan) -> str:
    return _("Draft") if plan.is_draft else _("Version {number}").format(number=plan.number)


def operation_name(operation: Operation) -> str:
    return f"{operation.name} ({operation.code})" if operation.name else operation.code


def operation_days(operation: Operation) -> str:
    first, last = operation.first_day, operation.last_day
    if first == last:
        return long_date(first)
    return _("{first} to {last}").format(first=long_date(first), last=long_date(last))


def sources_line(snapshot: PlanSnapshot) -> str:
    """The attributions that the official layers ask for; empty where there is none."""
    named = dict.fromkeys(layer.attribution for layer in snapshot.layers if layer.official and layer.attribution)
    return _("Source: {sources}").format(sources=" ; ".join(named)) if named else ""


def role_name(code: str) -> str:
    """The word for a usual role, else the code as the planner wrote it."""
    return _(ROLES[code]) if code in ROLES else code


def zone_name(zone: str, snapshot: PlanSnapshot) -> str:
    """``13e arrondissement`` for ``75113``; elsewhere the name that a layer gives, else the code."""
    if (match := _PARIS_ZONE.fullmatch(zone)) and 1 <= (number := int(match[1])) <= 20:
        return _("1st district") if number == 1 else _("district {number}").format(number=number)
    names = (feature.name for layer in snapshot.layers for feature in layer.features if feature.code == zone)
    return next((name for name in names if name), zone)


def named(agent: Agent) -> str:
    """``MARTIN Élise (004512)``: the staff number tells namesakes apart."""
    return f"{agent.full_name} ({agent.staff_number})"


def missing_heads(count: HeadCount) -> str:
    return _("Missing: {count}").format(count=count.missing)


def heads_held(count: HeadCount) -> str:
    text = ngettext("{held} of {required} held", "{held} of {required} held", count.held)
    return text.format(held=count.held, required=count.required)
