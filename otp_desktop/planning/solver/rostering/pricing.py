"""The best legal rows of a member under given costs, limits on counts of kinds included, and a proved least cost.

Limits that are no states of the search are priced; the value of such a relaxation less its prices stays a proved bound
whatever the prices are. They are kept from one time to the next: costs change little. Where prices prove nothing, the
kind with the highest becomes a state, as long as that leaves them few (Boland, Dethridge & Dumitrescu, "Accelerated
label setting algorithms for the elementary resource constrained shortest path problem", Operations Research Letters 34,
2006).
"""

import math
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from itertools import repeat

import numpy as np

from otp_desktop.planning.solver.arrays import Bools, Floats, Ints
from otp_desktop.planning.solver.rostering.best_first import NEAR, cheapest_rows
from otp_desktop.planning.solver.rostering.completions import complete
from otp_desktop.planning.solver.rostering.problem import OFF
from otp_desktop.planning.solver.rostering.row_limits import counting, row_limits, shape
from otp_desktop.planning.solver.rostering.tables import Tables

ROOM = 4_000  # rows begun that a search may hold beside those of one way to the end
TOO_MANY = 24_000_000  # values of a search, of eight bytes: beyond, a member is left to the neighbourhoods
COUNTED = 2_000_000  # values of a search up to which one kind more is counted
ATTEMPTS = 12  # at prices, before a member may have no row this time
PROVING = 3  # attempts, before the best row may stay unproved
STEP = 4.0  # by which a price rises or falls first; then by more while it goes the same way, by less where it turns
QUICKER, SLOWER = 3.0, 0.4
ROWS = 3
MUST = 10_000.0  # gained by a duty that must be held: more than all else


@dataclass(frozen=True)
class Priced:
    """Legal rows, the cheapest first; no legal row of the member is cheaper than ``least``."""

    rows: tuple[Ints, ...]
    least: float


class _Scratch(threading.local):
    """Memory for one search at a time, kept by each thread."""

    values = np.empty(0)

    def shaped(self, shape: tuple[int, int, int, int, int]) -> Floats:
        size = math.prod(shape)
        if len(self.values) < size:
            self.values = np.empty(size)
        return self.values[:size].reshape(shape)


_scratch = _Scratch()


class Pricer:
    """Made once for a member; it may work in any thread, in one at a time."""

    def __init__(self, tables: Tables, index: int) -> None:
        self._limits = row_limits(tables, index)
        self._room = ROOM + tables.problem.days * (len(self._limits.kinds) + 1)
        self._unlimited = self._limits._replace(
            most_of_kind=np.full(len(self._limits.kinds), tables.problem.days), most_weekends=tables.problem.days
        )
        if self._limits.counts_weekends:
            self._unlimited = self._unlimited._replace(most_weekends=self._limits.most_weekends)
        self._prices = np.zeros(len(self._limits.kinds) + 1)  # of each kind, and of a weekend

    def price(self, cost: Floats, rows: int = ROWS) -> Priced:
        """``cost`` (days, kinds) is infinite where the member may not hold the kind."""
        limits, own = self._limits, np.ascontiguousarray(cost[:, self._limits.kinds])
        if not len(limits.kinds) or (limits.fewest > limits.most).any():
            return self._idle()
        if math.prod(shape(limits)) > TOO_MANY:
            return Priced((), -np.inf)
        to_come = _scratch.shaped(shape(limits))
        legal, value, least = np.empty((0, limits.days), dtype=np.int64), np.inf, -np.inf
        step, way = np.full(len(self._prices), STEP), np.zeros(len(self._prices))
        for attempt in range(ATTEMPTS):
            of_kind, of_weekend = self._prices[:-1], float(self._prices[-1])
            priced = own + of_kind
            complete(limits, priced, of_weekend, to_come)
            found, values = np.empty((rows, limits.days), dtype=np.int64), np.empty(rows)
            proved = cheapest_rows(limits, priced, of_kind, of_weekend, to_come, self._room, found, values)
            least = max(least, proved)
            if values.min() < value:
                order = np.argsort(values)[: np.isfinite(values).sum()]
                legal, value = found[order], float(values.min())
            if np.isfinite(value) and (value <= least + NEAR or attempt >= PROVING):
                break
            if not np.isfinite(to_come[0, limits.least_off - 1, 0, 0, 0]):
                break
            before, way = way, np.sign(self._excess(priced, to_come))
            step *= np.where(way * before > 0, QUICKER, np.where(way * before < 0, SLOWER, 1.0))
            self._prices = np.maximum(0.0, self._prices + step * way)
        if value > least + NEAR:
            self._count_more()
        return Priced(tuple(legal), least)

    def _count_more(self) -> None:
        """From the next time on the dearest kind is part of the states, where that leaves them few."""
        kind = int(np.argmax(self._prices[:-1]))
        counted = self._limits.counted.copy()
        counted[kind] = True
        if not self._prices[kind] or math.prod(shape(self._limits)) * (self._limits.most_of_kind[kind] + 1) > COUNTED:
            return
        self._limits = counting(self._limits, counted)
        self._unlimited = self._unlimited._replace(
            counted=counted, one_more=self._limits.one_more, example=self._limits.example, group=self._limits.group
        )
        self._prices[kind] = 0.0

    def _idle(self) -> Priced:
        """Of a member who can't work, or not enough."""
        if self._limits.least_units:
            return Priced((), np.inf)
        return Priced((np.full(self._limits.days, OFF, dtype=np.int64),), 0.0)

    def _excess(self, priced: Floats, to_come: Floats) -> Ints:
        """(kinds + 1,): what the best row without the priced limits has more of each kind, and of weekends, or less."""
        row, value = np.full((1, self._limits.days), OFF, dtype=np.int64), np.empty(1)
        of_kind, of_weekend = self._prices[:-1], float(self._prices[-1])
        cheapest_rows(self._unlimited, priced, of_kind, of_weekend, to_come, self._room, row, value)
        if not np.isfinite(value[0]):
            return np.zeros(len(self._prices), dtype=np.int64)
        held = (row[0][:, None] == self._limits.kinds).sum(axis=0)
        weekends = 0 if self._limits.counts_weekends else worked_weekends(row[0]) - self._limits.most_weekends
        return np.append(held - self._limits.most_of_kind, weekends)


class StoppedError(Exception):
    """The time is over before all members have their rows."""


class Pricing:
    """The best rows of several members at once, each thread working on one member at a time."""

    def __init__(self, tables: Tables, threads: Executor, over: Callable[[], bool]) -> None:
        self._tables, self._threads, self._over = tables, threads, over
        self.may = duties_and_rests(tables)
        """(members, days, kinds + 1): what rows may hold, days off last; a day that may not be off is worked."""
        self._pricers = [Pricer(tables, index) for index in range(len(tables.problem.members))]

    def __call__(self, members: Sequence[int], prices: Floats) -> list[Priced]:
        """What members do when a duty gains its price (days, kinds); StoppedError where the time is over."""
        return list(self._threads.map(self._one, members, repeat(prices)))

    def _one(self, member: int, prices: Floats) -> Priced:
        if self._over():
            raise StoppedError
        tables = self._tables
        may, must = self.may[member], ~self.may[member, :, -1]
        gains = tables.wish_cost[member] - prices - MUST * must[:, None]
        found = self._pricers[member].price(np.where(may[:, :-1], gains, np.inf))
        rows = tuple(row for row in found.rows if (row[must] != OFF).all())
        return Priced(rows, found.least + MUST * int(must.sum()))


def duties_and_rests(tables: Tables) -> Bools:
    """(members, days, kinds + 1): duties allowed, and days off, which all are."""
    return np.concatenate([tables.allowed, np.ones((*tables.allowed.shape[:2], 1), dtype=bool)], axis=2)


def row_value(row: Ints, cost: Floats) -> float:
    """The sum of a row's costs (days, kinds)."""
    days = np.flatnonzero(row != OFF)
    return float(cost[days, row[days]].sum())


def worked_weekends(row: Ints) -> int:
    return sum(bool((row[saturday : saturday + 2] != OFF).any()) for saturday in range(5, len(row), 7))
