"""One wave's exact choice: groups of interchangeable agents flow to role lines at least cost.

Why one flow is lexicographically exact. The sets of heads that agents can fill together are the independent sets of a
transversal matroid (Edmonds and Fulkerson 1965). In a matroid a set of greatest weight takes, for weights that strictly
fall from class to class, as many heads of the first class as can be, then of the first two, and so on (Rado 1957):
the ten classes (heads below ``minimum`` of priority 1 … 5, then the others of priority 1 … 5) need no more than the
weights 10 … 1, or fewer where some class has no head. Times a number above any possible difference of soft costs,
coverage comes strictly first.

What a pair costs is the cost at the agent's place (his base, what he does before and after) plus a surcharge that
depends on the kind of line alone. Groups of one place therefore meet at a hub for each kind of line, and only the hub
has arcs to the lines: thousands of agents × thousands of lines become a few hundred bases × lines.
"""

from dataclasses import replace

import numpy as np

from otp_desktop.planning.plan import PRIORITIES
from otp_desktop.planning.progress import StopRequested, never_stop
from otp_desktop.planning.solver.arrays import Bools, Floats, Ints
from otp_desktop.planning.solver.market import Filling, Heads, Market, empty_filling
from otp_desktop.planning.solver.min_cost import Arcs, least_cost
from otp_desktop.planning.solver.thinning import merged, spread, thinned

__all__ = ["CLASSES", "Filling", "Heads", "Market", "best_filling", "fill"]

CLASSES = 2 * PRIORITIES
MANY_ARCS = 1_000_000
MANY_COSTS = 10_000_000  # of which nobody counts the arcs
FINEST = 2.0**27  # integer costs a unit of soft cost
LARGEST = 2**61  # OR-Tools multiplies costs by the number of nodes: the product has to fit in 64 bits


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
    finest: float = FINEST,
    *,
    thin: bool = False,
    over: StopRequested = never_stop,
) -> Filling:
    """The best filling: coverage strictly first, then least cost; with ``weights``, coverage in the cost.

    A head that costs more than it is worth stays empty where ``weights`` say what each priority is worth. Costs are
    rounded to 1 / ``finest``: coarser is faster. With ``thin``, very large markets are solved on some of their arcs:
    their coverage is the best, their cost not proved, and ``rounding`` infinite. So it is when the time is ``over``
    before a very large flow is: coverage then is the best where the market was thinned, else there is no head.
    """
    whole = weights is not None or not thin
    if whole or market.cost.size <= MANY_COSTS:
        network = _Network(market)
        if whole or network.arcs <= MANY_ARCS:
            return network.solve(weights, finest, over) or empty_filling(np.inf)
    everywhere, group = merged(market)
    if len(everywhere.cost) == len(market.cost):
        return _Network(market).solve(weights, finest, over) or empty_filling(np.inf)
    held = spread(market, group, best_filling(everywhere, finest=1.0))
    filling = _Network(thinned(market, held)).solve(None, finest, over) or held
    return replace(filling, rounding=np.inf)


def covering(market: Market) -> Filling:
    """A filling of best coverage, whatever it costs: quickly found, for alike places are one."""
    everywhere, group = merged(market)
    return spread(market, group, best_filling(everywhere, finest=1.0))


class _Network:
    """Groups → their own lines, or groups → hubs → lines; lines → sink, at the worth of a head."""

    def __init__(self, market: Market) -> None:
        self._market = market
        wanted = np.flatnonzero(market.heads.total > 0)
        members = np.bincount(market.place[market.supply > 0], minlength=len(market.cost))
        alone = (market.supply > 0) & (members[market.place] == 1)
        self._direct_group, self._direct_line = self._direct(np.flatnonzero(alone), wanted)
        self._enter(np.flatnonzero((market.supply > 0) & ~alone), wanted)
        self._leave(wanted)

    @property
    def arcs(self) -> int:
        return len(self._direct_group) + len(self._in_group) + len(self._out_hub)

    def _direct(self, groups: Ints, lines: Ints) -> tuple[Ints, Ints]:
        """Pairs of a group and a line it may fill."""
        market = self._market
        order = lines[np.argsort(market.column[lines], kind="stable")]
        count = np.bincount(market.column[order], minlength=market.cost.shape[1])
        rows, columns = np.nonzero(np.isfinite(market.cost)[market.place[groups]] & (count > 0))
        many = count[columns]
        within = np.arange(many.sum()) - np.repeat(np.cumsum(many) - many, many)
        first = (np.cumsum(count) - count)[columns]
        group, line = np.repeat(groups[rows], many), order[np.repeat(first, many) + within]
        may = np.isfinite(market.surcharge)[group, market.kind[line]]
        return group[may], line[may]

    def _enter(self, groups: Ints, lines: Ints) -> None:
        """Groups to the hubs of their place that lead to a line."""
        market = self._market
        self._kinds = np.unique(market.kind[lines]).astype(np.int64)
        leads = np.zeros((len(market.cost), len(self._kinds)), dtype=bool)
        for place, kind in enumerate(self._kinds):
            columns = np.unique(market.column[lines[market.kind[lines] == kind]])
            leads[:, place] = np.isfinite(market.cost[:, columns]).any(axis=1)
        open_ = np.isfinite(market.surcharge[np.ix_(groups, self._kinds)]) & leads[market.place[groups]]
        rows, columns = np.nonzero(open_)
        self._in_group = groups[rows]
        keys = market.place[self._in_group] * len(self._kinds) + columns
        hubs, self._in_hub = np.unique(keys, return_inverse=True)
        self._hub_place, self._hub_kind = np.divmod(hubs, max(1, len(self._kinds)))
        self._in_kind = self._kinds[columns]

    def _leave(self, lines: Ints) -> None:
        """Hubs to the lines of their kind."""
        market = self._market
        hubs, found = [np.zeros(0, dtype=np.int64)], [np.zeros(0, dtype=np.int64)]
        for place, kind in enumerate(self._kinds):
            of_kind, mine = lines[market.kind[lines] == kind], np.flatnonzero(self._hub_kind == place)
            rows, columns = np.nonzero(np.isfinite(market.cost[np.ix_(self._hub_place[mine], market.column[of_kind])]))
            hubs.append(mine[rows])
            found.append(of_kind[columns])
        self._out_hub, self._out_line = np.concatenate(hubs), np.concatenate(found)

    def solve(
        self, weights: tuple[float, ...] | None, finest: float, over: StopRequested = never_stop
    ) -> Filling | None:
        """None when it was over before."""
        market, heads = self._market, self._market.heads
        direct = market.pairs(self._direct_group, self._direct_line)
        enter = market.surcharge[self._in_group, self._in_kind]
        leave = market.cost[self._hub_place[self._out_hub], market.column[self._out_line]]
        if not len(direct) + len(leave):
            return empty_filling()
        span = _span(direct, enter, leave)
        groups, lines, hubs = len(market.supply), len(heads.low), len(self._hub_place)
        low, high, scale = _integer_worth(market, span, groups + lines + hubs + 1, weights, finest)
        line_node, hub_node, sink = groups, groups + lines, groups + lines + hubs
        totals, supply = heads.total, market.supply
        every_line, every_group = line_node + np.arange(lines), np.arange(groups)
        room = np.minimum(supply[self._direct_group], totals[self._direct_line])
        parts = [
            Arcs(self._direct_group, line_node + self._direct_line, room, _rounded(direct, scale)),
            Arcs(self._in_group, hub_node + self._in_hub, supply[self._in_group], _rounded(enter, scale)),
            Arcs(
                hub_node + self._out_hub,
                line_node + self._out_line,
                totals[self._out_line],
                _rounded(leave, scale),
            ),
            Arcs(every_line, np.full(lines, sink), heads.low, -low),
            Arcs(every_line, np.full(lines, sink), heads.high, -high),
            Arcs(every_group, np.full(groups, sink), supply, np.zeros(groups, dtype=np.int64)),
        ]
        supplies = np.concatenate([supply, np.zeros(lines + hubs, dtype=np.int64), [-supply.sum()]])
        flows = least_cost(Arcs.joined(parts), supplies, over)
        if flows is None:
            return None
        ends = np.cumsum([len(direct), len(enter), len(leave)])
        sent, entered, left = np.split(flows[: ends[-1]], ends[:-1])
        return self._decode(sent, entered, left, scale)

    def _decode(self, direct: Ints, entered: Ints, left: Ints, scale: float) -> Filling:
        """Hands out the lines of each hub to the groups that came to it, in order: any pairing costs the same."""
        order_in, order_out = np.argsort(self._in_hub, kind="stable"), np.argsort(self._out_hub, kind="stable")
        group = np.repeat(self._in_group[order_in], entered[order_in])
        line = np.repeat(self._out_line[order_out], left[order_out])
        taken = direct > 0
        pairs, heads = np.unique(np.stack([group, line]), axis=1, return_counts=True)
        return Filling(
            group=np.concatenate([self._direct_group[taken], pairs[0]]),
            line=np.concatenate([self._direct_line[taken], pairs[1]]),
            flow=np.concatenate([direct[taken], heads]),
            rounding=float(direct.sum() + 2 * len(group)) / scale,
        )


def _span(direct: Floats, enter: Floats, leave: Floats) -> float:
    """Above the difference of the costs of any two pairs."""
    highest = max(float(direct.max(initial=0)), float(enter.max(initial=0)) + float(leave.max(initial=0)))
    lowest = min(float(direct.min(initial=0)), float(enter.min(initial=0)) + float(leave.min(initial=0)))
    return highest - lowest + 1.0


def _rounded(cost: Floats, scale: float) -> Ints:
    found: Ints = np.rint(cost * scale).astype(np.int64)
    return found


def _integer_worth(
    market: Market, span: float, nodes: int, weights: tuple[float, ...] | None, finest: float
) -> tuple[Ints, Ints, float]:
    """What a head below and above the minimum is worth, in integers, and how many of them make a unit of cost."""
    heads = market.heads
    # To hold another head, the way from agent to agent passes each line once at most.
    most = int(min(market.supply.sum(), heads.total.sum(), np.count_nonzero(heads.total)))
    if weights is not None:
        worth = np.array(weights)[heads.priority]
        scale = min(finest, LARGEST / nodes / 4 / (span + 2 * float(worth.max(initial=0))))
        high = np.rint(worth * scale).astype(np.int64)
        return 2 * high, high, scale
    asked = np.zeros(CLASSES, dtype=bool)
    asked[heads.priority[heads.low > 0]] = True
    asked[PRIORITIES + heads.priority[heads.high > 0]] = True
    steps = np.cumsum(asked[::-1])[::-1]  # classes from each one on that have a head: its weight
    scale = min(finest, LARGEST / nodes / 4 / (CLASSES * span * (most + 1)))
    first = int(span * scale * most) + 2 * most + 1
    return first * steps[heads.priority], first * steps[PRIORITIES + heads.priority], scale
