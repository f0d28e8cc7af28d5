"""The best legal rows of a member under given costs, limits on counts of kinds included, and a proved least cost.

Counts become states only where the best row breaks them: decremental state-space relaxation (Righini & Salani, "New
dynamic programming algorithms for the resource constrained elementary shortest path problem", Networks 51, 2008). What
would need too many states is priced instead; the value of such a relaxation less its prices stays a proved bound.
"""

from dataclasses import dataclass
from itertools import islice

import numpy as np

from otp_desktop.planning.solver.arrays import Floats, Ints
from otp_desktop.planning.solver.rostering.problem import OFF
from otp_desktop.planning.solver.rostering.row_path import MOST_VALUES, RowPath
from otp_desktop.planning.solver.rostering.tables import Tables

ATTEMPTS = 8  # of raising prices, before a member has no row this time
DEARER = 8.0  # first raise of a price; each further one is twice as high
ROWS = 3  # of several totals of minutes: they differ where it helps the master


@dataclass(frozen=True)
class Priced:
    """Legal rows, the cheapest first; no legal row of the member is cheaper than ``least``."""

    rows: tuple[Ints, ...]
    least: float


class Pricer:
    """Made once for a member; it remembers the prices of limits that are not states."""

    def __init__(self, tables: Tables, index: int) -> None:
        self._tables, self._index = tables, index
        self._weekends = RowPath(tables, index).size <= MOST_VALUES
        self._most_of_kind = tables.most_of_kind[index]
        self._most_weekends = tables.problem.members[index].most_weekends
        self._price_of_kind = np.zeros(len(tables.problem.kinds))
        self._price_of_weekend = 0.0

    def price(self, cost: Floats, rows: int = ROWS) -> Priced:
        """``cost`` (days, kinds) is infinite where the member may not hold the kind."""
        counted: tuple[int, ...] = ()
        path, least, dearer = self._path(counted), -np.inf, DEARER
        self._price_of_kind *= 0.5
        self._price_of_weekend *= 0.5
        for _ in range(ATTEMPTS):
            priced = self._with_prices(cost)
            found = tuple(islice(path.rows(priced), rows))
            if not found:
                return Priced((), np.inf)
            least = max(least, self._value(found[0], priced) - self._allowance())
            legal = tuple(row for row in found if self._legal(row))
            if self._legal(found[0]):
                return Priced(legal, least)
            finer = self._finer(counted, found[0])
            if finer is None:
                self._raise_prices(found[0], dearer)
                dearer *= 2
            else:
                counted = finer
                path = self._path(counted)
        return Priced(legal, least)

    def _path(self, counted: tuple[int, ...]) -> RowPath:
        return RowPath(self._tables, self._index, counted, weekends=self._weekends)

    def _finer(self, counted: tuple[int, ...], row: Ints) -> tuple[int, ...] | None:
        """Counts the kinds that the row has too many of, as far as there is room; None where there is none."""
        finer = counted
        for kind in np.flatnonzero(self._held(row) > self._most_of_kind).tolist():
            if self._path((*finer, kind)).size <= MOST_VALUES:
                finer = (*finer, kind)
        return finer if finer != counted else None

    def _with_prices(self, cost: Floats) -> Floats:
        priced = cost + self._price_of_kind
        if self._price_of_weekend:
            saturdays = self._tables.problem.saturdays
            priced[saturdays] += self._price_of_weekend / 2
            sundays = saturdays + 1
            priced[sundays[sundays < len(cost)]] += self._price_of_weekend / 2
        return priced

    def _allowance(self) -> float:
        """What prices would cost at most to a legal row."""
        limited = np.minimum(self._most_of_kind, self._tables.problem.days)
        return float(self._price_of_kind @ limited) + self._price_of_weekend * self._most_weekends

    def _raise_prices(self, row: Ints, dearer: float) -> None:
        self._price_of_kind[self._held(row) > self._most_of_kind] += dearer
        if self._worked_weekends(row) > self._most_weekends:
            self._price_of_weekend += dearer

    def _legal(self, row: Ints) -> bool:
        few = bool((self._held(row) <= self._most_of_kind).all())
        return few and self._worked_weekends(row) <= self._most_weekends

    def _held(self, row: Ints) -> Ints:
        return np.bincount(row[row != OFF], minlength=len(self._most_of_kind))

    def _worked_weekends(self, row: Ints) -> int:
        return sum(bool((row[saturday : saturday + 2] != OFF).any()) for saturday in self._tables.problem.saturdays)

    def _value(self, row: Ints, cost: Floats) -> float:
        days = np.flatnonzero(row != OFF)
        return float(cost[days, row[days]].sum())
