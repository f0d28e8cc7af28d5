"""Equity as a price of burden for each agent.

The square of what an agent carries lies above any of its tangents. So each may ask one price for a unit of burden
whatever he takes on, and what the tangent leaves out at most is a constant. What the score takes off, the least sum of
squares for the burden served, lies below its chord (``equity_growth``).
"""

import numpy as np

from otp_desktop.planning.plan import Bound
from otp_desktop.planning.solver.arrays import Floats
from otp_desktop.planning.solver.compiled import Compiled
from otp_desktop.planning.solver.equity_growth import Growth, equity_growth

STEP = 0.3  # of the way to where burden asked and burden taken would meet


class Fairness:
    """``slope`` (agents) of the tangents; it begins with those at the burdens of a plan, history included."""

    def __init__(self, compiled: Compiled, bound: Bound, burden: Floats) -> None:
        counts = bool(compiled.problem.objective.equity and compiled.needs.burden.any())
        self._growth = equity_growth(compiled, bound) if counts else Growth(0.0, 0.0, 0.0)
        self._before = compiled.agents.burden
        self._whole = bool((self._before % 1 == 0).all() and (compiled.needs.burden % 1 == 0).all())
        self.slope: Floats = 2 * burden

    @property
    def asked(self) -> Floats:
        """(agents): soft cost of a unit of burden; negative where somebody ought to take on more."""
        found: Floats = self._growth.weight * (self.slope - self._growth.slope)
        return found

    @property
    def constant(self) -> float:
        """What equity costs at least, besides what was asked for the burden served."""
        carried, before = self._touching(), self._before
        gap = (carried**2 - before**2) - self.slope * (carried - before)
        return self._growth.constant + self._growth.weight * float(gap.sum())

    def learn(self, taken: Floats, spread: Floats, temperature: float) -> None:
        """Prices rise for agents who took on more than their tangents stand for, and fall for others."""
        if not self._growth.weight:
            return
        surplus = self._before + taken - np.maximum(self.slope / 2, self._before)
        steepness = 0.5 + self._growth.weight * spread / temperature
        self.slope = self.slope + STEP * surplus / steepness

    def _touching(self) -> Floats:
        """(agents) the burden at which each tangent leaves out most: no less than before, and whole where all are."""
        middle = self.slope / 2
        return np.maximum(np.rint(middle) if self._whole else middle, self._before)
