"""Linear programs by HiGHS: an optimum, or nothing."""

import pytest
from ortools.math_opt.python import mathopt

from otp_desktop.planning.solver.glop import FAILED
from otp_desktop.planning.solver.highs import middle, vertex


def two_variables(most: float) -> mathopt.Model:
    """At least 3 of two things that cost 1 and 2, of which there are so many."""
    model = mathopt.Model()
    cheap, dear = model.add_variable(lb=0, ub=most), model.add_variable(lb=0, ub=most)
    model.add_linear_constraint(cheap + dear >= 3)
    model.minimize(cheap + 2 * dear)
    return model


def test_both_ways_find_the_optimum() -> None:
    for solve in (vertex, middle):
        result = solve(two_variables(2))
        assert result is not None
        assert result.objective_value() == pytest.approx(4)


def test_a_program_without_solution_has_no_answer() -> None:
    assert vertex(two_variables(1)) is None
    assert middle(two_variables(1)) is None


@pytest.mark.parametrize("error", FAILED)
def test_trouble_is_no_answer(error: type[Exception], monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> mathopt.SolveResult:
        raise error

    monkeypatch.setattr(mathopt, "solve", fail)
    assert vertex(two_variables(2)) is None
