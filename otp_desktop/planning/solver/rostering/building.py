"""A first roster: members in turn, each given the row that is best beside the others, and a few times again."""

from collections.abc import Callable

import numpy as np

from otp_desktop.planning.solver.arrays import Floats, Ints
from otp_desktop.planning.solver.rostering.problem import OFF
from otp_desktop.planning.solver.rostering.row_path import MOST_VALUES, RowPath
from otp_desktop.planning.solver.rostering.tables import Tables

ATTEMPTS = 6  # rows asked of a member before too many of a kind are left to the other solver
SWEEPS = 3  # rounds over all members: what they bring after that, neighbourhoods of several members bring sooner
DEARER = 60.0  # added to a kind of which a row has too many


def build(tables: Tables, random: np.random.Generator, over: Callable[[], bool]) -> Ints:
    """Rows of as many members as have one that is found this way; the others stay off throughout."""
    roster = tables.problem.empty_roster()
    for _ in range(SWEEPS):
        for index in random.permutation(len(roster)):
            if over():
                return roster
            row = _row(tables, roster, int(index))
            cost = marginal_cost(tables, roster, int(index))
            if row is not None and (not _works(roster[index]) or value(row, cost) <= value(roster[index], cost)):
                roster[index] = row
    return roster


def value(row: Ints, cost: Floats) -> float:
    """The sum of a row's costs (days, kinds)."""
    days = np.flatnonzero(row != OFF)
    return float(cost[days, row[days]].sum())


def _works(row: Ints) -> bool:
    return bool((row != OFF).any())


def marginal_cost(tables: Tables, roster: Ints, index: int) -> Floats:
    """(days, kinds): what one duty of the member adds, beside all others; infinite where he may not hold it."""
    problem = tables.problem
    others = np.delete(roster, index, axis=0)
    cost: Floats = tables.wish_cost[index].copy()
    for cover in problem.covers:
        kind = problem.kind_index[cover.kind]
        heads = int((others[:, cover.day] == kind).sum())
        cost[cover.day, kind] += -cover.below_cost if heads < cover.target else cover.above_cost
    cost[~tables.allowed[index]] = np.inf
    return cost


def _row(tables: Tables, roster: Ints, index: int) -> Ints | None:
    path = RowPath(tables, index)
    if path.size > MOST_VALUES:
        return None
    cost = marginal_cost(tables, roster, index)
    for _ in range(ATTEMPTS):
        row = path.best(cost)
        if row is None:
            return None
        held = np.bincount(row[row != OFF], minlength=len(tables.problem.kinds))
        excess = held > tables.most_of_kind[index]
        if not excess.any():
            return row
        cost[:, excess] += DEARER
    return None
