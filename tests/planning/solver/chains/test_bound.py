"""Bounds of blocks: never above the best of all plans, and tight where duties of several posts decide."""

from dataclasses import replace
from itertools import count

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from otp_desktop.domain.working_time import TravelModel
from otp_desktop.planning.problem import Problem
from otp_desktop.planning.progress import StopRequested, never_stop
from otp_desktop.planning.solver import bounds
from otp_desktop.planning.solver.chains.block import block_of, waves_of_blocks
from otp_desktop.planning.solver.chains.bound import block_bound
from otp_desktop.planning.solver.chains.duty_search import Sought
from otp_desktop.planning.solver.chains.worth import fall
from otp_desktop.planning.solver.compiled import compile_problem
from otp_desktop.planning.solver.roster import Roster
from otp_desktop.planning.solver.value import missing
from tests.planning import builders as make
from tests.planning.solver.chains.chain_problems import alike, chain_problem
from tests.planning.solver.random_problems import best_plan, random_problem

Missing = tuple[tuple[int, ...], tuple[int, ...]]
STOPS_AFTER = 5
TIGHT = 0.95  # share of small problems whose bound is their optimum


def bound_by_chains(problem: Problem) -> Missing:
    compiled = compile_problem(problem)
    empty = Roster(compiled)
    parts = []
    for waves in waves_of_blocks(compiled):
        block = block_of(compiled, waves)
        minimum, total = missing_of(problem, empty)
        parts.append(block_bound(compiled, empty, empty, block, minimum + total, never_stop))
    proved = bounds.sum_of(parts)
    return proved.missing_minimum, proved.missing_count


def missing_of(problem: Problem, roster: Roster) -> Missing:
    return missing(compile_problem(problem), roster.heads)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**9))
def test_the_bound_of_chains_is_never_above_the_optimum(seed: int) -> None:
    problem = chain_problem(seed)
    assert bound_by_chains(problem) <= best_plan(problem).rank[:2]


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10**9))
def test_nor_is_it_where_anything_may_stand_in_a_problem(seed: int) -> None:
    problem = random_problem(seed)
    if problem.objective.coverage_weights is None:
        assert bound_by_chains(problem) <= best_plan(problem).rank[:2]


def test_it_is_the_optimum_of_most_small_problems_whose_duties_alone_decide() -> None:
    problems = [duties_decide(chain_problem(seed, agents=2)) for seed in range(60)]
    tight = sum(bound_by_chains(problem) == best_plan(problem).rank[:2] for problem in problems)
    assert tight >= TIGHT * len(problems)


@settings(max_examples=6, deadline=None)
@given(st.integers(0, 10**9))
def test_nor_is_it_where_duties_of_agents_alike_are_found_together(seed: int) -> None:
    problem = alike(chain_problem(seed, needs=3))
    assert bound_by_chains(problem) <= best_plan(problem).rank[:2]


def test_it_is_the_optimum_of_most_of_those_whose_duties_alone_decide() -> None:
    problems = [duties_decide(alike(chain_problem(seed, needs=3))) for seed in range(6)]
    tight = sum(bound_by_chains(problem) == best_plan(problem).rank[:2] for problem in problems)
    assert tight >= TIGHT * len(problems)


@settings(max_examples=6, deadline=None)
@given(st.integers(0, 10**9), st.lists(st.floats(0, 3), min_size=4, max_size=4))
def test_any_prices_and_any_worth_prove_no_more_than_the_optimum(seed: int, prices: list[float]) -> None:
    problem = alike(chain_problem(seed, needs=3))
    compiled = compile_problem(problem)
    empty = Roster(compiled)
    for waves in waves_of_blocks(compiled)[:1]:
        block = block_of(compiled, waves)
        minimum, total = missing_of(problem, empty)
        priced, worth = np.array(prices)[: len(block.lines)], fall(np.array([seed >> bit & 1 for bit in range(10)]) > 0)
        found = block_bound(compiled, empty, empty, block, minimum + total, soon(), Sought([], priced, worth, 0.0))
        if len(waves_of_blocks(compiled)) == 1:
            assert (found.missing_minimum, found.missing_count) <= best_plan(problem).rank[:2]


def soon() -> StopRequested:
    """Stops after a few questions: what prices alone prove, or the first rounds."""
    asked = count(1)
    return lambda: next(asked) > STOPS_AFTER


def duties_decide(problem: Problem) -> Problem:
    """Without what the bound leaves out: mixes of corps, days in a row, locks."""
    rules = replace(problem.rules, forbidden_mixes=(), consecutive_days=None)
    return replace(problem, rules=rules, locked=())


def test_a_rest_between_two_days_is_seen() -> None:
    needs = [
        make.need("late", "2024-09-02T20:00", "2024-09-02T23:00"),
        make.need("early", "2024-09-03T07:00", "2024-09-03T09:00", priority=2),
    ]
    rules = make.rules(duty_minutes=600, amplitude_minutes=660, daily_rest_minutes=660)
    problem = make.problem(make.agents("A"), needs, rules=rules)
    assert bound_by_chains(problem) == best_plan(problem).rank[:2] == ((0, 0, 0, 0, 0), (0, 0, 1, 0, 0))


def test_the_way_between_two_posts_is_seen() -> None:
    sites = [make.site("S", make.position(0)), make.site("T", make.position(9))]
    needs = [
        make.need("first", "2024-09-02T08:00", "2024-09-02T09:00"),
        make.need("second", "2024-09-02T09:30", "2024-09-02T10:30", site="T", priority=3),
    ]
    problem = make.problem(make.agents("A"), needs, sites=sites, travel=TravelModel())
    assert bound_by_chains(problem) == best_plan(problem).rank[:2] == ((0, 0, 0, 0, 0), (0, 0, 1, 0, 0))
