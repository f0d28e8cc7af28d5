"""The dearest paths through a block: from need to need in the order of time, one pass over the needs for all agents.

Work, amplitude and runs without a break are left out here unless a meter counts them: what is found is then too good
for a bound to be wrong, and may be illegal (see ``lawful``).
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from otp_desktop.planning.solver.arrays import NONE, Floats, Ints
from otp_desktop.planning.solver.chains.block import Block
from otp_desktop.planning.solver.chains.meter import Meter


@dataclass(frozen=True)
class Dearest:
    """Of the paths that end at each need: ``value`` (needs, kinds, levels)."""

    value: Floats
    _came_from: Ints
    _came_level: Ints

    def best(self, needs: Ints) -> tuple[Floats, Ints]:
        """(kinds, levels): the highest value of a path that ends with one of some needs, and that need."""
        value = self.value[needs]
        end = value.argmax(axis=0)
        return np.take_along_axis(value, end[None], axis=0)[0], needs[end]

    def path(self, kind: int, need: int, level: int) -> list[int]:
        """Positions of the needs of a path, in the order of time."""
        return list(self._backwards(kind, need, level))[::-1]

    def _backwards(self, kind: int, need: int, level: int) -> Iterator[int]:
        while need != NONE:
            yield need
            need, level = int(self._came_from[need, kind, level]), int(self._came_level[need, kind, level])


class Paths:
    """Finds paths of one block; ``meter`` says what is summed along them."""

    def __init__(self, block: Block, way: Floats | None, meter: Meter) -> None:
        """``way`` (needs, needs): the cost from need to need."""
        self._block, self._way, self._meter = block, way, meter

    def dearest(self, worth: Floats, entry: Floats, leaving: Floats) -> Dearest:
        """``worth`` (kinds, needs) of serving each need, -inf where a kind may not.

        ``entry`` and ``leaving`` (kinds, needs): what a duty earns by beginning, or ending, with the need.
        """
        kinds, needs = worth.shape
        shape = needs, kinds, len(self._meter.amount)
        value = np.full(shape, -np.inf)
        came_from, came_level = np.full(shape, NONE, dtype=np.int64), np.zeros(shape, dtype=np.int64)
        for need in range(needs):
            self._reach(need, entry, value, came_from, came_level)
            value[need] += worth[:, need, None]
        value += leaving.T[:, :, None]
        return Dearest(value, came_from, came_level)

    def _reach(self, need: int, entry: Floats, value: Floats, came_from: Ints, came_level: Ints) -> None:
        """The best ways to arrive at a need: from another one of the duty, or from home."""
        meter, kind_of_need = self._meter, self._meter.size[need]
        source, target = meter.from_level[kind_of_need], meter.to_level[kind_of_need]
        before = self._block.before[need]
        if len(before) and len(source):
            arriving = value[before] if len(meter.amount) == 1 else value[before][:, :, source]
            if self._way is not None:
                arriving = arriving - self._way[before, need][:, None, None]
            best = arriving.argmax(axis=0)
            value[need][:, target] = np.take_along_axis(arriving, best[None], axis=0)[0]
            came_from[need][:, target] = before[best]
            came_level[need][:, target] = source
        level = meter.begins[kind_of_need]
        if level != NONE:
            better = entry[:, need] >= value[need][:, level]
            value[need][better, level] = entry[better, need]
            came_from[need][better, level] = NONE
