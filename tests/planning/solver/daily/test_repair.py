"""Short days are filled as a whole and helped by agents of other days; nothing illegal comes of it, and no plan worse."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from otp_desktop.planning.checker import check
from otp_desktop.planning.problem import Assignment, Problem
from otp_desktop.planning.progress import Progress, never_stop
from otp_desktop.planning.score import score
from otp_desktop.planning.solver.compiled import compile_problem
from otp_desktop.planning.solver.daily.bound import day_bounds, day_of
from otp_desktop.planning.solver.daily.filling import DayFilling
from otp_desktop.planning.solver.daily.release import release, release_and_fill
from otp_desktop.planning.solver.daily.repair import DayRepair
from otp_desktop.planning.solver.named import indexed
from otp_desktop.planning.solver.options import SolverOptions
from otp_desktop.planning.solver.roster import Roster
from otp_desktop.planning.solver.search.repair import help_days, repair
from otp_desktop.planning.solver.search.state import SearchState
from otp_desktop.planning.solver.value import rank_of
from otp_desktop.planning.solver.wave_solver import WaveSolver
from tests.planning import builders as make
from tests.planning.solver.random_problems import random_problem

RULES = make.rules(duty_minutes=600, amplitude_minutes=720, daily_rest_minutes=660)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**9))
def test_agents_released_for_a_day_leave_a_legal_plan(seed: int) -> None:
    problem = replace(random_problem(seed, agents=6, needs=10), baseline=None)
    compiled = compile_problem(problem)
    roster, waves = Roster(compiled), WaveSolver(compiled, None)
    for wave in range(len(compiled.waves)):
        waves.solve(roster, wave)
    random = np.random.default_rng(seed)
    for number in np.unique(compiled.needs.day).tolist():
        day = day_of(compiled, number)
        release(compiled, roster, waves, day, random)
        assert check(problem, roster.assignments()) == ()
        filling = DayFilling(compiled, day)
        if filling.possible:
            release_and_fill(compiled, roster, waves, day, random, partial(filling.fill, roster, never_stop))
            assert check(problem, roster.assignments()) == ()


def repaired(problem: Problem, start: str) -> tuple[int, int]:
    """Heads missing when agent A alone has the need ``start``, and after the repair."""
    compiled = compile_problem(problem)
    roster = Roster(compiled)
    for agent, line in indexed(compiled, make.serve("A", start)):
        wave = int(compiled.waves.of_need[compiled.lines.need[line]])
        roster.put(wave, np.array([agent]), np.array([line]))
    before = score(problem, roster.assignments()).missing_count
    missing = compiled.lines.count - roster.heads
    bounds = day_bounds(compiled, Roster(compiled), missing, never_stop)

    def attempt(move: Callable[[], None]) -> bool:
        held, rank = roster.line.copy(), rank_of(compiled, roster, None)
        move()
        if rank_of(compiled, roster, None) > rank:
            roster.restore(held)
        return rank_of(compiled, roster, None) < rank

    repair = DayRepair(compiled, WaveSolver(compiled, None), np.random.default_rng(1), bounds)
    assert repair.fill(roster, attempt, never_stop)
    repair.help(roster, attempt, never_stop)
    assert check(problem, roster.assignments()) == ()
    return sum(before), sum(score(problem, roster.assignments()).missing_count)


def test_an_agent_is_freed_from_a_night_that_another_can_take() -> None:
    needs = [
        make.need("night", "2024-09-02T21:00", "2024-09-03T05:00"),
        make.need("dogs", "2024-09-03T08:00", "2024-09-03T12:00", make.role("dog", 1, skills=("dog",))),
    ]
    force = (make.agent("A", skills=(make.skill("dog"),)), make.agent("B"))
    assert repaired(make.problem(force, needs, rules=RULES), "night") == (1, 0)


class Silent:
    """Hears of a search, and says nothing."""

    def progress(self, event: Progress) -> None: ...

    def incumbent(self, assignments: tuple[Assignment, ...]) -> None: ...


def test_of_many_days_a_short_one_is_filled_first_and_helped_later() -> None:
    needs = [
        make.need("night", "2024-09-02T21:00", "2024-09-03T05:00"),
        make.need("dogs", "2024-09-03T08:00", "2024-09-03T12:00", make.role("dog", 1, skills=("dog",))),
        *(make.need(f"later {day}", f"2024-09-{day:02}T08:00", f"2024-09-{day:02}T12:00") for day in range(4, 18)),
    ]
    force = (make.agent("A", skills=(make.skill("dog"),)), make.agent("B"))
    problem = make.problem(force, needs, rules=RULES)
    state = SearchState(problem, SolverOptions(seconds=600, workers=1, seed=1), Silent(), never_stop)
    (((agent, line)),) = indexed(state.compiled, make.serve("A", "night"))
    state.roster.put(
        int(state.compiled.waves.of_need[state.compiled.lines.need[line]]), np.array([agent]), np.array([line])
    )
    for wave in range(len(state.compiled.waves)):
        state.waves.complete(state.roster, wave)
    state.incumbent.stand()
    state.proof.prove_runs(state.incumbent.missing())
    state.proof.prove_days(state.incumbent.missing(), 600)
    days = repair(state, None)
    assert days is not None
    assert state.incumbent.missing().sum() == 1
    help_days(state, days)
    assert state.incumbent.missing().sum() == 0
    assert check(problem, state.roster.assignments()) == ()
