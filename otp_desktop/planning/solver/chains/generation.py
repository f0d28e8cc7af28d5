"""Column generation: duties priced against the heads asked, and a proved bound from the prices.

Prices are smoothed towards those of the best bound (Wentges, "Weighted Dantzig–Wolfe decomposition for linear
mixed-integer programming", ITOR 4, 1997). Each round prices the same heads a few times, those that were just taken
cheaper each time, so that its columns don't all run after the same posts.
"""

from collections.abc import Iterator

import numpy as np

from otp_desktop.planning.progress import StopRequested
from otp_desktop.planning.solver.arrays import Floats
from otp_desktop.planning.solver.chains.demand import Demand
from otp_desktop.planning.solver.chains.master import Column, Master, Relaxed
from otp_desktop.planning.solver.chains.pricing import Offer, Prices, Pricing
from otp_desktop.planning.solver.chains.setting import Setting

SMOOTH = 0.5  # weight of the prices of the best bound
PASSES = 2  # of pricing in a round
CHEAPER = 0.5  # what a head that was taken keeps of its price in the next pass
TINY = 1e-6
FIRST_PRICE = 0.3  # of a head, as a share of its worth


class Generation:
    """The linear program over all duties of one block."""

    def __init__(self, setting: Setting, demand: Demand, over: StopRequested, *, central: bool = False) -> None:
        self._setting, self._demand, self._over = setting, demand, over
        self._pricing = Pricing(setting)
        self.master = Master(demand, setting.kinds, setting.turns, central=central)
        self._best: Prices | None = None
        self.value = -np.inf
        """Proved: no legal plan costs less, in ways, burdens and missing heads."""

    def add(self, offer: Offer) -> bool:
        """Makes a duty known to the master; whether it is new."""
        setting, needs = self._setting, self._needs(offer)
        held, cost = setting.turns.held(needs[0], needs[-1]), setting.costs.of(offer.kind, needs)
        return self.master.add(Column(offer.kind, offer.part, tuple(offer.lines), held, cost))

    def aim(self, demand: Demand) -> None:
        """The same heads at another worth: what was proved is forgotten, the duties stay."""
        self._demand, self._best, self.value = demand, None, -np.inf
        self.master.aim(demand)

    def converge(self, gap: float, enough: float = np.inf) -> Relaxed | None:
        """Prices duties until bound and relaxation are ``gap`` apart, or the bound is ``enough``.

        None when stopped before a first relaxation.
        """
        relaxed: Relaxed | None = None
        for relaxed in self.rounds():
            if self.value >= enough or (relaxed is not None and relaxed.cost - self.value <= gap):
                break
        return relaxed

    def rounds(self, first: Floats | None = None, smooth: float = SMOOTH) -> Iterator[Relaxed | None]:
        """The relaxation after each round of pricing, None before there is one; ends when nothing new is found.

        ``first`` (lines,): prices of heads to start from, and to stay near of at first.
        """
        relaxed = self.master.solve(self._over) if self.master.columns and first is None else None
        prices = self._first_prices(first) if relaxed is None else _prices_of(relaxed)
        weight = smooth
        while not self._over():
            mixed = prices if self._best is None else prices.towards(self._best, weight)
            fresh = self._round(mixed)
            yield relaxed
            if relaxed is not None and not (fresh or weight):
                return
            found = self.master.solve(self._over)
            if found is None:
                return
            relaxed, prices = found, _prices_of(found)
            weight = smooth if fresh else 0.0

    def again(self, rounds: int) -> Relaxed | None:
        """The relaxation after duties were fixed, priced a few times; None when stopped."""
        relaxed = self.master.solve(self._over)
        for _ in range(rounds):
            if relaxed is None or not self._pass(_prices_of(relaxed)):
                break
            relaxed = self.master.solve(self._over)
        return relaxed

    def _first_prices(self, heads: Floats | None) -> Prices:
        kinds, turns = self._setting.kinds, self._setting.turns
        wages = np.zeros((len(kinds.may), len(turns.moments)))
        fees = np.zeros((len(kinds.size), len(turns.most)))
        return Prices(FIRST_PRICE * self._demand.high_worth if heads is None else heads, wages, fees)

    def _round(self, prices: Prices) -> int:
        """Prices duties a few times. Says how many new ones came."""
        fresh, current = 0, prices.copy()
        for number in range(PASSES):
            fresh += self._pass(current, proves=number == 0)
            if self._over():
                break
        return fresh

    def _pass(self, prices: Prices, *, proves: bool = False) -> int:
        """One pricing of all kinds; makes the heads it takes cheaper in ``prices``."""
        offers = self._pricing.offers(prices)
        if proves:
            self._keep_bound(prices, offers.earned)
        taken, fresh = np.zeros(len(prices.heads)), 0
        for offer in offers.above(prices.fees + TINY):
            taken[offer.lines] += self._setting.kinds.size[offer.kind]
            fresh += sum(self.add(legal) for legal in self._within_law(offer))
        prices.heads[taken >= self._demand.low + self._demand.high] *= CHEAPER
        return fresh

    def _within_law(self, offer: Offer) -> list[Offer]:
        """The duty, or the longest beginning and the longest end of it that are legal: no other may be found."""
        lawful, needs = self._setting.lawful, self._needs(offer)
        if lawful(needs):
            return [offer]
        longest = range(len(needs) - 1, 0, -1)
        begin = next((offer.lines[:size] for size in longest if lawful(needs[:size])), [])
        end = next((offer.lines[-size:] for size in longest if lawful(needs[-size:])), [])
        return [Offer(offer.kind, offer.part, lines) for lines in (begin, end) if lines]

    def _keep_bound(self, prices: Prices, earned: float) -> None:
        """Agents earn no more than their wages and what is left over at these prices."""
        paid = float(self._setting.kinds.size_of_path @ prices.wages.sum(axis=1))
        value = self._demand.bought(prices.heads) - paid - earned
        if value > self.value:
            self.value, self._best = value, prices.copy()

    def _needs(self, offer: Offer) -> list[int]:
        found: list[int] = self._setting.block.need_of_line[offer.lines].tolist()
        return found


def _prices_of(relaxed: Relaxed) -> Prices:
    return Prices(relaxed.prices.copy(), relaxed.wages, relaxed.fees)
