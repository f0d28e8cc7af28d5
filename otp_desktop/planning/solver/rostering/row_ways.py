"""Rows read back from the least costs of a search, all at once, from their last day to their first."""

from dataclasses import dataclass

import numpy as np

from otp_desktop.planning.solver.arrays import Bools, Floats, Ints
from otp_desktop.planning.solver.rostering.problem import OFF
from otp_desktop.planning.solver.rostering.row_paths import Layers, RowPaths
from otp_desktop.planning.solver.rostering.work_runs import WorkRuns


@dataclass(frozen=True)
class BestRows:
    """``rows`` (rows, days of the window) of ``members`` (rows,), by place, the cheapest of a member first.

    ``costs`` (rows,); ``least`` (members,) is the cost of each one's cheapest, infinite where none is legal.
    """

    members: Ints
    rows: Ints
    costs: Floats
    least: Floats


def best_rows(paths: RowPaths, cost: Floats, count: int) -> BestRows:
    """The best rows under ``cost`` (members, days, kinds), each of another total of minutes, at most ``count`` each."""
    runs, best, layers = paths.search(cost)
    final = _final(paths, layers)
    by_minutes = final.min(axis=tuple(range(1, final.ndim - 1)))
    members, minutes, costs = _cheapest(by_minutes, count)
    way = _Way(paths, runs, best, layers, members, _ends(final, members, minutes))
    return BestRows(members, way.back(), costs, by_minutes.min(axis=1))


def _final(paths: RowPaths, layers: Layers) -> Floats:
    """(members, uses…) at the end of the window, infinite where a limit is broken."""
    last = layers.lead + paths.window.days
    final: Floats = np.full(layers.ready[last].shape, np.inf)
    for off, may in enumerate(paths.ends.may_end):
        short, rested = may & (off < paths.ends.rest), may & (off == paths.ends.rest)
        final[short] = np.minimum(final[short], layers.ended[last - off][short])
        final[rested] = np.minimum(final[rested], layers.ready[last][rested])
    used = np.indices(final.shape[1:])
    over = (used[None] > paths.most.reshape(*paths.most.shape, *(1 for _ in used.shape[1:]))).any(axis=1)
    final[over | (used[-1][None] < paths.least.reshape(-1, *(1 for _ in used.shape[1:])))] = np.inf
    return final


def _cheapest(by_minutes: Floats, count: int) -> tuple[Ints, Ints, Floats]:
    """(rows,) each: members, minutes, costs."""
    minutes = np.argsort(by_minutes, axis=1, kind="stable")[:, :count]
    costs = np.take_along_axis(by_minutes, minutes, axis=1)
    members, places = np.nonzero(np.isfinite(costs))
    return members, minutes[members, places], costs[members, places]


def _ends(final: Floats, members: Ints, minutes: Ints) -> Ints:
    """(rows, resources): what the best row of these minutes uses."""
    of_minutes = final[(members, ..., minutes)]
    flat = of_minutes.reshape(len(members), -1).argmin(axis=1)
    return np.stack([*np.unravel_index(flat, of_minutes.shape[1:]), minutes], axis=1)


class _Way:
    """Some rows on their way back: each stands after a layer, with a run just ended there, or ready for one."""

    def __init__(
        self, paths: RowPaths, runs: WorkRuns, best: list[Floats], layers: Layers, members: Ints, used: Ints
    ) -> None:
        self._paths, self._runs, self._best, self._layers = paths, runs, best, layers
        self._members, self._used = members, used
        self._rows = np.full((len(members), paths.window.days), OFF, dtype=np.int64)
        self._ran, self._day = self._last_states()
        self._taken: list[tuple[int, Ints, Ints, Ints]] = []  # of runs: length, rows, first days, uses

    def back(self) -> Ints:
        for day in range(self._paths.window.days, -1, -1):
            self._before_runs(np.flatnonzero(self._ran & (self._day == day)), day)
            self._before_rest(np.flatnonzero(~self._ran & (self._day == day)), day)
        for length in range(1, len(self._best) + 1):
            self._write([taken for taken in self._taken if taken[0] == length], length)
        return self._rows

    def _last_states(self) -> tuple[Bools, Ints]:
        ends, days = self._paths.ends, self._paths.window.days
        value, ran = np.full(len(self._members), np.inf), np.zeros(len(self._members), dtype=bool)
        day = np.full(len(self._members), days)
        rest = ends.rest[self._members]
        for off, may in enumerate(ends.may_end[:, self._members]):
            here = np.where(off < rest, self._ended(days - off), self._ready(days))
            better = may & (off <= rest) & (here < value)
            value[better], ran[better], day[better] = (
                here[better],
                (off < rest)[better],
                (days - off * (off < rest))[better],
            )
        return ran, day

    def _ended(self, day: int) -> Floats:
        return np.asarray(self._layers.ended[(self._layers.lead + day, self._members, *self._used.T)])

    def _ready(self, day: int) -> Floats:
        return np.asarray(self._layers.ready[(self._layers.lead + day, self._members, *self._used.T)])

    def _before_rest(self, rows: Ints, day: int) -> None:
        """Ready since the day before, or by the end of a run before the days off."""
        if not len(rows) or day == 0:
            return
        members, used = self._members[rows], self._used[rows].T
        since = self._layers.lead + day - self._paths.ends.rest[members]
        ended = self._layers.ended[(since, members, *used)]
        waited = self._layers.ready[(self._layers.lead + day - 1, members, *used)]
        if day == 1:
            waited = np.where(self._paths.ends.works[members], np.inf, waited)
        over = ended <= waited
        self._ran[rows] = over
        self._day[rows] = np.where(over, since - self._layers.lead, day - 1)

    def _before_runs(self, rows: Ints, day: int) -> None:
        """The last run of rows that have just ended one; on day 0 it is one from before the window."""
        if not len(rows) or day == 0:
            return
        value = np.full(len(rows), np.inf)
        taken, uses = (
            np.zeros(len(rows), dtype=np.int64),
            np.zeros((len(rows), self._used.shape[1] - 1), dtype=np.int64),
        )
        for length, table in enumerate(self._best[:day], start=1):
            all_uses = np.indices(table.shape[2:]).reshape(table.ndim - 2, -1).T
            here = self._came(rows, day - length, length, table, all_uses)
            best = here.argmin(axis=1)
            least = here[np.arange(len(rows)), best]
            better = least < value
            value[better], taken[better], uses[better] = least[better], length, all_uses[best[better]]
        for length in np.unique(taken).tolist():
            mine = np.flatnonzero(taken == length)
            self._take(rows[mine], day - length, length, uses[mine])

    def _came(self, rows: Ints, start: int, length: int, table: Floats, all_uses: Ints) -> Floats:
        """(rows, uses): the cost by way of each run of a length."""
        adds = self._paths.adds(start, length, all_uses)
        left = self._used[rows][:, None, :] - adds[None]
        possible = (left >= 0).all(axis=2)
        left = np.maximum(left, 0)
        members = self._members[rows]
        ready = self._layers.ready[(self._layers.lead + start, members[:, None], *np.moveaxis(left, 2, 0))]
        runs = table[(members[:, None], start, *all_uses.T[:, None, :])]
        return np.where(possible, ready + runs, np.inf)

    def _take(self, rows: Ints, start: int, length: int, uses: Ints) -> None:
        self._taken.append((length, rows, np.full(len(rows), start), uses))
        self._used[rows] -= self._paths.adds(start, length, uses)
        self._day[rows] = start
        self._ran[rows] = False

    def _write(self, taken: list[tuple[int, Ints, Ints, Ints]], length: int) -> None:
        if not taken:
            return
        _, some_rows, some_starts, some_uses = zip(*taken, strict=True)
        rows, starts = np.concatenate(some_rows), np.concatenate(some_starts)
        kinds = self._runs.kinds(self._members[rows], starts, length, np.concatenate(some_uses))
        self._rows[rows[:, None], starts[:, None] + np.arange(length)] = kinds
