"""Choices by chance: their value and its slope are those of all duties written out, and prove what prices prove."""

from itertools import combinations, pairwise, product

import numpy as np
import pytest

from otp_desktop.planning.progress import never_stop
from otp_desktop.planning.solver.arrays import Floats
from otp_desktop.planning.solver.availability import available
from otp_desktop.planning.solver.chains.block import block_of, waves_of_duties
from otp_desktop.planning.solver.chains.costs import DutyCosts
from otp_desktop.planning.solver.chains.demand import Demand
from otp_desktop.planning.solver.chains.generation import Generation
from otp_desktop.planning.solver.chains.kinds import kinds_of
from otp_desktop.planning.solver.chains.setting import Setting
from otp_desktop.planning.solver.chains.softened import Softened
from otp_desktop.planning.solver.chains.worth import demand_of
from otp_desktop.planning.solver.compiled import compile_problem
from otp_desktop.planning.solver.equity_growth import Growth
from otp_desktop.planning.solver.market import CLASSES
from otp_desktop.planning.solver.roster import Roster, heads_of
from tests.planning.solver.chains.chain_problems import chain_problem

WORTH = 40.0
HEAT = 0.7


def priced(seed: int) -> tuple[Setting, Demand]:
    """The largest part of a small problem, with ways and burdens that cost."""
    compiled = compile_problem(chain_problem(seed))
    waves = max(waves_of_duties(compiled), key=len)
    block = block_of(compiled, waves)
    everybody = np.arange(len(compiled.problem.agents))
    free = available(compiled, everybody, block.need)
    kinds = kinds_of(compiled, block, everybody, free, compiled.agents.burden, priced=True)
    costs = DutyCosts(compiled, block, kinds, Growth(0.1, 0.0, 0.0), priced=True)
    heads = heads_of(compiled, Roster(compiled), block.lines)
    return Setting.of(compiled, block, kinds, costs), demand_of(heads, np.full(CLASSES, WORTH))


def prices_of(setting: Setting, seed: int) -> Floats:
    return np.random.default_rng(seed).uniform(0, 30, len(setting.block.lines))


def choices_of(setting: Setting, kind: int) -> list[tuple[list[int], float]]:
    """Every way to serve lines of the block in one duty, hours aside, with its cost."""
    block, found = setting.block, []
    may = setting.kinds.may[setting.kinds.path[kind]]
    for size in range(1, len(block.need) + 1):
        for needs in combinations(range(len(block.need)), size):
            if all(one in block.before[other] for one, other in pairwise(needs)):
                lines = [np.flatnonzero((block.need_of_line == need) & may).tolist() for need in needs]
                found += [(list(chosen), setting.costs.of(kind, list(needs))) for chosen in product(*lines)]
    return found


def written_out(setting: Setting, demand: Demand, prices: Floats) -> float:
    """What the prices prove, choice by choice."""
    earned = 0.0
    for kind, agents in enumerate(setting.kinds.size.tolist()):
        profits = np.array([0.0] + [prices[lines].sum() - cost for lines, cost in choices_of(setting, kind)])
        earned += agents * HEAT * float(np.log(np.exp(profits / HEAT).sum()))
    bought = 0.0
    for heads, worth in ((demand.low, demand.low_worth), (demand.high, demand.high_worth)):
        bought -= HEAT * float(heads @ np.log(np.exp(-prices / HEAT) + np.exp(-worth / HEAT)))
    return bought - earned * float(setting.turns.most[0])


@pytest.mark.parametrize("seed", range(12))
def test_the_value_is_that_of_all_duties_written_out(seed: int) -> None:
    setting, demand = priced(seed)
    prices = prices_of(setting, seed)
    value, _ = Softened(setting, demand).measure(prices, HEAT)
    assert value == pytest.approx(written_out(setting, demand, prices), abs=1e-6)


@pytest.mark.parametrize("seed", range(12))
def test_the_slope_says_how_the_value_changes(seed: int) -> None:
    setting, demand = priced(seed)
    softened, prices = Softened(setting, demand), prices_of(setting, seed)
    _, slope = softened.measure(prices, HEAT)
    for line, step in enumerate(1e-5 * np.eye(len(prices))):
        above, below = softened.measure(prices + step, HEAT)[0], softened.measure(prices - step, HEAT)[0]
        assert slope[line] == pytest.approx((above - below) / 2e-5, abs=1e-4)


@pytest.mark.parametrize("seed", range(12))
def test_chance_never_proves_more_than_the_best_duties_do(seed: int) -> None:
    setting, demand = priced(seed)
    generation, prices = Generation(setting, demand, never_stop), prices_of(setting, seed)
    generation.prove(prices)
    softened = Softened(setting, demand)
    warm, cold = (softened.measure(prices, heat)[0] for heat in (HEAT, HEAT / 100))
    assert warm <= cold <= generation.value + 1e-6
