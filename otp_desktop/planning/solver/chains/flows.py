"""The best duties of all agents of a kind together: one flow through the needs of a block, from home to home.

A unit of the flow is an agent: he goes out, serves one line of each need on his way, comes home, and goes out again
after the rest. Heads are limited, so that what comes out is as many different duties as the posts want. Work, amplitude
and runs without a break are left out (see ``lawful``): no legal plan earns more.
"""

from collections import defaultdict
from dataclasses import dataclass

import numpy as np

from otp_desktop.planning.solver.arrays import NONE, Bools, Floats, Ints
from otp_desktop.planning.solver.chains.block import Block
from otp_desktop.planning.solver.chains.demand import Demand
from otp_desktop.planning.solver.chains.turns import Turns
from otp_desktop.planning.solver.min_cost import Arcs, least_cost

LARGEST = 2.0**30  # of the worths as whole numbers
HANDFUL = 16  # needs: longer waits mean fewer arcs from need to need, and more steps from place to place

Duty = list[int]
"""Lines of a block, in the order of time."""


@dataclass(frozen=True)
class Together:
    """The ``duties`` that agents of a kind have in one flow; ``earned``: no agents of the kind can earn more."""

    duties: list[Duty]
    earned: float


class Flows:
    """Finds the duties of a kind in one block.

    Nodes: each need before and after it is served, places to wait for a handful of needs, and moments at home. Most
    needs leave time for everything that starts late enough: those ways share the places to wait.
    """

    def __init__(self, block: Block, turns: Turns) -> None:
        self._block, self._needs = block, len(block.need)
        self._handful = _handfuls(block)
        self._after, self._wait = self._needs, 2 * self._needs
        self._home = self._wait + int(self._handful.max(initial=NONE)) + 1
        self._last = self._home + len(turns.moments)
        out, back = np.searchsorted(turns.moments, turns.starts), np.searchsorted(turns.moments, turns.free_at)
        self._order = self._nodes_in_order()
        self._tail, self._head, self._from, self._to = self._ways(self._home + out, self._home + back)

    def best(self, agents: int, may: Bools, demand: Demand) -> Together:
        """For so many agents who ``may`` serve some lines (lines,): what they can earn of the heads demanded."""
        line, heads, worth = _wanted(may, demand)
        if not len(line) or not agents:
            return Together([], 0.0)
        fine = 2.0 ** np.floor(np.log2(LARGEST / worth.max()))
        need = self._block.need_of_line[line]
        tail, head = self._open(need)
        cost = np.concatenate([-np.ceil(worth * fine), np.zeros(len(tail))]).astype(np.int64)
        capacity = np.concatenate([np.minimum(heads, agents), np.full(len(tail), agents)])
        arcs = Arcs(np.concatenate([need, tail]), np.concatenate([need + self._after, head]), capacity, cost)
        supplies = np.zeros(self._last + 1, dtype=np.int64)
        supplies[self._home], supplies[self._last] = agents, -agents
        flow = least_cost(arcs, supplies)
        assert flow is not None
        return Together(self._duties(arcs, flow, line), float(-(cost @ flow)) / fine)

    def _ways(self, out: Ints, back: Ints) -> tuple[Ints, Ints, Ints, Ints]:
        """All arcs but those of lines; the need that each leaves and the one it leads to, or NONE."""
        every, nothing = np.arange(self._needs), np.full(self._needs, NONE)
        waits, one, other = self._waits()
        waiting = np.flatnonzero(waits != NONE)
        part = self._block.part[np.unique(self._handful, return_index=True)[1]]
        onward = np.flatnonzero(part[1:] == part[:-1]) + self._wait
        at_home = np.arange(self._home, self._last)
        ways = [
            (every + self._after, back, every, nothing),
            (waiting + self._after, waits[waiting] + self._wait, waiting, nothing[waiting]),
            (onward, onward + 1, nothing[: len(onward)], nothing[: len(onward)]),
            (self._handful + self._wait, every, nothing, every),
            (one + self._after, other, one, other),
            (out, every, nothing, every),
            (at_home, at_home + 1, np.full(len(at_home), NONE), np.full(len(at_home), NONE)),
        ]
        tail, head, leaves, leads = (np.concatenate(column) for column in zip(*ways, strict=True))
        return tail, head, leaves, leads

    def _waits(self) -> tuple[Ints, Ints, Ints]:
        """(needs,): the first handful from which on all of the part can be reached, or NONE; and the ways before it."""
        reached = np.zeros((self._needs, self._needs), dtype=bool)
        for need, before in enumerate(self._block.before):
            reached[before, need] = True
        found, early = np.full(self._needs, NONE, dtype=np.int64), reached.copy()
        for part in range(len(self._block.parts)):
            members = np.flatnonzero(self._block.part == part)
            late = np.cumprod(reached[np.ix_(members, members)][:, ::-1], axis=1).sum(axis=1)
            handful = self._handful[members]
            whole = handful[np.maximum(len(members) - late - 1, 0)] + 1
            some = whole <= handful[-1]
            found[members[some]] = whole[some]
            early[np.ix_(members[some], members)] &= handful < whole[some][:, None]
        one, other = np.nonzero(early)
        return found, one, other

    def _nodes_in_order(self) -> list[int]:
        """Those away from home: a place to wait before its needs."""
        found, known = [], set[int]()
        for need, handful in enumerate(self._handful.tolist()):
            found += [] if handful in known else [handful + self._wait]
            found += [need, need + self._after]
            known.add(handful)
        return found

    def _open(self, need: Ints) -> tuple[Ints, Ints]:
        """The arcs that neither leave nor lead to another need than these."""
        used = np.zeros(self._needs + 1, dtype=bool)
        used[need] = used[NONE] = True
        kept = used[self._from] & used[self._to]
        return self._tail[kept], self._head[kept]

    def _duties(self, arcs: Arcs, flow: Ints, line: Ints) -> list[Duty]:
        """The flow taken apart; who has been out longest goes home first."""
        leaving: dict[int, list[tuple[int, int, Duty]]] = defaultdict(list)
        for arc in np.flatnonzero(flow).tolist():
            served = [int(line[arc])] if arc < len(line) else []
            leaving[int(arcs.tail[arc])].append((int(arcs.head[arc]), int(flow[arc]), served))
        here: dict[int, list[Duty]] = defaultdict(list)
        for moment in range(self._home, self._last):
            for head, units, _ in leaving[moment]:
                here[head] += [[] for _ in range(units)] if head < self._home else []
        for node in self._order:
            duties = sorted(here.pop(node, []))
            for head, units, served in leaving[node]:
                here[head] += [duty + served for duty in duties[:units]]
                del duties[:units]
        return [duty for node in range(self._home, self._last + 1) for duty in here[node]]


def _handfuls(block: Block) -> Ints:
    """(needs,): a number for each few needs in a row of a part."""
    found, known = np.zeros(len(block.need), dtype=np.int64), 0
    for part in range(len(block.parts)):
        members = np.flatnonzero(block.part == part)
        found[members] = known + np.arange(len(members)) // HANDFUL
        known += -(-len(members) // HANDFUL)
    return found


def _wanted(may: Bools, demand: Demand) -> tuple[Ints, Ints, Floats]:
    """Lines with heads that are worth something, those below the minimum first; how many, and their worth."""
    line = np.tile(np.arange(len(may)), 2)
    heads = np.concatenate([demand.low, demand.high])
    worth = np.concatenate([demand.low_worth, demand.high_worth])
    kept = may[line] & (heads > 0) & (worth > 0)
    return line[kept], heads[kept], worth[kept]
