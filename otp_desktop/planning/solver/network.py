"""A market as a network: groups of agents flow to role lines, those of one place through hubs.

What a pair costs is the cost at the agent's place (his base, what he does before and after) plus a surcharge that
depends on the kind of line alone. Groups of one place therefore meet at a hub for each kind of line, and only the hub
has arcs to the lines: thousands of agents × thousands of lines become a few hundred bases × lines.
"""

from dataclasses import dataclass

import numpy as np

from otp_desktop.planning.progress import StopRequested, never_stop
from otp_desktop.planning.solver.arrays import Floats, Ints
from otp_desktop.planning.solver.head_worth import HeadWorth, Precision, strict_worth, weighed_worth
from otp_desktop.planning.solver.market import Filling, Market, empty_filling
from otp_desktop.planning.solver.min_cost import Arcs, least_cost


@dataclass(frozen=True)
class _Costs:
    """Of the arcs from groups to lines of their own, from groups to hubs, and from hubs to lines."""

    direct: Floats
    enter: Floats
    leave: Floats

    @property
    def span(self) -> float:
        """Above the difference of the costs of any two pairs."""
        highest = max(self.direct.max(initial=0), self.enter.max(initial=0) + self.leave.max(initial=0))
        lowest = min(self.direct.min(initial=0), self.enter.min(initial=0) + self.leave.min(initial=0))
        return float(highest - lowest) + 1.0


class Network:
    """Groups → their own lines, or groups → hubs → lines; lines → sink, at the worth of a head."""

    def __init__(self, market: Market) -> None:
        self._market = market
        wanted = np.flatnonzero(market.heads.total > 0)
        members = np.bincount(market.place[market.supply > 0], minlength=len(market.cost))
        alone = (market.supply > 0) & (members[market.place] == 1)
        self._direct_group, self._direct_line = self._direct(np.flatnonzero(alone), wanted)
        self._enter(np.flatnonzero((market.supply > 0) & ~alone), wanted)
        self._leave(wanted)
        self._line_node = len(market.supply)
        self._hub_node = self._line_node + len(market.heads.low)
        self._sink = self._hub_node + len(self._hub_place)

    @property
    def arcs(self) -> int:
        return len(self._direct_group) + len(self._in_group) + len(self._out_hub)

    def solve(
        self, weights: tuple[float, ...] | None, precision: Precision, over: StopRequested = never_stop
    ) -> Filling | None:
        """The best filling, at ``weights`` or with coverage strictly first; None when it was over before."""
        if not len(self._direct_group) + len(self._out_hub):
            return empty_filling()
        costs, nodes = self._costs(), self._sink + 1
        if weights is None:
            worth = strict_worth(self._market, costs.span, nodes, precision)
        else:
            worth = weighed_worth(self._market, costs.span, nodes, weights, precision)
        arcs = Arcs.joined([*self._arcs_to_lines(costs, worth.scale), *self._arcs_to_sink(worth)])
        flows = least_cost(arcs, self._supplies(), over)
        return None if flows is None else self._decode(flows, worth.scale)

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

    def _costs(self) -> _Costs:
        market = self._market
        return _Costs(
            direct=market.pairs(self._direct_group, self._direct_line),
            enter=market.surcharge[self._in_group, self._in_kind],
            leave=market.cost[self._hub_place[self._out_hub], market.column[self._out_line]],
        )

    def _arcs_to_lines(self, costs: _Costs, scale: float) -> list[Arcs]:
        """Groups to lines of their own, groups to hubs, hubs to lines, in the order that ``_decode`` reads."""
        supply, wanted = self._market.supply, self._market.heads.total
        room = np.minimum(supply[self._direct_group], wanted[self._direct_line])
        lines, hubs = self._line_node + self._direct_line, self._hub_node + self._in_hub
        out, held = self._hub_node + self._out_hub, self._line_node + self._out_line
        return [
            Arcs(self._direct_group, lines, room, _rounded(costs.direct, scale)),
            Arcs(self._in_group, hubs, supply[self._in_group], _rounded(costs.enter, scale)),
            Arcs(out, held, wanted[self._out_line], _rounded(costs.leave, scale)),
        ]

    def _arcs_to_sink(self, worth: HeadWorth) -> list[Arcs]:
        """Heads held at what they are worth, and agents who serve nowhere."""
        supply, heads = self._market.supply, self._market.heads
        groups, lines = np.arange(self._line_node), np.arange(self._line_node, self._hub_node)
        return [
            Arcs(lines, np.full_like(lines, self._sink), heads.low, -worth.low),
            Arcs(lines, np.full_like(lines, self._sink), heads.high, -worth.high),
            Arcs(groups, np.full_like(groups, self._sink), supply, np.zeros_like(groups)),
        ]

    def _supplies(self) -> Ints:
        """(nodes,): groups give their agents, the sink takes all."""
        supply = self._market.supply
        between = np.zeros(self._sink - self._line_node, dtype=np.int64)
        return np.concatenate([supply, between, [-supply.sum()]])

    def _decode(self, flows: Ints, scale: float) -> Filling:
        """Hands out the lines of each hub to the groups that came to it, in order: any pairing costs the same."""
        ends = np.cumsum([len(self._direct_group), len(self._in_group), len(self._out_hub)])
        direct, entered, left = np.split(flows[: ends[-1]], ends[:-1])
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


def _rounded(cost: Floats, scale: float) -> Ints:
    found: Ints = np.rint(cost * scale).astype(np.int64)
    return found
