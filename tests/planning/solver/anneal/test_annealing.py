"""Annealing: its law is the checker's, its costs are the score's, and what it leaves is never worse than what it found."""

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from otp_desktop.planning.checker import check
from otp_desktop.planning.scenarios import rentree
from otp_desktop.planning.solver.anneal.annealing import NO_SAMPLE, Annealing
from otp_desktop.planning.solver.anneal.chances import even_chances
from otp_desktop.planning.solver.anneal.costs import least_squares
from otp_desktop.planning.solver.anneal.nearness import nearness_of
from otp_desktop.planning.solver.anneal.scratch import scratch_for
from otp_desktop.planning.solver.anneal.state import State, stand_ins_of, state_of
from otp_desktop.planning.solver.anneal.tables import Tables, fits, tables_of
from otp_desktop.planning.solver.anneal.walk import settle, walk
from otp_desktop.planning.solver.arrays import NONE
from otp_desktop.planning.solver.compiled import Compiled, compile_problem
from otp_desktop.planning.solver.roster import Roster
from otp_desktop.planning.solver.stopping import TimeLimit
from otp_desktop.planning.solver.value import least_squares as plain_least_squares
from otp_desktop.planning.solver.value import rank_of
from otp_desktop.planning.solver.wave_solver import WaveSolver
from tests.planning.solver.random_problems import random_problem
from tests.planning.solver.test_legality import half_filled

FOREVER = TimeLimit(1e9)


def filled(compiled: Compiled, seed: int) -> Roster:
    """A legal roster: half of it at random, the other half by flows, or empty but for locks."""
    roster = half_filled(compiled, seed) if seed % 3 else Roster(compiled)
    if seed % 2:
        for wave in range(len(compiled.waves)):
            WaveSolver(compiled, None).solve(roster, wave)
    return roster


def laid_out(compiled: Compiled, roster: Roster) -> tuple[Tables, State]:
    stand_ins = stand_ins_of(compiled, roster)
    tables = tables_of(compiled, len(stand_ins))
    return tables, state_of(compiled, tables, roster, stand_ins)


@settings(max_examples=80, deadline=None)
@given(st.integers(0, 10**9), st.sampled_from((0.0, 1.0, 30.0)))
def test_a_walk_keeps_the_law_and_knows_what_it_costs(seed: int, heat: float) -> None:
    compiled = compile_problem(random_problem(seed, agents=7, needs=9))
    roster = filled(compiled, seed)
    assume(fits(compiled) and not roster.apart)
    before, broken = rank_of(compiled, roster, None), set(check(compiled.problem, roster.assignments()))
    tables, state = laid_out(compiled, roster)
    scratch = scratch_for(len(compiled.waves), compiled.calendar.weeks)
    settle(tables, state, scratch)
    grown = walk(tables, nearness_of(compiled), state, scratch, seed, 2000, heat, NO_SAMPLE)
    roster.restore(state.line[: len(roster.line)])
    after = rank_of(compiled, roster, None)
    assert set(check(compiled.problem, roster.assignments())) <= broken
    assert after[:2] <= before[:2]
    assert after[3] - before[3] == pytest.approx(grown, abs=1e-6)
    assert heat or after[3] <= before[3] + 1e-9 or after[:2] < before[:2]
    assert_counts_are_right(compiled, roster, state)


def assert_counts_are_right(compiled: Compiled, roster: Roster, state: State) -> None:
    """What the walk keeps beside the lines is what a fresh start would count."""
    _, fresh = laid_out(compiled, roster)
    for name in ("standing", "known", "missing", "served"):
        np.testing.assert_allclose(getattr(state, name), getattr(fresh, name), err_msg=name)
    agents, waves = np.nonzero(state.line != NONE)
    seats = state.first_seat[state.line[agents, waves]] + state.seat[agents, waves]
    assert (state.crew[seats] == agents).all()
    assert len(set(seats.tolist())) == len(seats) == len(state.crew)


@settings(deadline=None)
@given(st.lists(st.integers(0, 9), min_size=1, max_size=6), st.integers(1, 40), st.booleans())
def test_the_least_sum_of_squares_is_that_of_the_score(histories: list[int], total: int, whole: bool) -> None:
    level = np.sort(np.array(histories, dtype=np.float64))
    found = least_squares(level, np.cumsum(level), whole, float(total))
    assert found == pytest.approx(plain_least_squares(level, float(total), whole=whole))


@pytest.fixture(scope="module")
def school_week() -> Compiled:
    return compile_problem(rentree(3, points=12, agents=16))


def test_a_round_makes_a_plan_better(school_week: Compiled) -> None:
    roster = half_filled(school_week, 3)
    before = rank_of(school_week, roster, None)
    Annealing(school_week, np.random.default_rng(1)).round(roster, 100_000, 0.4, FOREVER, lambda: False)
    after = rank_of(school_week, roster, None)
    assert after < before
    assert check(school_week.problem, roster.assignments()) == ()


def test_a_round_of_one_seed_gives_one_plan(school_week: Compiled) -> None:
    rosters = [filled(school_week, 3) for _ in range(2)]
    for roster in rosters:
        Annealing(school_week, np.random.default_rng(7)).round(roster, 40_000, 0.4, FOREVER, lambda: False)
    np.testing.assert_array_equal(rosters[0].line, rosters[1].line)


def test_a_round_that_is_over_at_once_only_goes_downhill(school_week: Compiled) -> None:
    roster = filled(school_week, 3)
    before = rank_of(school_week, roster, None)
    Annealing(school_week, np.random.default_rng(1)).round(roster, 10**9, 9.0, FOREVER, lambda: True)
    assert rank_of(school_week, roster, None)[:3] <= before[:3]
    assert rank_of(school_week, roster, None)[3] <= before[3]


def test_a_round_without_end_is_cold_when_the_time_is_out(school_week: Compiled) -> None:
    roster = half_filled(school_week, 3)
    before = rank_of(school_week, roster, None)
    Annealing(school_week, np.random.default_rng(1)).round(roster, np.inf, 0.4, TimeLimit(0.3), lambda: False)
    assert rank_of(school_week, roster, None) < before


def test_kinds_of_moves_that_are_kept_more_often_are_drawn_more_often_and_none_never() -> None:
    chances = even_chances(3)
    chances.counts[:] = [[1000, 1000, 1000], [0, 20, 200]]
    chances.learn()
    never, seldom, often = np.diff(chances.upto, prepend=0)
    assert 0 < never < seldom < often
    assert chances.upto[-1] == pytest.approx(1)


def test_the_able_of_a_unit_are_those_whom_the_line_asks_for(school_week: Compiled) -> None:
    near, eligibility = nearness_of(school_week), school_week.eligibility
    for unit in range(int(school_week.agents.unit.max()) + 1):
        members = np.flatnonzero(school_week.agents.unit == unit)
        for line_class in range(eligibility.allowed.shape[1]):
            found = near.able[near.first_able[unit, line_class] : near.first_able[unit, line_class + 1]]
            able = members[eligibility.allowed[eligibility.agent_class[members], line_class]]
            assert sorted(found) == sorted(able)
