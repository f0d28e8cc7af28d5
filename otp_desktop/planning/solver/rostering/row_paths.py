"""The cheapest legal rows of many members at once: shortest paths with resources, in arrays over the members.

A row is a sequence of runs of work with enough days off between them. The cheapest runs are found first
(``work_runs``); here they are joined, the resources being the duties held of some kinds, the weekends and the minutes.
Counts of kinds that aren't ``counted`` are no resources: the caller refuses, or prices, too many of them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from math import gcd
from typing import TypeVar

import numpy as np

from otp_desktop.planning.solver.arrays import Bools, Floats, Ints
from otp_desktop.planning.solver.rostering.budget import Window, budget_of
from otp_desktop.planning.solver.rostering.row_ends import RowEnds
from otp_desktop.planning.solver.rostering.tables import Tables
from otp_desktop.planning.solver.rostering.work_runs import RunShapes, WorkRuns

Anything = TypeVar("Anything", Bools, Floats)


@dataclass(frozen=True)
class Layers:
    """Least cost after each day, (lead + days + 1, members, uses…): a run just ended, or rested enough to begin one.

    Day d is layer ``lead + d``: those before stand for runs that ended before the window.
    """

    ended: Floats
    ready: Floats
    lead: int


class RowPaths:
    """Made once for some members and a window of days, asked for the best rows under any costs.

    The window cuts no weekend. Outside it each row of ``roster`` stays as it stands. Resources are the counts of the
    kinds ``counted``, weekends, and minutes in units.
    """

    def __init__(
        self, tables: Tables, members: Sequence[int], roster: Ints, window: Window, counted: tuple[int, ...] = ()
    ) -> None:
        problem, who, rows = tables.problem, np.asarray(members), roster[np.asarray(members)]
        trained = np.flatnonzero((tables.most_of_kind[who] > 0).any(axis=0))
        unit = gcd(*problem.minutes[trained].tolist()) or 1
        budgets = [budget_of(tables, index, row, window) for index, row in zip(members, rows, strict=True)]
        self.window = window
        self.ends = RowEnds(tables, [problem.members[index] for index in members], rows, window)
        self.shapes = RunShapes(tables, trained, unit, counted)
        self.most: Ints = np.array(
            [[*b.most_of_kind[list(counted)], b.most_weekends, b.most_minutes // unit] for b in budgets]
        )
        """(members, resources)"""
        self.least: Ints = np.array([-(-budget.least_minutes // unit) for budget in budgets])
        """(members,) of minutes in units"""
        self._lawful = [self.ends.lawful(length) for length in range(1, self.ends.longest + 1)]
        days = range(window.days + 1)
        self._weekends = np.array([[window.weekends(start, end) for end in days] for start in days])
        self._minutes_before = self._reachable_minutes()

    @cached_property
    def _size(self) -> tuple[int, ...]:
        """Of each resource, one more than any member may use."""
        weekends = self.window.weekends(0, self.window.days)
        most = np.maximum(self.most.max(axis=0), 0)
        return *(most[:-2] + 1).tolist(), int(min(most[-2], weekends)) + 1, int(most[-1]) + 1

    def _reachable_minutes(self) -> Ints:
        """(days + 1, 2): the least minutes, in units, of a row ready on a day that may still be legal, and the most."""
        days, longest_duty = self.window.days, self.shapes.shortest + self.shapes.used(1)[-1] - 1
        most = np.zeros(days + int(self.ends.rest.min()) + 1, dtype=np.int64)  # by the first day
        rest_of = most.copy()  # from the first day on
        for day in range(days):
            most[day + 1] = max(most[day], most[day + 1])
            for length in range(1, min(self.ends.longest, days - day) + 1):
                after = day + length + int(self.ends.rest.min())
                most[after] = max(most[after], most[day] + length * longest_duty)
        for day in range(days - 1, -1, -1):
            rest_of[day] = rest_of[day + 1]
            for length in range(1, min(self.ends.longest, days - day) + 1):
                after = day + length + int(self.ends.rest.min())
                rest_of[day] = max(rest_of[day], rest_of[after] + length * longest_duty)
        least = np.maximum(0, int(self.least.min()) - rest_of[: days + 1])
        return np.stack([least, most[: days + 1]], axis=1)

    @property
    def values(self) -> int:
        """How many are kept in a search."""
        return 2 * (self.window.days + 1 + int(self.ends.rest.max())) * len(self.least) * int(np.prod(self._size))

    def search(self, cost: Floats) -> "tuple[WorkRuns, list[Floats], Layers]":
        """The cheapest ways under ``cost`` (members, days, kinds), infinite where a kind may not be held."""
        runs = WorkRuns(self.shapes, self.ends.closed(cost), self.ends.longest)
        best = [
            np.where(lawful.reshape(*lawful.shape, *(1 for _ in table.shape[2:])), table, np.inf)
            for table, lawful in zip(runs.best, self._lawful, strict=True)
        ]
        return runs, best, self._joined(best)

    def _joined(self, best: list[Floats]) -> Layers:
        layers, days = self._start(), self.window.days
        spare = np.empty(layers.ready[0].size)
        for day in range(days + 1):
            self._make_ready(layers, day)
            for length, table in enumerate(best[: days - day], start=1):
                self._run(layers, day, length, table[:, day], spare)
        return layers

    def _start(self) -> Layers:
        members, lead = len(self.least), int(self.ends.rest.max())
        shape = (lead + self.window.days + 1, members, *self._size)
        layers = Layers(np.full(shape, np.inf), np.full(shape, np.inf), lead)
        nothing = tuple(0 for _ in self._size)
        off = np.flatnonzero(~self.ends.works)
        rested: tuple[Ints | int, ...] = (lead - self.ends.rested[off], off, *nothing)
        ran: tuple[Ints | int, ...] = (lead, np.flatnonzero(self.ends.run_may_end), *nothing)
        layers.ended[rested] = layers.ended[ran] = 0
        return layers

    def _make_ready(self, layers: Layers, day: int) -> None:
        """After enough days off; who works before the window may go on with a run on its first day."""
        members, ready = np.arange(len(self.least)), layers.ready[layers.lead + day]
        ready[:] = layers.ended[layers.lead + day - self.ends.rest, members]
        if day == 0:
            ready[(self.ends.works, *(0 for _ in self._size))] = 0
            return
        waiting = layers.ready[layers.lead + day - 1]
        if day == 1:
            waiting = np.where(_wide(self.ends.works, waiting), np.inf, waiting)
        np.minimum(ready, waiting, out=ready)

    def _run(self, layers: Layers, day: int, length: int, costs: Floats, spare: Floats) -> None:
        """Joins runs of a length to rows that are ready, for each use of resources."""
        ready, ended = layers.ready[layers.lead + day], layers.ended[layers.lead + day + length]
        least, most = self._minutes_before[day].tolist()
        all_uses = np.argwhere(np.isfinite(costs).any(axis=0))
        for uses, adds in zip(all_uses.tolist(), self.adds(day, length, all_uses).tolist(), strict=True):
            low = [*(0 for _ in adds[:-1]), least]
            high = [size - add for add, size in zip(adds, self._size, strict=True)]
            high[-1] = min(high[-1], most + 1)
            if any(start >= end for start, end in zip(low, high, strict=True)):
                continue
            come = tuple(map(slice, low, high))
            to = tuple(slice(start + add, end + add) for start, end, add in zip(low, high, adds, strict=True))
            place: tuple[slice | int, ...] = (slice(None), *uses)
            source, target, added = ready[:, *come], ended[:, *to], costs[place]
            sums = spare[: source.size].reshape(source.shape)
            np.add(source, _wide(added, source), out=sums)
            np.minimum(target, sums, out=target)

    def adds(self, day: int, length: int, uses: Ints) -> Ints:
        """(uses, resources): what runs from a day of the window add, of some uses (uses, counts and minutes)."""
        weekends = np.full((len(uses), 1), self._weekends[day, day + length])
        return np.hstack([uses[:, :-1], weekends, uses[:, -1:] + length * self.shapes.shortest])


def _wide(of_members: Anything, beside: Floats) -> Anything:
    """(members, 1…): to be taken beside an array of members and uses."""
    return of_members.reshape(-1, *(1 for _ in beside.shape[1:]))
