"""Fewer arcs for very large waves, without losing a head.

Near lines alone would lose coverage where demand is concentrated. So one filling of best coverage, found at no cost
among places that may send to the same lines, says which far arcs are needed; the nearest ones are added to it. The
thinned market holds that filling, hence its best coverage is the best of all; its cost is not proved least.
"""

from dataclasses import replace

import numpy as np

from otp_desktop.planning.solver.arrays import Bools, Ints
from otp_desktop.planning.solver.grouping import groups_of, patterns
from otp_desktop.planning.solver.market import Filling, Market

NEAREST_LINES = 40  # of each kind, for each place
NEAREST_PLACES = 6  # for each column


def merged(market: Market) -> tuple[Market, Ints]:
    """The market at no cost, alike places and groups being one; and the group there of each group here."""
    open_ = np.isfinite(market.cost)
    first_place, place = groups_of([patterns(open_)])
    may = np.isfinite(market.surcharge)
    first, group = groups_of([place[market.place], patterns(may)])
    found = replace(
        market,
        supply=np.bincount(group, weights=market.supply, minlength=len(first)).astype(np.int64),
        place=place[market.place[first]],
        surcharge=np.where(may[first], 0.0, np.inf),
        cost=np.where(open_[first_place], 0.0, np.inf),
    )
    return found, group


def thinned(market: Market, filling: Filling) -> Market:
    """The market with its nearest arcs and those of one filling."""
    kept = _near(market)
    kept[market.place[filling.group], market.column[filling.line]] = True
    return replace(market, cost=np.where(kept, market.cost, np.inf))


def _near(market: Market) -> Bools:
    prices = market.cost.astype(np.float32)  # many times faster to part, and near enough to tell the nearest
    kept = np.zeros(market.cost.shape, dtype=bool)
    wanted = market.heads.total > 0
    for kind in np.unique(market.kind[wanted]):
        columns = np.unique(market.column[wanted & (market.kind == kind)])
        cost = prices if len(columns) == prices.shape[1] else prices[:, columns]
        near = np.argpartition(cost, min(NEAREST_LINES, len(columns)) - 1, axis=1)[:, :NEAREST_LINES]
        kept[np.arange(len(cost))[:, None], columns[near]] = True
    places = np.argpartition(prices.T.copy(), min(NEAREST_PLACES, len(prices)) - 1, axis=1).T[:NEAREST_PLACES]
    kept[places, np.arange(market.cost.shape[1])] = True
    return kept


def spread(market: Market, group: Ints, filling: Filling) -> Filling:
    """A filling of the merged market as one of the market, each merged group handing out its own groups in order."""
    order = np.argsort(group, kind="stable")
    members = np.repeat(order, market.supply[order])
    chosen = np.argsort(filling.group, kind="stable")
    sender = np.repeat(filling.group[chosen], filling.flow[chosen])
    line = np.repeat(filling.line[chosen], filling.flow[chosen])
    start = np.searchsorted(group[members], sender, side="left")
    within = np.arange(len(sender)) - np.searchsorted(sender, sender, side="left")
    return Filling(members[start + within], line, np.ones(len(line), dtype=np.int64), np.inf)
