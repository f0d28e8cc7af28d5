"""Every promise of the solver against the plain truth: all plans of small problems, judged by checker and score."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from otp_desktop.planning.checker import check
from otp_desktop.planning.plan import Plan, Status
from otp_desktop.planning.problem import Problem
from otp_desktop.planning.score import score, shortages
from otp_desktop.planning.solver import SolverOptions, solve
from otp_desktop.planning.solver.compiled import compile_problem
from otp_desktop.planning.solver.exactness import flow_sees_all
from tests.planning.solver.random_problems import best_plan, random_problem

QUICK = SolverOptions(seconds=5, workers=1)
SEEDS = st.integers(0, 10**9)


def assert_sound(problem: Problem, plan: Plan) -> None:
    assert check(problem, plan.assignments) == ()
    assert plan.objective == score(problem, plan.assignments)
    assert plan.shortages == shortages(problem, plan.assignments)
    assert plan.bound.beside(plan.objective) == plan.bound  # no part above the plan's own


@settings(max_examples=40, deadline=None)
@given(SEEDS)
@example(seed=63724)  # one agent on two role lines of one need, in the earlier plan of a problem of one wave
def test_a_plan_is_legal_and_its_bound_is_never_above_the_optimum(seed: int) -> None:
    problem = random_problem(seed)
    plan = solve(problem, QUICK)
    assert_sound(problem, plan)
    best = best_plan(problem)
    bound = plan.bound
    assert (bound.missing_minimum, bound.missing_count, bound.changes, bound.soft - 1e-6) <= best.rank
    if plan.status is Status.OPTIMAL:
        assert plan.objective.rank[:3] == best.rank[:3]
        assert plan.objective.soft == pytest.approx(best.soft, abs=1e-5)


@settings(max_examples=40, deadline=None)
@given(SEEDS)
def test_one_wave_is_solved_exactly_and_proved(seed: int) -> None:
    problem = random_problem(seed, agents=4, needs=2, one_wave=True)
    plan = solve(problem, QUICK)
    assert_sound(problem, plan)
    best = best_plan(problem)
    if not problem.rules.forbidden_mixes:
        assert plan.objective.rank[:2] == best.rank[:2]
    if flow_sees_all(compile_problem(problem)) and not problem.rules.forbidden_mixes:
        assert plan.objective.rank[:3] == best.rank[:3]
        assert plan.objective.soft == pytest.approx(best.soft, abs=1e-5)
        assert plan.status is Status.OPTIMAL


@settings(max_examples=150, deadline=None)
@given(SEEDS)
@example(seed=27)  # stints of which none is left to choose from
def test_larger_random_problems_get_a_legal_plan(seed: int) -> None:
    problem = random_problem(seed, agents=8, needs=12)
    assert_sound(problem, solve(problem, QUICK))
