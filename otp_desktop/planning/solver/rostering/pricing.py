"""The best legal rows of many members under given costs, limits on counts of kinds included, and proved least costs.

Too many duties of a kind are priced: each member has a price of each kind, which goes up while his best row holds too
many and down while it holds too few. A least cost at such prices, less what they cost at most to a legal row, is a
proved bound. Where one member's best row stays illegal, the kinds he has too many of become resources of his path:
decremental state-space relaxation (Righini & Salani, "New dynamic programming algorithms for the resource constrained
elementary shortest path problem", Networks 51, 2008).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import gcd

import numpy as np

from otp_desktop.planning.solver.arrays import Floats, Ints
from otp_desktop.planning.solver.rostering.budget import Window, budget_of
from otp_desktop.planning.solver.rostering.row_paths import RowPaths
from otp_desktop.planning.solver.rostering.row_ways import BestRows, best_rows
from otp_desktop.planning.solver.rostering.tables import Tables

MOST_VALUES = 6_000_000  # of eight bytes, kept in one search
MOST_PATHS = 200  # kept from one call to the next
COUNTED_TOGETHER = 4  # members at least who find room together when kinds become states
ATTEMPTS, EXACT_ATTEMPTS = 2, 6  # of moving prices, or counting, before a member is left with the rows he has
NEAR = 0.1  # from the proved least cost: the row is good enough
MOST_GAP = 20.0  # taken for the distance to the best legal row where none is known
ROWS = 3  # of several totals of minutes: they differ where it helps the master


@dataclass(frozen=True)
class Priced:
    """Legal rows (rows, days) of the members (rows,) by place, and for each member (members,) two costs.

    No legal row is cheaper than ``least``; ``cheapest`` is of the best legal one found, infinite where there is none.
    """

    members: Ints
    rows: Ints
    least: Floats
    cheapest: Floats


def together(teams: Sequence[Ints], priced: Sequence[Priced]) -> Priced:
    """What was priced by teams (members of each,), of all members who are in one."""
    members = np.concatenate([team[one.members] for team, one in zip(teams, priced, strict=True)])
    order = np.argsort(np.concatenate(teams))
    return Priced(
        members=members,
        rows=np.concatenate([one.rows for one in priced]),
        least=np.concatenate([one.least for one in priced])[order],
        cheapest=np.concatenate([one.cheapest for one in priced])[order],
    )


class Pricer:
    """Made once for some members and a window; it remembers the prices of limits that are not states."""

    def __init__(self, tables: Tables, members: Sequence[int], roster: Ints, window: Window) -> None:
        self._tables, self._members, self._roster, self._window = tables, np.asarray(members), roster, window
        minutes, budgets = tables.problem.minutes, [budget_of(tables, one, roster[one], window) for one in members]
        self._units = [gcd(*minutes[tables.most_of_kind[index] > 0].tolist()) for index in members]
        self._most: Ints = np.array([budget.most_of_kind for budget in budgets])
        self._price = np.zeros(self._most.shape)
        self._counted: list[tuple[int, ...]] = [() for _ in members]
        self._paths: dict[tuple[object, ...], RowPaths] = {}

    def price(self, cost: Floats, rows: int = ROWS, *, exact: bool = False, among: Ints | None = None) -> Priced:
        """``cost`` (members, days, kinds) is infinite where the member may not hold the kind.

        Limits become states only when it must be ``exact``. Only members ``among`` these places are looked at.
        """
        least, cheapest = np.full(len(self._members), -np.inf), np.full(len(self._members), np.inf)
        left = np.arange(len(self._members)) if among is None else among
        found = [(np.zeros(0, dtype=np.int64), np.zeros((0, self._window.days), dtype=np.int64))]
        for attempt in range(EXACT_ATTEMPTS if exact else ATTEMPTS):
            for places, paths in self._parts(left):
                best = best_rows(paths, cost[places] + self._price[places, None], rows)
                found.append(self._learn(places, best, least, cheapest, count=exact and attempt > 0))
            left = left[cheapest[left] > least[left] + NEAR]
            if not len(left):
                break
        members, legal = (np.concatenate(parts) for parts in zip(*found, strict=True))
        return Priced(members, legal, least, cheapest)

    def _parts(self, places: Ints) -> Iterator[tuple[Ints, RowPaths]]:
        """Members alike in the unit of their duties and in what is counted, as many together as there is room for."""
        alike: dict[tuple[int, tuple[int, ...]], list[int]] = {}
        for place in places.tolist():
            alike.setdefault((self._units[place], self._counted[place]), []).append(place)
        for (_, counted), some in alike.items():
            size = int(np.clip(MOST_VALUES / self._path(some[:1], counted).values, 1, len(some)))
            for part in np.array_split(np.array(some), -(-len(some) // size)):
                yield part, self._path(part.tolist(), counted)

    def _path(self, places: list[int], counted: tuple[int, ...]) -> RowPaths:
        key = counted, *places
        if key not in self._paths:
            if len(self._paths) >= MOST_PATHS:
                self._paths.clear()
            self._paths[key] = RowPaths(
                self._tables, self._members[places].tolist(), self._roster, self._window, counted
            )
        return self._paths[key]

    def _learn(
        self, places: Ints, best: BestRows, least: Floats, cheapest: Floats, *, count: bool
    ) -> tuple[Ints, Ints]:
        """The legal rows and their places. Raises the proved ``least``, lowers ``cheapest``, moves prices."""
        price, most, held = self._price[places], self._most[places], self._held(best.rows)
        value = best.least - (price * most).sum(axis=1)
        least[places] = np.maximum(least[places], value)
        legal = (held <= most[best.members]).all(axis=1)
        who = best.members[legal]
        np.minimum.at(cheapest, places[who], best.costs[legal] - (price[who] * held[legal]).sum(axis=1))
        members, first = np.unique(best.members, return_index=True)
        beyond = np.zeros(price.shape)
        beyond[members] = held[first] - most[members]
        if count:
            self._count(places, beyond)
        gap = np.where(np.isfinite(best.least), np.minimum(cheapest[places] - value, MOST_GAP), 0)
        self._move_prices(places, beyond, gap)
        return places[who], best.rows[legal]

    def _move_prices(self, places: Ints, beyond: Floats, gap: Floats) -> None:
        """By Polyak's step: what is missing to the best legal row, along the limits that matter."""
        price = self._price[places]
        along = np.where((price == 0) & (beyond < 0), 0, beyond)
        step = gap / np.maximum((along**2).sum(axis=1), 1)
        self._price[places] = np.maximum(0, price + step[:, None] * along)

    def _count(self, places: Ints, beyond: Floats) -> None:
        """From now on counts the kind of which a member has most too many, as far as there is room."""
        for place, over in zip(places.tolist(), beyond, strict=True):
            for kind in np.argsort(-over)[: int((over > 0).sum())].tolist():
                counted = tuple(sorted({*self._counted[place], kind}))
                if self._path([place], counted).values <= MOST_VALUES / COUNTED_TOGETHER:
                    self._counted[place] = counted
                    self._price[place, kind] = 0
                    break

    def _held(self, rows: Ints) -> Ints:
        """(rows, kinds)"""
        return np.stack([(rows == kind).sum(axis=1) for kind in range(self._most.shape[1])], axis=1)
