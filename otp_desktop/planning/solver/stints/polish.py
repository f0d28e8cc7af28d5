"""Stints made better a few groups at a time: whatever their agents, and idle ones, could do there, in whole numbers."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from otp_desktop.planning.progress import StopRequested
from otp_desktop.planning.solver.arrays import Floats, Ints
from otp_desktop.planning.solver.rostering.linear import LinearModel, Solver
from otp_desktop.planning.solver.stints.master import Master, Stint
from otp_desktop.planning.solver.stints.setting import Setting
from otp_desktop.planning.solver.stopping import NoGain

GROUPS = 40  # chosen anew at a time
STINTS = 2500  # to choose from, at most
SECONDS = 2.0  # for one choice, which mostly takes a fraction of it
FINE = 100.0  # whole costs for one of the soft part
GAIN = 0.01


class Polish:
    """``stints``: the best known; heads stay where they are, so that none is lost."""

    def __init__(self, setting: Setting, master: Master, stints: list[Stint], random: np.random.Generator) -> None:
        """``master``: of all stints that are worth a look, at its prices."""
        self._setting, self._master, self._random = setting, master, random
        excess = master.excess(master.stints)
        self._fruitless = np.zeros(len(setting.group))
        self._known = [master.stints[place] for place in np.argsort(excess, kind="stable").tolist()]
        self._group = np.array([stint.group for stint in self._known], dtype=np.int64)
        self._apart = _apart(setting)
        self.stints = stints

    def rounds(self, over: StopRequested) -> Iterator[float]:
        """What each round gained; ends when as many as there are places to look at gained nothing."""
        patience = NoGain(2 * -(-len(self._setting.group) // GROUPS) + 1)
        while not over() and not patience():
            groups = self._neighbours()
            gained = self._choose(groups)
            patience.tried(gained=gained > GAIN)
            self._fruitless[groups] = 0 if gained > GAIN else self._fruitless[groups] + 1
            yield gained

    def _neighbours(self) -> Ints:
        """A group and those that lie near it: sooner where stints cost more than they are worth, and less was tried."""
        lost = np.full(len(self._apart), GAIN)
        np.add.at(lost, [stint.group for stint in self.stints], np.maximum(self._master.excess(self.stints), 0.0))
        wanted = lost / (1 + self._fruitless) ** 2
        centre = int(self._random.choice(len(wanted), p=wanted / wanted.sum()))
        return np.sort(np.argsort(self._apart[centre], kind="stable")[:GROUPS])

    def _choose(self, groups: Ints) -> float:
        """The best stints on some groups, the others staying as they are; what was gained."""
        here = [stint for stint in self.stints if stint.group in groups]
        others = [stint for stint in self.stints if stint.group not in groups]
        supply = self._setting.supply.copy()
        heads = np.zeros(self._setting.most.shape, dtype=np.int64)
        for stint in others:
            supply[stint.kind, list(stint.parts)] -= 1
        for stint in here:
            heads[stint.group, list(stint.parts)] += 1
        known = np.flatnonzero(np.isin(self._group, groups)).tolist()
        may = (self._known[place] for place in known)
        fitting = [stint for stint in may if _fits(stint, supply, heads)][:STINTS]
        offer = _Offer(self._master, list(dict.fromkeys([*here, *fitting])), supply, heads)
        chosen = offer.best()
        gained = self._cost(here) - self._cost(chosen) if chosen is not None else 0.0
        if chosen is not None and gained > GAIN:
            self.stints = others + chosen
        return max(0.0, gained)

    def _cost(self, stints: list[Stint]) -> float:
        return sum(self._master.cost(stint) for stint in stints)


@dataclass(frozen=True)
class _Offer:
    """Stints to choose from, for the agents of ``supply`` (kinds, parts), on exactly the ``heads`` (groups, parts)."""

    master: Master
    stints: list[Stint]
    supply: Ints
    heads: Ints

    def best(self) -> list[Stint] | None:
        """None where there is nothing to choose from, or nothing was found in time."""
        model, stints = LinearModel(), self.stints
        if not stints:
            return None
        cost = np.rint(FINE * np.array([self.master.cost(stint) for stint in stints]))
        most = np.array([self._most(stint) for stint in stints])
        taken = model.variables(len(stints), high=most, cost=cost)
        sizes = [len(stint.parts) for stint in stints]
        part = np.concatenate([stint.parts for stint in stints])
        variable = np.repeat(taken, sizes)
        kind = np.repeat([stint.kind for stint in stints], sizes)
        group = np.repeat([stint.group for stint in stints], sizes)
        for place, amount, equal in ((kind, self.supply, False), (group, self.heads, True)):
            cells, row = np.unique(place * amount.shape[1] + part, return_inverse=True)
            limit = amount.reshape(-1)[cells]
            rows = model.rows(len(cells), low=limit if equal else 0.0, high=limit)
            model.entries(rows[row], variable)
        values = model.solve(Solver.HIGHS, SECONDS).values
        if values is None:
            return None
        return [stint for stint, agents in zip(stints, np.rint(values).astype(int), strict=True) for _ in range(agents)]

    def _most(self, stint: Stint) -> int:
        parts = list(stint.parts)
        return int(min(self.supply[stint.kind, parts].min(), self.heads[stint.group, parts].min()))


def _fits(stint: Stint, supply: Ints, heads: Ints) -> bool:
    parts = list(stint.parts)
    return bool((supply[stint.kind, parts] > 0).all() and (heads[stint.group, parts] > 0).all())


def _apart(setting: Setting) -> Floats:
    """(groups, groups) how differently far they are from the kinds of agents."""
    ways = np.where(setting.can, setting.way, 0.0).sum(axis=2) / np.maximum(setting.can.sum(axis=2), 1)
    found: Floats = np.abs(ways[:, :, None] - ways[:, None, :]).mean(axis=0)
    return found
