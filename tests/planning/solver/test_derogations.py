"""Limits that change from day to day: plans keep them, and proofs allow what any of them allows."""

from dataclasses import replace
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from otp_desktop.planning.checker import check
from otp_desktop.planning.solver import SolverOptions, bounds, solve
from otp_desktop.planning.solver.compiled import compile_problem
from otp_desktop.planning.solver.roster import Roster
from otp_desktop.planning.solver.runs import run_of
from tests.planning import builders as make
from tests.planning.solver.random_problems import best_plan, random_problem

QUICK = SolverOptions(seconds=2, workers=1)
LAW = make.rules(duty_minutes=600, amplitude_minutes=720, daily_rest_minutes=660)
LIMITS = {
    "duty_minutes": (60, 240, 800),
    "amplitude_minutes": (90, 300, 900),
    "daily_rest_minutes": (300, 900),
    "continuous_minutes": (60, 400),
    "mean_week_minutes": (100, 300),
    "weekly_rest_minutes": (1000, 6000),
    "consecutive_days": (1, 3),
}


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10**9))
def test_under_derogations_no_plan_is_better_than_the_bound_of_each_wave(seed: int) -> None:
    random, drawn = Random(seed), random_problem(seed)
    day = str(drawn.needs[0].start.date())
    name = random.choice(list(LIMITS))
    derogation = make.derogation(day, day, **{name: random.choice(LIMITS[name])})
    problem = replace(drawn, derogations=(derogation,), baseline=None)
    problem = replace(problem, objective=replace(problem.objective, coverage_weights=None))
    plan = solve(problem, QUICK)
    assert check(problem, plan.assignments) == ()
    best = best_plan(problem)
    assert (plan.bound.missing_minimum, plan.bound.missing_count) <= (best.missing_minimum, best.missing_count)


def test_a_long_post_outside_the_days_of_a_derogation_is_proved_to_stay_open() -> None:
    needs = [make.need(f"N{day}", f"2024-09-0{day}T07:00", f"2024-09-0{day}T18:30") for day in (2, 3, 4, 5)]
    longer = make.derogation("2024-09-03", "2024-09-03", duty_minutes=720)
    problem = make.problem([make.agent()], needs, rules=LAW, derogations=(longer,))
    plan = solve(problem, QUICK)
    assert plan.objective.missing_count == plan.bound.missing_count == (0, 0, 3, 0, 0)


def test_a_night_may_stay_under_the_derogation_of_the_day_before() -> None:
    needs = [
        make.need("evening", "2024-09-02T22:00", "2024-09-03T00:30", make.role()),
        make.need("night", "2024-09-03T00:30", "2024-09-03T09:00", make.role()),
    ]
    longer = make.derogation("2024-09-02", "2024-09-02", duty_minutes=700)
    rules = replace(LAW, duty_minutes=480)
    problem = make.problem([make.agent()], needs, rules=rules, derogations=(longer,))
    compiled = compile_problem(problem)
    waves = range(len(compiled.waves))
    proved = bounds.sum_of([bounds.run_bound(compiled, Roster(compiled), run_of(compiled, (wave,))) for wave in waves])
    assert best_plan(problem).missing_count == (0, 0, 0, 0, 0)
    assert proved.missing_count == (0, 0, 0, 0, 0)


def test_a_derogation_of_the_mean_binds_every_window_that_holds_a_day_of_it() -> None:
    needs = [make.need(f"N{day}", f"2024-09-{day:02}T08:00", f"2024-09-{day:02}T12:00") for day in (9, 10, 11)]
    early = make.need("early", "2024-09-02T08:00", "2024-09-02T09:00")
    strict = make.derogation("2024-09-02", "2024-09-02", mean_week_minutes=300)
    rules = make.rules(mean_week_minutes=2000, mean_weeks=2)
    problem = make.problem([make.agent()], [early, *needs], rules=rules, derogations=(strict,))
    plan = solve(problem, QUICK)
    assert check(problem, plan.assignments) == ()
    assert plan.objective.missing_count == best_plan(problem).missing_count
