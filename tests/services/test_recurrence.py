"""Days on which needs come back, and what they become on the nights when clocks change."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from otp_desktop.domain.operations import Need
from otp_desktop.domain.sites import Site, SiteKind
from otp_desktop.domain.times import PARIS, elapsed_minutes
from otp_desktop.services.needs_from_template import needs_on
from otp_desktop.services.recurrence import (
    Calendar,
    DayException,
    DayState,
    Recurrence,
    planned_days,
    recurrence_faults,
)
from otp_desktop.services.templates import find_template

SCHOOL = Site(code="E13-001", name="École", kind=SiteKind.SCHOOL, danger_rank=1)
AUTUMN = Recurrence(first=date(2026, 10, 12), last=date(2026, 10, 25), weekdays=(1, 4), calendar=Calendar.SCHOOL_DAYS)


def held(recurrence: Recurrence) -> list[date]:
    return [planned.day for planned in planned_days(recurrence) if planned.held]


def needs(template: str, *days: Recurrence) -> list[Need]:
    return [need for each in days for need in needs_on(find_template(template), [SCHOOL], planned_days(each), PARIS)]


def test_school_days_stop_where_the_autumn_holidays_begin() -> None:
    # Zone C: from Saturday 17 October to Monday 2 November 2026.
    assert held(AUTUMN) == [date(2026, 10, 12), date(2026, 10, 15)]
    closed = [planned for planned in planned_days(AUTUMN) if planned.state is DayState.CLOSED]
    assert [planned.day for planned in closed] == [date(2026, 10, 19), date(2026, 10, 22)]
    assert "Toussaint" in str(closed[0].reason)


@pytest.mark.parametrize(
    ("calendar", "expected"),
    [
        (Calendar.EVERY_DAY, [9, 10, 11, 12, 13]),
        (Calendar.NOT_PUBLIC_HOLIDAYS, [9, 10, 12, 13]),
        (Calendar.PUBLIC_HOLIDAYS, [11]),
        (Calendar.SCHOOL_DAYS, [9, 10, 12, 13]),
        (Calendar.SCHOOL_HOLIDAYS, []),
    ],
)
def test_each_calendar_judges_the_eleventh_of_november(calendar: Calendar, expected: list[int]) -> None:
    week = Recurrence(first=date(2026, 11, 9), last=date(2026, 11, 13), calendar=calendar)
    assert [day.day for day in held(week)] == expected


def test_days_beyond_the_published_school_calendar_are_unknown_not_open() -> None:
    edge = Recurrence(first=date(2028, 8, 31), last=date(2028, 9, 2), calendar=Calendar.SCHOOL_HOLIDAYS)
    assert [planned.state for planned in planned_days(edge)] == [DayState.HELD, DayState.UNKNOWN, DayState.UNKNOWN]
    assert "31/08/2028" in str(planned_days(edge)[1].reason)
    assert len(held(Recurrence(first=date(2028, 8, 31), last=date(2028, 9, 2)))) == 3


def test_a_public_holiday_is_known_even_beyond_the_school_calendar() -> None:
    armistice = Recurrence(first=date(2030, 11, 11), last=date(2030, 11, 11), calendar=Calendar.SCHOOL_DAYS)
    assert planned_days(armistice)[0].state is DayState.CLOSED


def test_an_exception_cancels_a_date_or_holds_one_that_the_rule_leaves_out() -> None:
    exceptions = (DayException(day=date(2026, 10, 15), cancelled=True), DayException(day=date(2026, 10, 28)))
    changed = Recurrence(first=AUTUMN.first, last=AUTUMN.last, weekdays=(1, 4), calendar=AUTUMN.calendar,
                         exceptions=exceptions)  # fmt: skip
    assert held(changed) == [date(2026, 10, 12), date(2026, 10, 28)]


def test_other_hours_and_other_heads_hold_for_that_date_alone() -> None:
    odd = DayException(day=date(2026, 9, 8), start=time(7), end=time(7, 30), heads=5)
    made = needs("rentree", Recurrence(first=date(2026, 9, 7), last=date(2026, 9, 8), exceptions=(odd,)))
    tuesday = [need for need in made if need.start.date() == odd.day]
    assert len([need for need in made if need.start.date() == date(2026, 9, 7)]) == 4
    assert [(need.start.time(), need.end.time(), need.heads) for need in tuesday] == [(time(7), time(7, 30), 5)]


def test_a_window_over_the_march_change_starts_when_clocks_show_three() -> None:
    night = DayException(day=date(2026, 3, 29), start=time(2, 30), end=time(5))
    (need,) = needs("ceremony", Recurrence(first=night.day, last=night.day, exceptions=(night,)))
    assert (need.start, need.end) == (datetime(2026, 3, 29, 3, 30), datetime(2026, 3, 29, 5))


def test_a_night_over_the_october_change_lasts_an_hour_more() -> None:
    night = DayException(day=date(2026, 10, 24), start=time(22), end=time(5))
    (need,) = needs("ceremony", Recurrence(first=night.day, last=night.day, exceptions=(night,)))
    assert elapsed_minutes(need.start, need.end, PARIS) == 8 * 60


@pytest.mark.parametrize(
    ("wrong", "column"),
    [
        (Recurrence(first=date(2026, 9, 2), last=date(2026, 9, 1)), "last"),
        (Recurrence(first=date(2026, 9, 1), last=date(2028, 9, 1)), "last"),
        (Recurrence(first=date(2026, 9, 1), last=date(2026, 9, 1), weekdays=()), "weekdays"),
        (Recurrence(first=AUTUMN.first, last=AUTUMN.last, exceptions=(DayException(day=AUTUMN.first),) * 2),
         "exceptions"),
        (Recurrence(first=AUTUMN.first, last=AUTUMN.last,
                    exceptions=(DayException(day=AUTUMN.first, start=time(8)),)), "exceptions"),
    ],
)  # fmt: skip
def test_what_cannot_be_meant_is_a_fault_of_its_field(wrong: Recurrence, column: str) -> None:
    assert [fault.column for fault in recurrence_faults(wrong)] == [column]


@given(st.dates(date(2020, 1, 1), date(2027, 1, 1)), st.integers(0, 60), st.sets(st.integers(1, 7), min_size=1))
def test_every_day_of_the_period_is_judged_once(first: date, length: int, weekdays: set[int]) -> None:
    recurrence = Recurrence(first=first, last=first + timedelta(days=length), weekdays=tuple(weekdays))
    days = planned_days(recurrence)
    assert [planned.day for planned in days] == [first + timedelta(days=offset) for offset in range(length + 1)]
    assert all(planned.held == (planned.day.isoweekday() in weekdays) for planned in days)
