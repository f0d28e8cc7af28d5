"""Payments for what is bought once and used by many heads."""

from dataclasses import dataclass

import numpy as np

from otp_desktop.planning.solver.arrays import Floats, Ints

ROUNDS = 6  # of projection on the shares that are allowed; what is left over is scaled away


@dataclass(frozen=True)
class Direction:
    """Where to move shares and prices, and by how much the bound would grow for each unit of it."""

    share: Floats
    price: Floats
    rate: float


class Shares:
    """``share`` (buyers, uses) of the price of the thing that each use belongs to.

    ``thing`` (uses), in rising order; ``most`` (buyers, uses): heads that one purchase can serve there. For each buyer
    and thing the sum of most × share is at most 1. ``price`` (things) is between 0 and ``worth``; ``free`` (things):
    how many of them every plan buys for nothing.
    """

    def __init__(self, thing: Ints, most: Floats, worth: float, free: Floats, *, fixed_price: bool = False) -> None:
        self._thing = thing
        self._starts = np.flatnonzero(np.append(True, thing[1:] != thing[:-1])) if len(thing) else thing
        self._bundle = np.repeat(np.arange(len(self._starts)), np.diff(np.append(self._starts, len(thing))))
        self._most = most
        self.worth = worth
        self._free = free[thing[self._starts]] if len(thing) else free[:0]
        self._fixed_price = fixed_price
        self.price: Floats = np.full(len(self._starts), worth)
        self.share: Floats = np.zeros(most.shape)

    @property
    def free(self) -> float:
        """What the payments exceed the true cost by: the things bought for nothing."""
        return float((self.price * self._free).sum())

    def payments(self) -> Floats:
        """(buyers, uses): what a head pays."""
        found: Floats = self.share * self.price[self._bundle]
        return found

    def spread(self, heads: Floats) -> None:
        """Shares in proportion to the ``heads`` (buyers, uses) that may come to pay, those of no head being 0."""
        if heads.size:
            self.share = self._allowed(heads / np.maximum(self._sums(heads * self._most), 1e-12)[:, self._bundle])

    def choose(self, share: Floats) -> None:
        """These shares of the whole price, as far as they are allowed."""
        self.price = np.full(len(self._starts), self.worth)
        self.share = self._allowed(share)

    def waive(self, used: Floats) -> None:
        """Drops the price of things for which ``used`` (buyers, uses) heads pay less than is free of them."""
        if len(self._thing) and not self._fixed_price:
            paid = np.add.reduceat((self.share * used).sum(axis=0), self._starts)
            self.price[paid < self._free] = 0.0

    def direction(self, used: Floats) -> Direction:
        """Uphill, when ``used`` (buyers, uses) heads pay."""
        wish = used * (self.price[self._bundle] / self.worth)
        small = 1e-3
        along: Floats = (self._allowed(self.share + small * wish) - self.share) / small
        if self._fixed_price or not len(self._thing):
            return Direction(along, np.zeros(len(self.price)), self.worth * float((wish * along).sum()))
        steep = np.add.reduceat((self.share * used).sum(axis=0), self._starts) - self._free
        steep[(self.price >= self.worth) & (steep > 0)] = 0.0
        steep[(self.price <= 0) & (steep < 0)] = 0.0
        return Direction(along, steep, self.worth * float((wish * along).sum()) + float((steep**2).sum()))

    def move(self, direction: Direction, step: float) -> None:
        self.share = self._allowed(self.share + step * direction.share)
        self.price = np.clip(self.price + step * direction.price, 0.0, self.worth)

    def _allowed(self, share: Floats) -> Floats:
        """The nearest shares that are not negative and do not add up to more than the price."""
        share = np.maximum(share, 0.0)
        if not share.size:
            return share
        for _ in range(ROUNDS):
            over = self._sums(self._most * share) - 1.0
            if over.max() < 1e-9:
                break
            weight = self._sums(self._most**2 * (share > 0))
            excess = np.maximum(over, 0.0) / np.maximum(weight, 1e-12)
            share = np.maximum(share - self._most * excess[:, self._bundle], 0.0)
        found: Floats = share / np.maximum(self._sums(self._most * share), 1.0)[:, self._bundle]
        return found

    def _sums(self, values: Floats) -> Floats:
        """(buyers, things)."""
        found: Floats = np.add.reduceat(values, self._starts, axis=1)
        return found
