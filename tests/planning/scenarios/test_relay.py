"""The torch relay moves, and agents may move ahead of it."""

from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise

import pytest

from otp_desktop.planning.checker import check
from otp_desktop.planning.problem import Agent, Assignment, Need
from otp_desktop.planning.scenarios import relay
from otp_desktop.planning.scenarios.lines import Line
from otp_desktop.planning.scenarios.paris import through
from otp_desktop.planning.scenarios.relay import STAGES, Stage

RELAY = relay(1)
each_stage = pytest.mark.parametrize("stage", STAGES, ids=lambda stage: stage.id)


def test_the_relay_has_its_published_size() -> None:
    assert len(RELAY.agents) == 443
    assert [stage.km for stage in STAGES] == [31.0, 27.5]
    assert (STAGES[0].start, STAGES[0].end) == (datetime(2024, 7, 14, 12, 50), datetime(2024, 7, 14, 23))


@each_stage
def test_the_way_drawn_is_a_little_shorter_than_the_streets(stage: Stage) -> None:
    assert 0.8 < Line(through(stage.places)).length / stage.km < 1


@each_stage
def test_posts_open_in_the_order_of_the_way_and_the_convoy_is_in_time(stage: Stage) -> None:
    posts = _posts(stage)
    assert len(posts) == int(stage.km / 0.2)
    assert all(first.start < second.start for first, second in pairwise(posts))
    assert posts[0].start + timedelta(hours=1) - stage.start < timedelta(minutes=5)
    assert stage.end - (posts[-1].start + timedelta(hours=1)) < timedelta(minutes=5)


@each_stage
def test_a_post_is_held_from_an_hour_before_the_convoy_to_ten_minutes_after(stage: Stage) -> None:
    assert {need.end - need.start for need in _posts(stage)} == {timedelta(minutes=70)}


@each_stage
def test_an_agent_can_serve_several_posts_of_a_stage_ahead_of_the_convoy(stage: Stage) -> None:
    served: list[Need] = []
    for need in _posts(stage):
        if not _broken([*served, need]):
            served.append(need)
    assert 4 <= len(served) <= 7


@each_stage
def test_nobody_can_serve_two_neighbours(stage: Stage) -> None:
    assert all("EL-04" in _broken(list(pair)) for pair in list(pairwise(_posts(stage)))[:5])


def test_who_closes_the_first_stage_late_rests_before_the_second() -> None:
    last, first = _posts(STAGES[0])[-1], _posts(STAGES[1])[0]
    assert _broken([last, first])


def test_a_wider_spacing_makes_fewer_posts() -> None:
    assert len(relay(1, spacing_km=0.4).needs) < len(RELAY.needs) * 0.55


def _posts(stage: Stage) -> list[Need]:
    """Those along the way, in its order."""
    return [need for need in RELAY.needs if need.id.startswith(f"R{stage.id}-") and need.id[-1].isdigit()]


def _broken(needs: list[Need]) -> set[str]:
    agent = Agent(id="a", corps="PM")
    lone = replace(RELAY, agents=(agent,))
    return {found.rule for found in check(lone, [Assignment("a", need.id, "guard") for need in needs])} - {"EL-02"}
