"""What joins the heads of the parts: units on a need, faces on a group, the way to work of a duty."""

from collections.abc import Sequence
from typing import Protocol

import numpy as np

from otp_desktop.planning.solver.arrays import NONE, Floats, Ints
from otp_desktop.planning.solver.compiled import Compiled
from otp_desktop.planning.solver.market import Filling
from otp_desktop.planning.solver.softbound.parts import Part, too_far_apart
from otp_desktop.planning.solver.softbound.shares import Shares


class Coupling(Protocol):
    """One kind of thing that heads of some parts share; ``used`` (buyers, uses) heads that pay in the last flows."""

    shares: Shares
    used: Floats

    def charge(self, place: int, cost: Floats) -> None:
        """Adds the payments in a part, told by its place, to the costs (places, lines)."""
        ...

    def count(self, place: int, part: Part, filling: Filling) -> None:
        """Adds the heads of the part's filling to those who pay."""
        ...


class Crews:
    """Units on the needs of one part: the first on each need is free."""

    def __init__(self, compiled: Compiled, place: int, part: Part) -> None:
        units = int(compiled.agents.unit.max(initial=NONE)) + 1
        need = np.searchsorted(part.run.need, compiled.lines.need[part.run.lines])
        self._place = place
        self._order = np.argsort(need, kind="stable")
        self._unit = np.where(part.unit == NONE, units, part.unit)  # those without a unit have a row and never pay
        self._known = self._unit < units
        heads = part.market.heads.total[self._order].astype(np.float64)
        able = _eligible(part, self._unit, units + 1)[:, self._order]
        most = np.minimum(able, heads)
        free = np.ones(int(need.max(initial=0)) + 1)
        self.shares = Shares(need[self._order], np.maximum(most, 1.0), compiled.problem.objective.cohesion, free)
        self.shares.spread((able > 0).astype(np.float64))
        crew = np.bincount(need, weights=part.market.heads.total)
        self.shares.price[crew[np.unique(need)] <= 1] = 0.0  # one head is never of two units
        self.used = np.zeros(most.shape)

    def charge(self, place: int, cost: Floats) -> None:
        if place == self._place:
            cost[:, self._order] += self.shares.payments()[self._unit] * self._known[:, None]

    def count(self, place: int, part: Part, filling: Filling) -> None:
        if place == self._place:
            column = np.empty(len(self._order), dtype=np.int64)
            column[self._order] = np.arange(len(self._order))
            here = part.market.place[filling.group]
            np.add.at(self.used, (self._unit[here], column[filling.line]), filling.flow * self._known[here])


class Faces:
    """Agents on the groups: as many as the largest need asks for are free. A use is a group in a part."""

    def __init__(self, compiled: Compiled, parts: Sequence[Part]) -> None:
        groups = [compiled.needs.group[compiled.lines.need[part.run.lines]] for part in parts]
        pairs = {(group, place) for place, lines in enumerate(groups) for group in lines.tolist() if group != NONE}
        uses = {pair: use for use, pair in enumerate(sorted(pairs))}
        self._place_and_group = np.array([(place, group) for group, place in sorted(pairs)], dtype=np.int64)
        self._use = [_use_of(lines, place, uses) for place, lines in enumerate(groups)]
        self._buyer = [part.buyer for part in parts]
        buyers = max((int(part.buyer.max(initial=0)) for part in parts), default=0) + 1
        thing = np.array([group for group, _ in sorted(pairs)], dtype=np.int64)
        weight = compiled.problem.objective.continuity
        self.shares = Shares(thing, np.ones((buyers, len(thing))), weight, compiled.group_heads.astype(np.float64))
        free = np.zeros((buyers, len(parts)))
        for place, part in enumerate(parts):
            np.maximum.at(free[:, place], part.buyer, np.isfinite(part.market.cost).any(axis=1))
        self.shares.spread(free[:, [place for _, place in sorted(pairs)]])
        self.used = np.zeros((buyers, len(thing)))

    def charge(self, place: int, cost: Floats) -> None:
        lines = np.flatnonzero(self._use[place] != NONE)
        cost[:, lines] += self.shares.payments()[np.ix_(self._buyer[place], self._use[place][lines])]

    def count(self, place: int, part: Part, filling: Filling) -> None:
        use = self._use[place][filling.line]
        known = use != NONE
        buyer = part.buyer[part.market.place[filling.group]]
        np.add.at(self.used, (buyer[known], use[known]), filling.flow[known])

    def pay(self, place: Ints, group: Ints, worth: Floats) -> None:
        """Shares from what each use is worth to each buyer (buyers, groups, parts): at most a whole face in all."""
        shares = np.zeros(self.shares.share.shape)
        for use, (here, one) in enumerate(self._place_and_group.reshape(-1, 2).tolist()):
            if here in place:
                shares[:, use] = worth[:, np.searchsorted(group, one), np.searchsorted(place, here)]
        self.shares.choose(shares / self.shares.worth)


class Ways:
    """The way there and back of one duty, for parts that one duty can serve: each pays a share of its own way."""

    def __init__(self, compiled: Compiled, parts: Sequence[Part], *, adjustable: bool) -> None:
        self._parts = parts
        cluster = _clusters(compiled, parts, adjustable=adjustable)
        order = np.argsort(cluster, kind="stable")
        self._column = np.argsort(order, kind="stable")
        self._paid = cluster != NONE
        buyers = max((int(part.buyer.max(initial=0)) for part in parts), default=0) + 1
        ways = [float(part.ways.mean()) for part in parts if part.ways.size]
        self._usual = max(1e-9, float(np.mean(ways)) if ways else 0.0)
        nothing_free = np.zeros(int(cluster.max(initial=0)) + 2)
        most = np.ones((buyers, len(parts)))
        self.shares = Shares(cluster[order], most, self._usual, nothing_free, fixed_price=True)
        travels = np.array([part.travels for part in parts], dtype=np.float64)
        self.shares.share = np.zeros((buyers, len(parts))) + travels[order]
        self.used = np.zeros((buyers, len(parts)))

    def charge(self, place: int, cost: Floats) -> None:
        if self._paid[place]:
            part = self._parts[place]
            cost += self.shares.share[part.buyer, self._column[place]][:, None] * part.ways

    def count(self, place: int, part: Part, filling: Filling) -> None:
        if self._paid[place]:
            here = part.market.place[filling.group]
            ways = part.ways[here, filling.line] * filling.flow / self._usual
            np.add.at(self.used[:, self._column[place]], part.buyer[here], ways)


def _clusters(compiled: Compiled, parts: Sequence[Part], *, adjustable: bool) -> Ints:
    """The travelling part that each part may share duties with, NONE where there are several."""
    longest = int(compiled.limits.amplitude.max(initial=0))
    cluster = np.array([place if part.travels else NONE for place, part in enumerate(parts)], dtype=np.int64)
    for place, part in enumerate(parts):
        if not adjustable or part.travels:
            continue
        near = {
            int(cluster[other])
            for other in np.flatnonzero(cluster != NONE).tolist()
            if not too_far_apart(compiled, part.run, parts[other].run, longest)
        }
        if len(near) == 1:
            cluster[place] = near.pop()
    return cluster


def _use_of(groups: Ints, place: int, uses: dict[tuple[int, int], int]) -> Ints:
    """(lines): the use that the heads of each line make of its group in a part, NONE without a group."""
    return np.array([uses.get((group, place), NONE) for group in groups.tolist()], dtype=np.int64)


def _eligible(part: Part, row: Ints, rows: int) -> Floats:
    """(rows, lines): heads that the agents of each row can put on each line at most."""
    market = part.market
    groups, kinds = np.nonzero(np.isfinite(market.surcharge))
    of_kind = np.zeros((rows, market.surcharge.shape[1]))
    np.add.at(of_kind, (row[market.place[groups]], kinds), market.supply[groups])
    found: Floats = of_kind[:, market.kind]
    return found
