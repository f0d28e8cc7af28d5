"""RT-03, RT-04, RT-05 and RT-07: one duty and the rest before it."""

from typing import Any

import pytest

from otp_desktop.domain.working_time import WorkingTimeRules
from otp_desktop.planning.problem import Problem
from tests.planning.builders import agent, broken, derogation, history, need, problem, rules, serve


def one_need(start: str, end: str, limits: WorkingTimeRules) -> Problem:
    return problem([agent()], [need("N", start, end)], rules=limits)


@pytest.mark.parametrize(
    ("end", "found"),
    [("17:59", []), ("18:00", []), ("18:01", [("RT-03", 601, 600)])],
)
def test_rt_03_work_in_a_duty_is_at_most_its_limit(end: str, found: list[tuple[str, int, int]]) -> None:
    asked = one_need("2024-09-02T08:00", f"2024-09-02T{end}", rules(duty_minutes=600))
    assert broken(asked, serve("A", "N")) == found


def test_rt_03_counts_the_posts_of_a_duty_over_midnight_without_its_gaps() -> None:
    needs = [
        need("evening", "2024-09-02T20:00", "2024-09-02T23:00"),
        need("night", "2024-09-03T01:00", "2024-09-03T04:01"),
    ]
    asked = problem([agent()], needs, rules=rules(duty_minutes=360, daily_rest_minutes=660))
    assert broken(asked, serve("A", "night", "evening")) == [("RT-03", 361, 360)]


@pytest.mark.parametrize(
    ("start", "end", "worked"),
    [
        ("2024-03-30T22:00", "2024-03-31T06:00", 420),
        ("2024-10-26T22:00", "2024-10-27T06:00", 540),
        ("2024-10-19T22:00", "2024-10-20T06:00", 480),
    ],
)
def test_rt_03_counts_real_minutes_when_the_clocks_change(start: str, end: str, worked: int) -> None:
    assert broken(one_need(start, end, rules(duty_minutes=worked)), serve("A", "N")) == []
    shorter = rules(duty_minutes=worked - 1)
    assert broken(one_need(start, end, shorter), serve("A", "N")) == [("RT-03", worked, worked - 1)]


@pytest.mark.parametrize(("gap_end", "duties"), [("16:59", 1), ("17:00", 2), ("17:01", 2)])
def test_rt_03_a_gap_of_the_daily_rest_or_more_opens_a_new_duty(gap_end: str, duties: int) -> None:
    needs = [
        need("first", "2024-09-02T00:00", "2024-09-02T06:00"),
        need("second", f"2024-09-02T{gap_end}", "2024-09-02T23:00"),
    ]
    asked = problem([agent()], needs, rules=rules(duty_minutes=600, daily_rest_minutes=660))
    assert [rule for rule, *_ in broken(asked, serve("A", "first", "second"))] == ["RT-03"] * (2 - duties)


def test_rt_03_without_a_daily_rest_eleven_hours_still_end_a_duty() -> None:
    needs = [need(f"N{day}", f"2024-09-0{day}T08:00", f"2024-09-0{day}T18:00") for day in (2, 3, 4)]
    asked = problem([agent()], needs, rules=rules(duty_minutes=600, amplitude_minutes=600))
    assert broken(asked, serve("A", "N2", "N3", "N4")) == []


@pytest.mark.parametrize(
    ("first", "last", "found"),
    [
        ("2024-09-02", "2024-09-02", []),
        ("2024-09-03", "2024-09-03", [("RT-03", 720, 600)]),
        ("2024-09-01", "2024-09-01", [("RT-03", 720, 600)]),
        ("2024-09-01", "2024-09-03", []),
    ],
)
def test_rt_03_a_derogation_holds_for_the_duties_that_start_on_its_days(
    first: str, last: str, found: list[tuple[str, int, int]]
) -> None:
    asked = problem(
        [agent()],
        [need("N", "2024-09-02T20:00", "2024-09-03T08:00")],
        rules=rules(duty_minutes=600),
        derogations=(derogation(first, last, duty_minutes=720),),
    )
    assert broken(asked, serve("A", "N")) == found


def test_rt_03_the_last_of_two_derogations_stands() -> None:
    asked = problem(
        [agent()],
        [need("N", "2024-09-02T06:00", "2024-09-02T17:00")],
        rules=rules(duty_minutes=600),
        derogations=(
            derogation("2024-09-02", "2024-09-02", duty_minutes=720),
            derogation("2024-09-01", "2024-09-05", duty_minutes=630),
        ),
    )
    assert broken(asked, serve("A", "N")) == [("RT-03", 660, 630)]


@pytest.mark.parametrize(
    ("end", "found"),
    [("19:59", []), ("20:00", []), ("20:01", [("RT-04", 721, 720)])],
)
def test_rt_04_amplitude_goes_from_first_start_to_last_end(end: str, found: list[tuple[str, int, int]]) -> None:
    needs = [
        need("morning", "2024-09-02T08:00", "2024-09-02T09:00"),
        need("evening", "2024-09-02T19:00", f"2024-09-02T{end}"),
    ]
    asked = problem([agent()], needs, rules=rules(amplitude_minutes=720, daily_rest_minutes=660))
    assert broken(asked, serve("A", "morning", "evening")) == found


@pytest.mark.parametrize(
    ("start", "end", "real"),
    [
        ("2024-03-30T20:00", "2024-03-31T08:00", 660),
        ("2024-10-26T20:00", "2024-10-27T08:00", 780),
    ],
)
def test_rt_04_amplitude_is_real_time_when_the_clocks_change(start: str, end: str, real: int) -> None:
    assert broken(one_need(start, end, rules(amplitude_minutes=real)), serve("A", "N")) == []
    assert broken(one_need(start, end, rules(amplitude_minutes=real - 1)), serve("A", "N")) == [
        ("RT-04", real, real - 1)
    ]


def test_rt_04_is_derogated_on_the_day_the_duty_starts() -> None:
    asked = problem(
        [agent()],
        [need("N", "2024-07-26T14:00", "2024-07-27T04:00")],
        rules=rules(amplitude_minutes=720),
        derogations=(derogation("2024-07-26", "2024-07-26", amplitude_minutes=840),),
    )
    assert broken(asked, serve("A", "N")) == []


@pytest.mark.parametrize(
    ("last_end", "found"),
    [
        ("2024-09-01T20:59", []),
        ("2024-09-01T21:00", []),
        ("2024-09-01T21:01", [("RT-05", 659, 660)]),
        ("2024-09-02T09:00", [("RT-05", 0, 660)]),
    ],
)
def test_rt_05_the_first_duty_rests_after_the_history(last_end: str, found: list[tuple[str, int, int]]) -> None:
    asked = problem(
        [agent(history=history(last_end=last_end))],
        [need("N", "2024-09-02T08:00", "2024-09-02T12:00"), need("later", "2024-09-03T08:00", "2024-09-03T12:00")],
        rules=rules(daily_rest_minutes=660),
    )
    assert broken(asked, serve("A", "N", "later")) == found


@pytest.mark.parametrize(
    ("last_end", "start", "real"),
    [("2024-03-30T21:00", "2024-03-31T08:00", 600), ("2024-10-26T21:00", "2024-10-27T08:00", 720)],
)
def test_rt_05_rest_is_real_time_when_the_clocks_change(last_end: str, start: str, real: int) -> None:
    day = start[:10]
    for limit, found in ((real, []), (real + 1, [("RT-05", real, real + 1)])):
        asked = problem(
            [agent(history=history(last_end=last_end))],
            [need("N", start, f"{day}T12:00")],
            rules=rules(daily_rest_minutes=limit),
        )
        assert broken(asked, serve("A", "N")) == found


def test_rt_05_is_derogated_on_the_day_of_the_last_end() -> None:
    asked = problem(
        [agent(history=history(last_end="2024-09-01T23:00"))],
        [need("N", "2024-09-02T08:00", "2024-09-02T12:00")],
        rules=rules(daily_rest_minutes=660),
        derogations=(derogation("2024-09-01", "2024-09-01", daily_rest_minutes=540),),
    )
    assert broken(asked, serve("A", "N")) == []


def test_rt_05_a_derogated_rest_ends_the_duty_that_started_under_it() -> None:
    needs = [
        need("event", "2024-07-26T18:00", "2024-07-27T01:00"),
        need("morrow", "2024-07-27T10:00", "2024-07-27T15:00"),
    ]
    common: dict[str, Any] = {"rules": rules(duty_minutes=600, daily_rest_minutes=660)}
    eased = problem(
        [agent()], needs, **common, derogations=(derogation("2024-07-26", "2024-07-26", daily_rest_minutes=540),)
    )
    assert broken(problem([agent()], needs, **common), serve("A", "event", "morrow")) == [("RT-03", 720, 600)]
    assert broken(eased, serve("A", "event", "morrow")) == []


@pytest.mark.parametrize(
    ("end", "relieved", "found"),
    [
        ("13:59", False, []),
        ("14:00", False, []),
        ("14:01", False, [("RT-07", 361, 360)]),
        ("14:01", True, []),
    ],
)
def test_rt_07_a_long_run_of_work_stands_on_relieved_posts_only(
    end: str, relieved: bool, found: list[tuple[str, int, int]]
) -> None:
    asked = problem(
        [agent()],
        [need("N", "2024-09-02T08:00", f"2024-09-02T{end}", relieved=relieved)],
        rules=rules(continuous_minutes=360),
    )
    assert broken(asked, serve("A", "N")) == found


@pytest.mark.parametrize(
    ("start", "found"),
    [("11:19", [("RT-07", 379, 360)]), ("11:20", []), ("11:21", [])],
)
def test_rt_07_a_gap_of_twenty_minutes_breaks_the_run(start: str, found: list[tuple[str, int, int]]) -> None:
    needs = [
        need("one", "2024-09-02T08:00", "2024-09-02T11:00", relieved=True),
        need("two", f"2024-09-02T{start}", "2024-09-02T14:19"),
    ]
    asked = problem([agent()], needs, rules=rules(continuous_minutes=360))
    assert broken(asked, serve("A", "one", "two")) == found


@pytest.mark.parametrize(
    ("start", "end", "real"),
    [("2024-03-30T23:00", "2024-03-31T06:00", 360), ("2024-10-26T23:00", "2024-10-27T06:00", 480)],
)
def test_rt_07_runs_are_real_time_when_the_clocks_change(start: str, end: str, real: int) -> None:
    assert broken(one_need(start, end, rules(continuous_minutes=real)), serve("A", "N")) == []
    assert broken(one_need(start, end, rules(continuous_minutes=real - 1)), serve("A", "N")) == [
        ("RT-07", real, real - 1)
    ]


def test_rt_07_is_derogated_on_the_day_the_run_starts() -> None:
    asked = problem(
        [agent()],
        [need("N", "2024-09-02T20:00", "2024-09-03T03:00")],
        rules=rules(continuous_minutes=360),
        derogations=(derogation("2024-09-02", "2024-09-02", continuous_minutes=420),),
    )
    assert broken(asked, serve("A", "N")) == []
