"""Stints: who keeps which group on which days, and the plan made of them."""

from collections import Counter

import numpy as np
import pytest
from ortools.linear_solver import pywraplp

from otp_desktop.domain.working_time import ObjectiveWeights
from otp_desktop.planning.checker import check
from otp_desktop.planning.problem import Problem
from otp_desktop.planning.progress import never_stop
from otp_desktop.planning.scenarios import rentree
from otp_desktop.planning.score import score
from otp_desktop.planning.solver import bounds
from otp_desktop.planning.solver.arrays import NONE, Ints
from otp_desktop.planning.solver.compiled import Compiled, compile_problem
from otp_desktop.planning.solver.roster import Roster
from otp_desktop.planning.solver.runs import run_of
from otp_desktop.planning.solver.softbound.bound import soft_bound_of
from otp_desktop.planning.solver.softbound.parts import all_parts, far_apart
from otp_desktop.planning.solver.stints.dive import dive
from otp_desktop.planning.solver.stints.handing import hand_out
from otp_desktop.planning.solver.stints.master import Master, Stint
from otp_desktop.planning.solver.stints.polish import Polish
from otp_desktop.planning.solver.stints.setting import Setting, setting_of
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


def master_of(problem: Problem) -> tuple[Setting, Master]:
    """The linear program over stints, solved."""
    compiled = compile_problem(problem)
    runs = [run_of(compiled, (wave,)) for wave in range(len(compiled.waves))]
    coverage = bounds.sum_of([bounds.run_bound(compiled, Roster(compiled), run) for run in runs])
    setting = setting_of(
        compiled, all_parts(compiled, Roster(compiled), coverage, far_apart(compiled, runs), never_stop)
    )
    assert setting is not None
    master = Master(setting)
    assert master.generate(never_stop, 100)
    return setting, master


def cells(stints: list[Stint], of: str) -> Counter[tuple[int, int]]:
    """How many stints hold each group, or each kind, in each part."""
    return Counter((getattr(stint, of), part) for stint in stints for part in stint.parts)


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


def test_polished_stints_hold_the_same_heads_for_less_and_never_for_less_than_is_proved() -> None:
    setting, master = master_of(rentree(3, points=12, agents=16))
    lowest = float(master.taken @ [master.cost(stint) for stint in master.stints])
    fixed = dive(setting, master, 0.0, never_stop)
    apart = [Stint(stint.kind, stint.group, (part,)) for stint in fixed for part in stint.parts]  # each day a new face
    polish = Polish(setting, master, apart, np.random.default_rng(1))
    assert sum(polish.rounds(never_stop)) > 0
    cost = sum(master.cost(stint) for stint in polish.stints)
    assert lowest - 1e-6 <= cost <= sum(master.cost(stint) for stint in fixed) + 1e-6
    assert cells(polish.stints, "group") == cells(apart, "group")
    for (kind, part), agents in cells(polish.stints, "kind").items():
        assert agents <= setting.supply[kind, part]


def test_a_linear_program_that_fails_leaves_the_prices_as_they_were(monkeypatch: pytest.MonkeyPatch) -> None:
    _, master = master_of(two_schools())
    worth = master.worth()
    monkeypatch.setattr(pywraplp.Solver, "Solve", lambda _: pywraplp.Solver.ABNORMAL)
    assert not master.generate(never_stop, 5)
    assert (master.worth() == worth).all()


def test_an_agent_keeps_one_group_at_a_time_and_only_where_he_is_free() -> None:
    problem = two_schools()
    compiled, kept, _ = kept_and_bound(problem)
    away = np.array([[0, 0, 0], [0, 1, 0], [1, 0, 1]], dtype=bool)
    assert (kept[away] == NONE).all()
    assert (kept[~away] != NONE).all()
    assert kept.shape == (3, len(compiled.waves))
