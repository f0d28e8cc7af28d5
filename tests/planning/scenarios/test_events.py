"""Events in waves: the two ceremonies and the national one are what they say."""

from collections import Counter, defaultdict
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from otp_desktop.domain.places import distance_km
from otp_desktop.planning.checker import check
from otp_desktop.planning.problem import Agent, Assignment, Problem
from otp_desktop.planning.scenarios import ceremony, national, paralympic
from otp_desktop.planning.scenarios.france import CITIES
from otp_desktop.planning.scenarios.paris import SEINE

CEREMONY = ceremony(1)
WAVES = {"v1": 105, "v2": 206, "v3": 109}


def test_the_ceremony_has_its_published_size() -> None:
    assert len(CEREMONY.agents) == 2200
    assert len(CEREMONY.needs) == 420
    assert _heads(CEREMONY) == 2214
    assert Counter(need.id.split("/")[1] for need in CEREMONY.needs) == WAVES


@pytest.mark.parametrize("seed", range(1, 6))
def test_heads_miss_at_the_ceremony_by_counting_alone(seed: int) -> None:
    problem = ceremony(seed)
    day, end = datetime(2024, 7, 26), datetime(2024, 7, 27)
    away = sum(any(each.start <= day and end <= each.end for each in agent.unavailable) for agent in problem.agents)
    assert 80 <= _heads(problem) - (len(problem.agents) - away) <= 150


def test_nobody_can_serve_two_waves_of_the_ceremony() -> None:
    agent = Agent(id="a", corps="PM")
    one = {need.id.split("/")[1]: need for need in CEREMONY.needs}
    for first, second in (("v1", "v2"), ("v2", "v3"), ("v1", "v3")):
        assert {"RT-04", "EL-04"} & _broken(CEREMONY, agent, one[first].id, one[second].id)


def test_the_long_wave_is_legal_by_its_derogation_only() -> None:
    agent, need = Agent(id="a", corps="PM"), next(need for need in CEREMONY.needs if need.id.endswith("v2"))
    assert not _broken(CEREMONY, agent, need.id)
    assert _broken(replace(CEREMONY, derogations=()), agent, need.id) == {"RT-03"}


def test_two_waves_of_the_ceremony_last_over_midnight() -> None:
    over = {need.id.split("/")[1] for need in CEREMONY.needs if need.end.date() > need.start.date()}
    assert over == {"v2", "v3"}


def test_the_posts_of_the_ceremony_line_the_seine() -> None:
    for site in CEREMONY.sites:
        assert site.position is not None
        assert min(distance_km(site.position, bridge) for bridge in SEINE) < 1.0


def test_every_post_has_one_chief_and_one_in_four_first_aid() -> None:
    lines = [{role.id for role in need.roles} for need in CEREMONY.needs]
    assert all({"chief", "guard"} <= line for line in lines)
    assert 0.15 < sum("first_aid" in line for line in lines) / len(lines) < 0.45
    assert 0.03 < sum("dog" in line for line in lines) / len(lines) < 0.14
    assert 0.03 < sum("moto" in line for line in lines) / len(lines) < 0.14


def test_a_site_has_the_same_danger_in_every_wave() -> None:
    ranks: dict[str, set[int]] = defaultdict(set)
    for need in CEREMONY.needs:
        ranks[need.site].add(need.priority)
    assert all(len(found) == 1 for found in ranks.values())
    assert {rank for found in ranks.values() for rank in found} == {1, 2, 3, 4, 5}


def test_some_came_off_duty_in_the_small_hours() -> None:
    ends = [agent.history.last_end for agent in CEREMONY.agents if agent.history.last_end]
    night = sum(end.date() == date(2024, 7, 26) for end in ends)
    assert 0.03 < night / len(CEREMONY.agents) < 0.10


def test_the_paralympic_ceremony_needs_no_derogation() -> None:
    problem = paralympic(1)
    assert (len(problem.agents), len(problem.needs), _heads(problem)) == (650, 124, 648)
    assert problem.derogations == ()
    assert max(need.end - need.start for need in problem.needs) < timedelta(hours=10)


def test_too_few_heads_for_the_posts_are_refused() -> None:
    with pytest.raises(ValueError, match="cannot be shared"):
        ceremony(1, agents=10, posts=20, heads=15)


def test_the_national_event_is_spread_over_the_cities() -> None:
    problem = national(1, agents=4500, posts=600, heads=4390)
    assert (len(problem.agents), len(problem.needs), _heads(problem)) == (4500, 600, 4390)
    cities = {site.id.rsplit("-", 1)[0] for site in problem.sites}
    assert cities == {city.name for city in CITIES}
    position = {city.name: city.position for city in CITIES}
    for site in problem.sites:
        assert site.position is not None
        assert distance_km(site.position, position[site.id.rsplit("-", 1)[0]]) < 4.1


def test_demand_does_not_follow_the_force_of_a_city() -> None:
    problem = national(1, agents=4500, posts=600, heads=4390)
    force = Counter(str(agent.unit).rsplit("-", 1)[0] for agent in problem.agents)
    heads = Counter({city.name: 0 for city in CITIES})
    for need in problem.needs:
        heads[need.site.rsplit("-", 1)[0]] += sum(role.count for role in need.roles)
    ratios = sorted(heads[city] / force[city] for city in force)
    assert ratios[0] < 0.8 < 1.2 < ratios[-1]


def _heads(problem: Problem) -> int:
    return sum(role.count for need in problem.needs for role in need.roles)


def _broken(problem: Problem, agent: Agent, *needs: str) -> set[str]:
    rows = [Assignment(agent.id, need, "guard") for need in needs]
    lone = replace(problem, agents=(agent,))
    return {found.rule for found in check(lone, rows)} - {"EL-02"}
