"""The words for codes of the domain that screens, sheets and maps share."""

from otp_desktop.domain.sites import SiteKind
from otp_desktop.texts import N_, _

ROLE_NAMES = {
    "agent": N_("agent"),
    "guard": N_("guard"),
    "chief": N_("chief"),
    "leader": N_("crew leader"),
    "first_aid": N_("first-aider"),
    "moto": N_("motorcyclist"),
    "dog_handler": N_("dog handler"),
    "driver": N_("driver"),
}
SITE_KIND_NAMES = {
    SiteKind.SCHOOL: N_("School point"),
    SiteKind.FIXED: N_("Fixed post"),
    SiteKind.MOBILE: N_("Mobile post"),
    SiteKind.SECTOR: N_("Sector"),
}


def role_name(code: str) -> str:
    """The word for a usual role, else the code as the planner wrote it."""
    return _(ROLE_NAMES[code]) if code in ROLE_NAMES else code


def unit_name(unit: str | None) -> str:
    """``DT13``; None is the whole force, an empty code those of no unit."""
    if unit is None:
        return _("Whole force")
    return unit or _("No unit")


def site_kind_name(kind: SiteKind) -> str:
    return _(SITE_KIND_NAMES[kind])
