"""The linear program of a day: classes of agents take sets of role lines, and heads are held."""

from dataclasses import dataclass

import numpy as np
from ortools.linear_solver import pywraplp

from otp_desktop.planning.plan import PRIORITIES
from otp_desktop.planning.solver.arrays import Floats, Ints
from otp_desktop.planning.solver.market import Heads

STEP = 4.0  # between the worth of one class of heads and that of the next
WARM = "use_preprocessing: false"  # GLOP goes on from its last basis only then

Column = tuple[int, list[int]]
"""A group, and lines of different needs that one agent of it takes together."""


@dataclass(frozen=True)
class Worth:
    """What a head is worth on each line: ``low`` (lines) below the minimum, ``high`` (lines) above it."""

    low: Floats
    high: Floats


def weighted_worth(heads: Heads, weights: tuple[float, ...]) -> Worth:
    """What heads are worth where coverage is weighted: one below the minimum counts twice."""
    of_line = np.array(weights)[heads.priority]
    return Worth(2 * of_line, of_line)


def falling_worth(heads: Heads) -> Worth:
    """Worth that falls from one class of heads to the next and nearly always keeps their order; 1 for the last."""
    falling = np.array([STEP**step for step in reversed(range(2 * PRIORITIES))])
    above = falling[PRIORITIES + heads.priority]
    return Worth(falling[heads.priority] + above, above)


@dataclass(frozen=True)
class Prices:
    """What one head more on each line is worth, where ``value`` is that of the best solution on the known columns.

    ``group``: what one agent more of each group would add; ``kept``: the price of each row of ``keep``. None is
    negative, but for the prices of lines where these are exact.
    """

    value: float
    line: Floats
    group: Floats
    kept: Floats


class Covering:
    """Grows by columns. ``exact``: no line takes more heads than it has, so that its price may be negative."""

    def __init__(self, supply: Ints, heads: Heads, *, exact: bool = False) -> None:
        self._heads, self._exact = heads, exact
        self._solver = pywraplp.Solver.CreateSolver("GLOP")
        self._solver.SetSolverSpecificParametersAsString(WARM)
        self._groups = [self._solver.Constraint(0.0, float(agents)) for agents in supply]
        least = 0.0 if exact else -self._solver.infinity()
        self._lines = [self._solver.Constraint(least, 0.0) for _ in heads.low]
        self._low = [self._solver.NumVar(0.0, float(most), "") for most in heads.low]
        self._high = [self._solver.NumVar(0.0, float(most), "") for most in heads.high]
        for line, low, high in zip(self._lines, self._low, self._high, strict=True):
            line.SetCoefficient(low, 1.0)
            line.SetCoefficient(high, 1.0)
        self._aim = Worth(np.zeros(len(heads.low)), np.zeros(len(heads.low)))
        self._kept: list[tuple[Worth, float, pywraplp.Constraint]] = []
        self._solver.Objective().SetMaximization()
        self._solved = False
        self._taken: list[pywraplp.Variable] = []
        self.columns: list[Column] = []

    def add(self, group: int, lines: list[int], cost: float = 0.0) -> None:
        """A column, and what it costs each agent who takes it, in the terms of the worth."""
        self.columns.append((group, lines))
        self._solved = False
        taken = self._solver.NumVar(0.0, self._solver.infinity(), "")
        self._solver.Objective().SetCoefficient(taken, -cost)
        self._taken.append(taken)
        self._groups[group].SetCoefficient(taken, 1.0)
        for line in lines:
            self._lines[line].SetCoefficient(taken, -1.0)

    def aim(self, worth: Worth) -> None:
        """What is to be maximised from now on."""
        self._aim = worth
        for variable, value in self._priced(worth):
            self._solver.Objective().SetCoefficient(variable, value)

    def keep(self, worth: Worth, least: float) -> None:
        """From now on solutions are worth at least so much in these terms."""
        row = self._solver.Constraint(least, self._solver.infinity())
        for variable, value in self._priced(worth):
            row.SetCoefficient(variable, value)
        self._kept.append((worth, least, row))

    def solve(self) -> Prices | None:
        """None when GLOP gives up."""
        self._solved = self._solver.Solve() == pywraplp.Solver.OPTIMAL
        if not self._solved:
            return None
        line = [row.dual_value() for row in self._lines]
        return Prices(
            value=self._solver.Objective().Value(),
            line=np.array(line, dtype=np.float64) if self._exact else _not_negative(line),
            group=_not_negative([row.dual_value() for row in self._groups]),
            kept=_not_negative([-row.dual_value() for _, _, row in self._kept]),
        )

    def taken(self) -> Floats:
        """How many agents take each column in the best solution on the known columns."""
        if not self._solved and self.solve() is None:
            return np.zeros(len(self._taken))
        return np.array([variable.solution_value() for variable in self._taken], dtype=np.float64)

    def ceiling(self, prices: Prices) -> float:
        """What heads are worth beyond their prices: with the best that agents can do at these, above any solution."""
        low, high = self._aim.low - prices.line, self._aim.high - prices.line
        total = 0.0
        for (worth, least, _), price in zip(self._kept, prices.kept.tolist(), strict=True):
            low, high = low + price * worth.low, high + price * worth.high
            total -= price * least
        return total + float(np.maximum(low, 0) @ self._heads.low + np.maximum(high, 0) @ self._heads.high)

    def _priced(self, worth: Worth) -> list[tuple[pywraplp.Variable, float]]:
        low = zip(self._low, worth.low.tolist(), strict=True)
        high = zip(self._high, worth.high.tolist(), strict=True)
        return [*low, *high]


def _not_negative(prices: list[float]) -> Floats:
    found: Floats = np.maximum(np.array(prices, dtype=np.float64), 0)
    return found
