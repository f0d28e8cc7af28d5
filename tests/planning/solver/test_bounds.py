"""Bounds over whole days: never above the best of all plans, and tighter than wave by wave."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from otp_desktop.planning.solver import bounds
from otp_desktop.planning.solver.cliques import cliques_of
from otp_desktop.planning.solver.compiled import compile_problem
from otp_desktop.planning.solver.roster import Roster
from otp_desktop.planning.solver.runs import run_of
from otp_desktop.planning.solver.softbound.bound import soft_bound_of
from tests.planning import builders as make
from tests.planning.solver.random_problems import best_plan, random_problem


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**9))
def test_a_bound_over_all_waves_at_once_is_never_above_the_optimum(seed: int) -> None:
    drawn = random_problem(seed, agents=3, needs=3)
    rules = replace(drawn.rules, duty_minutes=300, daily_rest_minutes=660)
    problem = replace(drawn, rules=rules, locked=(), baseline=None)
    compiled = compile_problem(problem)
    locked, run = Roster(compiled), run_of(compiled, tuple(range(len(compiled.waves))))
    coverage = bounds.sum_of([bounds.run_bound(compiled, locked, run)])
    soft = soft_bound_of(compiled, coverage, [run]).simple()
    assert (coverage.missing_minimum, coverage.missing_count, 0, soft - 1e-6) <= best_plan(problem).rank


def test_a_day_of_long_posts_is_judged_as_one_where_its_waves_alone_miss_nobody() -> None:
    needs = [
        make.need("early", "2024-09-02T07:00", "2024-09-02T13:00"),
        make.need("market", "2024-09-02T07:00", "2024-09-02T10:00"),
        make.need("noon", "2024-09-02T14:00", "2024-09-02T20:00"),
        make.need("garden", "2024-09-02T15:00", "2024-09-02T18:00"),
    ]
    rules = make.rules(duty_minutes=600, amplitude_minutes=720, daily_rest_minutes=660)
    problem = make.problem(make.agents("A", "B"), needs, rules=rules)
    compiled = compile_problem(problem)
    locked, waves = Roster(compiled), range(len(compiled.waves))
    alone = bounds.sum_of([bounds.run_bound(compiled, locked, run_of(compiled, (wave,))) for wave in waves])
    together = bounds.run_bound(compiled, locked, run_of(compiled, tuple(waves)))
    assert len(waves) == 2
    assert sum(alone.missing_count) == 0
    assert together.missing_count == best_plan(problem).missing_count == (0, 0, 1, 0, 0)


def test_a_clique_holds_needs_of_which_nobody_may_serve_two() -> None:
    needs = [
        make.need("early", "2024-09-02T07:00", "2024-09-02T13:00"),
        make.need("garden", "2024-09-02T15:00", "2024-09-02T18:00"),
        make.need("noon", "2024-09-02T14:00", "2024-09-02T20:00"),
    ]
    rules = make.rules(duty_minutes=600, amplitude_minutes=720, daily_rest_minutes=660)
    compiled = compile_problem(make.problem(make.agents("A"), needs, rules=rules))
    run = run_of(compiled, tuple(range(len(compiled.waves))))
    assert [part.tolist() for part in cliques_of(compiled, run.need)] == [[0, 2], [1]]


def test_a_shorter_rest_for_one_day_lets_agents_serve_morning_and_night() -> None:
    needs = [
        make.need("morning", "2024-09-03T06:00", "2024-09-03T12:00"),
        make.need("noon", "2024-09-03T06:30", "2024-09-03T12:00"),
        make.need("night", "2024-09-03T21:00", "2024-09-04T03:00"),
        make.need("late", "2024-09-03T21:30", "2024-09-04T03:00"),
    ]
    rules = make.rules(duty_minutes=600, amplitude_minutes=720, daily_rest_minutes=660)
    short_rest = make.derogation("2024-09-03", "2024-09-03", daily_rest_minutes=500)
    problem = make.problem(make.agents("A", "B"), needs, rules=rules, derogations=(short_rest,))
    compiled = compile_problem(problem)
    run = run_of(compiled, tuple(range(len(compiled.waves))))
    assert sum(best_plan(problem).missing_count) == 0
    assert sum(bounds.run_bound(compiled, Roster(compiled), run).missing_count) == 0
