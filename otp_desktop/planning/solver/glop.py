"""GLOP through MathOpt: where it ends in numerical trouble, MathOpt raises instead of saying so."""

from collections.abc import Callable

from ortools.math_opt.python import mathopt

FAILED = (mathopt.InternalMathOptError, AttributeError)  # the second where OR-Tools 9.15 fails to make the first


class Glop:
    """Solves a model again and again, each time from the last basis, as it grows."""

    def __init__(self, model: mathopt.Model) -> None:
        self._model = model
        self._solver = mathopt.IncrementalSolver(model, mathopt.SolverType.GLOP)

    def solve(
        self, ask: Callable[[mathopt.IncrementalSolver], mathopt.SolveResult | None]
    ) -> mathopt.SolveResult | None:
        """What ``ask`` gets of the solver; from nothing where the last basis is of no use. None without an optimum."""
        result = self._asked(ask)
        if result is not None and result.termination.reason != mathopt.TerminationReason.OPTIMAL:
            return None
        return result

    def _asked(
        self, ask: Callable[[mathopt.IncrementalSolver], mathopt.SolveResult | None]
    ) -> mathopt.SolveResult | None:
        try:
            return ask(self._solver)
        except FAILED:
            self._solver = mathopt.IncrementalSolver(self._model, mathopt.SolverType.GLOP)
        try:
            return ask(self._solver)
        except FAILED:
            return None
