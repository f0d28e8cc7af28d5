"""Who is in reach of a site at a moment: where each agent is, how long the way takes, and what he does."""

import pytest

from otp_desktop.domain.working_time import TravelModel
from otp_desktop.planning.editing.judged_plan import JudgedPlan
from otp_desktop.planning.editing.reach import InReach, Occupation, in_reach
from otp_desktop.planning.problem import Problem
from tests.planning.builders import agent, at, interval, need, position, problem, role, rules, serve, site, unit

NINE = at("2024-09-02T09:00")
TRAVEL = TravelModel(detour=1.5, speed_kmh=15, fixed_minutes=4)  # six minutes a kilometre, and four


@pytest.fixture
def asked() -> Problem:
    return problem(
        [
            agent("base", position=position(east_km=2)),
            agent("unit", unit="U"),
            agent("nowhere"),
            agent("serving", position=position(east_km=9)),
            agent("between", position=position(east_km=9)),
            agent("home", position=position(east_km=1)),
            agent("tired", position=position()),
            agent("absent", position=position(), unavailable=[interval("2024-09-02T00:00", "2024-09-02T09:01")]),
            agent("back", position=position(), unavailable=[interval("2024-09-02T00:00", "2024-09-02T09:00")]),
        ],
        [
            need("GATE", "2024-09-02T08:00", "2024-09-02T12:00", role(count=9), site="gate"),
            need("EARLY", "2024-09-02T06:00", "2024-09-02T08:30", role(count=9), site="park"),
            need("NIGHT", "2024-09-01T20:30", "2024-09-02T04:00", role(count=9), site="park"),
            need("YESTERDAY", "2024-09-01T08:00", "2024-09-01T12:00", role(count=9), site="park"),
        ],
        sites=[site("gate", position()), site("park", position(north_km=3)), site("lost")],
        units=[unit("U", position(east_km=-4))],
        rules=rules(daily_rest_minutes=660, amplitude_minutes=720),
        travel=TRAVEL,
    )


@pytest.fixture
def plan(asked: Problem) -> JudgedPlan:
    rows = (
        *serve("serving", "GATE"),
        *serve("between", "EARLY"),
        *serve("tired", "NIGHT"),
        *serve("home", "YESTERDAY"),
    )
    return JudgedPlan.of(asked, rows)


def found(plan: JudgedPlan, minutes: float, site: str = "gate") -> dict[str, InReach]:
    return {seen.agent: seen for seen in in_reach(plan, site, NINE, minutes)}


def told(seen: InReach) -> tuple[Occupation, int, str | None]:
    return seen.occupation, round(seen.minutes), seen.start


def test_an_agent_starts_from_his_base_or_that_of_his_unit(plan: JudgedPlan) -> None:
    reach = found(plan, 60)
    assert told(reach["base"]) == (Occupation.FREE, 16, None)
    assert told(reach["unit"]) == (Occupation.FREE, 28, None)
    assert told(reach["home"]) == (Occupation.FREE, 10, None)
    assert "nowhere" not in reach


def test_an_agent_on_duty_is_where_his_last_post_is(plan: JudgedPlan) -> None:
    reach = found(plan, 60)
    assert told(reach["serving"]) == (Occupation.BUSY, 0, "gate")
    assert told(reach["between"]) == (Occupation.FREE, 22, "park")


def test_work_that_would_stretch_a_duty_beyond_its_amplitude_is_rest_that_is_due(plan: JudgedPlan) -> None:
    assert found(plan, 60)["tired"].occupation is Occupation.RESTING


def test_absences_are_half_open(plan: JudgedPlan) -> None:
    reach = found(plan, 60)
    assert reach["absent"].occupation is Occupation.ABSENT
    assert reach["back"].occupation is Occupation.FREE


def test_only_those_within_the_minutes_are_told_the_free_and_near_first(plan: JudgedPlan) -> None:
    assert [seen.agent for seen in in_reach(plan, "gate", NINE, 23)] == [
        "back", "home", "base", "between", "serving", "tired", "absent",
    ]  # fmt: skip


def test_nobody_is_in_reach_of_a_site_without_a_position(plan: JudgedPlan) -> None:
    assert in_reach(plan, "lost", NINE, 60) == ()


def test_a_plan_that_breaks_a_rule_already_keeps_its_agents_from_nothing_more(asked: Problem) -> None:
    """Within a duty that is too long, a minute more in a gap makes it no longer."""
    long = need("LATE", "2024-09-02T18:00", "2024-09-02T20:00", site="park")
    wide = problem(
        asked.agents, (*asked.needs, long), sites=asked.sites, units=asked.units, rules=asked.rules, travel=TRAVEL
    )
    plan = JudgedPlan.of(wide, (*serve("between", "EARLY"), *serve("between", "LATE")))
    assert plan.violations
    assert found(plan, 60)["between"].occupation is Occupation.FREE
