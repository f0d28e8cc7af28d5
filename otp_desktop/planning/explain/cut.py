"""A largest filling of some lines and the least cut that proves it."""

from dataclasses import dataclass

import numpy as np
from ortools.graph.python import max_flow

from otp_desktop.planning.solver.arrays import Bools, Ints


@dataclass(frozen=True)
class Cut:
    """``missing`` heads stay empty in every filling: ``lines`` ask for ``heads``, and only ``agents`` may fill any.

    ``lines`` are places in the table of lines; ``missing`` is ``heads`` less ``agents``.
    """

    missing: int
    lines: Ints
    heads: int
    agents: int


def least_cut(supply: Ints, allowed: Bools, heads: Ints) -> Cut:
    """The cut of a transport from groups (``supply`` agents each) to lines that ask for ``heads``."""
    graph = max_flow.SimpleMaxFlow()
    groups, lines = allowed.shape
    source, sink = groups + lines, groups + lines + 1
    group, line = np.nonzero(allowed & (heads > 0))
    _add(graph, np.full(groups, source), np.arange(groups), supply)
    _add(graph, group, groups + line, supply[group])
    _add(graph, groups + np.arange(lines), np.full(lines, sink), heads)
    if graph.solve(source, sink) != graph.OPTIMAL:
        raise RuntimeError("the largest flow of a wave was not found")
    # Nodes that can still send to the sink: lines with room, and all that leads to them.
    open_side = np.asarray(graph.get_sink_side_min_cut(), dtype=np.int64)
    short = np.sort(open_side[(open_side >= groups) & (open_side < groups + lines)] - groups)
    served = allowed[:, short].any(axis=1) if len(short) else np.zeros(groups, dtype=bool)
    asked, there = int(heads[short].sum()), int(supply[served].sum())
    missing = int(heads.sum()) - int(graph.optimal_flow())
    if missing != asked - there:
        raise RuntimeError("the cut does not prove the flow")
    return Cut(missing, short[heads[short] > 0], asked, there)


def _add(graph: max_flow.SimpleMaxFlow, tails: Ints, heads: Ints, capacity: Ints) -> None:
    graph.add_arcs_with_capacity(tails.astype(np.int32), heads.astype(np.int32), capacity.astype(np.int64))
