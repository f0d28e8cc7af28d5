"""Draws of absences, against what can be reckoned by hand."""

from dataclasses import replace

import numpy as np
import pytest

from otp_desktop.planning.problem import Assignment, Problem
from otp_desktop.planning.stress import StressOptions, stress
from tests.planning.builders import agent, need, problem, role, serve, site

DAY = "2024-09-02"
ROWS = (*serve("A", "N"), *serve("B", "N"), *serve("C", "M"))


@pytest.fixture
def asked() -> Problem:
    """N wants two heads and at least one, M one and no minimum; they share an hour, in one zone."""
    return problem(
        [agent("A", unit="U"), agent("B", unit="U"), agent("C", unit="V")],
        [
            need("N", f"{DAY}T08:00", f"{DAY}T10:00", role(count=2, minimum=1)),
            need("M", f"{DAY}T09:00", f"{DAY}T11:00", role(count=1), site="T"),
        ],
        sites=[site("S", zone="75113"), site("T", zone="75113")],
    )


def test_when_nobody_is_absent_nothing_falls(asked: Problem) -> None:
    result = stress(asked, ROWS, StressOptions(rate=0.0))
    assert (result.needs, result.reserve, set(result.fallen), result.draws) == ((), (), {0}, 200)


def test_when_everybody_is_absent_every_minimum_falls(asked: Problem) -> None:
    result = stress(asked, ROWS, StressOptions(rate=1.0, draws=3))
    assert [(each.need, each.falls, each.mean_missing) for each in result.needs] == [("N", 3, 1.0)]
    assert [(each.zone, each.heads) for each in result.reserve] == [("75113", 1)]


def test_a_need_falls_as_often_as_chance_has_it(asked: Problem) -> None:
    result = stress(asked, ROWS, StressOptions(rate=0.3, draws=4000))
    assert result.needs[0].falls / result.draws == pytest.approx(0.09, abs=0.02)


def test_each_unit_has_its_own_rate(asked: Problem) -> None:
    result = stress(asked, ROWS, StressOptions(rate=0.0, rates={"U": 1.0}, draws=2))
    assert [each.need for each in result.needs] == ["N"]
    assert not stress(asked, ROWS, StressOptions(rate=0.0, rates={"V": 1.0}, draws=2)).needs


def test_what_was_below_its_minimum_before_does_not_fall_again(asked: Problem) -> None:
    assert stress(asked, serve("C", "M"), StressOptions(rate=1.0, draws=2)).needs == ()


def test_posts_that_fall_at_one_hour_need_their_reserve_together(asked: Problem) -> None:
    both = replace(asked, needs=tuple(replace(each, roles=(role(count=2, minimum=1),)) for each in asked.needs))
    result = stress(both, ROWS, StressOptions(rate=1.0, draws=2))
    assert [each.heads for each in result.reserve] == [2]
    later = replace(both.needs[1], start=both.needs[0].end, end=both.needs[1].end)
    apart = replace(both, needs=(both.needs[0], later))
    assert [each.heads for each in stress(apart, ROWS, StressOptions(rate=1.0, draws=2)).reserve] == [1]


def test_the_same_seed_draws_the_same(asked: Problem) -> None:
    options = StressOptions(rate=0.3, draws=50)
    assert stress(asked, ROWS, options) == stress(asked, ROWS, options)
    assert stress(asked, ROWS, options) != stress(asked, ROWS, replace(options, seed=2))


def test_stopped_it_tells_of_the_draws_made(asked: Problem) -> None:
    made: list[int] = []
    result = stress(asked, ROWS, StressOptions(rate=0.5), made.append, lambda: len(made) == 7)
    assert (result.draws, len(result.fallen)) == (7, 7)


def test_a_plan_without_rows_or_needs_has_nothing_to_lose(asked: Problem) -> None:
    assert stress(asked, (), StressOptions(rate=0.5)).needs == ()
    empty = replace(asked, needs=(), sites=())
    assert stress(empty, (), StressOptions(draws=2)).fallen == (0, 0)


def test_ten_thousand_needs_are_drawn_in_seconds() -> None:
    """Not timed: it only shows that the arrays hold at the size of a quarter."""
    needs = [need(f"N{place}", f"{DAY}T08:00", f"{DAY}T16:00", role(count=4, minimum=2)) for place in range(2000)]
    agents = [agent(f"A{place}") for place in range(1000)]
    rows = [Assignment(f"A{place % 1000}", f"N{place % 2000}", "guard") for place in range(8000)]
    result = stress(problem(agents, needs), rows, StressOptions(draws=5))
    assert np.mean(result.fallen) > 0
