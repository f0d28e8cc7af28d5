"""Branch and price: a duty that the relaxation gives to a member in part is his, or it isn't.

Each node is relaxed over the rows that its decisions leave, and dropped once that proves it no better than the best
roster. The search plunges, nearly sure duties given first and several at a time, and goes on from the open node with
the least bound (Barnhart et al., "Branch-and-price: column generation for solving huge integer programs", Operations
Research 46, 1998).
"""

import heapq
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import count, cycle

import numpy as np

from otp_desktop.planning.solver.arrays import Bools, Floats
from otp_desktop.planning.solver.rostering.generation import TINY, Generation
from otp_desktop.planning.solver.rostering.incumbent import Incumbent
from otp_desktop.planning.solver.rostering.master import Relaxed
from otp_desktop.planning.solver.rostering.pricing import Pricing, StoppedError, duties_and_rests
from otp_desktop.planning.solver.rostering.tables import Tables

GUIDED = 0.3  # by which a duty of the best roster is given rather (Danna, Rothberg & Le Pape's guided dives)
SURE = 0.8  # a duty given by so much is given together with the surest
AT_ONCE = 10  # duties given in a node at most


@dataclass(frozen=True)
class Decision:
    """Whether the member has this duty."""

    member: int
    day: int
    kind: int
    has: bool


Node = tuple[Decision, ...]


class Branching:
    """The tree is kept from one time to the next."""

    def __init__(self, tables: Tables, incumbent: Incumbent, generation: Generation, pricing: Pricing) -> None:
        self._tables, self._incumbent = tables, incumbent
        self._generation, self._pricing = generation, pricing
        self._order = count()
        self._guided = cycle((1.0, 0.0))  # by turns beside the best roster, and wherever the relaxation leads
        self._open: list[tuple[float, int, Node]] = [(-np.inf, 0, ())]
        self._left_out = np.inf  # least bound of the nodes that could not be relaxed

    def run(self, over: Callable[[], bool]) -> None:
        """Until it is over; or until the best roster is proved."""
        try:
            while not over():
                least = self._open[0][0] if self._open else self._incumbent.beside_bounds
                self._incumbent.raise_bound(min(least, self._left_out))
                if not self._open:
                    return
                bound, _, node = heapq.heappop(self._open)
                self._plunge(node, bound, over)
        finally:
            self._pricing.may = duties_and_rests(self._tables)
            self._generation.master.allow(self._pricing.may)

    def _plunge(self, node: Node, bound: float, over: Callable[[], bool]) -> None:
        """From a node to one that is a roster or no better than the best; the nodes beside its way stay open."""
        guide = GUIDED * self._best_holds() * next(self._guided)
        while True:
            self._pricing.may = may = self._left_by(node)
            most = self._incumbent.beside_bounds - 1 + TINY
            try:
                relaxed, bound = self._generation.relax_within(may, bound, most)
            except StoppedError:
                self._keep(bound, node)
                raise
            partly = self._partly(relaxed)
            if not partly.any():
                self._leave(node, bound, over)
                return
            for decision in _surest(partly + np.where(partly, guide, 0.0)):
                self._keep(bound, (*node, replace(decision, has=False)))
                node = (*node, decision)

    def _partly(self, relaxed: Relaxed | None) -> Floats:
        """How much of each duty each member has (members, days, kinds), where he has it in part; offers a roster."""
        if relaxed is None:
            return np.zeros(0)
        master = self._generation.master
        held = master.held(relaxed.taken)
        partly = np.where((held > TINY) & (held < 1 - TINY), held, 0.0)
        if not partly.any():
            self._incumbent.offer(master.rounded(relaxed.taken))
        return partly

    def _best_holds(self) -> Bools:
        """(members, days, kinds): the duties of the best roster."""
        return np.asarray(self._incumbent.best.roster[..., None] == np.arange(len(self._tables.problem.kinds)))

    def _leave(self, node: Node, bound: float, over: Callable[[], bool]) -> None:
        """For good where nothing better is in it; it comes back where only the time ended its relaxation."""
        if bound > self._incumbent.beside_bounds - 1 + TINY:
            return
        if over():
            self._keep(bound, node)
        else:  # numerical trouble, or pricing that proves too little
            self._left_out = min(self._left_out, bound)

    def _keep(self, bound: float, node: Node) -> None:
        """Among nodes with the same bound the last comes first: more is decided there."""
        heapq.heappush(self._open, (bound, -next(self._order), node))

    def _left_by(self, node: Node) -> Bools:
        """(members, days, kinds + 1): what rows may hold, days off last."""
        may = duties_and_rests(self._tables)
        for one in node:
            if one.has:
                may[one.member, one.day] = np.arange(may.shape[2]) == one.kind
            else:
                may[one.member, one.day, one.kind] = False
        return may


def _surest(partly: Floats) -> Iterator[Decision]:
    """The duty given by most (members, days, kinds), and others nearly sure."""
    order = np.argsort(-partly, axis=None, kind="stable")[:AT_ONCE].tolist()
    for place in order:
        if place == order[0] or partly.flat[place] > SURE:
            member, day, kind = (int(index) for index in np.unravel_index(place, partly.shape))
            yield Decision(member, day, kind, True)
