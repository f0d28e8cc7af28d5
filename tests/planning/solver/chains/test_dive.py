"""Whole duties from a relaxation: one program solved on and on, and steps taken back where they lose heads."""

from dataclasses import replace

import numpy as np
import pytest

from otp_desktop.planning.problem import Problem
from otp_desktop.planning.progress import never_stop
from otp_desktop.planning.solver.availability import available
from otp_desktop.planning.solver.chains.block import block_of, waves_of_blocks
from otp_desktop.planning.solver.chains.costs import DutyCosts
from otp_desktop.planning.solver.chains.demand import Demand
from otp_desktop.planning.solver.chains.dive import Dive
from otp_desktop.planning.solver.chains.generation import Generation
from otp_desktop.planning.solver.chains.kinds import kinds_of
from otp_desktop.planning.solver.chains.master import Master
from otp_desktop.planning.solver.chains.setting import Setting
from otp_desktop.planning.solver.chains.worth import demand_of, fall
from otp_desktop.planning.solver.compiled import compile_problem
from otp_desktop.planning.solver.market import CLASSES
from otp_desktop.planning.solver.roster import Roster, heads_left
from tests.planning.solver.chains.chain_problems import chain_problem

SEEDS = range(12)
COPIES, NEEDS = 18, 200
HALF = 0.5  # of a head


def crowded(seed: int) -> Problem:
    """Two kinds of agents, many of each, and posts enough to keep them busy."""
    problem = chain_problem(seed, needs=NEEDS)
    agents = [replace(one, id=f"{one.id}-{copy}") for one in problem.agents for copy in range(COPIES)]
    return replace(problem, agents=tuple(agents), locked=())


def generation_of(problem: Problem) -> tuple[Setting, Demand, Generation]:
    """Of the first block, all heads to be filled."""
    compiled = compile_problem(problem)
    block, everybody = block_of(compiled, waves_of_blocks(compiled)[0]), np.arange(len(problem.agents))
    kinds = kinds_of(compiled, block, everybody, available(compiled, everybody, block.need), priced=False)
    setting = Setting.of(compiled, block, kinds, DutyCosts(compiled, block, kinds, priced=False))
    heads = heads_left(compiled, Roster(compiled), block.lines)
    demand = demand_of(heads, fall(np.zeros(CLASSES, dtype=bool)))
    return setting, demand, Generation(setting, demand, never_stop)


def lost(seed: int, loss: float) -> float:
    """What the whole duties of a dive cost beyond the relaxation."""
    setting, _, generation = generation_of(crowded(seed))
    relaxed = generation.converge(0.01)
    assert relaxed is not None
    duties = Dive(generation, setting, never_stop, loss=loss).run(relaxed)
    assert len(duties) <= int(np.outer(setting.kinds.size, setting.turns.most).sum())
    found = generation.master.solve(never_stop)
    assert found is not None
    assert found.taken == pytest.approx(np.round(found.taken), abs=1e-6)
    return found.cost - relaxed.cost


@pytest.mark.parametrize("seed", SEEDS)
def test_the_last_solution_leads_to_the_same_least_cost_as_none(seed: int) -> None:
    setting, demand, generation = generation_of(crowded(seed))
    relaxed = generation.converge(0.0)
    assert relaxed is not None
    anew = Master(demand, setting.kinds, setting.turns)
    for column in generation.master.columns:
        anew.add(column)
    found = anew.solve(never_stop)
    assert found is not None
    assert relaxed.cost == pytest.approx(found.cost, abs=1e-6)
    assert generation.value <= relaxed.cost + 1e-6


def test_steps_taken_back_lose_fewer_heads() -> None:
    hasty, careful = (sum(lost(seed, loss) for seed in SEEDS) for loss in (np.inf, HALF))
    assert careful < hasty
