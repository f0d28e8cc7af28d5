"""Equity as a sum over assignments, where every agent carries one burdened need at most.

An agent of burden b who serves a need of burden n adds (b + n)² - b². The least possible sum of squares, which the
score takes off, is convex in the total burden served: between the least and the most of it that a plan of the proved
coverage can serve, it lies below its chord. The chord is linear in the total, so it belongs to each assignment: its
slope off the growth, its offset off the sum. Where only one total is possible any line through it will do: the slope
is then what one unit more would add, which keeps growths small.
"""

from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from otp_desktop.planning.equity import least_sum_of_squares
from otp_desktop.planning.plan import PRIORITIES, Bound
from otp_desktop.planning.solver.arrays import Floats
from otp_desktop.planning.solver.compiled import Compiled


@dataclass(frozen=True)
class Growth:
    """``weight`` × (growth of the squares - ``slope`` × burden), and ``constant`` once."""

    weight: float
    slope: float
    constant: float

    def of(self, carried: Floats, burden: Floats) -> Floats:
        """What agents who carry some burden add with a need of another, never more than the truth over a plan."""
        found: Floats = self.weight * ((carried + burden) ** 2 - carried**2 - self.slope * burden)
        return found


def equity_growth(compiled: Compiled, bound: Bound) -> Growth:
    """The growth under the chord between the extreme totals of plans whose coverage is that of the bound."""
    carried = compiled.agents.burden
    squares = float((carried**2).sum())
    least, most = _totals(compiled, bound)
    whole = bool((carried % 1 == 0).all() and (compiled.needs.burden % 1 == 0).all())
    low, high = (_least(carried, total, whole) - squares for total in (least, most))
    slope = (high - low) / (most - least) if most > least else _least(carried, most + 1, whole) - squares - high
    weight = compiled.problem.objective.equity
    return Growth(weight, slope, -weight * (high - slope * most))


def _least(carried: Floats, total: float, whole: bool) -> float:
    """The score's own least sum; in whole units it is above the sum of a continuous share, and convex as well."""
    return float(least_sum_of_squares([Fraction(burden) for burden in carried.tolist()], Fraction(total), whole))


def _totals(compiled: Compiled, bound: Bound) -> tuple[float, float]:
    """The least and the most burden served when so many heads of each priority are missing."""
    burden = compiled.needs.burden[compiled.lines.need]
    priority = compiled.needs.priority[compiled.lines.need]
    least = most = 0.0
    for rank in range(PRIORITIES):
        mine = priority == rank
        heads = np.sort(np.repeat(burden[mine], compiled.lines.count[mine]))
        held = max(0, len(heads) - bound.missing_count[rank])
        least += float(heads[:held].sum())
        most += float(heads[len(heads) - held :].sum())
    return least, most
