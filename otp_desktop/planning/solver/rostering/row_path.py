"""The cheapest legal row of one member for given costs of each duty: a shortest path with resources.

States of a day: length of the run of work and its last kind, or length of the rest; beside each, weekends used and
minutes worked. Limits on the count of a kind are not states: a row that breaks one is refused by the caller.
"""

from dataclasses import dataclass

import numpy as np

from otp_desktop.planning.solver.arrays import Bools, Floats, Ints
from otp_desktop.planning.solver.rostering.problem import OFF, Member, RosteringProblem
from otp_desktop.planning.solver.rostering.tables import Tables

MOST_VALUES = 30_000_000  # values kept for the way back, of eight bytes


@dataclass(frozen=True)
class _Layer:
    """Least cost of each state after a day: ``work`` (run, kind, weekends, minutes), ``rest`` (length, …)."""

    work: Floats
    rest: Floats


class RowPath:
    """Made once for a member, asked for the best row under any costs (days, kinds), infinite where forbidden."""

    def __init__(self, tables: Tables, member: Member) -> None:
        problem = tables.problem
        self._problem: RosteringProblem = problem
        self._member = member
        self._allowed: Bools = ~tables.forbidden
        self._units: Ints = problem.minutes // problem.minutes_unit
        self._least = -(-member.least_minutes // problem.minutes_unit)
        self._most = member.most_minutes // problem.minutes_unit
        self._weekends = min(member.most_weekends, len(problem.saturdays))
        self._rest = max(1, member.least_days_off_in_row)

    @property
    def size(self) -> int:
        """Values that a search would keep."""
        states = self._member.most_days_in_row * len(self._problem.kinds) + self._rest
        return states * (self._weekends + 1) * (self._most + 1) * self._problem.days

    def best(self, cost: Floats) -> Ints | None:
        """The row (days,) of least cost, or None where no row is legal."""
        layers = [self._start()]
        for day in range(self._problem.days):
            layers.append(self._step(layers[-1], day, cost[day]))
        return self._back(layers)

    def _start(self) -> _Layer:
        resources = (self._weekends + 1, self._most + 1)
        work = np.full((self._member.most_days_in_row, len(self._problem.kinds), *resources), np.inf)
        rest = np.full((self._rest, *resources), np.inf)
        rest[-1, 0, 0] = 0
        return _Layer(work, rest)

    def _step(self, before: _Layer, day: int, cost: Floats) -> _Layer:
        work, rest = np.full_like(before.work, np.inf), np.full_like(before.rest, np.inf)
        rest[0] = before.work[self._may_end(day)].min(axis=(0, 1), initial=np.inf)
        rest[1:] = before.rest[:-1]
        rest[-1] = np.minimum(rest[-1], before.rest[-1])
        grown = [before.work[:-1, allowed].min(axis=1, initial=np.inf) for allowed in self._allowed.T]
        for kind in np.flatnonzero(np.isfinite(cost)).tolist():
            self._enter(work[0, kind], before.rest[-1], day, kind, cost, first=True)
            self._enter(work[1:, kind], grown[kind], day, kind, cost, first=False)
        return _Layer(work, rest)

    def _enter(self, target: Floats, source: Floats, day: int, kind: int, cost: Floats, *, first: bool) -> None:
        """A duty adds its cost, its minutes, and on some days a weekend."""
        units, weekend = int(self._units[kind]), self._new_weekend(day, first=first)
        if units > self._most or weekend > self._weekends:
            return
        target[..., weekend:, units:] = (
            source[..., : self._weekends + 1 - weekend, : self._most + 1 - units] + cost[kind]
        )

    def _new_weekend(self, day: int, *, first: bool) -> int:
        """A weekend begins to be worked on its Saturday, or on its Sunday where a run begins there."""
        return int(day % 7 == 5 or (day % 7 == 6 and first))

    def _may_end(self, day: int) -> Ints:
        """Runs, by index, that may end before this day; one that began on day 0 always may."""
        length = np.arange(1, self._member.most_days_in_row + 1)
        return np.flatnonzero((length >= self._member.least_days_in_row) | (length == day))

    def _back(self, layers: list[_Layer]) -> Ints | None:
        """The row that ends in the cheapest state, found from its end."""
        end = self._cheapest_end(layers[-1])
        if end is None:
            return None
        row, state = np.full(self._problem.days, OFF, dtype=np.int64), end
        for day in range(self._problem.days - 1, -1, -1):
            row[day] = state.kind
            if state.kind == OFF:
                state = self._before_rest(layers[day], day, state)
            else:
                state = self._before_work(layers[day], day, state)
        return row

    def _cheapest_end(self, last: _Layer) -> "_State | None":
        work, rest = last.work[..., self._least :], last.rest[..., self._least :]
        worked, rested = work.min(initial=np.inf), rest.min(initial=np.inf)
        if not np.isfinite(min(worked, rested)):
            return None
        if worked < rested:
            length, kind, weekends, minutes = map(int, np.unravel_index(int(work.argmin()), work.shape))
            return _State(kind, length, weekends, minutes + self._least)
        length, weekends, minutes = map(int, np.unravel_index(int(rest.argmin()), rest.shape))
        return _State(OFF, length, weekends, minutes + self._least)

    def _before_work(self, before: _Layer, day: int, state: "_State") -> "_State":
        weekends = state.weekends - self._new_weekend(day, first=state.length == 0)
        minutes = state.minutes - int(self._units[state.kind])
        if state.length == 0:
            return _State(OFF, self._rest - 1, weekends, minutes)
        allowed = np.flatnonzero(self._allowed[:, state.kind])
        kind = int(allowed[int(before.work[state.length - 1, allowed, weekends, minutes].argmin())])
        return _State(kind, state.length - 1, weekends, minutes)

    def _before_rest(self, before: _Layer, day: int, state: "_State") -> "_State":
        at = state.weekends, state.minutes
        found: list[tuple[float, int, int]] = []  # cost, kind, length
        if state.length > 0:
            found.append((float(before.rest[state.length - 1, *at]), OFF, state.length - 1))
        if state.length == self._rest - 1:
            found.append((float(before.rest[-1, *at]), OFF, state.length))
        if state.length == 0:
            for run in self._may_end(day).tolist():
                costs = before.work[run, :, *at]
                found.append((float(costs.min()), int(costs.argmin()), run))
        _, kind, length = min(found)
        return _State(kind, length, *at)


@dataclass(frozen=True, slots=True)
class _State:
    """After a day: its kind or OFF, the length of the run or rest less one, and what was used by then."""

    kind: int
    length: int
    weekends: int
    minutes: int
