"""Sums along a path that its cost or the law depends on, in few enough levels to be states."""

from dataclasses import dataclass

import numpy as np

from otp_desktop.planning.solver.arrays import Floats, Ints

MOST_LEVELS = 40


@dataclass(frozen=True)
class Meter:
    """``amount`` (levels,): sums that paths can reach, never above the true ones. ``size`` (needs,): index of a size.

    For each size: the level that it starts a path at, and the pairs of levels it leads between.
    """

    amount: Floats
    size: Ints
    begins: Ints
    from_level: tuple[Ints, ...]
    to_level: tuple[Ints, ...]


def no_meter(needs: int) -> Meter:
    """Paths of one level: nothing is summed."""
    level = np.zeros(1, dtype=np.int64)
    return Meter(np.zeros(1), np.zeros(needs, dtype=np.int64), level, (level,), (level,))


def meter_of(sizes: Floats, most: float) -> Meter:
    """Sums of sizes (needs,) up to ``most``; in coarse steps, rounded down, where there would be too many."""
    values, size = np.unique(sizes, return_inverse=True)
    step, reached = 0.0, _reached(values, most, MOST_LEVELS)
    while reached is None:
        step = max(2 * step, most / MOST_LEVELS)
        values = np.floor(np.unique(sizes) / step) * step
        reached = _reached(np.unique(values), most, MOST_LEVELS)
    index = {amount: level for level, amount in enumerate(reached)}
    pairs = [[(index[one], index[one + value]) for one in reached if one + value in index] for value in values]
    return Meter(
        amount=np.array(reached),
        size=size.reshape(-1).astype(np.int64),
        begins=np.array([index.get(value, -1) for value in values.tolist()], dtype=np.int64),
        from_level=tuple(np.array([one for one, _ in of_kind], dtype=np.int64) for of_kind in pairs),
        to_level=tuple(np.array([other for _, other in of_kind], dtype=np.int64) for of_kind in pairs),
    )


def _reached(values: Floats, most: float, limit: int) -> list[float] | None:
    """All sums up to ``most``, rising; None when there are more than ``limit``."""
    found, fresh = {0.0}, {0.0}
    while fresh:
        fresh = {one + value for one in fresh for value in values.tolist() if one + value <= most} - found
        found |= fresh
        if len(found) > limit:
            return None
    return sorted(found)
