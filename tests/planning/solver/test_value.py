"""What the search compares plans by is what the score says of them."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from otp_desktop.planning.score import coverage_and_changes, score
from otp_desktop.planning.solver.baseline import Baseline
from otp_desktop.planning.solver.compiled import compile_problem
from otp_desktop.planning.solver.roster import Roster
from otp_desktop.planning.solver.value import rank_of, strict_rank_of
from otp_desktop.planning.solver.wave_solver import WaveSolver
from tests.planning.solver.random_problems import random_problem


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10**9), st.sampled_from((1.0, 0.5)))
def test_the_rank_of_a_roster_is_the_score_of_its_plan(seed: int, share: float) -> None:
    problem = random_problem(seed, agents=6, needs=8)
    parted = tuple(replace(need, burden=need.burden * share) for need in problem.needs)
    compiled = compile_problem(replace(problem, needs=parted, locked=()))
    roster = Roster(compiled)
    baseline = None if problem.baseline is None else Baseline(compiled)
    for wave in range(len(compiled.waves)):
        WaveSolver(compiled, baseline).solve(roster, wave)
    *coverage, soft = rank_of(compiled, roster, baseline)
    exact = score(compiled.problem, roster.assignments())
    assert coverage == list(exact.rank[:3])
    strict = coverage_and_changes(compiled.problem, roster.assignments())
    assert strict_rank_of(compiled, roster, baseline) == (strict.missing_minimum, strict.missing_count, strict.changes)
    assert soft == pytest.approx(exact.soft, abs=1e-6)
