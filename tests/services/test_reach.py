"""Agents in reach of a post, and the balance of the arrondissements."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from otp_desktop.domain.force import Agent, HeldQualification, Unit
from otp_desktop.domain.places import Position
from otp_desktop.domain.snapshot import PlanSnapshot
from otp_desktop.services import force, needs, plans
from otp_desktop.services.map_moments import moment_of
from otp_desktop.services.plan_in_hand import PlanInHand, take_in_hand
from otp_desktop.services.reach import ANYBODY, Asked, Occupation, Reach, asked_of, reach_of
from otp_desktop.services.workspace import open_workspace
from otp_desktop.services.zone_balance import balance_of
from otp_desktop.texts import use_language
from tests.services.small_force import add_small_force, agent, operation_id

POST = "E13-001"
TEN = datetime(2026, 9, 10, 10)


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> PlanInHand:
    """001 serves the first need of the post; 007 starts from his home, nearer than the base."""
    ws = open_workspace(str(tmp_path_factory.mktemp("reach") / "otp.sqlite"))
    add_small_force(ws)
    force.save_agent(ws, replace(agent(7), position=Position(48.831, 2.357)))
    first = next(need for need in needs.list_needs(ws, operation_id(ws)) if need.site == POST)
    plans.assign(ws, operation_id(ws), "001", first.code, first.roles[0].code)
    taken = take_in_hand(plans.load_snapshot(ws, operation_id(ws)))
    ws.close()
    return taken


def first_need_start(plan: PlanInHand) -> datetime:
    return min(need.start for need in plan.snapshot.needs if need.site == POST)


def reached(plan: PlanInHand, minutes: int = 20, moment: datetime | None = None, asked: Asked = ANYBODY) -> Reach:
    found = reach_of(plan, POST, minutes, moment=moment, asked=asked)
    assert found is not None
    return found


def test_everybody_in_reach_is_listed_with_what_he_does(plan: PlanInHand) -> None:
    reach = reached(plan, moment=first_need_start(plan))
    told = {one.agent: (one.occupation, one.start) for one in reach.agents}
    assert told["001"] == (Occupation.BUSY, "École 1")
    assert told["006"] == (Occupation.ABSENT, "")
    assert told["002"] == (Occupation.FREE, "")
    assert reach.heads(Occupation.FREE) == 5
    assert "maladie" not in repr(reach.agents)


def test_no_home_is_drawn(plan: PlanInHand) -> None:
    reach = reached(plan, moment=first_need_start(plan))
    assert "007" in {one.agent for one in reach.agents}
    drawn = {origin.name: origin.heads for origin in reach.origins}
    assert drawn == {"École 1": (0, 1, 0, 0), "Division territoriale du 13e": (4, 0, 0, 1)}
    assert [origin.is_base for origin in reach.origins if origin.name == "École 1"] == [False]


def test_the_circle_is_as_wide_as_the_travel_model_says(plan: PlanInHand) -> None:
    travel = plan.snapshot.operation.travel
    assert reached(plan, 35).radius_km == pytest.approx(
        (35 - travel.fixed_minutes) / 60 * travel.speed_kmh / travel.detour
    )
    assert reached(plan, int(travel.fixed_minutes)).radius_km == 0


def test_a_filter_keeps_those_who_hold_the_qualification_that_day(plan: PlanInHand) -> None:
    assert [one.agent for one in reached(plan, moment=TEN, asked=Asked(("leader",))).agents] == ["001"]
    assert reached(plan, moment=TEN, asked=Asked(corps=("ASP",))).agents == ()
    expired = Agent(
        staff_number="9",
        last_name="Nom",
        qualifications=(HeldQualification(code="moto", valid_until=date(2026, 9, 9)),),
    )
    assert not Asked(("moto",)).admits(expired, date(2026, 9, 10))
    assert Asked(("moto",)).admits(expired, date(2026, 9, 9))
    use_language("en")
    assert [str(words) for words, _asked in asked_of(plan.snapshot, POST)][-1] == "Holds: Chef d’équipe"


def test_without_a_moment_the_first_place_with_somebody_missing_is_meant(plan: PlanInHand) -> None:
    reach = reached(plan)
    need = plan.snapshot.need[reach.need]
    assert (need.site, need.start) == (POST, reach.moment)
    assert plan.snapshot.coverage.by_role[reach.need, reach.role].missing


def test_a_post_without_position_or_of_another_plan_is_in_nobody_s_reach(plan: PlanInHand) -> None:
    assert reach_of(plan, "elsewhere", 20) is None
    lost = replace(plan.snapshot, sites=tuple(replace(site, position=None) for site in plan.snapshot.sites))
    assert reach_of(take_in_hand(lost), POST, 20) is None


def test_minutes_of_the_map_are_civil_times(plan: PlanInHand) -> None:
    assert moment_of(plan.snapshot, 8 * 60 + 5) == datetime(2026, 9, 10, 8, 5)
    assert moment_of(plan.snapshot, None) is None


def test_agents_of_a_zone_serve_in_it_or_are_lent(plan: PlanInHand) -> None:
    snapshot = borrowing(plan.snapshot)
    balance = {one.zone: one for one in balance_of(snapshot)}
    here, lender = balance["75113"], balance["75108"]
    assert (here.own, here.borrowed, here.lent) == (0, 1, 0)
    assert (lender.own, lender.borrowed, lender.lent) == (0, 0, 1)
    assert (here.count.required, here.count.held) == (snapshot.coverage.total.required, 1)
    assert here.agents + lender.agents == len(snapshot.agents)
    assert sum(one.borrowed for one in balance.values()) == sum(one.lent for one in balance.values())


def test_the_balance_of_a_moment_counts_the_needs_that_stand_then(plan: PlanInHand) -> None:
    snapshot = borrowing(plan.snapshot)
    before = {one.zone: one for one in balance_of(snapshot, datetime(2026, 9, 10, 3))}["75113"]
    then = {one.zone: one for one in balance_of(snapshot, first_need_start(plan))}["75113"]
    assert (before.count.required, before.borrowed, before.agents) == (0, 0, then.agents)
    standing = [need for need in snapshot.needs if need.start <= first_need_start(plan) < need.end]
    assert (then.count.required, then.borrowed) == (sum(need.heads for need in standing), 1)


def borrowing(snapshot: PlanSnapshot) -> PlanSnapshot:
    """Agent 001 belongs to a unit of the 8th."""
    unit = Unit(code="DT8", name="Le 8e", position=Position(48.8726, 2.3126))
    agents = tuple(replace(one, unit="DT8") if one.staff_number == "001" else one for one in snapshot.agents)
    return replace(snapshot, units=(*snapshot.units, unit), agents=agents)
