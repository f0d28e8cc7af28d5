"""Fills a wave best with the fewest agents disturbed: one exact flow, small because a change costs the same wherever.

An agent may keep his line at no cost, or go to any line he may take at the cost of one change. As that cost does not
depend on the line, lines that the same groups may take are one node, a pool, between agents and lines. Among fillings
of equally many changes one with fewest new rows is found.
"""

from dataclasses import dataclass

import numpy as np
from ortools.graph.python import min_cost_flow

from otp_desktop.planning.plan import PRIORITIES
from otp_desktop.planning.solver.arrays import NONE, Bools, Ints
from otp_desktop.planning.solver.flow import CLASSES
from otp_desktop.planning.solver.grouping import groups_of, patterns
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

    ``heads``: heads filled on each line; ``feasible`` is False when the demands asked for cannot be met.
    """

    column: Ints
    changes: int
    heads: Ints
    feasible: bool = True


def least_changes(view: WaveView, expected: Expected) -> LeastChanges:
    """The best coverage of a block, then the least cost of changes."""
    return ChangeNetwork(view, expected).solve()


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

    def solve(self, demands: Ints | None = None) -> LeastChanges:
        """The best coverage, or at least so many heads of each class; then the least cost of changes."""
        graph = min_cost_flow.SimpleMinCostFlow()
        cells, lines = np.arange(self._cells), np.arange(self._lines)
        line_node, class_node = self._cells + self._pools + lines, self._cells + self._pools + self._lines
        sink = class_node + CLASSES
        heads, own = self._view.heads, np.flatnonzero(self._own != NONE)
        cell, pool = np.nonzero(self._open[self._group])
        into_pools = _add(graph, cell, self._cells + pool, self._supply[cell], self._moved[cell] * self._change + 1)
        into_own = _add(graph, own, line_node[self._own[own]], self._supply[own], np.zeros(len(own), dtype=np.int64))
        into_lines = _add(graph, self._cells + self._pool, line_node, heads.total, np.zeros(len(lines), dtype=np.int64))
        _add(graph, cells, np.full(len(cells), sink), self._supply, self._left * self._change)
        free = np.zeros(len(lines), dtype=np.int64)
        _add(graph, line_node, class_node + heads.priority, heads.low, free)
        _add(graph, line_node, class_node + PRIORITIES + heads.priority, heads.high, free)
        worth = np.zeros(CLASSES, dtype=np.int64)
        if demands is None:  # one head more is worth more than all the changes there can be
            worth = self._change * (self._agents + 1) * np.arange(CLASSES, 0, -1, dtype=np.int64)
        demanded = np.zeros(CLASSES, dtype=np.int64) if demands is None else demands
        classes = np.arange(CLASSES)
        _add(graph, class_node + classes, np.full(CLASSES, sink), np.full(CLASSES, self._agents), -worth)
        supplies = np.concatenate(
            [self._supply, np.zeros(self._pools + self._lines), -demanded, [demanded.sum() - self._supply.sum()]]
        ).astype(np.int64)
        graph.set_nodes_supplies(np.arange(sink + 1, dtype=np.int32), supplies)
        if graph.solve() != graph.OPTIMAL:
            nobody = np.full(self._agents, NONE, dtype=np.int64)
            return LeastChanges(nobody, 0, np.zeros(self._lines, dtype=np.int64), feasible=False)
        return self._decode(graph.flows(into_own), own, graph.flows(into_pools), cell, pool, graph.flows(into_lines))

    def _decode(self, kept: Ints, own: Ints, sent: Ints, cell: Ints, pool: Ints, filled: Ints) -> LeastChanges:
        """Hands the flows out to agents one by one: first those who keep their line, then pool by pool."""
        column = np.full(self._agents, NONE, dtype=np.int64)
        order = np.argsort(self._cell, kind="stable")
        next_of_cell = np.concatenate([[0], np.cumsum(self._supply)[:-1]]).astype(np.int64)
        for place, heads in zip(own[kept > 0], kept[kept > 0], strict=True):
            column[order[next_of_cell[place] : next_of_cell[place] + heads]] = self._own[place]
            next_of_cell[place] += heads
        lines_of_pool = np.repeat(np.arange(self._lines), filled)
        lines_of_pool = lines_of_pool[np.argsort(self._pool[lines_of_pool], kind="stable")]
        used = np.flatnonzero(sent > 0)
        given = 0
        for arc in used[np.argsort(pool[used], kind="stable")]:
            start, heads = next_of_cell[cell[arc]], sent[arc]
            column[order[start : start + heads]] = lines_of_pool[given : given + heads]
            next_of_cell[cell[arc]] += heads
            given += int(heads)
        cost = int((sent * self._moved[cell]).sum()) + self._cost_of_leaving(column)
        return LeastChanges(column, cost, np.bincount(column[column != NONE], minlength=self._lines))

    def _cost_of_leaving(self, column: Ints) -> int:
        return int(self._expected.left[column == NONE].sum())


def _add(graph: min_cost_flow.SimpleMinCostFlow, tails: Ints, heads: Ints, capacity: Ints, cost: Ints) -> Ints:
    arcs: Ints = graph.add_arcs_with_capacity_and_unit_cost(
        tails.astype(np.int32), heads.astype(np.int32), capacity.astype(np.int64), cost.astype(np.int64)
    )
    return arcs
