"""A first roster: members in turn, each given the row that is best beside the others, and a few times again."""

from collections.abc import Callable

import numpy as np

from otp_desktop.planning.solver.arrays import Floats, Ints
from otp_desktop.planning.solver.rostering.pricing import Pricer, row_value
from otp_desktop.planning.solver.rostering.problem import OFF
from otp_desktop.planning.solver.rostering.tables import Tables

SWEEPS = 3  # rounds over all members: what they bring after that, neighbourhoods of several members bring sooner


def build(tables: Tables, random: np.random.Generator, over: Callable[[], bool]) -> Ints:
    """Rows of as many members as have one that is found this way; the others stay off throughout."""
    roster = tables.problem.empty_roster()
    pricers = [Pricer(tables, index) for index in range(len(roster))]
    for _ in range(SWEEPS):
        for index in random.permutation(len(roster)):
            if over():
                return roster
            cost = marginal_cost(tables, roster, int(index))
            for row in pricers[index].price(cost, rows=1).rows:
                if not _works(roster[index]) or row_value(row, cost) <= row_value(roster[index], cost):
                    roster[index] = row
    return roster


def _works(row: Ints) -> bool:
    return bool((row != OFF).any())


def marginal_cost(tables: Tables, roster: Ints, index: int) -> Floats:
    """(days, kinds): what one duty of the member adds, beside all others; infinite where he may not hold it."""
    problem = tables.problem
    heads = np.zeros((problem.days, len(problem.kinds)), dtype=np.int64)
    others = np.delete(roster, index, axis=0)
    np.add.at(heads, (np.nonzero(others != OFF)[1], others[others != OFF]), 1)
    cost: Floats = tables.wish_cost[index].copy()
    for cover in problem.covers:
        kind = problem.kind_index[cover.kind]
        cost[cover.day, kind] += -cover.below_cost if heads[cover.day, kind] < cover.target else cover.above_cost
    cost[~tables.allowed[index]] = np.inf
    return cost
