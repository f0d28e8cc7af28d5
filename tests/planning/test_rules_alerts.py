"""RT-10 and RT-12: what is watched and forbids nothing. RT-12 is about two plans: ``tests/services/test_alerts.py``."""

import pytest

from otp_desktop.domain.alerts import AlertLimits
from otp_desktop.planning.checker import check
from otp_desktop.planning.problem import Problem
from otp_desktop.planning.rules.alerts import NOTICE, overtime
from otp_desktop.texts import use_language
from tests.planning.builders import agent, day, history, need, problem, serve

Found = list[tuple[str | None, str, float]]
HOUR = 60


def alerts(asked: Problem, *needs: str, limits: AlertLimits | None = None) -> Found:
    found = overtime(asked, serve("A", *needs), limits or AlertLimits())
    return [(alert.agent, str(alert.day), alert.figure) for alert in found]


def week_of(minutes: int, monday: str = "2024-09-02") -> Problem:
    """One agent, one long post in the week of this Monday: no limit of law is judged here."""
    hours, rest = divmod(minutes, HOUR)
    days, hour = divmod(hours, 24)
    end = f"{monday[:8]}{int(monday[8:]) + days:02d}T{hour:02d}:{rest:02d}"
    return problem([agent()], [need("N", f"{monday}T00:00", end)])


@pytest.mark.parametrize(
    ("minutes", "found"),
    [
        (60 * HOUR - 1, []),
        (60 * HOUR, []),
        (60 * HOUR + 1, [("A", "2024-09-01", 25 * HOUR + 1)]),
    ],
)
def test_rt_10_overtime_is_what_a_week_has_beyond_the_ordinary_one(minutes: int, found: Found) -> None:
    asked = week_of(minutes)
    assert alerts(asked, "N") == found
    assert check(asked, serve("A", "N")) == ()


def test_rt_10_the_weeks_of_a_month_add_up_and_a_short_week_makes_good_for_none() -> None:
    weeks = [
        need(f"W{week}", f"2024-09-{2 + 7 * week:02d}T00:00", f"2024-09-{3 + 7 * week:02d}T23:00") for week in (0, 1)
    ]
    rest = need("rest", "2024-09-16T08:00", "2024-09-16T09:00")
    asked = problem([agent()], [*weeks, rest])
    assert alerts(asked, "W0", "W1", "rest", limits=AlertLimits(overtime_minutes=23 * HOUR)) == [
        ("A", "2024-09-01", 24 * HOUR)
    ]


@pytest.mark.parametrize(("last_week", "found"), [(36 * HOUR, []), (37 * HOUR, [("A", "2024-09-01", 26 * HOUR)])])
def test_rt_10_weeks_before_the_plan_count_in_their_month(last_week: int, found: Found) -> None:
    """59 h in the week from 9 September; the week before is the last of the history, and that of 19 August another month's."""
    asked = problem(
        [agent(history=history(100 * HOUR, 0, last_week))], [need("N", "2024-09-09T00:00", "2024-09-11T11:00")]
    )
    assert alerts(asked, "N") == found


def test_rt_10_a_week_belongs_to_the_month_in_which_it_ends() -> None:
    assert alerts(week_of(61 * HOUR, "2024-09-23"), "N") == [("A", "2024-09-01", 26 * HOUR)]
    over = problem([agent()], [need("N", "2024-09-30T00:00", "2024-10-02T13:00")])
    assert alerts(over, "N") == [("A", "2024-10-01", 26 * HOUR)]


def test_rt_10_is_not_watched_without_a_limit_and_says_that_the_plan_is_legal() -> None:
    asked = week_of(70 * HOUR)
    assert alerts(asked, "N", limits=AlertLimits(overtime_minutes=None)) == []
    (alert,) = overtime(asked, serve("A", "N"), AlertLimits())
    use_language("fr")
    assert "légal" in str(alert.sentence)


def test_rt_12_says_that_no_law_sets_it() -> None:
    alert = NOTICE.broken(agent="A", needs=("N",), figure=2, limit=7, day=day("2024-09-02"))
    use_language("fr")
    assert "aucune loi" in str(alert.sentence)
