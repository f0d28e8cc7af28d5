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
from otp_desktop.planning.solver.chains.flows import Duty, Flows
from otp_desktop.planning.solver.chains.known_duties import KnownDuties
from otp_desktop.planning.solver.chains.master import Master, Relaxed
from otp_desktop.planning.solver.chains.pricing import Offers, Prices, Pricing
from otp_desktop.planning.solver.chains.setting import Setting
from otp_desktop.planning.solver.chains.sharing import Sharing
from otp_desktop.planning.solver.chains.staying import Staying

SMOOTH = 0.5  # weight of the prices of the best bound
ALIKE = 4  # agents a kind, from which it is worth looking for their duties together
PASSES = 2  # of pricing in a round
CHEAPER = 0.5  # what a head that was taken keeps of its price in the next pass
IDLE = 2  # rounds of little gain, after which the relaxation counts as settled
TINY = 1e-6
SAME = 1e-3  # of a cost: the relaxation has met its bound
FIRST_PRICE = 0.3  # of a head, as a share of its worth


class Generation:
    """The linear program over all duties of one block."""

    def __init__(
        self,
        setting: Setting,
        demand: Demand,
        over: StopRequested,
        staying: Staying | None = None,
    ) -> None:
        """``staying``: agents who would rather keep what they had, which costs as much less as a change costs."""
        self._setting, self._demand, self._over, self._staying = setting, demand, over, staying
        self._pricing = Pricing(setting)
        self._quick = self._pricing if setting.costs.counts else Pricing(setting, hours=False)
        self._flows = Flows(setting.block, setting.turns) if self.shares else None
        self.master = Master(demand, setting.kinds, setting.turns, staying)
        self.known = KnownDuties(setting, self.master)
        self._best: Prices | None = None
        self.value = -np.inf
        """Proved: no legal plan costs less, in ways, burdens and missing heads."""

    @property
    def shares(self) -> bool:
        """Whether duties are found for all agents of a kind together: where they cost nothing and many are alike."""
        kinds = self._setting.kinds
        return not self._setting.costs.counts and int(kinds.size.sum()) >= ALIKE * len(kinds.size)

    def aim(self, demand: Demand) -> None:
        """The same heads at another worth: what was proved is forgotten, the duties stay."""
        self._demand, self._best, self.value = demand, None, -np.inf
        self.master.aim(demand)

    def retarget(self, demand: Demand) -> Relaxed | None:
        """The relaxation over the known duties at another worth; None when stopped."""
        self.aim(demand)
        return self.master.solve(self._over)

    def converge(self, gap: float, enough: float = np.inf) -> Relaxed | None:
        """Prices duties until bound and relaxation are ``gap`` apart, or the bound is ``enough``.

        None when stopped before a first relaxation.
        """
        relaxed: Relaxed | None = None
        for relaxed in self.rounds():
            if self.value >= enough or (relaxed is not None and relaxed.cost - self.value <= gap):
                break
        return relaxed

    def settle(self, gap: float) -> Relaxed | None:
        """As ``converge``; where duties are shared out, it ends with a few rounds that gain less than ``gap``."""
        if self._flows is None:
            return self.converge(gap)
        best, idle = np.inf, 0
        relaxed: Relaxed | None = None
        for relaxed in self.rounds():
            if relaxed is None:
                continue
            idle = idle + 1 if best - relaxed.cost < gap else 0
            if idle >= IDLE or relaxed.cost - self.value <= gap:
                break
            best = relaxed.cost
        return relaxed

    def look(self, heads: Floats) -> None:
        """At what these prices (lines,) prove; no head costs more than it is worth."""
        if self._flows is not None:
            self._share_out(np.minimum(heads, self._demand.low_worth))

    def prove(self, heads: Floats) -> None:
        """What these prices (lines,) prove; the prices stay near those that prove most."""
        prices = self._first_prices(heads)
        self._keep_bound(prices, self._earned(prices, self._pricing.offers(prices)))

    def share_once(self, duties: list[list[Duty]]) -> None:
        """Learns what each kind in turn would do beside the others, whose ``duties`` (kinds) are known."""
        if self._flows is not None:
            sharing = Sharing(self._setting, self._flows, self._demand, duties)
            sharing.sweep(self._over)
            for kind, own in enumerate(sharing.duties):
                for duty in own:
                    self.known.learn(kind, duty)

    def rounds(self, first: Floats | None = None, smooth: float = SMOOTH) -> Iterator[Relaxed | None]:
        """The relaxation after each round of pricing, None before there is one; ends when nothing new is found.

        ``first`` (lines,): prices of heads to start from.
        """
        relaxed = self.master.solve(self._over) if self.master.columns and first is None else None
        prices = self._first_prices(first) if relaxed is None else Prices.of(relaxed)
        weight = smooth
        while not self._over():
            fresh = self._share_out(prices.heads)
            if not fresh and (relaxed is None or relaxed.cost > self.value + SAME):
                mixed = prices if self._best is None else prices.towards(self._best, weight)
                fresh = self._round(mixed)
            yield relaxed
            if relaxed is not None and not (fresh or weight):
                return
            found = self.master.solve(self._over)
            if found is None:
                return
            relaxed, prices = found, Prices.of(found)
            weight = smooth if fresh else 0.0

    def again(self, rounds: int, enough: float = -np.inf) -> Relaxed | None:
        """The relaxation after duties were fixed, priced a few times or until it is ``enough``; None when stopped."""
        relaxed = self.master.solve(self._over)
        for _ in range(rounds):
            if relaxed is None or relaxed.cost <= enough or not self._pass(self._quick, Prices.of(relaxed)):
                break
            relaxed = self.master.solve(self._over)
        return relaxed

    def _first_prices(self, heads: Floats | None) -> Prices:
        kinds, turns = self._setting.kinds, self._setting.turns
        wages = np.zeros((len(kinds.may), len(turns.moments)))
        fees = np.zeros((len(kinds.size), len(turns.most)))
        return Prices(FIRST_PRICE * self._demand.high_worth if heads is None else heads, wages, fees)

    def _share_out(self, heads: Floats) -> int:
        """Where duties cost nothing: those of each kind together. Says how many new ones came."""
        if self._flows is None:
            return 0
        setting, total = self._setting, self._demand.low + self._demand.high
        demand = Demand(np.zeros_like(total), total, heads, heads)
        fresh, earned = 0, 0.0
        for kind, agents in enumerate(setting.kinds.size.tolist()):
            if self._over():
                return fresh  # nothing is proved before the last kind
            together = self._flows.best(agents, setting.kinds.may[setting.kinds.path[kind]], demand)
            earned += together.earned
            fresh += sum(self.known.learn(kind, duty) for duty in together.duties)
        if self._staying is None:
            self._keep(self._first_prices(heads), self._demand.bought(heads) - earned)
        return fresh

    def _round(self, prices: Prices) -> int:
        """Prices duties a few times. Says how many new ones came."""
        fresh, current = 0, prices.copy()
        for number in range(PASSES):
            fresh += self._pass(self._pricing, current, proves=number == 0)
            if self._over():
                break
        return fresh

    def _pass(self, pricing: Pricing, prices: Prices, *, proves: bool = False) -> int:
        """One pricing of all kinds; makes the heads it takes cheaper in ``prices``."""
        offers = pricing.offers(prices)
        if proves:
            self._keep_bound(prices, self._earned(prices, offers))
        taken, fresh = np.zeros(len(prices.heads)), 0
        for offer in offers.above(prices.fees + TINY):
            taken[offer.lines] += self._setting.kinds.size[offer.kind]
            fresh += self.known.take(offer)
        prices.heads[taken >= self._demand.low + self._demand.high] *= CHEAPER
        return fresh

    def _earned(self, prices: Prices, offers: Offers) -> float:
        kinds, turns = self._setting.kinds, self._setting.turns
        if self._staying is None:
            return offers.earned
        return self._staying.earned(kinds, turns, offers.profit, prices.heads, prices.wages)

    def _keep_bound(self, prices: Prices, earned: float) -> None:
        """Agents earn no more than their wages and what is left over at these prices."""
        paid = float(self._setting.kinds.size_of_path @ prices.wages.sum(axis=1))
        self._keep(prices, self._demand.bought(prices.heads) - paid - earned)

    def _keep(self, prices: Prices, value: float) -> None:
        if value > self.value:
            self.value, self._best = value, prices.copy()

    def telling_heads(self, relaxed: Relaxed) -> Floats:
        """The prices (lines,) of heads that prove most; those of the relaxation where none do yet."""
        return relaxed.prices if self._best is None else self._best.heads
