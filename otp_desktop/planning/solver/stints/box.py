"""Stand-ins for heads and agents, at such costs that the prices of a linear program stay in a box."""

import numpy as np
from ortools.linear_solver import pywraplp

from otp_desktop.planning.solver.stints.setting import Prices

TINY = 1e-6
MOVES = 8  # of the box, at most

Rows = list[list[pywraplp.Constraint]]


class Box:
    """A head may be lacking or be given back, and an agent be lent, each for a little more than its price.

    The box moves on, and grows, where its walls are felt (Marsten, Hogan and Blankenship 1975).
    """

    def __init__(
        self, solver: pywraplp.Solver, heads: Rows, held: list[pywraplp.Constraint], supply: Rows, width: float
    ) -> None:
        """``heads`` (groups, parts), ``held`` (parts) and ``supply`` (kinds, parts): rows of the solver."""
        self._solver = solver
        self._width = width
        self._moves = MOVES
        of_heads = [[row, held[part]] for rows in heads for part, row in enumerate(rows)]
        self._lacking = [self._stand_in(rows, 1.0) for rows in of_heads]
        self._given_back = [self._stand_in(rows, -1.0) for rows in of_heads]
        self._lent = [self._stand_in([row], -1.0) for rows in supply for row in rows]

    def put_around(self, prices: Prices) -> None:
        heads, agents = prices.heads.reshape(-1), prices.agents.reshape(-1)
        costs = np.concatenate([heads, -heads, -agents]) + self._width
        for variable, cost in zip((*self._lacking, *self._given_back, *self._lent), costs.tolist(), strict=True):
            self._solver.Objective().SetCoefficient(variable, cost)

    def moves_to(self, prices: Prices) -> bool:
        """Whether it had to move around the prices that were found."""
        if not self._moves or not self._felt():
            return False
        self._moves -= 1
        self._width *= 2
        self.put_around(prices)
        return True

    def widen(self, width: float, prices: Prices) -> None:
        """Stays around these prices from now on."""
        self._width, self._moves = width, 0
        self.put_around(prices)

    def open(self, dear: float) -> None:
        """From now on nothing stands in, but for heads that nobody holds, which are dear."""
        for variable in (*self._given_back, *self._lent):
            variable.SetUb(0.0)
        for variable in self._lacking:
            self._solver.Objective().SetCoefficient(variable, dear)

    def _felt(self) -> bool:
        every = (*self._lacking, *self._given_back, *self._lent)
        return any(variable.solution_value() > TINY for variable in every)

    def _stand_in(self, rows: list[pywraplp.Constraint], amount: float) -> pywraplp.Variable:
        variable = self._solver.NumVar(0.0, self._solver.infinity(), "")
        for row in rows:
            row.SetCoefficient(variable, amount)
        return variable
