"""How codes of the domain read on screen."""

from otp_desktop.domain.coverage import CoverageState
from otp_desktop.domain.plans import AssignmentOrigin, PlanStatus
from otp_desktop.domain.validity import Validity
from otp_desktop.services.recurrence import Calendar
from otp_desktop.texts import N_, _

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
    PlanStatus.MANUAL: N_("Changed by hand"),
}
PRIORITIES = {1: N_("1 – Vital"), 2: N_("2 – Major"), 3: N_("3 – Normal"), 4: N_("4 – Minor"), 5: N_("5 – Useful")}
DANGER_RANKS = {
    1: N_("1 – Very dangerous"),
    2: N_("2 – Dangerous"),
    3: N_("3 – Average"),
    4: N_("4 – Calm"),
    5: N_("5 – Very calm"),
}
VALIDITIES = {
    Validity.VALID: N_("● Valid"),
    Validity.EXPIRING: N_("▲ Expires within 60 days"),
    Validity.TO_COME: N_("◌ To come"),
    Validity.EXPIRED: N_("✕ Expired"),
}
CALENDARS = {
    Calendar.EVERY_DAY: N_("Every day"),
    Calendar.NOT_PUBLIC_HOLIDAYS: N_("Without public holidays"),
    Calendar.SCHOOL_DAYS: N_("School days (zone C)"),
    Calendar.SCHOOL_HOLIDAYS: N_("School holidays (zone C)"),
    Calendar.PUBLIC_HOLIDAYS: N_("Public holidays"),
}
CORPS = ("PM", "ASP", "AAS", "ASVP")


def coverage_state(state: CoverageState) -> str:
    return _(COVERAGE_STATES[state])


def validity_state(validity: Validity) -> str:
    return _(VALIDITIES[validity])


def plan_status(status: PlanStatus) -> str:
    return _(PLAN_STATUSES[status])


def plan_name(number: int) -> str:
    return _("v{number}, published").format(number=number) if number else _("draft")
