"""The two ideas the solver stands on: waves cut time rightly, and small weights give the exact order."""

from itertools import product
from random import Random

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from otp_desktop.planning.plan import PRIORITIES
from otp_desktop.planning.solver.arrays import Bools, Floats
from otp_desktop.planning.solver.flow import fill
from otp_desktop.planning.solver.market import Heads
from otp_desktop.planning.solver.waves import partition

INTERVALS = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 9)), min_size=1, max_size=12)


@given(INTERVALS)
def test_needs_of_a_wave_share_an_instant_and_waves_stand_in_the_order_of_time(
    intervals: list[tuple[int, int]],
) -> None:
    start = np.array([first for first, _ in intervals])
    end = start + np.array([length for _, length in intervals])
    waves = partition(start, end)
    assert sorted(np.concatenate(waves.members).tolist()) == list(range(len(intervals)))
    for wave, members in enumerate(waves.members):
        instant = waves.instant[wave]
        assert len(members) == 1 or all(start[one] <= instant < end[one] for one in members)
        for later in range(wave + 1, len(waves)):
            for one, other in product(members, waves.members[later]):
                assert not end[other] <= start[one] or end[one] <= start[other]


def test_needs_that_all_overlap_are_one_wave() -> None:
    assert len(partition(np.array([0, 5, 9]), np.array([10, 20, 30]))) == 1


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**9))
def test_a_flow_fills_heads_in_the_exact_order_of_priorities_then_at_least_cost(seed: int) -> None:
    random = Random(seed)
    agents, lines = random.randint(1, 4), random.randint(1, 3)
    low = [random.randint(0, 1) for _ in range(lines)]
    heads = Heads(
        low=np.array(low),
        high=np.array([random.randint(0, 1) for _ in range(lines)]),
        priority=np.array([random.randrange(PRIORITIES) for _ in range(lines)]),
    )
    allowed = np.array([[random.random() < 0.6 for _ in range(lines)] for _ in range(agents)])
    cost = np.array([[random.choice((0.0, 1.5, 1000.0, -20.0)) for _ in range(lines)] for _ in range(agents)])
    filling = fill(np.ones(agents, dtype=np.int64), heads, allowed, cost)
    chosen = [-1] * agents
    for group, line in zip(filling.group, filling.line, strict=True):
        chosen[group] = int(line)
    everything = (list(each) for each in product(range(-1, lines), repeat=agents))
    possible = [_worth(each, heads, cost) for each in everything if _fits(each, heads, allowed)]
    found = _worth(chosen, heads, cost)
    assert _fits(chosen, heads, allowed)
    assert found[0] == min(possible)[0]
    assert abs(found[1] - min(possible)[1]) < 1e-6


def _fits(chosen: list[int], heads: Heads, allowed: Bools) -> bool:
    counts = np.bincount([line for line in chosen if line >= 0], minlength=len(heads.low))
    return bool((counts <= heads.total).all()) and all(
        allowed[agent, line] for agent, line in enumerate(chosen) if line >= 0
    )


def _worth(chosen: list[int], heads: Heads, cost: Floats) -> tuple[tuple[int, ...], float]:
    counts = np.bincount([line for line in chosen if line >= 0], minlength=len(heads.low))
    missing = [0] * (2 * PRIORITIES)
    for line, priority in enumerate(heads.priority):
        below = max(0, int(heads.low[line] - counts[line]))
        missing[priority] += below
        missing[PRIORITIES + priority] += int(heads.total[line] - counts[line])
    return tuple(missing), float(sum(cost[agent, line] for agent, line in enumerate(chosen) if line >= 0))
