"""Values followed from day to day, against all ways through the days."""

from dataclasses import dataclass
from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from otp_desktop.planning.solver.arrays import Floats, Ints
from otp_desktop.planning.solver.pay.succession import Succession

SEEDS = st.integers(0, 10**9)
AGENTS = 3
TEMPERATURES = pytest.mark.parametrize("temperature", [0.0, 0.7])


@dataclass(frozen=True)
class Work:
    """The sets of a day, when each begins and leaves its agents free; ``left`` (agents of the day, sets)."""

    agents: Ints
    begins: Ints
    free: Ints
    left: Floats


def random_days(seed: int) -> list[Work]:
    random = np.random.default_rng(seed)
    days = []
    for day in range(int(random.integers(1, 5))):
        sets = int(random.integers(1, 4))
        begins = 24 * day + random.integers(0, 24, sets)
        agents = np.flatnonzero(random.random(AGENTS) < 0.7)
        days.append(
            Work(agents, begins, begins + random.integers(8, 30, sets), random.normal(0, 2, (len(agents), sets)))
        )
    return days


def values_of_all_ways(days: list[Work], agent: int) -> list[float]:
    """The value of every choice of at most one set a day that rests from each day to the next."""
    options = [[None, *(range(len(day.free)) if agent in day.agents else ())] for day in days]
    return [
        sum(
            float(day.left[day.agents.tolist().index(agent), taken])
            for day, taken in zip(days, way, strict=True)
            if taken is not None
        )
        for way in product(*options)
        if all(
            early is None or late is None or days[place].free[early] <= days[place + 1].begins[late]
            for place, (early, late) in enumerate(pairwise(way))
        )
    ]


def largest(values: list[float], temperature: float) -> float:
    if not temperature:
        return max(values)
    return temperature * float(np.log(np.exp(np.array(values) / temperature).sum()))


@TEMPERATURES
@settings(max_examples=50, deadline=None)
@given(SEEDS)
def test_days_in_order_or_from_the_last_find_the_best_of_all_ways_with_rests(temperature: float, seed: int) -> None:
    days = random_days(seed)
    past, future = Succession(AGENTS, temperature), Succession(AGENTS, temperature)
    for day in days:
        past.take(day.agents, day.free, day.left + past.before(day.agents, day.begins))
    for day in reversed(days):
        future.take(day.agents, -day.begins, day.left + future.before(day.agents, -day.free))
    for agent in range(AGENTS):
        best = largest(values_of_all_ways(days, agent), temperature)
        assert past.total[agent] == pytest.approx(best)
        assert future.total[agent] == pytest.approx(best)
