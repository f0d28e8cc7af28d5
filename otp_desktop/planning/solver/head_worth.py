"""What a head is worth in a flow, so that coverage comes strictly first.

Why one flow is lexicographically exact. The sets of heads that agents can fill together are the independent sets of a
transversal matroid (Edmonds and Fulkerson 1965). In a matroid a set of greatest weight takes, for weights that strictly
fall from class to class, as many heads of the first class as can be, then of the first two, and so on (Rado 1957):
the ten classes (heads below ``minimum`` of priority 1 … 5, then the others of priority 1 … 5) need no more than the
weights 10 … 1, or fewer where some class has no head. Times a number above any possible difference of soft costs,
coverage comes strictly first.
"""

from dataclasses import dataclass

import numpy as np

from otp_desktop.planning.plan import PRIORITIES
from otp_desktop.planning.solver.arrays import Ints
from otp_desktop.planning.solver.market import CLASSES, Market

LARGEST = 2**61  # OR-Tools multiplies costs by the number of nodes: the product has to fit in 64 bits


@dataclass(frozen=True)
class Precision:
    """``finest``: whole numbers that a unit of soft cost is told apart by, at best; coarser is faster.

    ``detour``: so many agents may change places for one more head before costs outweigh it. None: any number may, and
    coverage comes strictly first; with few it nearly always does, and numbers stay small, which is faster.
    """

    finest: float
    detour: int | None = None


EXACT = Precision(2.0**27)
DRAFT = Precision(4.0, detour=16)
ANY_COST = Precision(1.0)


@dataclass(frozen=True)
class HeadWorth:
    """``low`` and ``high`` (lines,): a head below and above the minimum, as whole numbers of 1 / ``scale``."""

    low: Ints
    high: Ints
    scale: float


def strict_worth(market: Market, span: float, nodes: int, precision: Precision) -> HeadWorth:
    """Coverage before everything else; two pairs differ by less than ``span``."""
    heads = market.heads
    most = int(min(market.supply.sum(), heads.total.sum()))
    if precision.detour is not None:
        most = min(most, precision.detour)
    asked = np.zeros(CLASSES, dtype=bool)
    asked[heads.priority[heads.low > 0]] = True
    asked[PRIORITIES + heads.priority[heads.high > 0]] = True
    steps = np.cumsum(asked[::-1])[::-1]  # classes from each one on that have a head: its weight
    scale = min(precision.finest, LARGEST / nodes / 4 / (CLASSES * span * (most + 1)))
    first = int(span * scale * most) + 2 * most + 1
    return HeadWorth(first * steps[heads.priority], first * steps[PRIORITIES + heads.priority], scale)


def weighed_worth(
    market: Market, span: float, nodes: int, weights: tuple[float, ...], precision: Precision
) -> HeadWorth:
    """Coverage at the ``weights`` of the priorities, twice where a head is below the minimum and below the count."""
    worth = np.array(weights)[market.heads.priority]
    scale = min(precision.finest, LARGEST / nodes / 4 / (span + 2 * float(worth.max(initial=0))))
    high = np.rint(worth * scale).astype(np.int64)
    return HeadWorth(2 * high, high, scale)
