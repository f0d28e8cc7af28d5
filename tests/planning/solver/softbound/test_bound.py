"""The bound of the soft cost against the best of all plans, and what it sees that flows alone do not."""

from dataclasses import replace
from itertools import count
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from otp_desktop.domain.working_time import ObjectiveWeights, TravelModel
from otp_desktop.planning.plan import Bound
from otp_desktop.planning.problem import Problem, RoleLine
from otp_desktop.planning.solver import bounds, min_cost
from otp_desktop.planning.solver.compiled import Compiled, compile_problem
from otp_desktop.planning.solver.roster import Roster
from otp_desktop.planning.solver.runs import Run, run_of
from otp_desktop.planning.solver.softbound.bound import soft_bound_of
from tests.planning import builders as make
from tests.planning.solver.random_problems import best_plan, random_problem

SEEDS = st.integers(0, 10**9)
DAYS = ("2024-09-02", "2024-09-03")
WEIGHTS = ObjectiveWeights(travel=1, cohesion=2, continuity=3, equity=0, preference=0)


def proved(problem: Problem, rounds: int = 60) -> tuple[Bound, float, float]:
    """The bound of coverage, that of the soft cost at once, and after so many rounds."""
    compiled = compile_problem(problem)
    runs = [run_of(compiled, (wave,)) for wave in range(len(compiled.waves))]
    coverage = _coverage(compiled, runs)
    soft = soft_bound_of(compiled, coverage, runs)
    found = [soft.simple()]
    soft.climb(lambda: float("inf"), rounds, found.append)
    return coverage, found[0], max(found)


def test_a_very_large_flow_that_is_ended_proves_nothing_rather_than_something_wrong(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(min_cost, "LARGE", 0)
    compiled = compile_problem(crowd(1))
    runs = [run_of(compiled, (wave,)) for wave in range(len(compiled.waves))]
    coverage, asked = _coverage(compiled, runs), count()
    late = soft_bound_of(compiled, coverage, runs, lambda: next(asked) > 0).simple()
    assert late <= soft_bound_of(compiled, coverage, runs).simple()
    assert late == 0


def _coverage(compiled: Compiled, runs: list[Run]) -> Bound:
    return bounds.sum_of([bounds.run_bound(compiled, Roster(compiled), run) for run in runs])


def crowd(seed: int) -> Problem:
    """Agents of two units, of different free time, for a few crews of one group on two days."""
    random = Random(seed)
    units = [make.unit(name, make.position(random.randint(-3, 3), random.randint(-3, 3))) for name in ("U", "V")]
    agents = [
        make.agent(
            f"A{number}",
            unit=random.choice(("U", "V", None)),
            skills=random.choice(((), ("leader",))),
            unavailable=[make.interval(f"{day}T00:00", f"{day}T23:00") for day in DAYS if random.random() < 0.3],
        )
        for number in range(random.randint(2, 3))
    ]
    needs = [
        make.need(
            f"N{number}",
            f"{DAYS[number % 2]}T08:00",
            f"{DAYS[number % 2]}T12:00",
            *_lines(random, alone=number > 0),
            site=f"S{random.randint(0, 1)}",
            group=random.choice(("G", "G", "H", None)),
        )
        for number in range(random.randint(1, 3))
    ]
    sites = [make.site(name, make.position(random.randint(-3, 3), random.randint(-3, 3))) for name in ("S0", "S1")]
    rules = make.rules(daily_rest_minutes=660, amplitude_minutes=720)
    travel = TravelModel() if random.random() < 0.7 else None
    return make.problem(agents, needs, sites=sites, units=units, rules=rules, travel=travel, objective=WEIGHTS)


def _lines(random: Random, *, alone: bool) -> list[RoleLine]:
    lines = [make.role("guard", random.randint(1, 2))]
    if not alone and random.random() < 0.4:
        lines.append(make.role("chief", 1, skills=("leader",)))
    return lines


@settings(max_examples=60, deadline=None)
@given(SEEDS)
def test_payments_never_prove_more_than_the_best_plan_costs(seed: int) -> None:
    problem = replace(random_problem(seed, agents=3, needs=3), baseline=None)
    coverage, _, soft = proved(problem)
    assert (coverage.missing_minimum, coverage.missing_count, 0, soft - 1e-6) <= best_plan(problem).rank


@settings(max_examples=60, deadline=None)
@given(SEEDS)
def test_crews_and_faces_are_never_priced_above_the_best_plan(seed: int) -> None:
    problem = crowd(seed)
    coverage, simple, soft = proved(problem)
    assert simple <= soft
    assert (coverage.missing_minimum, coverage.missing_count, 0, soft - 1e-6) <= best_plan(problem).rank


def test_payments_close_most_of_what_flows_alone_leave_open() -> None:
    before = after = best = 0.0
    for seed in range(40):
        problem = crowd(seed)
        coverage, simple, soft = proved(problem)
        plan = best_plan(problem)
        if (plan.missing_minimum, plan.missing_count) == (coverage.missing_minimum, coverage.missing_count):
            before, after, best = before + simple, after + soft, best + plan.soft
    assert best - after < 0.5 * (best - before)


def test_a_crew_that_no_unit_can_make_up_alone_costs_a_unit_more() -> None:
    agents = [make.agent("A", unit="U"), make.agent("B", unit="V", skills=("dog",))]
    lines = (make.role("guard", 1), make.role("dog", 1, skills=("dog",)))
    need = make.need("N", "2024-09-02T08:00", "2024-09-02T12:00", *lines)
    problem = make.problem(agents, [need], objective=ObjectiveWeights(travel=0, cohesion=2))
    _, simple, soft = proved(problem)
    assert simple == 0
    assert soft > 1.9


def test_agents_who_are_away_by_turns_make_a_face_more() -> None:
    agents = [make.agent(f"A{day}", unavailable=[make.interval(f"{day}T00:00", f"{day}T23:00")]) for day in DAYS]
    needs = [make.need(f"N{day}", f"{day}T08:00", f"{day}T12:00", group="G") for day in DAYS]
    rules = make.rules(daily_rest_minutes=660, amplitude_minutes=720)
    problem = make.problem(agents, needs, rules=rules, objective=ObjectiveWeights(travel=0, continuity=3))
    _, simple, soft = proved(problem)
    assert simple == 0
    assert 2.5 < soft <= 3 + 1e-6  # rounds come nearer and nearer to the whole face
