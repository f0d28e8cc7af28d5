"""A linear program that grows by rows and columns, solved by GLOP again and again.

Of the two interfaces to GLOP the older one is used: it answers in compiled code, where MathOpt takes as long to read
the answer as GLOP to find it.
"""

from collections.abc import Callable
from threading import Event, Thread

import numpy as np
from ortools.linear_solver import pywraplp

from otp_desktop.planning.progress import StopRequested
from otp_desktop.planning.solver.arrays import Floats

POLL = 0.05  # seconds between two looks at whether to stop
GROWN, CUT = (f"use_dual_simplex: {dual} use_preprocessing: false" for dual in ("false", "true"))
"""From the last solution: it is one still where columns or costs are new, and too cheap where rows are."""
DUAL, PRIMAL = (f"use_dual_simplex: {dual} use_preprocessing: true" for dual in ("true", "false"))
"""From nothing: soon done where most columns are fixed."""


class Program:
    """Minimises; rows and variables are made by the caller's hand."""

    def __init__(self) -> None:
        self._solver = pywraplp.Solver.CreateSolver("GLOP")
        self._objective = self._solver.Objective()
        self._objective.SetMinimization()
        self.infinity = self._solver.infinity()

    def row(self, low: float, high: float) -> pywraplp.Constraint:
        return self._solver.Constraint(low, high)

    def variable(self, high: float) -> pywraplp.Variable:
        """From 0 to a limit."""
        return self._solver.NumVar(0.0, high, "")

    def cost(self, variable: pywraplp.Variable, cost: float) -> None:
        self._objective.SetCoefficient(variable, cost)

    def solve(self, over: StopRequested, parameters: str = DUAL) -> float | None:
        """The least cost; None when it was stopped, or GLOP lost its way twice."""
        for tried in (parameters, PRIMAL):
            self._solver.SetSolverSpecificParametersAsString(tried)
            if self._watched(over) == pywraplp.Solver.OPTIMAL:
                return float(self._objective.Value())
        return None

    def _watched(self, over: Callable[[], bool]) -> int | None:
        """Solves, and gives up soon after somebody wants an end: a linear program may take seconds."""
        done = Event()

        def watch() -> None:
            while not done.wait(POLL):
                if over():
                    self._solver.InterruptSolve()
                    return

        if over():
            return None
        watcher = Thread(target=watch, daemon=True)
        watcher.start()
        try:
            return int(self._solver.Solve())
        finally:
            done.set()
            watcher.join()


def values_of(variables: list[pywraplp.Variable]) -> Floats:
    return np.array([variable.solution_value() for variable in variables], dtype=np.float64)


def duals_of(rows: list[pywraplp.Constraint]) -> Floats:
    """(rows,): what one more on the right side would cost."""
    return np.array([row.dual_value() for row in rows], dtype=np.float64)
