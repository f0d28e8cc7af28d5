"""Fills a wave best with the fewest agents disturbed: one exact flow, small because a change costs the same wherever.

An agent may keep his line at no cost, or go to any line he may take at the cost of one change. As that cost does not
depend on the line, lines that the same groups may take are one node, a pool, between agents and lines. Among fillings
of equally many changes one with fewest new rows is found.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from ortools.graph.python import min_cost_flow

from otp_desktop.planning.plan import PRIORITIES
from otp_desktop.planning.solver.arrays import NONE, Bools, Ints
from otp_desktop.planning.solver.grouping import groups_of, patterns
from otp_desktop.planning.solver.market import CLASSES
from otp_desktop.planning.wave_view import WaveView


@dataclass(frozen=True)
class Expected:
    """For each agent of a view: ``own``, the place of the line he has now (NONE: none or lost); what disturbs him.

    ``moved``: cost of any other line; ``left``: cost of no line at all.
    """

    own: Ints
    moved: Ints
    left: Ints


@dataclass(frozen=True)
class LeastChanges:
    """``column[agent]``: the place of the line each agent of the view takes, NONE for none; ``changes``: their cost.

    ``heads``: heads filled on each line.
    """

    column: Ints
    changes: int
    heads: Ints


def least_changes(view: WaveView, expected: Expected) -> LeastChanges:
    """The best coverage of a block, then the least cost of changes."""
    return ChangeNetwork(view, expected).best()


class ChangeNetwork:
    """Cells of agents alike → their own line, or pools of lines → lines → classes of heads."""

    def __init__(self, view: WaveView, expected: Expected) -> None:
        self._view, self._expected = view, expected
        agents, lines = len(view.agents), len(view.lines)
        own = np.where(self._keeps(), expected.own, NONE)
        first, self._cell = groups_of([view.group, own, expected.moved, expected.left])
        self._supply = np.bincount(self._cell, minlength=len(first)).astype(np.int64)
        self._own, self._group = own[first], view.group[first]
        self._moved, self._left = expected.moved[first], expected.left[first]
        pool_first, self._pool = groups_of([patterns(view.allowed.T)])
        self._open = view.allowed[:, pool_first]
        self._cells, self._pools, self._lines = len(first), len(pool_first), lines
        self._agents = agents
        self._change = agents + 1  # a change weighs more than all rows that are new without one

    def _keeps(self) -> Bools:
        own, view = self._expected.own, self._view
        found: Bools = own != NONE
        found[found] = view.allowed[view.group[found], own[found]]
        return found

    @property
    def heads_of_class(self) -> Ints:
        """Heads there are in each class: below the minimum of priority 1 … 5, then the others of priority 1 … 5."""
        heads = self._view.heads
        classes = np.concatenate([heads.priority, heads.priority + PRIORITIES])
        wanted = np.concatenate([heads.low, heads.high])
        return np.bincount(classes, weights=wanted, minlength=CLASSES).astype(np.int64)

    def classes_of(self, heads: Ints) -> Ints:
        """So many heads on each line, by class: those below the minimum come first."""
        low = np.minimum(heads, self._view.heads.low)
        classes = np.concatenate([self._view.heads.priority, self._view.heads.priority + PRIORITIES])
        given = np.concatenate([low, heads - low])
        return np.bincount(classes, weights=given, minlength=CLASSES).astype(np.int64)

    def best(self) -> LeastChanges:
        """The best coverage, then the least cost of changes."""
        # one head more is worth more than all the changes there can be
        arcs = self._arcs(self._change * (self._agents + 1) * np.arange(CLASSES, 0, -1, dtype=np.int64))
        if not self._solves(arcs, np.zeros(CLASSES, dtype=np.int64)):
            raise RuntimeError("a flow without demands was not found")
        return self._decoded(arcs)

    def filled(self, demands: Ints) -> LeastChanges:
        """The least cost of changes with at least so many heads of each class. Raises ValueError where it cannot be."""
        if not self._solves(self._demanding, demands):
            raise ValueError("nobody can have so many heads")
        return self._decoded(self._demanding)

    def cost_of(self, demands: Ints) -> int | None:
        """What ``filled`` costs; None where it cannot be."""
        arcs = self._demanding
        if not self._solves(arcs, demands):
            return None
        sent, unused = arcs.graph.flows(arcs.into_pools), arcs.graph.flows(arcs.unused)
        return int((sent * self._moved[arcs.cell]).sum() + (unused * self._left).sum())

    @cached_property
    def _demanding(self) -> "_Arcs":
        """No head is worth anything: only demands are met. Made once, solved for many of them."""
        return self._arcs(np.zeros(CLASSES, dtype=np.int64))

    def _arcs(self, worth: Ints) -> "_Arcs":
        graph = min_cost_flow.SimpleMinCostFlow()
        cells, lines, classes = np.arange(self._cells), np.arange(self._lines), np.arange(CLASSES)
        line_node, class_node = self._cells + self._pools + lines, self._cells + self._pools + self._lines
        sink = np.full(max(self._cells, CLASSES), class_node + CLASSES)
        heads, own = self._view.heads, np.flatnonzero(self._own != NONE)
        cell, pool = np.nonzero(self._open[self._group])
        free = np.zeros(max(len(own), self._lines), dtype=np.int64)
        into_pools = _add(graph, cell, self._cells + pool, self._supply[cell], self._moved[cell] * self._change + 1)
        into_own = _add(graph, own, line_node[self._own[own]], self._supply[own], free[: len(own)])
        into_lines = _add(graph, self._cells + self._pool, line_node, heads.total, free[: self._lines])
        unused = _add(graph, cells, sink[: self._cells], self._supply, self._left * self._change)
        _add(graph, line_node, class_node + heads.priority, heads.low, free[: self._lines])
        _add(graph, line_node, class_node + PRIORITIES + heads.priority, heads.high, free[: self._lines])
        _add(graph, class_node + classes, sink[:CLASSES], np.full(CLASSES, self._agents), -worth)
        return _Arcs(graph, cell, pool, own, into_pools, into_own, into_lines, unused)

    def _solves(self, arcs: "_Arcs", demands: Ints) -> bool:
        supplies = np.concatenate(
            [self._supply, np.zeros(self._pools + self._lines), -demands, [demands.sum() - self._supply.sum()]]
        ).astype(np.int64)
        arcs.graph.set_nodes_supplies(np.arange(len(supplies), dtype=np.int32), supplies)
        return bool(arcs.graph.solve() == arcs.graph.OPTIMAL)

    def _decoded(self, arcs: "_Arcs") -> LeastChanges:
        """Hands the flows out to agents one by one: first those who keep their line, then pool by pool."""
        kept, sent, filled = (arcs.graph.flows(part) for part in (arcs.into_own, arcs.into_pools, arcs.into_lines))
        column = np.full(self._agents, NONE, dtype=np.int64)
        order = np.argsort(self._cell, kind="stable")
        next_of_cell = np.concatenate([[0], np.cumsum(self._supply)[:-1]]).astype(np.int64)
        for place, heads in zip(arcs.own[kept > 0], kept[kept > 0], strict=True):
            column[order[next_of_cell[place] : next_of_cell[place] + heads]] = self._own[place]
            next_of_cell[place] += heads
        lines_of_pool = np.repeat(np.arange(self._lines), filled)
        lines_of_pool = lines_of_pool[np.argsort(self._pool[lines_of_pool], kind="stable")]
        used = np.flatnonzero(sent > 0)
        given = 0
        for arc in used[np.argsort(arcs.pool[used], kind="stable")]:
            start, heads = next_of_cell[arcs.cell[arc]], sent[arc]
            column[order[start : start + heads]] = lines_of_pool[given : given + heads]
            next_of_cell[arcs.cell[arc]] += heads
            given += int(heads)
        cost = int((sent * self._moved[arcs.cell]).sum()) + self._cost_of_leaving(column)
        return LeastChanges(column, cost, np.bincount(column[column != NONE], minlength=self._lines))

    def _cost_of_leaving(self, column: Ints) -> int:
        return int(self._expected.left[column == NONE].sum())


@dataclass(frozen=True)
class _Arcs:
    """A network and the numbers of its arcs: into pools (``cell`` and ``pool`` of each), own lines, lines; unused."""

    graph: min_cost_flow.SimpleMinCostFlow
    cell: Ints
    pool: Ints
    own: Ints
    into_pools: Ints
    into_own: Ints
    into_lines: Ints
    unused: Ints


def _add(graph: min_cost_flow.SimpleMinCostFlow, tails: Ints, heads: Ints, capacity: Ints, cost: Ints) -> Ints:
    arcs: Ints = graph.add_arcs_with_capacity_and_unit_cost(
        tails.astype(np.int32), heads.astype(np.int32), capacity.astype(np.int64), cost.astype(np.int64)
    )
    return arcs
