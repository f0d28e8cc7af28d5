"""The checker against a slow literal reading of the law, on random plans around changes of clocks."""

from datetime import datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from otp_desktop.domain.working_time import TravelModel
from otp_desktop.planning.checker import check
from otp_desktop.planning.problem import Agent, Assignment, Need, Problem
from tests.planning.builders import agent, history, interval, need, position, problem, role, rules, site, skill
from tests.planning.literal_reading import literally_broken

PLACES = [position(), position(north_km=1), position(east_km=4), None]
STARTS = [datetime(2024, 10, 25), datetime(2024, 3, 29), datetime(2024, 9, 6)]  # three days from a Friday


@st.composite
def judged(draw: st.DrawFn) -> tuple[Problem, tuple[Assignment, ...]]:
    """Two agents, six needs around a change of clocks, any rows: legal or not."""
    first = draw(st.sampled_from(STARTS))
    needs = [draw_need(draw, f"N{index}", first) for index in range(draw(st.integers(1, 6)))]
    limits = {
        "duty_minutes": draw(st.none() | st.integers(3, 12).map(lambda hours: hours * 60)),
        "amplitude_minutes": draw(st.none() | st.integers(3, 14).map(lambda hours: hours * 60)),
        "daily_rest_minutes": draw(st.none() | st.sampled_from([300, 540, 660])),
        "week_minutes": draw(st.none() | st.integers(4, 20).map(lambda hours: hours * 60)),
        "weekly_rest_minutes": draw(st.none() | st.sampled_from([2100, 8000, 9900])),
        "continuous_minutes": draw(st.none() | st.sampled_from([120, 240, 360])),
        "consecutive_days": draw(st.none() | st.integers(1, 3)),
        "mean_week_minutes": draw(st.none() | st.integers(1, 20).map(lambda hours: hours * 60)),
        "mean_weeks": draw(st.integers(1, 3)),
        "forbidden_mixes": draw(st.sampled_from([(), (("ASVP", "PM"),)])),
    }
    force = [draw_agent(draw, "A", "PM", first), draw_agent(draw, "B", "ASVP", first)]
    asked = problem(
        force,
        needs,
        sites=[site(f"S{index}", place) for index, place in enumerate(PLACES)],
        rules=rules(**limits),
        travel=draw(st.none() | st.just(TravelModel(detour=1.4, speed_kmh=13, fixed_minutes=5))),
    )
    lines = [Assignment(who, each.id, "guard") for who in "AB" for each in needs]
    return asked, tuple(draw(st.lists(st.sampled_from(lines), unique=True, max_size=9)))


def draw_need(draw: st.DrawFn, id: str, first: datetime) -> Need:
    start = first + timedelta(minutes=draw(st.integers(0, 4 * 288)) * 5)
    end = start + timedelta(minutes=draw(st.integers(1, 120)) * 5)
    # Times inside the hour that is skipped or played twice are moved out of it.
    start, end = (moment.replace(hour=3) if moment.hour == 2 else moment for moment in (start, end))
    if end <= start:
        end = start + timedelta(hours=1)
    count = draw(st.integers(0, 2))
    line = role(count=count, skills=draw(st.sampled_from([[], ["moto"]])), corps=draw(st.sampled_from([None, ["PM"]])))
    return need(
        id, start.isoformat(), end.isoformat(), line, site=f"S{draw(st.integers(0, 3))}", relieved=draw(st.booleans())
    )


def draw_agent(draw: st.DrawFn, id: str, corps: str, first: datetime) -> Agent:
    day = (first + timedelta(days=draw(st.integers(0, 3)))).date()
    last_end = draw(st.none() | st.integers(1, 24).map(lambda hours: (first - timedelta(hours=hours)).isoformat()))
    return agent(
        id,
        corps=corps,
        skills=draw(st.sampled_from([[], ["moto"], [skill("moto", str(day))], [skill("moto", None, str(day))]])),
        unavailable=draw(st.sampled_from([[], [interval(f"{day}T06:00", f"{day}T14:00")]])),
        week_minutes=draw(st.none() | st.just(500)),
        total_minutes=draw(st.none() | st.just(900)),
        history=history(*draw(st.lists(st.integers(0, 2000), max_size=2)), last_end=last_end),
    )


@settings(max_examples=300, deadline=None)
@given(judged())
def test_the_checker_agrees_with_a_slow_literal_reading(case: tuple[Problem, tuple[Assignment, ...]]) -> None:
    asked, rows = case
    found = {(each.rule, each.agent or each.needs[0]) for each in check(asked, rows)}
    assert found == literally_broken(asked, rows)
