"""Drawn rows against every legal row there is; counts kept along against those of the roster itself."""

import numpy as np
import pytest

from otp_desktop.planning.solver.arrays import Ints
from otp_desktop.planning.solver.rostering.evaluate import cost, faults
from otp_desktop.planning.solver.rostering.incumbent import Incumbent
from otp_desktop.planning.solver.rostering.local.annealing import Annealing
from otp_desktop.planning.solver.rostering.local.parts import cut
from otp_desktop.planning.solver.rostering.local.paths import draw
from otp_desktop.planning.solver.rostering.local.redrawing import counts_fit, differ
from otp_desktop.planning.solver.rostering.local.rules import Rules, rules_of
from otp_desktop.planning.solver.rostering.local.standing import standing_of
from otp_desktop.planning.solver.rostering.local.steps import cost_of, rounds
from otp_desktop.planning.solver.rostering.problem import OFF
from otp_desktop.planning.solver.rostering.tables import Tables
from tests.planning.rostering.small import DAYS, random_problem, random_rows
from tests.planning.rostering.test_generation import crew

TEMPERATURE = 2.0


@pytest.mark.parametrize("first", [0, 3])
@pytest.mark.parametrize("seed", range(12))
def test_all_legal_stretches_are_weighed_by_their_cost(seed: int, first: int) -> None:
    rostering = random_problem(seed)
    rows = [row[0] for row in random_rows(seed)]
    if not rows:
        pytest.skip("no legal row")
    start = rows[seed % len(rows)]
    rows = [row for row in rows if not differ(row[:first], start[:first])]
    rules = rules_of(Tables(rostering))
    lifted = np.concatenate((start[:first], np.full(DAYS - first, OFF)))
    weight, stretch = drawn(rules, lifted, first)
    base = cost(rostering, lifted[None])
    sums = sum(np.exp((base - cost(rostering, row[None])) / TEMPERATURE) for row in rows)
    assert weight == pytest.approx(np.log(sums))
    assert any(not differ(stretch, row[first:]) for row in rows)


def drawn(rules: Rules, lifted: Ints, first: int) -> tuple[float, Ints]:
    stretch = np.full(DAYS - first, OFF)
    standing = standing_of(rules, lifted[None])
    return draw(rules, standing, 0, first, TEMPERATURE, np.random.default_rng(1), stretch), stretch


@pytest.mark.parametrize("seed", range(12))
def test_rounds_keep_every_limit_and_count_what_stands(seed: int) -> None:
    rostering = crew(seed)
    tables = Tables(rostering)
    rules = rules_of(tables)
    standing = standing_of(rules, rostering.empty_roster())
    empty = cost(rostering, standing.rows)
    random = np.random.default_rng(seed)
    (whole,) = cut(len(rostering.members), rostering.days, 1, random)
    for temperature in (30.0, 3.0, 0.5):
        rounds(rules, standing, whole, 20, temperature, random)
        broken = {fault.rule for fault in faults(rostering, standing.rows)}
        assert broken <= {"least_minutes"}
        for counted, again in zip(standing, standing_of(rules, standing.rows), strict=True):
            assert np.array_equal(counted, again)
        lacking = np.maximum(0, rules.limits[:, 0] - standing.units) @ rules.lacking_cost
        assert cost_of(rules, standing) == pytest.approx(cost(rostering, standing.rows) - empty + lacking)


def test_counts_of_kinds_are_kept() -> None:
    most, held = np.array([[2, 9]]), np.array([[1, 0]])
    assert counts_fit(most, held, 0, np.array([0, 1, 1, OFF]))
    assert not counts_fit(most, held, 0, np.array([0, 0, 1, OFF]))


def test_annealing_stops_when_it_is_told_and_its_best_is_no_worse_than_its_start() -> None:
    rostering = crew(3)
    incumbent = Incumbent(rostering, lambda *_: None)
    first = incumbent.best.rank
    looks = iter(range(100))
    Annealing(Tables(rostering), incumbent, seed=1).run(np.inf, np.inf, lambda: next(looks) > 40)
    assert incumbent.best.rank < first
    assert {fault.rule for fault in faults(rostering, incumbent.best.roster)} <= {"least_minutes"}
