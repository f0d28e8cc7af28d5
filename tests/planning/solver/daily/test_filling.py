"""A day filled anew: legal whatever stands around it, and better than wave by wave where duties have several posts."""

from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from otp_desktop.planning.checker import check
from otp_desktop.planning.problem import Problem
from otp_desktop.planning.progress import never_stop
from otp_desktop.planning.score import score
from otp_desktop.planning.solver.compiled import Compiled, compile_problem
from otp_desktop.planning.solver.daily.bound import day_of
from otp_desktop.planning.solver.daily.filling import DayFilling
from otp_desktop.planning.solver.roster import Roster
from otp_desktop.planning.solver.runs import runs_of
from otp_desktop.planning.solver.wave_solver import WaveSolver
from tests.planning import builders as make
from tests.planning.solver.random_problems import best_plan, random_problem

RULES = make.rules(duty_minutes=600, amplitude_minutes=720, daily_rest_minutes=660)


def filled_in_waves(problem: Problem) -> tuple[Compiled, Roster]:
    compiled = compile_problem(problem)
    roster, waves = Roster(compiled), WaveSolver(compiled, None)
    for run in runs_of(compiled):
        waves.solve_run(roster, run)
    return compiled, roster


def fill(compiled: Compiled, roster: Roster, day: int) -> None:
    filling = DayFilling(compiled, day_of(compiled, day))
    if filling.possible:
        filling.fill(roster, never_stop)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**9))
def test_a_day_filled_anew_in_the_midst_of_other_work_is_legal(seed: int) -> None:
    problem = replace(random_problem(seed, agents=6, needs=10), baseline=None)
    compiled, roster = filled_in_waves(problem)
    for day in np.unique(compiled.needs.day).tolist():
        fill(compiled, roster, day)
        assert check(problem, roster.assignments()) == ()


def test_agents_take_two_posts_where_that_holds_most_heads() -> None:
    needs = [
        make.need("market", "2024-09-02T07:00", "2024-09-02T11:00"),
        make.need("garden", "2024-09-02T08:00", "2024-09-02T12:00"),
        make.need("long", "2024-09-02T11:30", "2024-09-02T19:00"),
        make.need("noon", "2024-09-02T12:30", "2024-09-02T16:30"),
        make.need("evening", "2024-09-02T14:00", "2024-09-02T18:00"),
    ]
    problem = make.problem(make.agents("A", "B", "C"), needs, rules=RULES)
    compiled = compile_problem(problem)
    roster = Roster(compiled)
    fill(compiled, roster, 0)
    assert check(problem, roster.assignments()) == ()
    assert score(problem, roster.assignments()).missing_count == best_plan(problem).missing_count


def test_corps_that_may_not_stand_together_are_not_brought_together() -> None:
    force = (make.agent("A", corps="PM"), make.agent("B", corps="ASVP"))
    rules = replace(RULES, forbidden_mixes=(("ASVP", "PM"),))
    asked = make.need("one", "2024-09-02T08:00", "2024-09-02T12:00", make.role("guard", 2))
    problem = make.problem(force, [asked], rules=rules)
    compiled = compile_problem(problem)
    roster = Roster(compiled)
    fill(compiled, roster, 0)
    assert check(problem, roster.assignments()) == ()


def test_a_day_is_left_empty_when_there_is_no_time() -> None:
    problem = make.problem(make.agents("A"), [make.need("one")], rules=RULES)
    compiled, roster = filled_in_waves(problem)
    DayFilling(compiled, day_of(compiled, 0)).fill(roster, lambda: True)
    assert roster.assignments() == ()
