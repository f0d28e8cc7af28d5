"""What duties cost at the least: never more than the best of all plans, and nearly that where nothing else counts."""

from dataclasses import replace
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from otp_desktop.domain.working_time import ObjectiveWeights
from otp_desktop.planning.plan import Bound, Objective
from otp_desktop.planning.problem import Problem
from otp_desktop.planning.progress import never_stop
from otp_desktop.planning.solver.chains.block import block_of, waves_of_duties
from otp_desktop.planning.solver.chains.least_cost import LeastCost
from otp_desktop.planning.solver.compiled import compile_problem
from otp_desktop.planning.solver.roster import Roster
from tests.planning.solver.chains.chain_problems import chain_problem
from tests.planning.solver.random_problems import best_plan, random_problem

NEAR = 0.9  # share of the cost of the best plans that is proved, where ways alone cost


def proved(problem: Problem, best: Objective) -> list[float]:
    """The bounds in the order they are told, for plans of the best coverage."""
    compiled = compile_problem(problem)
    bound = Bound(missing_minimum=best.missing_minimum, missing_count=best.missing_count, changes=0, soft=0.0)
    blocks = [block_of(compiled, waves) for waves in waves_of_duties(compiled)]
    found: list[float] = [0.0]
    served = [one for one in blocks if len(one.need)]
    LeastCost(compiled, served, bound, Roster(compiled), never_stop).climb(found.append)
    return found


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**9))
def test_the_least_cost_of_duties_is_never_above_the_optimum(seed: int) -> None:
    problem = replace(chain_problem(seed), locked=())
    best = best_plan(problem)
    assert proved(problem, best)[-1] <= best.soft + 1e-6


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10**9))
def test_nor_is_it_where_anything_may_stand_in_a_problem(seed: int) -> None:
    drawn = random_problem(seed)
    problem = replace(
        drawn, locked=(), baseline=None, wishes=(), objective=replace(drawn.objective, coverage_weights=None)
    )
    best = best_plan(problem)
    assert proved(problem, best)[-1] <= best.soft + 1e-6


def test_ways_are_proved_almost_to_the_last_kilometre() -> None:
    ways_alone = ObjectiveWeights(cohesion=0, continuity=0, equity=0, preference=0)
    total = least = 0.0
    for seed in range(40):
        drawn = chain_problem(seed, agents=2)
        rules = replace(drawn.rules, forbidden_mixes=(), consecutive_days=None)
        problem = replace(drawn, rules=rules, locked=(), objective=ways_alone)
        best = best_plan(problem)
        total += best.soft
        least += proved(problem, best)[-1]
    assert least >= NEAR * total


def test_bounds_are_told_as_they_rise() -> None:
    problem = replace(chain_problem(3), locked=())
    assert all(later > earlier for earlier, later in pairwise(proved(problem, best_plan(problem))))
