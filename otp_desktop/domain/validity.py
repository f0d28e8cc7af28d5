"""Whether a qualification holds, and for how long still."""

from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum

from otp_desktop.domain.force import HeldQualification

EXPIRING_DAYS = 60


class Validity(StrEnum):
    """``EXPIRING`` qualifications hold, and end within ``EXPIRING_DAYS`` with nothing after them."""

    VALID = "valid"
    EXPIRING = "expiring"
    TO_COME = "to_come"
    EXPIRED = "expired"


def validity(periods: Iterable[HeldQualification], today: date, days: int = EXPIRING_DAYS) -> Validity:
    """The state on one day of one qualification that an agent holds in one or several periods.

    A period that begins by the time the current one ends is a renewal: the qualification is then not expiring.
    """
    held = tuple(periods)
    last = last_day_held(held, today)
    if last is not None:
        return Validity.VALID if last > today + timedelta(days=days) else Validity.EXPIRING
    to_come = any(one.valid_from is not None and one.valid_from > today for one in held)
    return Validity.TO_COME if to_come else Validity.EXPIRED


def last_day_held(periods: Iterable[HeldQualification], today: date) -> date | None:
    """The last day of the unbroken time that holds today; ``date.max`` without an end, None when not held today."""
    last: date | None = None
    for one in sorted(periods, key=lambda one: one.valid_from or date.min):
        start, end = one.valid_from or date.min, one.valid_until or date.max
        begins_in_time = start <= today if last is None else last == date.max or start <= last + timedelta(days=1)
        if begins_in_time and end >= today:
            last = max(last or end, end)
    return last
