"""One wave's exact choice: groups of interchangeable agents flow to role lines at least cost.

Why one flow is lexicographically exact. The sets of heads that agents can fill together are the independent sets of a
transversal matroid (Edmonds and Fulkerson 1965). In a matroid a set of greatest weight takes, for weights that strictly
fall from class to class, as many heads of the first class as can be, then of the first two, and so on (Rado 1957):
the ten classes (heads below ``minimum`` of priority 1 … 5, then the others of priority 1 … 5) need no more than the
weights 10 … 1. Times a number above any possible difference of soft costs, coverage comes strictly first.
"""

from dataclasses import dataclass

import numpy as np
from ortools.graph.python import min_cost_flow

from otp_desktop.planning.plan import PRIORITIES
from otp_desktop.planning.solver.arrays import Bools, Floats, Ints

CLASSES = 2 * PRIORITIES
FINEST = 2.0**27  # integer costs a unit of soft cost
LARGEST = 2**61  # OR-Tools multiplies costs by the number of nodes: the product has to fit in 64 bits


@dataclass(frozen=True)
class Heads:
    """Heads to fill on some role lines: ``low`` below the minimum, ``high`` above it; ``priority`` from 0."""

    low: Ints
    high: Ints
    priority: Ints

    @property
    def total(self) -> Ints:
        return self.low + self.high


@dataclass(frozen=True)
class Filling:
    """``flow`` heads of ``line`` filled by agents of ``group``; ``rounding`` bounds the error in soft cost."""

    group: Ints
    line: Ints
    flow: Ints
    rounding: float


def fill(supply: Ints, heads: Heads, allowed: Bools, cost: Floats, weights: tuple[float, ...] | None = None) -> Filling:
    """The best filling: coverage strictly first, then least cost; with ``weights``, coverage in the cost.

    ``supply`` (groups): agents of each; ``allowed`` and ``cost`` (groups, lines). A head that costs more than it is
    worth stays empty where ``weights`` say what each priority is worth.
    """
    groups, lines = np.nonzero(allowed & (heads.total > 0) & (supply > 0)[:, None])
    if not len(groups):
        return Filling(groups, lines, np.zeros(0, dtype=np.int64), 0.0)
    arc_cost = cost[groups, lines]
    low, high, scale = _integer_worth(supply, heads, arc_cost, weights)
    graph = min_cost_flow.SimpleMinCostFlow()
    sink = len(supply) + len(heads.low)
    group_nodes, line_nodes = np.arange(len(supply)), np.arange(len(supply), sink)
    capacity = np.minimum(supply[groups], heads.total[lines])
    arcs = _add(graph, groups, len(supply) + lines, capacity, np.rint(arc_cost * scale).astype(np.int64))
    _add(graph, line_nodes, np.full(len(line_nodes), sink), heads.low, -low)
    _add(graph, line_nodes, np.full(len(line_nodes), sink), heads.high, -high)
    _add(graph, group_nodes, np.full(len(group_nodes), sink), supply, np.zeros(len(supply), dtype=np.int64))
    node_supply = np.concatenate([supply, np.zeros(len(line_nodes), dtype=np.int64), [-supply.sum()]])
    graph.set_nodes_supplies(np.arange(sink + 1, dtype=np.int32), node_supply)
    status = graph.solve()
    if status != graph.OPTIMAL:
        raise RuntimeError(f"the flow of a wave ended with {status}")
    flow = graph.flows(arcs)
    used = flow > 0
    return Filling(groups[used], lines[used], flow[used], rounding=float(flow.sum()) / scale)


def _integer_worth(
    supply: Ints, heads: Heads, arc_cost: Floats, weights: tuple[float, ...] | None
) -> tuple[Ints, Ints, float]:
    """What a head below and above the minimum is worth, in integers, and how many of them make a unit of cost."""
    nodes = len(supply) + len(heads.low) + 2
    most = int(min(supply.sum(), heads.total.sum()))
    span = float(arc_cost.max(initial=0) - arc_cost.min(initial=0)) + 1.0
    if weights is not None:
        worth = np.array(weights)[heads.priority]
        scale = min(FINEST, LARGEST / nodes / 4 / (span + 2 * float(worth.max(initial=0))))
        high = np.rint(worth * scale).astype(np.int64)
        return 2 * high, high, scale
    scale = min(FINEST, LARGEST / nodes / 4 / (CLASSES * span * (most + 1)))
    first = int(span * scale * most) + most + 1
    low = first * (CLASSES - heads.priority)
    return low, low - first * PRIORITIES, scale


def _add(graph: min_cost_flow.SimpleMinCostFlow, tails: Ints, heads: Ints, capacity: Ints, cost: Ints) -> Ints:
    arcs: Ints = graph.add_arcs_with_capacity_and_unit_cost(
        tails.astype(np.int32), heads.astype(np.int32), capacity.astype(np.int64), cost
    )
    return arcs
