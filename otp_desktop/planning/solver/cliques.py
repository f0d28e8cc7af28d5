"""Needs of a run of waves in sets of which nobody may serve two: larger sets than waves, so that bounds see more.

They need not lie in the order of time, so they serve for bounds alone.
"""

import numpy as np

from otp_desktop.planning.solver.arrays import Bools, Ints
from otp_desktop.planning.solver.compiled import Compiled


def cliques_of(compiled: Compiled, need: Ints) -> list[Ints]:
    """A partition of some needs, found greedily: those that exclude most heads first."""
    heads = np.bincount(compiled.lines.need, weights=compiled.lines.count, minlength=len(compiled.needs.start))[need]
    excludes = _excludes(compiled, need)
    order = np.lexsort((need, -(excludes @ heads)))
    left, found = order.tolist(), []
    while left:
        clique: list[int] = []
        fits = np.ones(len(need), dtype=bool)
        for place in left:
            if fits[place]:
                clique.append(place)
                fits &= excludes[place]
        found.append(np.sort(need[clique]))
        taken = set(clique)
        left = [place for place in left if place not in taken]
    return found


def _excludes(compiled: Compiled, need: Ints) -> Bools:
    """(needs, needs): the two overlap, or would make one duty that is too long under any limit."""
    needs, limits = compiled.needs, compiled.limits
    start, end = needs.start[need], needs.end[need]
    length = end - start
    gap = np.maximum(start[:, None] - end, start - end[:, None])
    span = np.maximum(end[:, None], end) - np.minimum(start[:, None], start)
    one_duty = gap < limits.shortest_gap
    too_long = (span > limits.amplitude.max()) | (length[:, None] + length > limits.duty.max())
    found: Bools = (gap < 0) | (one_duty & too_long)
    lasting = length > 0
    return found & lasting & lasting[:, None]
