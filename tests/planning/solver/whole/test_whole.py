"""Small problems covered as a whole: the rows are what the checker accepts, the coverage is that of the best plan."""

from dataclasses import replace
from datetime import timedelta
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from otp_desktop.domain.working_time import ObjectiveWeights
from otp_desktop.planning.checker import check
from otp_desktop.planning.plan import NOTHING_MISSING, Bound, Objective, Status
from otp_desktop.planning.problem import Assignment, Need, Problem
from otp_desktop.planning.progress import never_stop
from otp_desktop.planning.score import score
from otp_desktop.planning.solver import SolverOptions, solve
from otp_desktop.planning.solver.compiled import compile_problem
from otp_desktop.planning.solver.roster import Roster
from otp_desktop.planning.solver.whole import rows as rows_module
from otp_desktop.planning.solver.whole.plan import whole_coverage, whole_plan
from otp_desktop.planning.solver.whole.rows import kinds_for_coverage, rows_of
from tests.planning import builders as make
from tests.planning.solver.random_problems import best_plan, random_problem

SEEDS = st.integers(0, 10**9)
HOURS = (("2024-09-02T08:00", "2024-09-02T10:00"), ("2024-09-02T14:00", "2024-09-02T16:00"))


def small_problem(seed: int, agents: int, needs: int) -> Problem:
    """Everything that may stand in a problem; needs of no length stand in no file, nor do hours that clocks skip."""
    drawn = random_problem(seed, agents=agents, needs=needs)
    problem = replace(drawn, needs=tuple(_lasting(need) for need in drawn.needs))
    return replace(problem, locked=()) if check(problem, problem.locked) else problem


def _lasting(need: Need) -> Need:
    start = need.start + timedelta(hours=1) if need.start.hour == 2 else need.start
    return replace(need, start=start, end=max(need.end, start + timedelta(minutes=15)))


def free_problem(seed: int, agents: int, needs: int) -> Problem:
    """The same with nothing locked, and coverage in strict order."""
    drawn = small_problem(seed, agents, needs)
    return replace(drawn, locked=(), objective=replace(drawn.objective, coverage_weights=None))


@settings(max_examples=30, deadline=None)
@given(SEEDS)
def test_rows_are_all_that_the_checker_lets_one_agent_serve(seed: int) -> None:
    problem = free_problem(seed, agents=1, needs=5)
    compiled = compile_problem(problem)
    rows = rows_of(compiled, kinds_for_coverage(compiled), never_stop)
    assert rows is not None
    found = [frozenset(np.flatnonzero(holds).tolist()) for holds in rows.holds]
    assert len(set(found)) == len(found)
    assert set(found) == {places for places in _sets_of_needs(problem) if _is_legal(problem, places)}


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
    assert whole is not None or not asked_heads(problem)
    if whole is None:
        return
    roster = Roster(compiled)
    roster.restore(whole.line)
    plan = roster.assignments()
    assert check(problem, plan) == ()
    assert coverage(whole.bound) == coverage(best) == coverage(score(problem, plan))


def asked_heads(problem: Problem) -> int:
    return sum(line.count for need in problem.needs for line in need.roles)


def coverage(values: Bound | Objective) -> tuple[tuple[int, ...], tuple[int, ...]]:
    return values.missing_minimum, values.missing_count


@settings(max_examples=25, deadline=None)
@given(SEEDS)
def test_the_plan_is_the_best_of_all_and_proved(seed: int) -> None:
    """With locks, an earlier plan, derogations and weights of heads, where they are drawn."""
    problem = small_problem(seed, agents=3, needs=3)
    compiled = compile_problem(problem)
    whole = whole_plan(compiled, Roster(compiled).line, 1, never_stop, 5.0)
    assert whole is not None
    roster = Roster(compiled)
    roster.restore(whole.line)
    plan = roster.assignments()
    assert check(problem, plan) == ()
    found, best, bound = score(problem, plan), best_plan(problem), whole.bound
    assert found.rank[:3] == best.rank[:3] == (*coverage(bound), bound.changes)
    assert found.soft == pytest.approx(best.soft, abs=1e-5)
    assert best.soft - 1e-5 <= bound.soft <= best.soft + 1e-9


def test_halves_of_points_that_nobody_serves_make_the_fairest_share_a_continuous_one() -> None:
    """As the score has it: one point for two agents is half a point each, as soon as some need has half a point."""
    post = make.need("post", *HOURS[0], make.role(), burden=1)
    empty = make.need("empty", *HOURS[1], make.role(skills=["diver"]), burden=0.5)
    problem = make.problem(
        [make.agent("A"), make.agent("B")], [post, empty], objective=ObjectiveWeights(equity=1, travel=0)
    )
    plan = solve(problem, SolverOptions(seconds=5, workers=1))
    assert (plan.objective.soft, plan.status) == (0.5, Status.OPTIMAL)


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


def test_problems_with_too_many_rows_or_without_a_legal_plan_are_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    needs = [make.need(f"N{number}", *HOURS[number], make.role(count=2)) for number in range(2)]
    problem = make.problem([make.agent()], needs)
    assert whole_coverage(compile_problem(problem), 1, never_stop, 5.0) is not None
    diver = make.need("D", *HOURS[0], make.role(skills=["diver"]))
    contradictory = replace(problem, needs=(*needs, diver), locked=make.serve("A", "D"))
    assert whole_coverage(compile_problem(contradictory), 1, never_stop, 5.0) is None
    monkeypatch.setattr(rows_module, "MOST_ROWS", 3)
    assert whole_coverage(compile_problem(problem), 1, never_stop, 5.0) is None


def test_corps_that_may_not_mix_are_kept_apart() -> None:
    needs = [make.need(f"N{number}", *HOURS[number], make.role(count=2, minimum=1)) for number in range(2)]
    agents = [make.agent("A", corps="PM"), make.agent("B", corps="ASVP")]
    problem = make.problem(agents, needs, rules=make.rules(forbidden_mixes=(("ASVP", "PM"),)))
    whole = whole_coverage(compile_problem(problem), 1, never_stop, 5.0)
    assert whole is not None
    assert coverage(whole.bound) == (NOTHING_MISSING, (0, 0, 2, 0, 0))
