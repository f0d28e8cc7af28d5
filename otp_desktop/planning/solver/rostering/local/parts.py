"""A roster cut into parts that several threads walk at the same time."""

import numpy as np

from otp_desktop.planning.solver.arrays import Ints
from otp_desktop.planning.solver.rostering.local.steps import LONGEST, Part

UNEVEN = 0.25  # of a part's days or members, by which a cut may lie elsewhere
FEWEST_DAYS = 2 * LONGEST  # of a part: where they are fewer, too many stretches end at a cut


def most_parts(members: int, days: int) -> int:
    """Into how many parts it is worth cutting so many members and days."""
    return max(1, min(members // 2, days // FEWEST_DAYS))


def cut(members: int, days: int, count: int, random: np.random.Generator) -> list[Part]:
    """Parts that share neither members, who are drawn, nor days, which are consecutive."""
    if count == 1:
        return [Part(np.arange(members), 0, days)]
    groups = np.split(random.permutation(members), _cuts(members, count, random))
    bounds = [0, *_cuts(days, count, random).tolist(), days]
    return [Part(group, first, last) for group, first, last in zip(groups, bounds[:-1], bounds[1:], strict=True)]


def _cuts(size: int, count: int, random: np.random.Generator) -> Ints:
    """(count - 1,)"""
    shares = (np.arange(1, count) + random.uniform(-UNEVEN, UNEVEN, count - 1)) / count
    return np.asarray(np.rint(shares * size), dtype=np.int64)
