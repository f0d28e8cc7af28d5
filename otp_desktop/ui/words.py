"""How codes of the domain read on screen."""

from otp_desktop.domain.coverage import CoverageState
from otp_desktop.domain.plans import AssignmentOrigin, PlanStatus
from otp_desktop.domain.sites import SiteKind
from otp_desktop.texts import N_, _, current_language

SITE_KINDS = {
    SiteKind.SCHOOL: N_("School point"),
    SiteKind.FIXED: N_("Fixed post"),
    SiteKind.MOBILE: N_("Mobile post"),
    SiteKind.SECTOR: N_("Sector"),
}
COVERAGE_STATES = {
    CoverageState.HELD: N_("● Held"),
    CoverageState.PARTLY: N_("◐ Partly held"),
    CoverageState.NOT_HELD: N_("○ Not held"),
    CoverageState.NOT_NEEDED: N_("– Nobody required"),
}
ORIGINS = {
    AssignmentOrigin.OPTIMISER: N_("Optimiser"),
    AssignmentOrigin.HAND: N_("By hand"),
    AssignmentOrigin.IMPORT: N_("Imported"),
}
PLAN_STATUSES = {
    PlanStatus.OPTIMAL: N_("Proved optimal"),
    PlanStatus.FEASIBLE: N_("Best found in the time"),
    PlanStatus.STOPPED: N_("Stopped by you"),
    PlanStatus.MANUAL: N_("Made by hand"),
}
PRIORITIES = {1: N_("1 – Vital"), 2: N_("2 – Major"), 3: N_("3 – Normal"), 4: N_("4 – Minor"), 5: N_("5 – Useful")}
DANGER_RANKS = {
    1: N_("1 – Very dangerous"),
    2: N_("2 – Dangerous"),
    3: N_("3 – Average"),
    4: N_("4 – Calm"),
    5: N_("5 – Very calm"),
}
ROLES = {
    "agent": N_("Agent"),
    "guard": N_("Point agent"),
    "chief": N_("Post chief"),
    "leader": N_("Team leader"),
    "first-aid": N_("First aid"),
    "moto": N_("Motorcyclist"),
    "dog": N_("Dog handler"),
    "driver": N_("Driver"),
}
CORPS = ("PM", "ASP", "AAS", "ASVP")
_PARIS = "751"


def site_kind(kind: SiteKind) -> str:
    return _(SITE_KINDS[kind])


def coverage_state(state: CoverageState) -> str:
    return _(COVERAGE_STATES[state])


def plan_status(status: PlanStatus) -> str:
    return _(PLAN_STATUSES[status])


def zone(code: str) -> str:
    """``75113`` reads ``13e``; a code that is no arrondissement of Paris stays as it is."""
    if len(code) != 5 or not code.startswith(_PARIS) or not code.isdigit():
        return code
    rank = int(code[-2:])
    if current_language() != "fr":
        return str(rank)
    return "1er" if rank == 1 else f"{rank}e"


def plan_name(number: int) -> str:
    return _("v{number}, published").format(number=number) if number else _("draft")


def role(code: str) -> str:
    """Roles of the shipped templates have names; others read as they were written."""
    return _(ROLES.get(code, code))
