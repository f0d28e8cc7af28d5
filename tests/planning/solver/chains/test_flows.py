"""Duties of agents alike found together: each can be walked, no post has too many, and none together earn more."""

from collections import Counter
from itertools import pairwise

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from otp_desktop.planning.solver.chains.block import Block, block_of, waves_of_blocks
from otp_desktop.planning.solver.chains.demand import Demand
from otp_desktop.planning.solver.chains.flows import Flows, Together
from otp_desktop.planning.solver.chains.turns import Turns, turns_of
from otp_desktop.planning.solver.compiled import compile_problem
from tests.planning.solver.chains.chain_problems import chain_problem

SEEDS = st.integers(0, 10**9)
NEAR = 1e-3


def posts(seed: int) -> tuple[Block, Turns, Demand]:
    """The first block of a problem, its heads at random worths."""
    compiled = compile_problem(chain_problem(seed, agents=2, needs=8))
    block = block_of(compiled, waves_of_blocks(compiled)[0])
    random = np.random.default_rng(seed)
    low, high = random.integers(0, 2, (2, len(block.lines)))
    above = random.integers(0, 4, len(block.lines)).astype(np.float64)
    return block, turns_of(compiled, block), Demand(low, high, above + random.integers(0, 4, len(above)), above)


def found(block: Block, turns: Turns, demand: Demand, agents: int) -> Together:
    return Flows(block, turns).best(agents, np.ones(len(block.lines), dtype=bool), demand)


def earned(demand: Demand, heads: list[int]) -> float:
    held = np.bincount(np.array(heads, dtype=np.int64), minlength=len(demand.low))
    below = np.minimum(held, demand.low)
    return float(below @ demand.low_worth + (held - below) @ demand.high_worth)


@settings(max_examples=60, deadline=None)
@given(SEEDS, st.integers(1, 4))
def test_duties_can_be_walked_and_hold_no_more_heads_than_are_asked(seed: int, agents: int) -> None:
    block, turns, demand = posts(seed)
    together = found(block, turns, demand, agents)
    for duty in together.duties:
        needs = block.need_of_line[duty].tolist()
        assert all(one in block.before[other] for one, other in pairwise(needs))
    heads = Counter(line for duty in together.duties for line in duty)
    assert all(number <= demand.low[line] + demand.high[line] for line, number in heads.items())
    assert abs(earned(demand, list(heads.elements())) - together.earned) < NEAR


@settings(max_examples=60, deadline=None)
@given(SEEDS)
def test_one_agent_earns_what_the_best_of_all_his_days_does(seed: int) -> None:
    block, turns, demand = posts(seed)
    assert abs(found(block, turns, demand, 1).earned - best_from(block, turns, demand, None)) < NEAR


def best_from(block: Block, turns: Turns, demand: Demand, last: int | None) -> float:
    """By trying every next need: in the same duty, or after the rest."""
    best = 0.0
    for need in range(len(block.need)):
        rested = last is None or turns.starts[need] >= turns.free_at[last]
        if rested or (last is not None and last in block.before[need]):
            best = max(best, _worth(block, demand, need) + best_from(block, turns, demand, need))
    return best


def _worth(block: Block, demand: Demand, need: int) -> float:
    """Of the dearest head there; nothing is earned where none is asked."""
    lines = np.flatnonzero(block.need_of_line == need)
    each = np.where(demand.low[lines] > 0, demand.low_worth[lines], demand.high_worth[lines] * (demand.high[lines] > 0))
    return float(each.max()) if each.max() > 0 else -np.inf
