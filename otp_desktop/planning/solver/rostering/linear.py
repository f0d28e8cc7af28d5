"""A linear model in arrays, handed whole to MathOpt: one formulation, any of the solvers that OR-Tools ships."""

from dataclasses import dataclass
from datetime import timedelta
from enum import Enum

import numpy as np
from numpy.typing import ArrayLike
from ortools.math_opt import model_pb2
from ortools.math_opt.python import mathopt

from otp_desktop.planning.solver.arrays import Bools, Floats, Ints
from otp_desktop.planning.solver.glop import FAILED

NO_VARIABLE = -1  # in entries: there is nothing to add
LESS_THAN_ONE = 0.999  # costs are whole: a plan this near its bound is the best


class Solver(Enum):
    HIGHS = mathopt.SolverType.HIGHS
    CP_SAT = mathopt.SolverType.CP_SAT


@dataclass(frozen=True)
class Solution:
    """``values`` is None when no solution was found; ``bound`` is proved for the model as it was given."""

    values: Floats | None
    cost: float
    bound: float
    optimal: bool


class LinearModel:
    """Minimises the sum of cost × variable under rows ``low ≤ sum of entries ≤ high``."""

    def __init__(self) -> None:
        self.size = self.row_count = 0
        self._low: list[Floats] = []
        self._high: list[Floats] = []
        self._cost: list[Floats] = []
        self._whole: list[Bools] = []
        self._row_low: list[Floats] = []
        self._row_high: list[Floats] = []
        self._entries: list[tuple[Ints, Ints, Floats]] = []

    def variables(
        self, count: int, *, low: ArrayLike = 0.0, high: ArrayLike = 1.0, cost: ArrayLike = 0.0, whole: bool = True
    ) -> Ints:
        """Adds variables; returns their indexes (count,)."""
        self._low.append(_spread(low, count))
        self._high.append(_spread(high, count))
        self._cost.append(_spread(cost, count))
        self._whole.append(np.full(count, whole))
        self.size += count
        return np.arange(self.size - count, self.size)

    def rows(self, count: int, *, low: ArrayLike = -np.inf, high: ArrayLike = np.inf) -> Ints:
        """Adds rows; returns their indexes (count,)."""
        self._row_low.append(_spread(low, count))
        self._row_high.append(_spread(high, count))
        self.row_count += count
        return np.arange(self.row_count - count, self.row_count)

    def entries(self, rows: ArrayLike, variables: ArrayLike, coefficient: ArrayLike = 1.0) -> None:
        """Adds coefficients, the three arrays broadcast together; NO_VARIABLE adds nothing. No pair may come twice."""
        row, variable, value = np.broadcast_arrays(np.asarray(rows), np.asarray(variables), np.asarray(coefficient))
        there = (variable != NO_VARIABLE) & (value != 0)
        self._entries.append((row[there], variable[there], value[there].astype(np.float64)))

    def solve(self, solver: Solver, seconds: float, *, workers: int = 1, seed: int = 1, gap: float = 0.0) -> Solution:
        """The best solution within the time, or one within ``gap`` (a share) of the best; costs must be whole.

        Neither a solution nor a bound where the solver ends in numerical trouble.
        """
        model = mathopt.Model.from_model_proto(self._proto())
        parameters = mathopt.SolveParameters(
            time_limit=timedelta(seconds=seconds),
            threads=workers if solver is Solver.CP_SAT else None,
            random_seed=seed,
            relative_gap_tolerance=gap,
            absolute_gap_tolerance=LESS_THAN_ONE,
        )
        try:
            result = mathopt.solve(model, solver.value, params=parameters)
        except FAILED:
            return Solution(None, np.inf, -np.inf, False)
        bound = result.termination.objective_bounds.dual_bound
        if not result.has_primal_feasible_solution():
            return Solution(None, np.inf, bound, False)
        found = np.array(list(result.variable_values(model.variables())), dtype=np.float64)
        optimal = result.termination.reason == mathopt.TerminationReason.OPTIMAL
        return Solution(found, result.objective_value(), bound, optimal)

    def _proto(self) -> model_pb2.ModelProto:
        proto = model_pb2.ModelProto()
        proto.variables.ids.extend(range(self.size))
        proto.variables.lower_bounds.extend(np.concatenate(self._low).tolist())
        proto.variables.upper_bounds.extend(np.concatenate(self._high).tolist())
        proto.variables.integers.extend(np.concatenate(self._whole).tolist())
        cost = np.concatenate(self._cost)
        dear = np.flatnonzero(cost)
        proto.objective.linear_coefficients.ids.extend(dear.tolist())
        proto.objective.linear_coefficients.values.extend(cost[dear].tolist())
        proto.linear_constraints.ids.extend(range(self.row_count))
        proto.linear_constraints.lower_bounds.extend(np.concatenate(self._row_low).tolist())
        proto.linear_constraints.upper_bounds.extend(np.concatenate(self._row_high).tolist())
        row, variable, value = (np.concatenate(part) for part in zip(*self._entries, strict=True))
        order = np.lexsort((variable, row))
        proto.linear_constraint_matrix.row_ids.extend(row[order].tolist())
        proto.linear_constraint_matrix.column_ids.extend(variable[order].tolist())
        proto.linear_constraint_matrix.coefficients.extend(value[order].tolist())
        return proto


def _spread(value: ArrayLike, count: int) -> Floats:
    return np.array(np.broadcast_to(np.asarray(value, dtype=np.float64), (count,)))
