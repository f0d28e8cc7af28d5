"""What prices of heads prove when agents choose their duties by chance (``choices``): smooth, and hardly less."""

import numpy as np

from otp_desktop.planning.solver.arrays import NONE, Floats, Ints
from otp_desktop.planning.solver.chains.choices import Kinds, Levels, Ways, choose
from otp_desktop.planning.solver.chains.costs import Costs
from otp_desktop.planning.solver.chains.demand import Demand
from otp_desktop.planning.solver.chains.meter import Meter
from otp_desktop.planning.solver.chains.setting import Setting


class Softened:
    """One block. Hours are not metered: the few paths that would be too long hardly prove less."""

    def __init__(self, setting: Setting, demand: Demand) -> None:
        self._setting, self._demand = setting, demand
        self._costs: Costs = setting.costs.in_parts(hours=False)
        self._ways = _ways_into(setting, self._costs)
        self._levels = Levels(self._costs.meter.size, _levels_after(self._costs.meter))
        self._kinds = _by_path(setting, self._costs)
        self._served = np.zeros((len(setting.kinds.may), len(setting.block.need)))

    def measure(self, prices: Floats, heat: float) -> tuple[float, Floats]:
        """What prices (lines,) prove at the least, in cost, and how that changes with each of them."""
        block = self._setting.block
        worth, share = self._worth(prices, heat)
        earned = choose(worth, self._costs.home, self._ways, self._levels, self._kinds, heat, self._served)
        bought, wanted = self._bought(prices, heat)
        held = (self._served[:, block.need_of_line] * share).sum(axis=0)
        return bought - earned, wanted - held

    def _worth(self, prices: Floats, heat: float) -> tuple[Floats, Floats]:
        """(paths, needs): what serving each need earns; (paths, lines): how its lines are chosen."""
        block = self._setting.block
        offered = np.where(self._setting.kinds.may, prices, -np.inf)
        best = np.maximum.reduceat(offered, block.first, axis=1)
        open_to = best > -np.inf
        chance = np.exp((offered - np.where(open_to, best, 0.0)[:, block.need_of_line]) / heat)
        every = np.where(open_to, np.add.reduceat(chance, block.first, axis=1), 1.0)
        return best + heat * np.log(every) - self._costs.per_need, chance / every[:, block.need_of_line]

    def _bought(self, prices: Floats, heat: float) -> tuple[float, Floats]:
        """What all heads cost, each at its price or, missing, at its worth, chosen by chance; (lines,) those bought."""
        cost, wanted = 0.0, np.zeros(len(prices))
        demand = self._demand
        for heads, worth in ((demand.low, demand.low_worth), (demand.high, demand.high_worth)):
            least = np.minimum(prices, worth)
            bought, missing = np.exp((least - prices) / heat), np.exp((least - worth) / heat)
            cost += float(heads @ (least - heat * np.log(bought + missing)))
            wanted += heads * bought / (bought + missing)
        return cost, wanted


def _by_path(setting: Setting, costs: Costs) -> Kinds:
    """Kinds in the order of their paths; an agent counts once for each duty that he may have."""
    kinds = setting.kinds
    order = np.argsort(kinds.path, kind="stable")
    of_path = np.searchsorted(kinds.path[order], np.arange(len(kinds.may) + 1))
    agents: Floats = (kinds.size[order] * setting.turns.most.max(initial=0)).astype(np.float64)
    return Kinds(of_path, agents, np.ascontiguousarray(costs.growth[order]))


def _ways_into(setting: Setting, costs: Costs) -> Ways:
    before = setting.block.before
    start = np.cumsum([0, *(len(some) for some in before)])
    come_from = np.concatenate([np.zeros(0, dtype=np.int64), *before])
    lead_to = np.repeat(np.arange(len(before)), np.diff(start))
    way = np.zeros(len(come_from)) if costs.way is None else costs.way[come_from, lead_to]
    return Ways(start, come_from, way)


def _levels_after(meter: Meter) -> Ints:
    """(sizes, levels + 1): where a size leads to from each level, and from nothing; NONE: nowhere."""
    found = np.full((len(meter.begins), len(meter.amount) + 1), NONE, dtype=np.int64)
    for size, (source, target) in enumerate(zip(meter.from_level, meter.to_level, strict=True)):
        found[size, source] = target
    found[:, -1] = meter.begins
    return found
