"""What a flow is asked, and what it answers: groups of agents, role lines, and what each costs the other."""

from dataclasses import dataclass

import numpy as np

from otp_desktop.planning.plan import PRIORITIES
from otp_desktop.planning.solver.arrays import Floats, Ints

CLASSES = 2 * PRIORITIES  # of heads: below the minimum of priority 1 … 5, then the others


@dataclass(frozen=True)
class Heads:
    """Heads to fill on some role lines: ``low`` below the minimum, ``high`` above it; ``priority`` from 0."""

    low: Ints
    high: Ints
    priority: Ints

    @property
    def total(self) -> Ints:
        return self.low + self.high


@dataclass(frozen=True)
class Market:
    """Groups of agents and the lines they may fill; a cost of infinity means: may not.

    ``supply`` and ``place`` (groups): agents of each, and where they come from. ``cost`` (places, columns);
    ``surcharge`` (groups, kinds). ``column`` and ``kind`` (lines): where a line stands in those two tables.
    """

    supply: Ints
    place: Ints
    surcharge: Floats
    cost: Floats
    column: Ints
    kind: Ints
    heads: Heads

    def pairs(self, group: Ints, line: Ints) -> Floats:
        """The cost of each group on its own line."""
        found: Floats = self.cost[self.place[group], self.column[line]] + self.surcharge[group, self.kind[line]]
        return found

    def block(self) -> Floats:
        """(groups, lines): what everything costs."""
        found: Floats = self.cost[np.ix_(self.place, self.column)] + self.surcharge[:, self.kind]
        return found


@dataclass(frozen=True)
class Filling:
    """``flow`` heads of ``line`` filled by agents of ``group``; ``rounding`` bounds the error in soft cost."""

    group: Ints
    line: Ints
    flow: Ints
    rounding: float


def empty_filling(rounding: float = 0.0) -> Filling:
    nothing = np.zeros(0, dtype=np.int64)
    return Filling(nothing, nothing, nothing, rounding)


def missing_in(heads: Heads, filling: Filling) -> tuple[int, ...]:
    """Heads that a filling misses: below the minimum of priority 1 … 5, then in all."""
    held = np.bincount(filling.line, weights=filling.flow, minlength=len(heads.low)).astype(np.int64)
    below = np.bincount(heads.priority, weights=np.maximum(heads.low - held, 0), minlength=PRIORITIES)
    every = np.bincount(heads.priority, weights=heads.total - held, minlength=PRIORITIES)
    return tuple(np.concatenate([below, every]).astype(np.int64).tolist())
