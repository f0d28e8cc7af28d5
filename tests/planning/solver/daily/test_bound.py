"""Bounds by days: never above the best of all plans, and aware of duties of several posts."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from otp_desktop.planning.plan import Bound
from otp_desktop.planning.problem import Problem
from otp_desktop.planning.progress import never_stop
from otp_desktop.planning.solver import bounds
from otp_desktop.planning.solver.compiled import compile_problem
from otp_desktop.planning.solver.daily.bound import day_bounds
from otp_desktop.planning.solver.roster import Roster
from otp_desktop.planning.solver.runs import run_of
from tests.planning import builders as make
from tests.planning.solver.random_problems import best_plan, random_problem

RULES = make.rules(duty_minutes=600, amplitude_minutes=720, daily_rest_minutes=660)


def bound_by_days(problem: Problem) -> Bound:
    compiled = compile_problem(problem)
    found = day_bounds(compiled, Roster(compiled), compiled.lines.count, never_stop)
    return bounds.sum_of(list(found.values()))


def bound_by_cliques(problem: Problem) -> Bound:
    compiled = compile_problem(problem)
    run = run_of(compiled, tuple(range(len(compiled.waves))))
    return bounds.sum_of([bounds.run_bound(compiled, Roster(compiled), run)])


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**9))
def test_the_bound_by_days_is_never_above_the_optimum(seed: int) -> None:
    drawn = random_problem(seed, agents=3, needs=3)
    problem = replace(drawn, wishes=(), locked=(), baseline=None)
    bound, best = bound_by_days(problem), best_plan(problem)
    assert (bound.missing_minimum, bound.missing_count) <= best.rank[:2]
    if problem.objective.coverage_weights is not None:
        assert bound.soft <= best.soft + 1e-6


def test_three_posts_of_which_each_pair_fits_in_a_duty_want_two_agents() -> None:
    needs = [
        make.need("morning", "2024-09-02T07:00", "2024-09-02T11:00"),
        make.need("noon", "2024-09-02T11:30", "2024-09-02T15:30"),
        make.need("evening", "2024-09-02T16:00", "2024-09-02T19:00"),
    ]
    problem = make.problem(make.agents("A"), needs, rules=RULES)
    assert sum(bound_by_cliques(problem).missing_count) == 0
    assert bound_by_days(problem).missing_count == best_plan(problem).missing_count == (0, 0, 1, 0, 0)


def test_nothing_is_proved_of_days_on_which_nobody_is_missing() -> None:
    compiled = compile_problem(make.problem(make.agents("A"), [make.need("one")], rules=RULES))
    assert day_bounds(compiled, Roster(compiled), compiled.lines.count * 0, never_stop) == {}


def test_a_proof_that_comes_too_late_is_left_out() -> None:
    compiled = compile_problem(make.problem((), [make.need("one")], rules=RULES))
    assert day_bounds(compiled, Roster(compiled), compiled.lines.count, lambda: True) == {}


def test_a_proof_that_is_stopped_on_the_way_proves_less_but_nothing_wrong() -> None:
    compiled = compile_problem(make.problem((), [make.need("one")], rules=RULES))
    asked = iter((False, True))
    found = day_bounds(compiled, Roster(compiled), compiled.lines.count, lambda: next(asked, True))
    assert [sum(bound.missing_count) for bound in found.values()] == [0]
