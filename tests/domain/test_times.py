"""Civil times, real minutes and the two nights that are not 24 hours around."""

from datetime import date, datetime

import pytest

from otp_desktop.domain.times import (
    PARIS,
    elapsed_minutes,
    exists,
    first_of_twelve_months,
    monday_of,
    overlap,
    to_instant,
)


@pytest.mark.parametrize(
    ("start", "end", "minutes"),
    [
        (datetime(2024, 9, 2, 22), datetime(2024, 9, 3, 5), 7 * 60),  # an ordinary night
        (datetime(2024, 10, 26, 22), datetime(2024, 10, 27, 5), 8 * 60),  # October plays an hour twice
        (datetime(2024, 3, 30, 22), datetime(2024, 3, 31, 5), 6 * 60),  # March skips one
        (datetime(2024, 9, 2, 8, 5), datetime(2024, 9, 2, 8, 5), 0),
    ],
)
def test_durations_are_real_elapsed_minutes(start: datetime, end: datetime, minutes: int) -> None:
    assert elapsed_minutes(start, end, PARIS) == minutes


def test_the_hour_that_october_plays_twice_is_told_apart_by_its_fold() -> None:
    first = datetime(2024, 10, 27, 2, 30)
    assert elapsed_minutes(first, first.replace(fold=1), PARIS) == 60


def test_a_time_that_march_skips_does_not_exist() -> None:
    assert not exists(datetime(2024, 3, 31, 2, 30), PARIS)
    assert exists(datetime(2024, 3, 31, 3, 0), PARIS)
    assert exists(datetime(2024, 10, 27, 2, 30), PARIS)
    assert exists(datetime(2024, 10, 27, 2, 30, fold=1), PARIS)


def test_instants_are_in_universal_time() -> None:
    assert to_instant(datetime(2024, 7, 14, 12, 50), PARIS).hour == 10
    assert to_instant(datetime(2024, 1, 14, 12, 50), PARIS).hour == 11


def test_a_civil_week_begins_on_monday() -> None:
    assert monday_of(date(2024, 9, 1)) == date(2024, 8, 26)
    assert monday_of(date(2024, 9, 2)) == date(2024, 9, 2)


def test_back_to_back_is_no_overlap() -> None:
    eight, nine, ten = (datetime(2024, 9, 2, hour) for hour in (8, 9, 10))
    assert not overlap(eight, nine, nine, ten)
    assert overlap(eight, ten, nine, ten)
    assert overlap(nine, ten, eight, ten)


@pytest.mark.parametrize(
    ("last", "first"),
    [
        (date(2026, 11, 22), date(2025, 11, 23)),
        (date(2026, 12, 31), date(2026, 1, 1)),
        (date(2028, 2, 29), date(2027, 3, 1)),
        (date(2028, 2, 28), date(2027, 3, 1)),
        (date(2029, 2, 28), date(2028, 3, 1)),
    ],
)
def test_twelve_months_end_the_day_before_the_same_day_a_year_later(last: date, first: date) -> None:
    assert first_of_twelve_months(last) == first
