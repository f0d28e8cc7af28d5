"""A flow of least cost through a network; a very large one in a process of its own, for OR-Tools cannot be stopped."""

from dataclasses import dataclass
from multiprocessing import current_process
from multiprocessing.connection import Connection

import numpy as np
from ortools.graph.python import min_cost_flow

from otp_desktop.planning.child_process import start_child
from otp_desktop.planning.progress import StopRequested, never_stop
from otp_desktop.planning.solver.arrays import Ints

LARGE = 1_000_000  # arcs: from here on a flow takes seconds, and the start of a process is worth it
ASK_EVERY = 0.05  # seconds between two questions whether to stop


@dataclass(frozen=True)
class Arcs:
    """One entry an arc: the nodes at its ends, its capacity and the cost of a unit, in whole numbers."""

    tail: Ints
    head: Ints
    capacity: Ints
    cost: Ints

    @classmethod
    def joined(cls, parts: list["Arcs"]) -> "Arcs":
        return cls(
            np.concatenate([part.tail for part in parts]),
            np.concatenate([part.head for part in parts]),
            np.concatenate([part.capacity for part in parts]),
            np.concatenate([part.cost for part in parts]),
        )


def least_cost(arcs: Arcs, supplies: Ints, over: StopRequested = never_stop) -> Ints | None:
    """The flow on each arc, where each node gives or takes its supply; None when it was over before."""
    if len(arcs.tail) < LARGE or over is never_stop or current_process().daemon:  # which may have no children
        return _solved(arcs, supplies)
    return None if over() else _solved_aside(arcs, supplies, over)


def _solved(arcs: Arcs, supplies: Ints) -> Ints:
    graph = min_cost_flow.SimpleMinCostFlow()
    numbers = graph.add_arcs_with_capacity_and_unit_cost(
        arcs.tail.astype(np.int32), arcs.head.astype(np.int32), arcs.capacity, arcs.cost
    )
    graph.set_nodes_supplies(np.arange(len(supplies), dtype=np.int32), supplies)
    status = graph.solve()
    if status != graph.OPTIMAL:
        raise RuntimeError(f"the flow of a wave ended with {status}")
    flows: Ints = graph.flows(numbers)
    return flows


def _solved_aside(arcs: Arcs, supplies: Ints, over: StopRequested) -> Ints | None:
    process, pipe = start_child(_work, (arcs, supplies), "otp-flow", daemon=True)
    try:
        while not pipe.poll(ASK_EVERY):
            if over():
                return None
        found: Ints = pipe.recv()
        return found
    except (EOFError, OSError):
        return _solved(arcs, supplies)  # it could not start, or was ended from outside
    finally:
        process.kill()
        process.join()
        process.close()
        pipe.close()


def _work(arcs: Arcs, supplies: Ints, pipe: Connection) -> None:
    """What the process does."""
    pipe.send(_solved(arcs, supplies))
    pipe.close()
