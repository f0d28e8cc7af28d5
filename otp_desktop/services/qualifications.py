"""Qualifications that templates ask for, stored when an operation first needs them."""

from collections.abc import Iterable, Set

from otp_desktop.db.unit_of_work import UnitOfWork
from otp_desktop.domain.force import Qualification
from otp_desktop.domain.operations import Need
from otp_desktop.texts import N_, _

LABELS = {
    "leader": N_("Crew leader"),
    "first_aid": N_("First aid"),
    "driver": N_("Driver"),
    "moto": N_("Motorcyclist"),
    "dog_handler": N_("Dog handler"),
}


def add_missing_qualifications(work: UnitOfWork, needs: Iterable[Need]) -> None:
    """Stores the qualifications that the needs ask for and the database lacks."""
    add_qualifications(work, {code for need in needs for role in need.roles for code in role.qualifications})


def add_qualifications(work: UnitOfWork, asked: Set[str]) -> None:
    """Stores those of these codes that the database lacks."""
    known = {qualification.code for qualification in work.qualifications.list()}
    missing = [Qualification(code=code, label=_(LABELS.get(code, code))) for code in sorted(asked - known)]
    work.qualifications.add_all(missing)
