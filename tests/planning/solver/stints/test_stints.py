"""Stints: who keeps which group on which days, and the plan made of them."""

from collections import Counter
from dataclasses import replace

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
from otp_desktop.planning.solver.stints.setting import Prices, Setting, setting_of
from otp_desktop.planning.solver.stints.soft import soft_choice
from otp_desktop.planning.solver.stints.strangers import with_strangers
from otp_desktop.planning.solver.wave_solver import WaveSolver
from tests.planning import builders as make

DAYS = ("2024-09-02", "2024-09-03", "2024-09-04")
FACES = ObjectiveWeights(travel=1, cohesion=2, continuity=3, equity=0, preference=0)


def kept_and_bound(problem: Problem) -> tuple[Compiled, Ints, list[float]]:
    """Which groups agents should keep (agents, waves), and the bounds one after the other."""
    compiled = compile_problem(problem)
    runs = [run_of(compiled, (wave,)) for wave in range(len(compiled.waves))]
    coverage = bounds.sum_of([bounds.run_bound(compiled, Roster(compiled), run) for run in runs])
    proved: list[float] = []
    soft = soft_bound_of(compiled, coverage, runs)
    soft.climb(lambda: float("inf"), 20, proved.append)
    *_, kept = soft.keepings(np.random.default_rng(1))
    return compiled, kept, proved


def week_of(problem: Problem) -> Setting:
    compiled = compile_problem(problem)
    runs = [run_of(compiled, (wave,)) for wave in range(len(compiled.waves))]
    coverage = bounds.sum_of([bounds.run_bound(compiled, Roster(compiled), run) for run in runs])
    setting = setting_of(
        compiled, all_parts(compiled, Roster(compiled), coverage, far_apart(compiled, runs), never_stop)
    )
    assert setting is not None
    return setting


def master_of(setting: Setting) -> Master:
    """The linear program over stints, solved."""
    master = Master(setting, soft_choice(setting, never_stop).prices())
    assert master.generate(never_stop, 100)
    return master


def cost(master: Master) -> float:
    """Of the last solution."""
    return float(master.taken @ [master.cost(stint) for stint in master.stints])


def dual(setting: Setting, prices: Prices) -> float:
    """What prices prove of the linear program where all heads are held."""
    return float((prices.heads * setting.most).sum() + (prices.agents * setting.supply).sum())


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
    setting = week_of(rentree(3, points=12, agents=16))
    master = master_of(setting)
    lowest = cost(master)
    fixed = dive(setting, master, never_stop)
    apart = [Stint(stint.kind, stint.group, (part,)) for stint in fixed for part in stint.parts]  # each day a new face
    polish = Polish(setting, master, apart, np.random.default_rng(1))
    assert sum(polish.rounds(never_stop)) > 0
    found = sum(master.cost(stint) for stint in polish.stints)
    assert lowest - 1e-6 <= found <= sum(master.cost(stint) for stint in fixed) + 1e-6
    assert cells(polish.stints, "group") == cells(apart, "group")
    for (kind, part), agents in cells(polish.stints, "kind").items():
        assert agents <= setting.supply[kind, part]


def test_a_linear_program_that_fails_leaves_the_prices_as_they_were(monkeypatch: pytest.MonkeyPatch) -> None:
    master = master_of(week_of(two_schools()))
    prices = master.prices
    monkeypatch.setattr(pywraplp.Solver, "Solve", lambda _: pywraplp.Solver.ABNORMAL)
    assert not master.generate(never_stop, 5)
    assert master.prices is prices


def test_a_wrong_guess_of_prices_leads_to_the_same_linear_program() -> None:
    setting = week_of(rentree(3, points=12, agents=16))
    near = master_of(setting)
    nothing = Prices(np.zeros(setting.most.shape), np.zeros(setting.supply.shape))
    far = Master(setting, nothing)
    assert far.generate(never_stop, 200)
    assert cost(far) == pytest.approx(cost(near))
    assert len(near.stints) < len(far.stints)


def test_soft_choices_are_near_the_linear_program() -> None:
    setting = week_of(rentree(3, points=12, agents=20))  # enough for all heads
    choice, exact = soft_choice(setting, never_stop), dual(setting, master_of(setting).prices)
    assert choice.coming().sum() == pytest.approx(setting.held.sum(), rel=0.01)
    guess = choice.prices().lowered(setting)
    assert guess.worth(setting).sum(axis=2).max() <= setting.face + 1e-9
    assert 0.99 * exact < dual(setting, guess) <= exact + 1e-6


def test_prices_of_soft_choices_do_not_run_away_where_hardly_anybody_is_to_spare() -> None:
    setting = week_of(rentree(3, points=12, agents=16))
    tight = replace(setting, supply=np.minimum(setting.supply, 1))
    prices = soft_choice(tight, never_stop).prices()
    longest = float(setting.way[setting.can].max())
    assert np.abs(prices.heads).max() < 20 * (longest + setting.face)
    assert np.abs(prices.agents).max() < 20 * (longest + setting.face)


def test_ways_of_strangers_are_dearer_only_where_a_crew_is_wanted() -> None:
    setting = week_of(rentree(3, points=12, agents=16))
    coming = soft_choice(setting, never_stop).coming()
    dearer = with_strangers(setting, coming, 2.0)
    crews = setting.most.max(axis=1) > 1
    more = np.where(setting.can, dearer.way, 0.0) - np.where(setting.can, setting.way, 0.0)
    assert (more[:, ~crews] == 0).all()
    assert crews.any()
    assert more[:, crews].any()
    assert with_strangers(setting, coming, 0.0) is setting


def test_an_agent_keeps_one_group_at_a_time_and_only_where_he_is_free() -> None:
    problem = two_schools()
    compiled, kept, _ = kept_and_bound(problem)
    away = np.array([[0, 0, 0], [0, 1, 0], [1, 0, 1]], dtype=bool)
    assert (kept[away] == NONE).all()
    assert (kept[~away] != NONE).all()
    assert kept.shape == (3, len(compiled.waves))
