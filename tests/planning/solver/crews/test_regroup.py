"""New crews for a few needs: legal, never worse, and the best of all plans where all needs are opened."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from otp_desktop.domain.working_time import ObjectiveWeights
from otp_desktop.planning.checker import check
from otp_desktop.planning.scenarios import SCENARIOS
from otp_desktop.planning.solver.compiled import compile_problem
from otp_desktop.planning.solver.crews.opening import MOST_HEADS, Opening
from otp_desktop.planning.solver.crews.regroup import Crews
from otp_desktop.planning.solver.roster import Roster
from otp_desktop.planning.solver.runs import run_of
from otp_desktop.planning.solver.value import rank_of
from otp_desktop.planning.solver.wave_solver import WaveSolver
from tests.planning import builders as make
from tests.planning.solver.random_problems import random_problem

MIX = (("ASVP", "PM"),)
HOURS = ("2024-09-02T08:00", "2024-09-02T12:00")


def test_a_crew_of_one_unit_takes_the_place_of_two_mixed_ones() -> None:
    units = [make.unit("U", make.position(0, 0)), make.unit("V", make.position(0, 0.4))]
    agents = [make.agent(f"{unit.id}{number}", unit=unit.id) for unit in units for number in range(2)]
    sites = [make.site("S0", make.position(0, 0.1)), make.site("S1", make.position(0, 0.3))]
    needs = [make.need(f"N{number}", *HOURS, make.role(count=2), site=f"S{number}") for number in range(2)]
    problem = make.problem(agents, needs, units=units, sites=sites, objective=ObjectiveWeights())
    compiled = compile_problem(problem)
    roster = Roster(compiled)
    roster.put(0, np.arange(4), np.array([0, 1, 0, 1]))
    Crews(compiled).settle(roster, 0, np.array([0, 1]), seed=1, seconds=5)
    assert {(row.agent[0], row.need) for row in roster.assignments()} == {("U", "N0"), ("V", "N1")}


def test_corps_that_may_not_mix_are_parted_without_losing_a_head() -> None:
    agents = [make.agent(f"A{number}", corps=corps) for number, corps in enumerate(["PM", "ASVP", "PM", "ASVP"])]
    needs = [make.need(f"N{number}", *HOURS, make.role(count=2)) for number in range(2)]
    compiled = compile_problem(make.problem(agents, needs, rules=make.rules(forbidden_mixes=MIX)))
    roster = Roster(compiled)
    Crews(compiled).settle(roster, 0, np.array([0, 1]), seed=1, seconds=5)
    assert len(roster.assignments()) == 4
    assert check(compiled.problem, roster.assignments()) == ()


def test_locked_agents_stay_and_their_corps_is_heeded() -> None:
    agents = [make.agent("A", corps="ASVP"), make.agent("B", corps="PM"), make.agent("C", corps="ASVP")]
    problem = make.problem(
        agents,
        [make.need("N", *HOURS, make.role(count=2))],
        rules=make.rules(forbidden_mixes=MIX),
        locked=make.serve("A", "N"),
    )
    compiled = compile_problem(problem)
    roster = Roster(compiled)
    Crews(compiled).settle(roster, 0, np.array([0]), seed=1, seconds=5)
    assert {row.agent for row in roster.assignments()} == {"A", "C"}


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**9))
def test_a_wave_opened_as_a_whole_is_never_worse_than_one_flow(seed: int) -> None:
    problem = random_problem(seed, agents=6, needs=4, one_wave=True)
    compiled = compile_problem(problem)
    flowed, chosen = Roster(compiled), Roster(compiled)
    waves = WaveSolver(compiled, None)
    for wave in range(len(compiled.waves)):
        waves.solve_run(flowed, run_of(compiled, (wave,)))
        Crews(compiled).settle(chosen, wave, compiled.waves.members[wave], seed=1, seconds=5)
    assert check(problem, chosen.assignments()) == ()
    if len(compiled.waves) == 1 and not problem.objective.continuity and not problem.objective.equity:
        one, other = rank_of(compiled, chosen, None), rank_of(compiled, flowed, None)
        assert one[:2] <= other[:2]
        assert one[:2] < other[:2] or one[3] <= other[3] + 1e-3


@pytest.mark.parametrize("seed", range(3))
def test_opened_needs_are_few_enough_for_an_exact_answer(seed: int) -> None:
    compiled = compile_problem(SCENARIOS["paralympic"](1))
    opening, random = Opening(compiled), np.random.default_rng(seed)
    opened = opening.draw(Roster(compiled), 0, random)
    assert len(np.unique(opened)) == len(opened)
    assert opening.heads[opened].sum() <= MOST_HEADS or len(opened) == 1
