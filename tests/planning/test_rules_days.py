"""RT-13: civil days in a row."""

from typing import Any

import pytest

from otp_desktop.planning.problem import Need
from tests.planning.builders import agent, broken, derogation, need, problem, rules, serve

Found = list[tuple[str, float, float]]


def mornings(*days: int) -> list[Need]:
    return [need(f"N{day}", f"2024-09-{day:02d}T08:00", f"2024-09-{day:02d}T12:00") for day in days]


def found_on(days: list[int], **parts: Any) -> Found:
    needs = mornings(*days)
    asked = problem([agent()], needs, rules=rules(consecutive_days=6), **parts)
    return broken(asked, serve("A", *(each.id for each in needs)))


@pytest.mark.parametrize(
    ("days", "found"),
    [
        ([2, 3, 4, 5, 6], []),
        ([2, 3, 4, 5, 6, 7], []),
        ([2, 3, 4, 5, 6, 7, 8], [("RT-13", 7, 6)]),
        ([2, 3, 4, 6, 7, 8, 9], []),
        ([5, 6, 7, 8, 9, 10, 11, 12], [("RT-13", 8, 6)]),
    ],
)
def test_rt_13_days_in_a_row_are_at_most_the_limit(days: list[int], found: Found) -> None:
    assert found_on(days) == found


def test_rt_13_counts_the_days_on_which_work_starts() -> None:
    needs = [
        need("one", "2024-03-30T20:00", "2024-03-31T04:00"),
        need("two", "2024-04-01T20:00", "2024-04-02T04:00"),
    ]
    asked = problem([agent()], needs, rules=rules(consecutive_days=1))
    assert broken(asked, serve("A", "one", "two")) == []


def test_rt_13_takes_the_limit_of_the_day_that_goes_over_it() -> None:
    week = [2, 3, 4, 5, 6, 7, 8]
    on_the_seventh = (derogation("2024-09-08", "2024-09-08", consecutive_days=7),)
    on_the_sixth = (derogation("2024-09-07", "2024-09-07", consecutive_days=7),)
    assert found_on(week, derogations=on_the_seventh) == []
    assert found_on(week, derogations=on_the_sixth) == [("RT-13", 7, 6)]
