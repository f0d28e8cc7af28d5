"""Days on which schools are closed."""

from datetime import date, timedelta

import pytest

from otp_desktop.services.errors import CalendarUnknownError
from otp_desktop.services.school_calendar import closed_days


def test_summer_ends_on_the_first_of_september_2026() -> None:
    assert list(closed_days(date(2026, 8, 31), date(2026, 9, 4))) == [date(2026, 8, 31)]


def test_a_public_holiday_in_term_is_closed_and_says_its_french_name() -> None:
    closed = closed_days(date(2026, 11, 9), date(2026, 11, 13))
    assert list(closed) == [date(2026, 11, 11)]
    assert str(closed[date(2026, 11, 11)]) == "jour férié\u00a0: Armistice"


def test_autumn_holidays_of_2026_in_zone_c() -> None:
    # Ministère de l'Éducation nationale, calendrier 2026-2027: from 17 October to 2 November 2026.
    closed = closed_days(date(2026, 10, 16), date(2026, 11, 2))
    assert date(2026, 10, 16) not in closed
    assert all(date(2026, 10, 17) + timedelta(days) in closed for days in range(16))
    assert date(2026, 11, 2) not in closed


def test_zones_do_not_have_their_winter_holidays_together() -> None:
    day = date(2026, 2, 9)
    assert day in closed_days(day, day, zone="A")
    assert day not in closed_days(day, day, zone="C")


def test_days_after_the_published_calendar_are_unknown_not_open() -> None:
    with pytest.raises(CalendarUnknownError) as caught:
        closed_days(date(2028, 8, 31), date(2028, 9, 1))
    assert "01/09/2028" in str(caught.value)
    assert "31/08/2028" in str(caught.value)
