"""RT-01, RT-02, RT-06 and RT-14: civil weeks, their mean, their rest, the whole plan."""

import pytest

from tests.planning.builders import agent, broken, derogation, history, need, problem, rules, serve

Found = list[tuple[str, float, float]]


@pytest.mark.parametrize(("minutes", "found"), [(599, []), (600, []), (601, [("RT-01", 601, 600)])])
def test_rt_01_work_in_a_civil_week_is_at_most_its_limit(minutes: int, found: Found) -> None:
    end = f"2024-09-05T{8 + (minutes - 300) // 60:02d}:{minutes % 60:02d}"
    needs = [need("one", "2024-09-02T08:00", "2024-09-02T13:00"), need("two", "2024-09-05T08:00", end)]
    asked = problem([agent()], needs, rules=rules(week_minutes=600))
    assert broken(asked, serve("A", "one", "two")) == found


@pytest.mark.parametrize(("end", "found"), [("02:00", []), ("02:01", [("RT-01", 121, 120)])])
def test_rt_01_a_night_from_sunday_to_monday_is_split_at_midnight(end: str, found: Found) -> None:
    asked = problem([agent()], [need("N", "2024-09-08T22:00", f"2024-09-09T{end}")], rules=rules(week_minutes=120))
    assert broken(asked, serve("A", "N")) == found


@pytest.mark.parametrize(
    ("own", "common", "limit"), [(500, 600, 500), (700, 600, 600), (500, None, 500), (None, 600, 600)]
)
def test_rt_01_the_own_limit_stands_if_lower(own: int | None, common: int | None, limit: int) -> None:
    asked = problem(
        [agent(week_minutes=own)],
        [need("N", "2024-09-02T06:00", "2024-09-02T18:00")],
        rules=rules(week_minutes=common),
    )
    assert broken(asked, serve("A", "N")) == [("RT-01", 720, limit)]


@pytest.mark.parametrize(
    ("start", "end", "real"),
    [("2024-03-31T00:00", "2024-03-31T06:00", 300), ("2024-10-27T00:00", "2024-10-27T06:00", 420)],
)
def test_rt_01_counts_real_minutes_when_the_clocks_change(start: str, end: str, real: int) -> None:
    for limit, found in ((real, []), (real - 1, [("RT-01", real, real - 1)])):
        asked = problem([agent()], [need("N", start, end)], rules=rules(week_minutes=limit))
        assert broken(asked, serve("A", "N")) == found


@pytest.mark.parametrize(
    ("first", "last", "found"),
    [
        ("2024-09-08", "2024-09-08", []),
        ("2024-09-02", "2024-09-02", []),
        ("2024-08-26", "2024-09-01", [("RT-01", 660, 600)]),
        ("2024-09-09", "2024-09-10", [("RT-01", 660, 600)]),
    ],
)
def test_rt_01_a_derogation_holds_for_the_weeks_it_touches(first: str, last: str, found: Found) -> None:
    asked = problem(
        [agent()],
        [need("N", "2024-09-04T08:00", "2024-09-04T19:00")],
        rules=rules(week_minutes=600),
        derogations=(derogation(first, last, week_minutes=660),),
    )
    assert broken(asked, serve("A", "N")) == found


@pytest.mark.parametrize(("end", "found"), [("11:59", []), ("12:00", []), ("12:01", [("RT-02", 2640 + 1 / 3, 2640)])])
def test_rt_02_the_mean_counts_the_history(end: str, found: Found) -> None:
    asked = problem(
        [agent(history=history(9999, 2640, 5040))],
        [need("N", "2024-09-02T08:00", f"2024-09-02T{end}")],
        rules=rules(mean_week_minutes=2640, mean_weeks=3),
    )
    assert broken(asked, serve("A", "N")) == found


def test_rt_02_is_not_judged_while_fewer_weeks_are_known() -> None:
    limits = rules(mean_week_minutes=60, mean_weeks=3)
    needs = [need("one", "2024-09-02T08:00", "2024-09-02T18:00"), need("two", "2024-09-09T08:00", "2024-09-09T18:00")]
    assert broken(problem([agent()], needs, rules=limits), serve("A", "one", "two")) == []
    known = [agent(history=history(0))]
    assert broken(problem(known, needs, rules=limits), serve("A", "one", "two")) == [("RT-02", 400, 60)]


def test_rt_02_a_need_of_no_length_on_monday_at_midnight_adds_no_week_before_it() -> None:
    needs = [need("N", "2024-09-02T08:00", "2024-09-02T18:00"), need("empty", "2024-09-02T00:00", "2024-09-02T00:00")]
    asked = problem([agent(history=history(600))], needs, rules=rules(mean_week_minutes=300, mean_weeks=3))
    assert broken(asked, serve("A", "N")) == []


def test_rt_02_a_week_without_work_counts_as_nothing() -> None:
    needs = [
        need("one", "2024-09-02T08:00", "2024-09-02T18:00"),
        need("unserved", "2024-09-09T08:00", "2024-09-09T18:00"),
        need("two", "2024-09-16T08:00", "2024-09-16T18:00"),
    ]
    for limit, found in ((400, []), (399, [("RT-02", 400, 399)])):
        asked = problem([agent()], needs, rules=rules(mean_week_minutes=limit, mean_weeks=3))
        assert broken(asked, serve("A", "one", "two")) == found


def test_rt_02_an_agent_without_work_breaks_nothing_whatever_the_history() -> None:
    asked = problem([agent(history=history(6000, 6000))], [need()], rules=rules(mean_week_minutes=2640, mean_weeks=2))
    assert broken(asked, ()) == []


def test_rt_02_a_derogation_holds_for_the_windows_it_touches() -> None:
    asked = problem(
        [agent(history=history(600))],
        [need("N", "2024-09-02T08:00", "2024-09-02T18:00")],
        rules=rules(mean_week_minutes=599, mean_weeks=2),
        derogations=(derogation("2024-08-27", "2024-08-27", mean_week_minutes=600),),
    )
    assert broken(asked, serve("A", "N")) == []


def test_rt_02_counts_the_minutes_of_each_side_of_a_sunday_night() -> None:
    asked = problem(
        [agent()],
        [need("N", "2024-09-08T20:00", "2024-09-09T02:00")],
        rules=rules(mean_week_minutes=179, mean_weeks=2),
    )
    assert broken(asked, serve("A", "N")) == [("RT-02", 180, 179)]


@pytest.mark.parametrize(("start", "found"), [("23:01", []), ("23:00", []), ("22:59", [("RT-06", 2099, 2100)])])
def test_rt_06_a_week_of_work_has_its_rest_in_a_row(start: str, found: Found) -> None:
    needs = [need(f"N{day}", f"2024-09-0{day}T08:00", f"2024-09-0{day}T12:00") for day in range(2, 7)]
    needs += [need("sunday", f"2024-09-07T{start}", "2024-09-08T23:00")]
    asked = problem([agent()], needs, rules=rules(weekly_rest_minutes=2100))
    assert broken(asked, serve("A", *(each.id for each in needs))) == found


def test_rt_06_rest_before_the_first_start_or_after_the_last_end_counts() -> None:
    limits = rules(weekly_rest_minutes=2100)
    late = [need("N", "2024-09-03T11:00", "2024-09-08T23:59")]
    early = [need("N", "2024-09-02T00:00", "2024-09-07T13:00")]
    assert broken(problem([agent()], late, rules=limits), serve("A", "N")) == []
    assert broken(problem([agent()], early, rules=limits), serve("A", "N")) == []


def test_rt_06_judges_each_week_that_a_long_post_touches_by_itself() -> None:
    limits = rules(weekly_rest_minutes=2100)
    asked = problem([agent()], [need("N", "2024-09-03T00:00", "2024-09-14T13:00")], rules=limits)
    assert broken(asked, serve("A", "N")) == [("RT-06", 1440, 2100)]


@pytest.mark.parametrize(
    ("monday", "free_until", "real"),
    [("2024-03-25", "2024-03-30T12:00", 35 * 60), ("2024-10-21", "2024-10-26T12:00", 37 * 60)],
)
def test_rt_06_the_last_night_has_its_real_length_when_the_clocks_change(
    monday: str, free_until: str, real: int
) -> None:
    for limit, found in ((real, []), (real + 1, [("RT-06", real, real + 1)])):
        asked = problem([agent()], [need("N", f"{monday}T00:00", free_until)], rules=rules(weekly_rest_minutes=limit))
        assert broken(asked, serve("A", "N")) == found


def test_rt_06_a_derogation_holds_for_the_weeks_it_touches() -> None:
    asked = problem(
        [agent()],
        [need("N", "2024-09-02T00:00", "2024-09-08T00:00")],
        rules=rules(weekly_rest_minutes=2100),
        derogations=(derogation("2024-09-08", "2024-09-12", weekly_rest_minutes=1440),),
    )
    assert broken(asked, serve("A", "N")) == []


@pytest.mark.parametrize(("end", "found"), [("11:59", []), ("12:00", []), ("12:01", [("RT-14", 481, 480)])])
def test_rt_14_work_over_the_whole_plan_is_at_most_the_own_limit(end: str, found: Found) -> None:
    needs = [need("one", "2024-09-02T08:00", "2024-09-02T12:00"), need("two", "2024-09-20T08:00", f"2024-09-20T{end}")]
    asked = problem([agent(total_minutes=480)], needs)
    assert broken(asked, serve("A", "one", "two")) == found
