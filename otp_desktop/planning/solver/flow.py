"""One wave's exact choice: groups of interchangeable agents flow to role lines at least cost, coverage first.

Very large markets are thinned: a flow over alike places made one says which arcs a best coverage uses, and only these
and the cheapest others are kept.
"""

from dataclasses import replace

import numpy as np

from otp_desktop.planning.progress import StopRequested, never_stop
from otp_desktop.planning.solver.arrays import Bools, Floats, Ints
from otp_desktop.planning.solver.head_worth import ANY_COST, EXACT, Precision
from otp_desktop.planning.solver.market import Filling, Heads, Market, empty_filling
from otp_desktop.planning.solver.network import Network
from otp_desktop.planning.solver.thinning import merged, spread, thinned

MANY_ARCS = 1_000_000
MANY_COSTS = 10_000_000  # of which nobody counts the arcs


def fill(supply: Ints, heads: Heads, allowed: Bools, cost: Floats, weights: tuple[float, ...] | None = None) -> Filling:
    """``best_filling`` of a plain table: ``allowed`` and ``cost`` (groups, lines), each group at a place of its own."""
    groups, lines = np.arange(len(supply)), np.arange(len(heads.low))
    table = np.where(allowed, cost, np.inf)
    everything = np.zeros(len(lines), dtype=np.int64)
    market = Market(supply, groups, np.zeros((len(groups), 1)), table, lines, everything, heads)
    return best_filling(market, weights)


def best_filling(
    market: Market,
    weights: tuple[float, ...] | None = None,
    precision: Precision = EXACT,
    *,
    thin: bool = False,
    over: StopRequested = never_stop,
) -> Filling:
    """The best filling: coverage strictly first, then least cost; with ``weights``, coverage in the cost.

    A head that costs more than it is worth stays empty where ``weights`` say what each priority is worth. Costs are
    rounded as ``precision`` says. With ``thin``, very large markets are solved on some of their arcs:
    their coverage is the best, their cost not proved, and ``rounding`` infinite. So it is when the time is ``over``
    before a very large flow is: coverage then is the best where the market was thinned, else there is no head.
    """
    whole = weights is not None or not thin
    if whole or market.cost.size <= MANY_COSTS:
        network = Network(market)
        if whole or network.arcs <= MANY_ARCS:
            return network.solve(weights, precision, over) or empty_filling(np.inf)
    everywhere, group = merged(market)
    if len(everywhere.cost) == len(market.cost):
        return Network(market).solve(weights, precision, over) or empty_filling(np.inf)
    held = spread(market, group, best_filling(everywhere, precision=ANY_COST))
    filling = Network(thinned(market, held)).solve(None, precision, over) or held
    return replace(filling, rounding=np.inf)


def covering(market: Market) -> Filling:
    """A filling of best coverage, whatever it costs: quickly found, for alike places are one."""
    everywhere, group = merged(market)
    return spread(market, group, best_filling(everywhere, precision=ANY_COST))
