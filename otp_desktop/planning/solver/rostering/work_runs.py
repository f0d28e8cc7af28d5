"""The cheapest runs of work of many members, from each day, of each length and use of resources."""

from dataclasses import dataclass

import numpy as np

from otp_desktop.planning.solver.arrays import Bools, Floats, Ints
from otp_desktop.planning.solver.rostering.tables import Tables


@dataclass(frozen=True)
class Group:
    """Kinds alike: ``last`` is the class they lead to, ``before`` the classes that allow them.

    ``uses`` are the counts of the kinds counted, then minutes in units beyond those of the shortest duty.
    """

    kinds: Ints
    last: int
    before: tuple[int, ...]
    uses: tuple[int, ...]


class RunShapes:
    """What kinds of duty have in common, for some members: classes by what they forbid next, groups of kinds alike."""

    def __init__(self, tables: Tables, kinds: Ints, unit: int, counted: tuple[int, ...]) -> None:
        units = tables.problem.minutes // unit
        self.shortest = int(units[kinds].min(initial=units.max()))
        forbidden = tables.forbidden[np.ix_(kinds, kinds)]
        classes, last = np.unique(forbidden, axis=0, return_inverse=True)
        self.classes = max(1, len(classes))
        alike: dict[tuple[int, tuple[int, ...], tuple[int, ...]], list[int]] = {}
        for place, kind in enumerate(kinds.tolist()):
            before = tuple(np.flatnonzero(~classes[:, place]).tolist())
            uses = (*(int(kind == other) for other in counted), int(units[kind]) - self.shortest)
            alike.setdefault((int(last.ravel()[place]), before, uses), []).append(kind)
        self.groups = tuple(Group(np.array(alike[key]), *key) for key in alike)
        self._most = tuple(np.array([group.uses for group in self.groups] or [(0,)]).max(axis=0).tolist())

    def used(self, length: int) -> tuple[int, ...]:
        """Of each resource, one more than a run of so many days uses at most."""
        return tuple(length * most + 1 for most in self._most)


class WorkRuns:
    """``best[length - 1]`` (members, first days, uses…) is the least cost of a run.

    ``cost`` is (members, days, kinds).
    """

    def __init__(self, shapes: RunShapes, cost: Floats, longest: int) -> None:
        self._shapes, self._cost = shapes, cost
        self._of_group = [cost[:, :, group.kinds].min(axis=2) for group in shapes.groups]
        self._grown = [self._first()]
        while len(self._grown) < min(longest, cost.shape[1]):
            self._grown.append(self._longer(len(self._grown) + 1))
        self.best = [grown.min(axis=2) for grown in self._grown]

    def _first(self) -> Floats:
        members, days = self._cost.shape[:2]
        grown = np.full((members, days, self._shapes.classes, *self._shapes.used(1)), np.inf)
        for group, cost in zip(self._shapes.groups, self._of_group, strict=True):
            place: tuple[slice | int, ...] = (slice(None), slice(None), group.last, *group.uses)
            grown[place] = np.minimum(grown[place], cost)
        return grown

    def _longer(self, length: int) -> Floats:
        members, days = self._cost.shape[:2]
        starts = days - length + 1
        shorter, used = self._grown[length - 2][:, :starts], self._shapes.used(length - 1)
        grown = np.full((members, starts, self._shapes.classes, *self._shapes.used(length)), np.inf)
        allowing: dict[tuple[int, ...], Floats] = {}
        for group, cost in zip(self._shapes.groups, self._of_group, strict=True):
            if group.before not in allowing:
                allowing[group.before] = shorter[:, :, group.before].min(axis=2, initial=np.inf)
            part = tuple(slice(use, use + size) for use, size in zip(group.uses, used, strict=True))
            target = grown[:, :, group.last][:, :, *part]
            added = cost[:, length - 1 :].reshape(members, starts, *(1 for _ in used))
            np.minimum(target, allowing[group.before] + added, out=target)
        return grown

    def kinds(self, members: Ints, starts: Ints, length: int, uses: Ints) -> Ints:
        """(runs, length): the duties of some best runs of one length; ``uses`` is (runs, resources)."""
        found = np.empty((len(members), length), dtype=np.int64)
        left = uses.copy()
        last = self._grown[length - 1][(members, starts, slice(None), *left.T)].argmin(axis=1)
        for day in range(length - 1, -1, -1):
            group, last = self._came(members, starts, day, left, last)
            for index, one in enumerate(self._shapes.groups):
                mine = np.flatnonzero(group == index)
                costs = self._cost[members[mine], starts[mine] + day][:, one.kinds]
                found[mine, day] = one.kinds[costs.argmin(axis=1)]
                left[mine] -= np.array(one.uses)
        return found

    def _came(self, members: Ints, starts: Ints, day: int, left: Ints, last: Ints) -> tuple[Ints, Ints]:
        """The group held on a day of runs that stand in class ``last`` after it, and the class before."""
        value = np.full(len(members), np.inf)
        group, before = np.zeros(len(members), dtype=np.int64), np.zeros(len(members), dtype=np.int64)
        for index, one in enumerate(self._shapes.groups):
            spent = left - np.array(one.uses)
            mine = np.flatnonzero((last == one.last) & self._possible(spent, day))
            cost = self._of_group[index][members[mine], starts[mine] + day]
            came = np.zeros(len(mine), dtype=np.int64)
            if day:
                earlier = self._grown[day - 1][(members[mine], starts[mine], slice(None), *spent[mine].T)]
                earlier = earlier[:, one.before]
                if not one.before:
                    continue
                came = np.array(one.before)[earlier.argmin(axis=1)]
                cost = cost + earlier.min(axis=1)
            better = cost < value[mine]
            mine = mine[better]
            value[mine], group[mine], before[mine] = cost[better], index, came[better]
        return group, before

    def _possible(self, spent: Ints, day: int) -> Bools:
        """Whether ``day`` duties can have used so much."""
        return np.asarray((spent >= 0).all(axis=1) & (spent < np.array(self._shapes.used(day))).all(axis=1))
