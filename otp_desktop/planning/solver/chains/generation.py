"""Column generation: duties priced against the heads asked, and a proved bound from the prices.

Prices are smoothed towards those of the best bound (Wentges, "Weighted Dantzig–Wolfe decomposition for linear
mixed-integer programming", ITOR 4, 1997). Each round prices the same heads a few times, those that were just taken
cheaper each time, so that its columns don't all run after the same posts.
"""

from dataclasses import dataclass

import numpy as np

from otp_desktop.planning.progress import StopRequested
from otp_desktop.planning.solver.arrays import Floats
from otp_desktop.planning.solver.chains.costs import Costs
from otp_desktop.planning.solver.chains.demand import Demand
from otp_desktop.planning.solver.chains.master import Column, Master, Relaxed
from otp_desktop.planning.solver.chains.paths import Dearest, Paths
from otp_desktop.planning.solver.chains.setting import Setting

SMOOTH = 0.5  # weight of the prices of the best bound
PASSES = 2  # of pricing in a round
CHEAPER = 0.5  # what a head that was taken keeps of its price in the next pass
TINY = 1e-6
FIRST_PRICE = 0.3  # of a head, as a share of its worth


@dataclass(frozen=True)
class Prices:
    """``heads`` (lines,): what each earns. ``wages`` (paths, moments): what an agent costs while a duty holds him.

    ``fees`` (kinds, parts): what a duty has to earn beyond that to be of use.
    """

    heads: Floats
    wages: Floats
    fees: Floats

    def towards(self, other: "Prices", share: float) -> "Prices":
        return Prices(
            share * other.heads + (1 - share) * self.heads,
            share * other.wages + (1 - share) * self.wages,
            share * other.fees + (1 - share) * self.fees,
        )


class Generation:
    """The linear program over all duties of one block."""

    def __init__(self, setting: Setting, demand: Demand, over: StopRequested) -> None:
        self._block, self._turns, self._kinds = setting.block, setting.turns, setting.kinds
        self._costs, self._lawful, self._over = setting.costs, setting.lawful, over
        self._parts: Costs = setting.costs.in_parts()
        self._paths = Paths(setting.block, self._parts.way, self._parts.meter)
        self._last_line = np.append(self._block.first[1:], len(self._block.lines))
        self._needs = [np.flatnonzero(self._block.part == part) for part in range(len(self._block.parts))]
        self._demand = demand
        self.master = Master(demand, self._kinds, self._turns)
        self._best: Prices | None = None
        self.value = -np.inf
        """Proved: no legal plan costs less, in ways, burdens and missing heads."""

    def add(self, kind: int, lines: list[int]) -> bool:
        """Makes a duty known to the master; whether it is new."""
        needs = self._block.need_of_line[lines].tolist()
        held = self._turns.held(needs[0], needs[-1])
        part = int(self._block.part[needs[0]])
        return self.master.add(Column(kind, part, tuple(lines), held, self._costs.of(kind, needs)))

    def aim(self, demand: Demand) -> None:
        """The same heads at another worth: what was proved is forgotten, the duties stay."""
        self._demand, self._best, self.value = demand, None, -np.inf
        self.master.aim(demand)

    def converge(self, gap: float, enough: float = np.inf) -> Relaxed | None:
        """Prices duties until bound and relaxation are ``gap`` apart, or the bound is ``enough``.

        None when stopped before a first relaxation.
        """
        relaxed = self.master.solve(self._over) if self.master.columns else None
        prices, smooth = self._first_prices() if relaxed is None else _prices_of(relaxed), SMOOTH
        while not self._over():
            mixed = prices if self._best is None else prices.towards(self._best, smooth)
            fresh = self._round(mixed)
            if self.value >= enough:
                return relaxed
            if relaxed is not None and (relaxed.cost - self.value <= gap or not (fresh or smooth)):
                return relaxed
            found = self.master.solve(self._over)
            if found is None:
                return relaxed
            relaxed, prices = found, _prices_of(found)
            smooth = SMOOTH if fresh else 0.0
        return relaxed

    def _first_prices(self) -> Prices:
        wages = np.zeros((len(self._kinds.may), len(self._turns.moments)))
        fees = np.zeros((len(self._kinds.size), len(self._needs)))
        return Prices(FIRST_PRICE * self._demand.high_worth, wages, fees)

    def again(self, rounds: int) -> Relaxed | None:
        """The relaxation after duties were fixed, priced a few times; None when stopped."""
        relaxed = self.master.solve(self._over)
        for _ in range(rounds):
            if relaxed is None or not self._pass(_prices_of(relaxed)):
                break
            relaxed = self.master.solve(self._over)
        return relaxed

    def _round(self, prices: Prices) -> int:
        """Prices duties a few times. Says how many new ones came."""
        fresh, current = 0, Prices(prices.heads.copy(), prices.wages, prices.fees)
        for number in range(PASSES):
            fresh += self._pass(current, proves=number == 0)
            if self._over():
                break
        return fresh

    def _pass(self, prices: Prices, *, proves: bool = False) -> int:
        """One pricing of all kinds in all parts; makes the heads it takes cheaper in ``prices``."""
        offered = np.where(self._kinds.may, prices.heads, -np.inf)
        dearest = self._dearest(offered, prices.wages)
        fresh, earned = 0, 0.0
        taken = np.zeros(len(prices.heads))
        for part, needs in enumerate(self._needs):
            value, end = dearest.best(needs)
            profit = value[self._kinds.path] - self._parts.growth
            level = profit.argmax(axis=1)
            best = profit[np.arange(len(level)), level]
            earned += float(self._kinds.size @ np.maximum(best, 0)) * int(self._turns.most[part])
            for kind in np.flatnonzero(best > prices.fees[:, part] + TINY).tolist():
                path = int(self._kinds.path[kind])
                lines = self._lines(dearest, offered[path], path, int(end[path, level[kind]]), int(level[kind]))
                taken[lines] += self._kinds.size[kind]
                if self._lawful(self._block.need_of_line[lines].tolist()):
                    fresh += self.add(kind, lines)
        if proves:
            self._keep_bound(prices, earned)
        prices.heads[taken >= self._demand.low + self._demand.high] *= CHEAPER
        return fresh

    def _dearest(self, offered: Floats, wages: Floats) -> Dearest:
        worth = np.maximum.reduceat(offered, self._block.first, axis=1) - self._parts.per_need
        entry = self._turns.before_start(wages) - self._parts.home
        return self._paths.dearest(worth, entry, -self._turns.before_free(wages) - self._parts.home)

    def _keep_bound(self, prices: Prices, earned: float) -> None:
        """Agents earn no more than their wages and what is left over at these prices."""
        paid = float(self._kinds.size_of_path @ prices.wages.sum(axis=1))
        value = self._demand.bought(prices.heads) - paid - earned
        if value > self.value:
            self.value, self._best = value, Prices(prices.heads.copy(), prices.wages, prices.fees)

    def _lines(self, dearest: Dearest, offered: Floats, path: int, end: int, level: int) -> list[int]:
        """The dearest line of each need on a path."""
        needs = dearest.path(path, end, level)
        first, last = self._block.first, self._last_line
        return [int(first[need] + offered[first[need] : last[need]].argmax()) for need in needs]


def _prices_of(relaxed: Relaxed) -> Prices:
    return Prices(relaxed.prices.copy(), relaxed.wages, relaxed.fees)
