"""Stints: who keeps which group on which days, and the plan made of them."""

import numpy as np

from otp_desktop.domain.working_time import ObjectiveWeights
from otp_desktop.planning.checker import check
from otp_desktop.planning.problem import Problem
from otp_desktop.planning.scenarios import rentree
from otp_desktop.planning.score import score
from otp_desktop.planning.solver import bounds
from otp_desktop.planning.solver.arrays import NONE, Ints
from otp_desktop.planning.solver.compiled import Compiled, compile_problem
from otp_desktop.planning.solver.roster import Roster
from otp_desktop.planning.solver.runs import run_of
from otp_desktop.planning.solver.softbound.bound import soft_bound_of
from otp_desktop.planning.solver.stints.handing import hand_out
from otp_desktop.planning.solver.wave_solver import WaveSolver
from tests.planning import builders as make

DAYS = ("2024-09-02", "2024-09-03", "2024-09-04")
FACES = ObjectiveWeights(travel=1, cohesion=2, continuity=3, equity=0, preference=0)


def kept_and_bound(problem: Problem) -> tuple[Compiled, Ints, list[float]]:
    """Which groups agents should keep (agents, waves), and the bounds one after the other."""
    compiled = compile_problem(problem)
    runs = [run_of(compiled, (wave,)) for wave in range(len(compiled.waves))]
    coverage = bounds.sum_of([bounds.run_bound(compiled, Roster(compiled), run) for run in runs])
    found: list[Ints] = []
    proved: list[float] = []
    soft_bound_of(compiled, coverage, runs).climb(lambda: float("inf"), 20, proved.append, found.append)
    return compiled, found[0], proved


def two_schools() -> Problem:
    """Two agents who are there every day, and two who share the days: one of these is away on the second day."""
    away = [make.interval(f"{DAYS[1]}T00:00", f"{DAYS[1]}T23:00")]
    only = [make.interval(f"{day}T00:00", f"{day}T23:00") for day in (DAYS[0], DAYS[2])]
    agents = [make.agent("always"), make.agent("mostly", unavailable=away), make.agent("once", unavailable=only)]
    needs = [
        make.need(f"{school}{day}", f"{day}T08:00", f"{day}T09:00", site=school, group=school)
        for school in ("N", "M")
        for day in DAYS
    ]
    rules = make.rules(daily_rest_minutes=660, amplitude_minutes=720)
    return make.problem(agents, needs, rules=rules, objective=FACES)


def test_one_school_keeps_its_face_and_the_other_has_one_more() -> None:
    problem = two_schools()
    compiled, kept, proved = kept_and_bound(problem)
    roster = Roster(compiled)
    hand_out(compiled, roster, kept)
    plan = roster.assignments()
    assert check(problem, plan) == ()
    assert len(plan) == 6
    assert score(problem, plan).continuity == 1
    assert proved[-1] > 2.9


def test_a_school_week_of_stints_is_legal_and_near_its_bound() -> None:
    problem = rentree(3, points=12, agents=16)
    compiled, kept, proved = kept_and_bound(problem)
    roster = Roster(compiled)
    hand_out(compiled, roster, kept)
    for wave in range(len(compiled.waves)):
        WaveSolver(compiled, None).complete(roster, wave)
    plan = roster.assignments()
    assert check(problem, plan) == ()
    assert len(plan) > 0.95 * compiled.required_heads
    assert proved == sorted(proved)
    assert score(problem, plan).soft < 1.15 * proved[-1]


def test_an_agent_keeps_one_group_at_a_time_and_only_where_he_is_free() -> None:
    problem = two_schools()
    compiled, kept, _ = kept_and_bound(problem)
    away = np.array([[0, 0, 0], [0, 1, 0], [1, 0, 1]], dtype=bool)
    assert (kept[away] == NONE).all()
    assert (kept[~away] != NONE).all()
    assert kept.shape == (3, len(compiled.waves))
