"""What heads would have to pay, against the best of all plans."""

from dataclasses import replace
from datetime import datetime, timedelta
from math import inf

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from otp_desktop.domain.places import Position
from otp_desktop.domain.working_time import ObjectiveWeights
from otp_desktop.planning.plan import Bound
from otp_desktop.planning.problem import Assignment, Problem
from otp_desktop.planning.progress import never_stop
from otp_desktop.planning.score import score
from otp_desktop.planning.solver import bounds
from otp_desktop.planning.solver.compiled import Compiled, compile_problem
from otp_desktop.planning.solver.pay.ascent import climb_by_pay
from otp_desktop.planning.solver.roster import Roster
from otp_desktop.planning.solver.runs import run_of
from tests.planning import builders as make
from tests.planning.solver.random_problems import best_plan, legal_plans, random_problem

SEEDS = st.integers(0, 10**9)


def proved(problem: Problem, plan: tuple[Assignment, ...] = ()) -> tuple[Bound, list[float]]:
    """The bound of coverage, and those of the soft cost, each better than the one before; ``plan``: one that is known."""
    compiled = compile_problem(problem)
    coverage = coverage_of(compiled)
    found: list[float] = []
    line = Roster(compile_problem(replace(problem, locked=plan))).line if plan else Roster(compiled).line
    climb_by_pay(compiled, coverage, line, never_stop, found.append)
    return coverage, found


def coverage_of(compiled: Compiled) -> Bound:
    runs = [run_of(compiled, (wave,)) for wave in range(len(compiled.waves))]
    return bounds.sum_of([bounds.run_bound(compiled, Roster(compiled), run) for run in runs])


@settings(max_examples=50, deadline=None)
@given(SEEDS)
def test_pay_never_proves_more_than_the_best_plan_costs(seed: int) -> None:
    problem = random_problem(seed, agents=3, needs=3)
    weights = replace(problem.objective, coverage_weights=None)
    problem = replace(problem, baseline=None, locked=(), objective=weights)
    coverage, found = proved(problem)
    soft = max(found, default=-inf)
    assert (coverage.missing_minimum, coverage.missing_count, 0, soft - 1e-6) <= best_plan(problem).rank


def quiet_days(seed: int) -> Problem:
    """Days of one post each, of different burdens, and agents who live apart: nothing but ways and fairness counts."""
    random = np.random.default_rng(seed)

    def place() -> Position:
        return make.position(int(random.integers(-4, 5)))

    sites = [make.site("S0", place()), make.site("S1", place())]
    agents = [
        make.agent(f"A{one}", position=place(), history=make.history(burden=int(random.integers(0, 4))))
        for one in range(2)
    ]
    needs = [
        make.need(
            f"N{day}",
            f"2024-09-0{day}T08:00",
            f"2024-09-0{day}T12:00",
            make.role("guard", 1),
            site=f"S{int(random.integers(0, 2))}",
            burden=int(random.integers(0, 4)),
        )
        for day in range(2, 6)
    ]
    weights = ObjectiveWeights(travel=1, cohesion=0, continuity=0, equity=1, preference=0)
    rules = make.rules(daily_rest_minutes=660, amplitude_minutes=720)
    return make.problem(agents, needs, sites=sites, rules=rules, objective=weights)


def test_pay_proves_most_of_what_ways_and_fairness_cost_over_days() -> None:
    best = shown = 0.0
    for seed in range(6):
        problem = quiet_days(seed)
        plan = min(legal_plans(problem), key=lambda plan: score(problem, plan).rank)
        found = proved(problem, plan)[1]
        best, shown = best + score(problem, plan).soft, shown + max(found)
    assert shown > 0.8 * best


def evenings_and_mornings(seed: int) -> Problem:
    """Posts of two agents who live apart, early and late on days in a row, some over midnight."""
    random = np.random.default_rng(seed)
    monday = datetime(2024, 9, 2)
    needs = []
    for number in range(4):
        start = monday + timedelta(days=int(random.integers(0, 3)), hours=int(random.choice([5, 7, 14, 16, 21])))
        end = start + timedelta(hours=int(random.integers(2, 9)))
        post = make.role("guard", 1)
        burden = int(random.integers(0, 3))
        needs.append(make.need(f"N{number}", start.isoformat(), end.isoformat(), post, burden=burden))
    agents = [
        make.agent("A", position=make.position(1)),
        make.agent("B", position=make.position(int(random.integers(2, 7)))),
    ]
    weights = ObjectiveWeights(travel=1, cohesion=0, continuity=0, equity=1, preference=0)
    rules = make.rules(duty_minutes=600, amplitude_minutes=720, daily_rest_minutes=int(random.choice([480, 660, 840])))
    return make.problem(agents, needs, sites=[make.site("S", make.position(0))], rules=rules, objective=weights)


@settings(max_examples=20, deadline=None)
@given(SEEDS)
def test_rests_between_days_never_prove_more_than_the_best_plan_costs(seed: int) -> None:
    problem = evenings_and_mornings(seed)
    coverage, found = proved(problem)
    soft = max(found, default=-inf)
    assert (coverage.missing_minimum, coverage.missing_count, 0, soft - 1e-6) <= best_plan(problem).rank


def test_who_works_late_leaves_the_next_morning_to_somebody_who_lives_farther() -> None:
    agents = [make.agent("near", position=make.position(1)), make.agent("far", position=make.position(1.1))]
    needs = [
        make.need("late", "2024-09-02T15:00", "2024-09-02T23:00"),
        make.need("early", "2024-09-03T07:00", "2024-09-03T13:00"),
    ]
    weights = ObjectiveWeights(travel=1, cohesion=0, continuity=0, equity=0, preference=0)
    rules = make.rules(amplitude_minutes=720, daily_rest_minutes=660)
    sites = [make.site("S", make.position(0))]
    problem = make.problem(agents, needs, sites=sites, rules=rules, objective=weights)
    assert max(proved(problem)[1]) > 4.05  # the one who lives near would serve both for four


def test_a_day_whose_posts_are_too_long_for_anybody_leaves_the_other_days_their_bound() -> None:
    needs = [
        make.need("too long", "2024-09-02T08:00", "2024-09-02T20:00"),
        make.need("lawful", "2024-09-03T08:00", "2024-09-03T12:00"),
    ]
    weights = ObjectiveWeights(travel=1, cohesion=0, continuity=0, equity=0, preference=0)
    rules = make.rules(duty_minutes=600, amplitude_minutes=720, daily_rest_minutes=660)
    agents, sites = [make.agent("A", position=make.position(1))], [make.site("S", make.position(0))]
    problem = make.problem(agents, needs, sites=sites, rules=rules, objective=weights)
    coverage, found = proved(problem)
    best = best_plan(problem)
    assert coverage.missing_count == best.missing_count
    assert 0.95 * best.soft < max(found) <= best.soft


def test_nothing_is_proved_where_a_post_is_locked() -> None:
    need = make.need("N", "2024-09-02T08:00", "2024-09-02T12:00")
    problem = make.problem([make.agent("A")], [need], locked=make.serve("A", "N"))
    assert proved(problem)[1] == []
