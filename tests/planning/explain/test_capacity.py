"""What the whole plan lacks: gaps that add up to the missing heads, and cuts that prove them."""

from itertools import product

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from otp_desktop.planning.explain import missing_capacity
from otp_desktop.planning.explain.cut import least_cut
from otp_desktop.planning.explain.words import gap_sentence
from otp_desktop.planning.score import score, shortages
from otp_desktop.planning.solver import SolverOptions, solve
from otp_desktop.planning.solver.arrays import Bools
from otp_desktop.texts import use_language
from tests.planning.builders import agent, agents, need, problem, role
from tests.planning.explain.random_plans import random_plan
from tests.planning.solver.random_problems import legal_plans

SEEDS = st.integers(0, 10**9)


@settings(max_examples=80, deadline=None)
@given(SEEDS)
def test_gaps_add_up_to_the_missing_heads_and_proofs_hold_for_legal_plans(seed: int) -> None:
    problem, rows = random_plan(seed, agents=3, needs=3)
    gaps = missing_capacity(problem, rows)
    assert sum(gap.missing for gap in gaps) == sum(one.missing for one in shortages(problem, rows))
    assert all(gap.missing > 0 and gap.lines and gap.start <= gap.end for gap in gaps)
    least = min(sum(one.missing for one in shortages(problem, plan)) for plan in legal_plans(problem))
    assert sum(gap.missing for gap in gaps if gap.proved) <= least


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.integers(0, 3), min_size=1, max_size=4),
    st.lists(st.integers(0, 3), min_size=1, max_size=4),
    st.integers(0, 2**16),
)
def test_the_cut_is_worth_what_flows_through(supply: list[int], heads: list[int], seed: int) -> None:
    allowed = np.random.default_rng(seed).random((len(supply), len(heads))) < 0.5
    cut = least_cut(np.array(supply), allowed, np.array(heads))
    assert cut.missing == cut.heads - cut.agents == worst_set(supply, heads, allowed)
    assert cut.heads == sum(heads[line] for line in cut.lines.tolist())


def worst_set(supply: list[int], heads: list[int], allowed: Bools) -> int:
    """The largest lack of any set of lines (Hall's condition), by trying each."""
    found = 0
    for chosen in product((False, True), repeat=len(heads)):
        serving = (allowed & np.array(chosen)).any(axis=1)
        there = sum(count for count, serves in zip(supply, serving.tolist(), strict=True) if serves)
        found = max(found, sum(count for count, taken in zip(heads, chosen, strict=True) if taken) - there)
    return found


def test_dog_handlers_and_agents_are_told_apart() -> None:
    """Seven posts for dogs and one handler; in all three agents short beside them."""
    force = (agent("dog", skills=["dog"]), *agents("A", "B"))
    posts = (
        need("kennel", "2024-09-02T15:00", "2024-09-02T18:00", role("dog", count=3, skills=["dog"])),
        need("street", "2024-09-02T16:00", "2024-09-02T20:00", role(count=5)),
    )
    whole = problem(force, posts)
    plan = solve(whole, SolverOptions(seconds=2, workers=1))
    gaps = missing_capacity(whole, plan.assignments)
    told = {gap.skills: (gap.missing, gap.proved) for gap in gaps}
    assert told == {("dog",): (2, True), (): (3, True)}
    street = next(gap for gap in gaps if not gap.skills)
    assert (street.start.hour, street.end.hour) == (16, 18)
    use_language("fr")
    assert "il manque 3 agents" in str(gap_sentence(street))
    assert "Prouvé" in str(gap_sentence(street))


def test_what_another_plan_might_hold_is_only_likely() -> None:
    (gap,) = missing_capacity(problem(agents("A"), [need()]), ())
    assert (gap.missing, gap.proved) == (1, False)


def test_a_full_plan_lacks_nobody() -> None:
    whole = problem(agents("A"), [need()])
    plan = solve(whole, SolverOptions(seconds=1, workers=1))
    assert missing_capacity(whole, plan.assignments) == ()
    assert score(whole, plan.assignments).missing_count == (0, 0, 0, 0, 0)
