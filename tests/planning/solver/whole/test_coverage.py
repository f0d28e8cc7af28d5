"""Small problems covered as a whole: the rows are what the checker accepts, the coverage is that of the best plan."""

from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from otp_desktop.planning.checker import check
from otp_desktop.planning.plan import NOTHING_MISSING
from otp_desktop.planning.problem import Assignment, Problem
from otp_desktop.planning.progress import never_stop
from otp_desktop.planning.solver import SolverOptions, solve
from otp_desktop.planning.solver.compiled import compile_problem
from otp_desktop.planning.solver.exactness import legality_is_exact
from otp_desktop.planning.solver.roster import Roster
from otp_desktop.planning.solver.whole import rows as rows_module
from otp_desktop.planning.solver.whole.coverage import whole_coverage
from otp_desktop.planning.solver.whole.rows import kinds_of, rows_of
from tests.planning import builders as make
from tests.planning.solver.random_problems import best_plan, random_problem

SEEDS = st.integers(0, 10**9)
HOURS = (("2024-09-02T08:00", "2024-09-02T10:00"), ("2024-09-02T14:00", "2024-09-02T16:00"))


def free_problem(seed: int, agents: int, needs: int) -> Problem:
    """Nothing locked, no earlier plan, no derogation, coverage in strict order."""
    drawn = random_problem(seed, agents=agents, needs=needs)
    strict = replace(drawn.objective, coverage_weights=None)
    return replace(drawn, locked=(), baseline=None, derogations=(), objective=strict)


@settings(max_examples=30, deadline=None)
@given(SEEDS)
def test_rows_are_all_that_the_checker_lets_one_agent_serve(seed: int) -> None:
    problem = free_problem(seed, agents=1, needs=5)
    compiled = compile_problem(problem)
    rows = rows_of(compiled, kinds_of(compiled), never_stop)
    assert rows is not None
    found = {frozenset(need for need in row if need >= 0) for row in rows.need.tolist()}
    assert len(found) == len(rows.need)
    accepted = {places for places in _sets_of_needs(problem) if _is_legal(problem, places)}
    assert found <= accepted
    if legality_is_exact(compiled):
        assert found == accepted


def _sets_of_needs(problem: Problem) -> list[frozenset[int]]:
    places = [place for place, need in enumerate(problem.needs) if any(line.count for line in need.roles)]
    return [frozenset(chosen) for size in range(len(places) + 1) for chosen in combinations(places, size)]


def _is_legal(problem: Problem, places: frozenset[int]) -> bool:
    """Whether the agent may serve these needs, each in one of its roles; heads and mixes aside."""
    rows: list[Assignment] = []
    for place in sorted(places):
        need = problem.needs[place]
        lines = [Assignment(problem.agents[0].id, need.id, line.id) for line in need.roles if line.count]
        admitted = [row for row in lines if not check(problem, (row,))]
        if not admitted:
            return False
        rows.append(admitted[0])
    return not check(problem, rows)


@settings(max_examples=30, deadline=None)
@given(SEEDS)
def test_the_coverage_is_that_of_the_best_plan_and_is_proved(seed: int) -> None:
    problem = free_problem(seed, agents=3, needs=3)
    compiled = compile_problem(problem)
    whole = whole_coverage(compiled, 1, never_stop, 5.0)
    best = best_plan(problem)
    if whole is None:
        assert sum(line.count for need in problem.needs for line in need.roles) == 0
        return
    roster = Roster(compiled)
    roster.restore(whole.line)
    plan = roster.assignments()
    assert check(problem, plan) == ()
    assert (whole.missing_minimum, whole.missing_count) <= (best.missing_minimum, best.missing_count)
    if legality_is_exact(compiled):
        assert (whole.missing_minimum, whole.missing_count) == (best.missing_minimum, best.missing_count)


def test_a_head_that_only_an_exchange_over_days_brings_is_found_and_what_lacks_is_proved() -> None:
    """Anne alone may lead; who works on Monday morning cannot work for the rest of the week."""
    week = [make.need(f"N{day}", f"2024-09-0{day}T08:00", f"2024-09-0{day}T12:00") for day in (3, 4, 5)]
    lead = make.need("lead", "2024-09-04T08:00", "2024-09-04T14:00", make.role(skills=["leader"]), priority=1)
    monday = make.need("monday", *HOURS[0])
    agents = [make.agent("anne", skills=["leader"]), make.agent("bob")]
    rules = make.rules(consecutive_days=1, week_minutes=600)
    problem = make.problem(agents, [monday, *week, lead], rules=rules)
    plan = solve(problem, SolverOptions(seconds=5, workers=1))
    best = best_plan(problem)
    assert (plan.objective.missing_minimum, plan.objective.missing_count) == (best.missing_minimum, best.missing_count)
    assert plan.bound.missing_count == best.missing_count


def test_problems_with_too_many_rows_or_with_locks_are_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    needs = [make.need(f"N{number}", *HOURS[number], make.role(count=2)) for number in range(2)]
    problem = make.problem([make.agent()], needs)
    assert whole_coverage(compile_problem(problem), 1, never_stop, 5.0) is not None
    locked = compile_problem(replace(problem, locked=make.serve("A", "N0")))
    assert whole_coverage(locked, 1, never_stop, 5.0) is None
    monkeypatch.setattr(rows_module, "MOST_ROWS", 3)
    assert whole_coverage(compile_problem(problem), 1, never_stop, 5.0) is None


def test_corps_that_may_not_mix_are_kept_apart() -> None:
    needs = [make.need(f"N{number}", *HOURS[number], make.role(count=2, minimum=1)) for number in range(2)]
    agents = [make.agent("A", corps="PM"), make.agent("B", corps="ASVP")]
    problem = make.problem(agents, needs, rules=make.rules(forbidden_mixes=(("ASVP", "PM"),)))
    whole = whole_coverage(compile_problem(problem), 1, never_stop, 5.0)
    assert whole is not None
    assert (whole.missing_minimum, whole.missing_count) == (NOTHING_MISSING, (0, 0, 2, 0, 0))
