"""A linear program that ends in numerical trouble proves nothing and ends nothing."""

import pytest
from ortools.math_opt.python import mathopt

from otp_desktop.planning.solver.glop import FAILED, Glop
from otp_desktop.planning.solver.rostering.linear import LinearModel, Solver


def one_variable() -> mathopt.Model:
    model = mathopt.Model()
    model.minimize(2 * model.add_variable(lb=3, ub=5))
    return model


class Asking:
    """Raises so many times before it solves."""

    def __init__(self, failures: int, error: type[Exception]) -> None:
        self.left, self._error = failures, error

    def __call__(self, solver: mathopt.IncrementalSolver) -> mathopt.SolveResult:
        if self.left:
            self.left -= 1
            raise self._error
        return solver.solve()


@pytest.mark.parametrize("error", FAILED)
def test_after_one_failure_it_starts_from_nothing(error: type[Exception]) -> None:
    result = Glop(one_variable()).solve(Asking(1, error))
    assert result is not None
    assert result.objective_value() == 6


@pytest.mark.parametrize("error", FAILED)
def test_after_two_failures_there_is_no_answer(error: type[Exception]) -> None:
    assert Glop(one_variable()).solve(Asking(2, error)) is None


def test_a_program_without_solution_has_no_answer() -> None:
    model = one_variable()
    model.add_linear_constraint(lb=7, expr=1 * next(iter(model.variables())))
    assert Glop(model).solve(lambda solver: solver.solve()) is None


@pytest.mark.parametrize("error", FAILED)
def test_a_model_whose_solver_fails_has_no_solution_and_no_bound(
    error: type[Exception], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> mathopt.SolveResult:
        raise error

    monkeypatch.setattr(mathopt, "solve", fail)
    model = LinearModel()
    model.entries(model.rows(1, low=1), model.variables(1, cost=1))
    solution = model.solve(Solver.HIGHS, 1)
    assert solution.values is None
    assert solution.bound == float("-inf")
