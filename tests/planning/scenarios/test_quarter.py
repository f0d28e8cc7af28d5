"""The quarter: weekends, nights, peaks, leave, history, and hours that about fit."""

from collections import Counter
from datetime import date, datetime, timedelta

import pytest

from otp_desktop.planning.problem import Agent
from otp_desktop.planning.scenarios import quarter
from otp_desktop.planning.scenarios.season import FIRST_DAY, LAST_DAY, PEAKS

QUARTER = quarter(1)
BY_DAY = Counter(need.start.date() for need in QUARTER.needs)


def test_the_quarter_has_its_published_size() -> None:
    assert len(QUARTER.agents) == 1500
    assert len(QUARTER.needs) == 10_681
    assert sum(role.count for need in QUARTER.needs for role in need.roles) == 48_121
    assert len({need.id for need in QUARTER.needs}) == 10_681
    assert (min(BY_DAY), max(BY_DAY), len(BY_DAY)) == (FIRST_DAY, LAST_DAY, 92)


def test_the_great_days_ask_for_more_than_the_same_weekday_a_week_away() -> None:
    for day in PEAKS:
        quiet = [day + timedelta(days=shift) for shift in (-7, 7) if day + timedelta(days=shift) not in PEAKS]
        assert all(BY_DAY[day] > 1.1 * BY_DAY[other] for other in quiet)


def test_missions_last_three_to_eight_hours_and_some_over_midnight() -> None:
    lengths = [(need.end - need.start).total_seconds() / 3600 for need in QUARTER.needs]
    assert min(lengths) >= 3 and max(lengths) <= 8
    assert 6 < sum(lengths) / len(lengths) < 7
    over = sum(
        need.end > datetime.combine(need.start.date() + timedelta(days=1), datetime.min.time())
        for need in QUARTER.needs
    )
    assert 0.08 < over / len(QUARTER.needs) < 0.35


def test_nights_and_sundays_weigh() -> None:
    for need in QUARTER.needs:
        kind = need.id.rsplit("-", 1)[1]
        assert need.burden >= 3 * (kind == "nuit") + (need.start.weekday() == 6)


def test_the_same_faces_are_wanted_back_in_many_places() -> None:
    groups = Counter(need.group for need in QUARTER.needs if need.group)
    assert 0.4 < sum(groups.values()) / len(QUARTER.needs) < 0.75
    assert sum(count > 1 for count in groups.values()) / len(groups) > 0.9


def test_everybody_brings_a_history() -> None:
    for agent in QUARTER.agents:
        assert len(agent.history.week_minutes) == 11
        assert all(0 <= minutes <= 48 * 60 for minutes in agent.history.week_minutes)
        assert agent.history.last_end is not None
    burdens = [agent.history.burden for agent in QUARTER.agents]
    assert 10 < sum(burdens) / len(burdens) < 18


def test_every_other_weekend_is_free() -> None:
    weekends = [date(2024, 7, 6) + timedelta(days=7 * week) for week in range(12)]
    for agent in QUARTER.agents[::50]:
        assert 6 <= sum(_is_away(agent, day) for day in weekends) <= 12


def test_absences_are_in_order_and_apart() -> None:
    for agent in QUARTER.agents:
        ends = [each.end for each in agent.unavailable]
        starts = [each.start for each in agent.unavailable]
        assert all(end < start for end, start in zip(ends, starts[1:], strict=False))


@pytest.mark.parametrize(("month", "least", "most"), [(7, 0.35, 0.60), (8, 0.40, 0.65), (9, 0.35, 0.60)])
def test_leave_rest_and_other_service_take_about_half_of_the_days(month: int, least: float, most: float) -> None:
    days = [day for day in BY_DAY if day.month == month]
    away = sum(_is_away(agent, day) for agent in QUARTER.agents[::25] for day in days)
    assert least < away / (len(QUARTER.agents[::25]) * len(days)) < most


def test_required_hours_fit_in_the_hours_of_the_force_with_little_to_spare_on_the_days_left() -> None:
    required = sum(
        sum(role.count for role in need.roles) * (need.end - need.start).total_seconds() / 3600
        for need in QUARTER.needs
    )
    own = sum((agent.limits.total_minutes or 0) / 60 for agent in QUARTER.agents)
    days_left = sum(not _is_away(agent, day) for agent in QUARTER.agents[::10] for day in BY_DAY) * 10
    assert 0.45 < required / own < 0.75
    assert 0.55 < required / (days_left * 7.0) < 0.9


def test_part_time_has_its_own_limits() -> None:
    part_time = [agent for agent in QUARTER.agents if agent.limits.week_minutes is not None]
    assert 0.04 < len(part_time) / len(QUARTER.agents) < 0.10
    assert {agent.limits.week_minutes for agent in part_time} == {28 * 60}


def test_a_smaller_quarter_keeps_the_heads_of_a_mission() -> None:
    small = quarter(2, agents=100, missions=200, days=21)
    assert sum(role.count for need in small.needs for role in need.roles) == round(200 * 48_121 / 10_681)
    assert {need.start.date() for need in small.needs} == {FIRST_DAY + timedelta(days=day) for day in range(21)}


def _is_away(agent: Agent, day: date) -> bool:
    noon = datetime.combine(day, datetime.min.time()) + timedelta(hours=12)
    return any(each.start <= noon < each.end for each in agent.unavailable)
