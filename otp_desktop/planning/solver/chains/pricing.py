"""The best duty of every kind of agent at given prices of heads."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from otp_desktop.planning.solver.arrays import Floats, Ints
from otp_desktop.planning.solver.chains.costs import Costs
from otp_desktop.planning.solver.chains.master import Relaxed
from otp_desktop.planning.solver.chains.paths import Dearest, Paths
from otp_desktop.planning.solver.chains.setting import Setting


@dataclass(frozen=True)
class Prices:
    """``heads`` (lines,): what each earns. ``wages`` (paths, moments): what an agent costs while a duty holds him.

    ``fees`` (kinds, parts): what a duty has to earn beyond that to be of use.
    """

    heads: Floats
    wages: Floats
    fees: Floats

    @classmethod
    def of(cls, relaxed: Relaxed) -> "Prices":
        return cls(relaxed.prices.copy(), relaxed.wages, relaxed.fees)

    def towards(self, other: "Prices", share: float) -> "Prices":
        return Prices(
            share * other.heads + (1 - share) * self.heads,
            share * other.wages + (1 - share) * self.wages,
            share * other.fees + (1 - share) * self.fees,
        )

    def copy(self) -> "Prices":
        return Prices(self.heads.copy(), self.wages.copy(), self.fees.copy())


@dataclass(frozen=True)
class Offer:
    """A duty of a kind in a part of the block, as positions of role lines."""

    kind: int
    part: int
    lines: list[int]


class Offers:
    """``profit`` (kinds, parts): what the best duties earn beyond their costs and wages; negative where none pays."""

    def __init__(self, setting: Setting, parts: Costs, dearest: Dearest, offered: Floats) -> None:
        self._setting, self._dearest, self._offered = setting, dearest, offered
        self._last = np.append(setting.block.first[1:], len(setting.block.lines))
        kinds = setting.kinds
        self.profit = np.zeros((len(kinds.size), len(setting.block.parts)))
        self._level = np.zeros(self.profit.shape, dtype=np.int64)
        self._end: list[Ints] = []
        for part in range(len(setting.block.parts)):
            value, end = dearest.best(np.flatnonzero(setting.block.part == part))
            profit = value[kinds.path] - parts.growth
            self._level[:, part] = profit.argmax(axis=1)
            self.profit[:, part] = profit.max(axis=1)
            self._end.append(end)

    @property
    def earned(self) -> float:
        """What all agents can earn at most."""
        most = self._setting.kinds.size[:, None] * self._setting.turns.most
        return float((most * np.maximum(self.profit, 0)).sum())

    def above(self, fees: Floats) -> Iterator[Offer]:
        """The duties that earn more than ``fees`` (kinds, parts)."""
        for kind, part in np.argwhere(self.profit > fees).tolist():
            path, level = int(self._setting.kinds.path[kind]), int(self._level[kind, part])
            needs = self._dearest.path(path, int(self._end[part][path, level]), level)
            yield Offer(kind, part, self._lines(self._offered[path], needs))

    def _lines(self, offered: Floats, needs: list[int]) -> list[int]:
        """The dearest line of each need."""
        first, last = self._setting.block.first, self._last
        return [int(first[need] + offered[first[need] : last[need]].argmax()) for need in needs]


class Pricing:
    """Finds the best duties of one setting."""

    def __init__(self, setting: Setting, *, hours: bool = True) -> None:
        """Without ``hours``: sooner, where duties cost nothing; more of what is found is illegal."""
        self._setting = setting
        self._parts = setting.costs.in_parts(hours=hours)
        self._paths = Paths(setting.block, self._parts.way, self._parts.meter)

    def offers(self, prices: Prices) -> Offers:
        setting, home = self._setting, self._parts.home
        offered = np.where(setting.kinds.may, prices.heads, -np.inf)
        worth = np.maximum.reduceat(offered, setting.block.first, axis=1) - self._parts.per_need
        entry = setting.turns.before_start(prices.wages) - home
        leaving = -setting.turns.before_free(prices.wages) - home
        return Offers(setting, self._parts, self._paths.dearest(worth, entry, leaving), offered)
