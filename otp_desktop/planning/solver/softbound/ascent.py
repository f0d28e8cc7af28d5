"""Subgradient ascent: flows say who pays, payments move that way, and every round proves a bound."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

from otp_desktop.planning.progress import StopRequested
from otp_desktop.planning.solver.arrays import Floats
from otp_desktop.planning.solver.flow import best_filling
from otp_desktop.planning.solver.market import Filling, Market
from otp_desktop.planning.solver.softbound.couplings import Coupling
from otp_desktop.planning.solver.softbound.parts import Part

FRESH = 0.5  # weight of the newest flows in the direction (deflected subgradients: Camerini, Fratta, Maffioli 1975)
PATIENCE = 2  # rounds without gain before steps get shorter
SHORTER = 0.7
FIRST, SHORTEST = 0.2, 0.0003  # of the way to a known plan, most of which nobody can prove: first step and last
GAIN = 1e-6  # share of the bound that counts as a gain
HOPE = 0.01  # share of the bound and of all prices above which the optimum is not looked for


class Ascent:
    """``best``: the greatest bound so far, of the cost of all parts with what couples them; -inf before the first."""

    def __init__(self, parts: Sequence[Part], couplings: Sequence[Coupling], late: StopRequested) -> None:
        self._parts = parts
        self._couplings = couplings
        self._late = late
        self.best = -np.inf

    def climb(self, target: Callable[[], float], rounds: int, on_gain: Callable[[float], None]) -> None:
        """So many rounds at most, towards the cost of a known plan (infinite: none is known)."""
        length, fruitless = FIRST if np.isfinite(target()) else 1.0, 0
        kept = self._state()
        direction: list[Floats] | None = None
        for _ in range(rounds):
            value = self.measure()
            if value is None or length < SHORTEST:
                return
            if value > self.best + GAIN * abs(value):
                self.best, fruitless, kept = value, 0, self._state()
                on_gain(value)
            else:
                fruitless += 1
                if fruitless >= PATIENCE:
                    length, fruitless = length * SHORTER, 0
                    self._restore(kept)
            direction = self._mixed(direction)
            if not self._step(direction, length * self._distance(value, target())):
                return

    def look(self, on_gain: Callable[[float], None]) -> None:
        """One round with the payments as they are."""
        value = self.measure()
        if value is not None and value > self.best:
            self.best = value
            on_gain(value)

    def waive(self, couplings: Sequence[Coupling], on_gain: Callable[[float], None]) -> None:
        """Drops those of their prices that bring in less than what is free, if that proves more."""
        kept = self._state()
        for coupling in couplings:
            coupling.shares.waive(coupling.used)
        value = self.measure()
        if value is None or value <= self.best:
            self._restore(kept)
        else:
            self.best = value
            on_gain(value)

    def measure(self) -> float | None:
        """The bound with the payments as they are; None when it came too late."""
        for coupling in self._couplings:
            coupling.used[:] = 0.0
        total = -sum(coupling.shares.free for coupling in self._couplings)
        for place in range(len(self._parts)):
            if self._late():
                return None
            total += self._cost(place)
        return total

    def _cost(self, place: int) -> float:
        part = self._parts[place]
        cost = part.market.cost.copy()
        for coupling in self._couplings:
            coupling.charge(place, cost)
        priced = replace(part.market, cost=cost)
        filling = best_filling(priced)
        for coupling in self._couplings:
            coupling.count(place, part, filling)
        return part.constant + at_least(priced, filling)

    def _distance(self, value: float, target: float) -> float:
        """How far to go up: to the plan, but no further than may be hoped."""
        best = max(self.best, value)
        hoped = best + HOPE * (abs(best) + sum(float(coupling.shares.price.sum()) for coupling in self._couplings))
        return max(GAIN * abs(hoped), min(target, hoped) - value)

    def _mixed(self, older: list[Floats] | None) -> list[Floats]:
        newest = [coupling.used for coupling in self._couplings]
        if older is None:
            return [used.copy() for used in newest]
        return [FRESH * new + (1 - FRESH) * old for new, old in zip(newest, older, strict=True)]

    def _step(self, used: list[Floats], distance: float) -> bool:
        """Moves all payments; False where there is nothing to move."""
        along = [coupling.shares.direction(mine) for coupling, mine in zip(self._couplings, used, strict=True)]
        rate = sum(direction.rate for direction in along)
        if rate <= GAIN:
            return False
        for coupling, direction in zip(self._couplings, along, strict=True):
            coupling.shares.move(direction, distance / rate)
        return True

    def _state(self) -> list[tuple[Floats, Floats]]:
        return [(coupling.shares.share.copy(), coupling.shares.price.copy()) for coupling in self._couplings]

    def _restore(self, state: list[tuple[Floats, Floats]]) -> None:
        for coupling, (share, price) in zip(self._couplings, state, strict=True):
            coupling.shares.share, coupling.shares.price = share.copy(), price.copy()


def at_least(market: Market, filling: Filling) -> float:
    """What the best filling costs, less all that rounding can hide."""
    return float((market.pairs(filling.group, filling.line) * filling.flow).sum()) - filling.rounding
