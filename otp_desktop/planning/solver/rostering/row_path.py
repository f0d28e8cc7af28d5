"""The cheapest legal rows of one member for given costs of each duty: a shortest path with resources.

States of a day: length of the run of work and what its last kind forbids next, or length of the rest; beside each, the
duties held of some kinds, the weekends and the minutes. Kinds alike in minutes and successions are one choice of the
cheapest. Counts of the kinds that aren't ``counted`` are not states: the caller refuses, or prices, too many of them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from math import gcd
from types import EllipsisType

import numpy as np

from otp_desktop.planning.solver.arrays import Bools, Floats, Ints
from otp_desktop.planning.solver.rostering.problem import OFF
from otp_desktop.planning.solver.rostering.tables import Tables

MOST_VALUES = 12_000_000  # values kept for the way back, of eight bytes


@dataclass(frozen=True)
class _Layer:
    """Least cost of each state after a day: ``work`` (run, class, used…), ``rest`` (length, used…)."""

    work: Floats
    rest: Floats


@dataclass(frozen=True)
class _Group:
    """Kinds alike: ``last`` is the class they lead to, ``before`` the classes that allow them; ``uses`` of each."""

    kinds: Ints
    last: int
    before: tuple[int, ...]
    uses: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _State:
    """After a day: the class or OFF, the length of the run or rest less one, and what was used by then."""

    last: int
    length: int
    used: tuple[int, ...]


class RowPath:
    """Made once for a member, asked for the best rows under any costs (days, kinds), infinite where forbidden.

    Weekends are limited when ``weekends`` is true, counts of the kinds ``counted`` too.
    """

    def __init__(self, tables: Tables, index: int, counted: tuple[int, ...] = (), *, weekends: bool = True) -> None:
        problem = tables.problem
        self._member = problem.members[index]
        self._days = problem.days
        self._most_of_kind = tables.most_of_kind[index]
        self._kinds = np.flatnonzero(self._most_of_kind > 0)
        self._unit = gcd(*problem.minutes[self._kinds].tolist()) or 1
        self._units: Ints = problem.minutes // self._unit
        self._least = max(0, -(-self._member.least_minutes // self._unit))
        self._limits_weekends = weekends
        self._counted = counted
        self._rest = max(1, self._member.least_days_off_in_row)
        self._forbidden: Bools = tables.forbidden[np.ix_(self._kinds, self._kinds)]

    @cached_property
    def limits(self) -> tuple[int, ...]:
        """Of each resource: counts, weekends, minutes in units."""
        weekends = min(self._member.most_weekends, (self._days + 1) // 7) if self._limits_weekends else 0
        counts = self._most_of_kind[list(self._counted)].tolist()
        return *counts, weekends, max(0, self._member.most_minutes // self._unit)

    @cached_property
    def size(self) -> int:
        """Values that a search would keep."""
        states = self._member.most_days_in_row * (1 + max(group.last for group in self._groups)) if self._groups else 0
        return int((states + self._rest) * np.prod(np.array(self.limits) + 1) * self._days)

    @cached_property
    def _groups(self) -> tuple[_Group, ...]:
        classes, last = np.unique(self._forbidden, axis=0, return_inverse=True)
        alike: dict[tuple[object, ...], list[int]] = {}
        for place, kind in enumerate(self._kinds.tolist()):
            before = tuple(np.flatnonzero(~classes[:, place]).tolist())
            uses = (*(int(kind == other) for other in self._counted), 0, int(self._units[kind]))
            alike.setdefault((int(last.ravel()[place]), before, uses), []).append(kind)
        return tuple(_Group(np.array(kinds), *key) for key, kinds in alike.items())  # type: ignore[arg-type]  # mypy cannot type an unpacked key

    def best(self, cost: Floats) -> Ints | None:
        """The row (days,) of least cost, or None where no row is legal."""
        return next(self.rows(cost), None)

    def rows(self, cost: Floats) -> Iterator[Ints]:
        """The best row of each total of minutes, the cheapest first."""
        layers = [self._start()]
        for day in range(self._days):
            layers.append(self._step(layers[-1], day, cost[day]))
        for end in self._ends(layers[-1]):
            yield self._back(layers, cost, end)

    def _start(self) -> _Layer:
        used = np.array(self.limits) + 1
        classes = 1 + max((group.last for group in self._groups), default=0)
        work = np.full((self._member.most_days_in_row, classes, *used), np.inf)
        rest = np.full((self._rest, *used), np.inf)
        rest[-1, *np.zeros_like(used)] = 0
        return _Layer(work, rest)

    def _step(self, before: _Layer, day: int, cost: Floats) -> _Layer:
        work, rest = np.full_like(before.work, np.inf), np.empty_like(before.rest)
        rest[0] = before.work[self._may_end(day)].min(axis=(0, 1), initial=np.inf)
        rest[1:] = before.rest[:-1]
        np.minimum(rest[-1], before.rest[-1], out=rest[-1])
        grown: dict[tuple[int, ...], Floats] = {}
        for group in self._groups:
            dear = float(cost[group.kinds].min())
            if not np.isfinite(dear):
                continue
            if group.before not in grown:
                grown[group.before] = before.work[:-1, group.before].min(axis=1, initial=np.inf)
            self._enter(work[0, group.last], before.rest[-1], group, dear, self._new_weekend(day, first=True))
            self._enter(work[1:, group.last], grown[group.before], group, dear, self._new_weekend(day, first=False))
        return _Layer(work, rest)

    def _enter(self, target: Floats, source: Floats, group: _Group, cost: float, weekend: int) -> None:
        """A duty adds its cost, itself where it is counted, its minutes, and on some days a weekend."""
        uses = self._used(group, weekend)
        if any(use > limit for use, limit in zip(uses, self.limits, strict=True)):
            return
        runs: slice | EllipsisType = Ellipsis
        to = (runs, *(slice(use, None) for use in uses))
        come = (runs, *(slice(None, limit + 1 - use) for use, limit in zip(uses, self.limits, strict=True)))
        np.minimum(target[to], source[come] + cost, out=target[to])

    def _used(self, group: _Group, weekend: int) -> tuple[int, ...]:
        return *group.uses[:-2], weekend, group.uses[-1]

    def _new_weekend(self, day: int, *, first: bool) -> int:
        """A weekend begins to be worked on its Saturday, or on its Sunday where a run begins there."""
        return int(self._limits_weekends and (day % 7 == 5 or (day % 7 == 6 and first)))

    def _may_end(self, day: int) -> Ints:
        """Runs, by index, that may end before this day; one that began on day 0 always may."""
        length = np.arange(1, self._member.most_days_in_row + 1)
        return np.flatnonzero((length >= self._member.least_days_in_row) | (length == day))

    def _ends(self, last: _Layer) -> list[_State]:
        """The cheapest last state of each total of minutes, the cheapest first."""
        found: list[tuple[float, _State]] = []
        for minutes in range(self._least, last.rest.shape[-1]):
            work, rest = last.work[..., minutes], last.rest[..., minutes]
            if rest.min() <= work.min():
                length, *used = map(int, np.unravel_index(int(rest.argmin()), rest.shape))
                found.append((float(rest.min()), _State(OFF, length, (*used, minutes))))
            else:
                length, kind, *used = map(int, np.unravel_index(int(work.argmin()), work.shape))
                found.append((float(work.min()), _State(kind, length, (*used, minutes))))
        found.sort(key=lambda entry: entry[0])
        return [state for value, state in found if np.isfinite(value)]

    def _back(self, layers: list[_Layer], cost: Floats, end: _State) -> Ints:
        """The row that ends in a state, found from its end."""
        row, state = np.full(self._days, OFF, dtype=np.int64), end
        for day in range(self._days - 1, -1, -1):
            if state.last == OFF:
                state = self._before_rest(layers[day], day, state)
            else:
                row[day], state = self._before_work(layers[day], day, cost[day], state)
        return row

    def _before_work(self, before: _Layer, day: int, cost: Floats, state: _State) -> tuple[int, _State]:
        weekend, best = self._new_weekend(day, first=state.length == 0), (np.inf, OFF, state)
        for group in self._groups:
            kind = int(group.kinds[int(cost[group.kinds].argmin())])
            used = tuple(a - b for a, b in zip(state.used, self._used(group, weekend), strict=True))
            if group.last != state.last or min(used) < 0:
                continue
            if state.length == 0:
                value, source = before.rest[-1][used], _State(OFF, self._rest - 1, used)
            else:
                costs = before.work[state.length - 1][(group.before, *used)]
                last = group.before[int(costs.argmin())] if len(costs) else OFF
                value, source = costs.min(initial=np.inf), _State(last, state.length - 1, used)
            if value + cost[kind] < best[0]:
                best = float(value + cost[kind]), kind, source
        return best[1], best[2]

    def _before_rest(self, before: _Layer, day: int, state: _State) -> _State:
        found: list[tuple[float, int, int]] = []  # cost, class, length
        if state.length > 0:
            found.append((float(before.rest[state.length - 1][state.used]), OFF, state.length - 1))
        if state.length == self._rest - 1:
            found.append((float(before.rest[-1][state.used]), OFF, state.length))
        if state.length == 0:
            for run in self._may_end(day).tolist():
                costs = before.work[run][(slice(None), *state.used)]
                found.append((float(costs.min()), int(costs.argmin()), run))
        _, last, length = min(found)
        return _State(last, length, state.used)
