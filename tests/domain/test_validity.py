"""Whether a qualification holds: boundaries of days, renewals, gaps."""

from datetime import date, timedelta

import pytest

from otp_desktop.domain.force import HeldQualification
from otp_desktop.domain.validity import EXPIRING_DAYS, Validity, last_day_held, validity

TODAY = date(2026, 11, 22)


def held(first: int | None, last: int | None) -> HeldQualification:
    """Between two days counted from today."""
    day = [None if days is None else TODAY + timedelta(days=days) for days in (first, last)]
    return HeldQualification(code="leader", valid_from=day[0], valid_until=day[1])


@pytest.mark.parametrize(
    ("periods", "expected"),
    [
        ([(None, None)], Validity.VALID),
        ([(0, None)], Validity.VALID),
        ([(None, 0)], Validity.EXPIRING),
        ([(None, EXPIRING_DAYS)], Validity.EXPIRING),
        ([(None, EXPIRING_DAYS + 1)], Validity.VALID),
        ([(None, -1)], Validity.EXPIRED),
        ([(1, None)], Validity.TO_COME),
        ([(None, 10), (11, None)], Validity.VALID),
        ([(None, 10), (12, None)], Validity.EXPIRING),
        ([(None, -1), (3, None)], Validity.TO_COME),
        ([(None, 5), (-3, 20), (18, 300)], Validity.VALID),
    ],
)
def test_the_state_of_a_qualification_counts_both_days_and_its_renewals(
    periods: list[tuple[int | None, int | None]], expected: Validity
) -> None:
    given = [held(*period) for period in periods]
    assert validity(given, TODAY) is expected
    assert validity(reversed(given), TODAY) is expected


def test_the_last_day_held_is_that_of_the_unbroken_time() -> None:
    assert last_day_held([held(None, 10), held(11, 30), held(40, 50)], TODAY) == TODAY + timedelta(days=30)
    assert last_day_held([held(None, -1)], TODAY) is None
    assert last_day_held([held(None, None), held(3, 4)], TODAY) == date.max
