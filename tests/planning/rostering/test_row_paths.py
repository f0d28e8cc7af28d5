"""Shortest paths against every legal row there is: of whole horizons, of windows, with kinds counted, of many members."""

from dataclasses import replace

import numpy as np
import pytest

from otp_desktop.planning.solver.arrays import Floats, Ints
from otp_desktop.planning.solver.rostering.budget import Window
from otp_desktop.planning.solver.rostering.building import value
from otp_desktop.planning.solver.rostering.evaluate import faults
from otp_desktop.planning.solver.rostering.problem import OFF, RosteringProblem
from otp_desktop.planning.solver.rostering.row_paths import RowPaths
from otp_desktop.planning.solver.rostering.row_ways import best_rows
from otp_desktop.planning.solver.rostering.tables import Tables
from tests.planning.rostering.small import DAYS, KINDS, legal_rows, random_problem

WINDOWS = [Window(0, DAYS), Window(0, 7), Window(0, 5), Window(7, DAYS)]


@pytest.mark.parametrize("window", WINDOWS, ids=str)
@pytest.mark.parametrize("seed", range(10))
def test_the_best_row_of_each_total_of_minutes_is_found_beside_what_stands(seed: int, window: Window) -> None:
    rostering, counted = counted_problem(seed) if seed % 2 else (random_problem(seed), ())
    tables, legal = Tables(rostering), legal_rows(rostering)
    if not legal:
        pytest.skip("no legal row")
    start = legal[len(legal) // 2]
    costs = drawn_costs(tables, seed)
    paths = RowPaths(tables, [0], start, window, counted)
    found = best_rows(paths, costs[:, window.first : window.last], DAYS)
    outside = np.r_[0 : window.first, window.last : DAYS]
    least = min(rostering.members[0].least_minutes, minutes_of(rostering, start[0]))
    best: dict[int, float] = {}
    for row in legal:
        minutes = minutes_of(rostering, row[0])
        if (row[0, outside] == start[0, outside]).all() and minutes >= least:
            inside = value(row[0, window.first : window.last], costs[0, window.first : window.last])
            best[minutes] = min(best.get(minutes, np.inf), inside)
    assert found.costs.tolist() == sorted(best.values())[:DAYS]
    assert found.least[0] == min(best.values())
    for row, cost in zip(found.rows, found.costs, strict=True):
        whole = start.copy()
        whole[0, window.first : window.last] = row
        assert not faults(rostering, whole)
        assert value(row, costs[0, window.first : window.last]) == cost


def test_members_searched_together_get_the_rows_they_get_alone() -> None:
    members = tuple(replace(random_problem(seed).members[0], id=str(seed)) for seed in range(9))
    tables = Tables(RosteringProblem(days=DAYS, kinds=KINDS, members=members))
    empty, whole = tables.problem.empty_roster(), Window(0, DAYS)
    costs = np.concatenate([drawn_costs(tables, seed)[seed : seed + 1] for seed in range(9)])
    together = best_rows(RowPaths(tables, range(9), empty, whole), costs, 2)
    for place in range(9):
        alone = best_rows(RowPaths(tables, [place], empty, whole), costs[place : place + 1], 2)
        assert together.costs[together.members == place].tolist() == alone.costs.tolist()


def counted_problem(seed: int) -> tuple[RosteringProblem, tuple[int, ...]]:
    drawn = random_problem(seed)
    return replace(drawn, members=(replace(drawn.members[0], most_of_kind={"early": 3, "late": 2}),)), (0, 1)


def drawn_costs(tables: Tables, seed: int) -> Floats:
    """(members, days, kinds), infinite where a duty is not allowed."""
    random = np.random.default_rng(seed)
    return np.where(tables.allowed, random.integers(-9, 5, size=tables.allowed.shape), np.inf)


def minutes_of(rostering: RosteringProblem, row: Ints) -> int:
    return int(rostering.minutes[row[row != OFF]].sum())
