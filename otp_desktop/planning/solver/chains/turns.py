"""How many duties agents can share out: each keeps one of them from its start to the end of the rest after it.

Duties that hold an agent at one moment are never his together, and agents suffice for duties whenever they suffice at
each moment (intervals make a perfect graph). So a row for each kind and moment says all about rests.
"""

from dataclasses import dataclass

import numpy as np

from otp_desktop.planning.solver.arrays import Floats, Ints
from otp_desktop.planning.solver.chains.block import Block
from otp_desktop.planning.solver.compiled import Compiled


@dataclass(frozen=True)
class Turns:
    """``moments`` (moments,), instants; ``starts`` and ``free_at`` (needs,): of a duty that begins, or ends, with each.

    ``most`` (parts,): duties that an agent can have in each part of the block, at most.
    """

    moments: Ints
    starts: Ints
    free_at: Ints
    most: Ints

    def held(self, first: int, last: int) -> range:
        """The moments at which a duty from one need to another holds its agent."""
        begin, end = np.searchsorted(self.moments, [self.starts[first], self.free_at[last]])
        return range(int(begin), int(end))

    def before_start(self, prices: Floats) -> Floats:
        """(kinds, needs): the sum of the prices (kinds, moments) of all moments before the need starts."""
        return _sums(prices)[:, np.searchsorted(self.moments, self.starts)]

    def before_free(self, prices: Floats) -> Floats:
        """(kinds, needs): the sum of the prices of all moments before an agent who ends with the need is free again."""
        return _sums(prices)[:, np.searchsorted(self.moments, self.free_at)]


def turns_of(compiled: Compiled, block: Block) -> Turns:
    """By the shortest rest in force."""
    rest = int(compiled.limits.gap.min())
    starts, free_at = compiled.needs.start[block.need], compiled.needs.end[block.need] + rest
    most = [_most(starts[block.part == part], free_at[block.part == part]) for part in range(len(block.parts))]
    return Turns(_moments(starts, free_at), starts, free_at, np.array(most, dtype=np.int64))


def _sums(prices: Floats) -> Floats:
    """(kinds, moments + 1): of the prices of the first so many moments."""
    return np.pad(np.cumsum(prices, axis=1), ((0, 0), (1, 0)))


def _moments(starts: Ints, free_at: Ints) -> Ints:
    """Starts after which somebody comes free before anybody else starts: those before hold fewer duties."""
    rising = np.unique(starts)
    freed = np.searchsorted(np.sort(free_at), rising, side="right")
    last = np.append(freed[1:] > freed[:-1], True)
    found: Ints = rising[last]
    return found


def _most(starts: Ints, free_at: Ints) -> int:
    """How many of these needs an agent can serve with a rest after each: those first that free him first."""
    found, free = 0, -np.inf
    for need in np.argsort(free_at, kind="stable").tolist():
        if starts[need] >= free:
            found, free = found + 1, free_at[need]
    return found
