"""The least missing heads of a block, proved class after class of heads.

Any prices prove something (``Generation.value``): every duty of a legal plan is a path of the network, whose limits
are the loosest in force and which leaves out all that concerns more than one duty. Locked heads are held for nothing.
A class is bounded with the heads of the classes before it worth more: a plan that has as few of those missing as is
proved has at least so many of its own class missing, and a plan that misses more of those ranks behind the bound. The
prices at which duties were sought often prove a class by themselves.
"""

from collections.abc import Callable
from functools import cache
from itertools import chain
from math import ceil

import numpy as np

from otp_desktop.planning.plan import PRIORITIES
from otp_desktop.planning.progress import StopRequested
from otp_desktop.planning.solver.arrays import Floats
from otp_desktop.planning.solver.availability import available
from otp_desktop.planning.solver.bounds import WaveBound
from otp_desktop.planning.solver.chains.block import Block
from otp_desktop.planning.solver.chains.costs import DutyCosts
from otp_desktop.planning.solver.chains.cover import lines_held
from otp_desktop.planning.solver.chains.duty_search import Sought, learn
from otp_desktop.planning.solver.chains.generation import Generation
from otp_desktop.planning.solver.chains.kinds import kinds_of
from otp_desktop.planning.solver.chains.setting import Setting
from otp_desktop.planning.solver.chains.worth import classes_asked, demand_of, down_to, fall
from otp_desktop.planning.solver.compiled import Compiled
from otp_desktop.planning.solver.market import CLASSES, Heads
from otp_desktop.planning.solver.roster import Roster, heads_of

ROUNDING = 1e-5  # of a head
NEAR = 0.02  # heads: a bound this near the relaxation will not be another whole number


def block_bound(
    compiled: Compiled,
    locked: Roster,
    roster: Roster,
    block: Block,
    missing: tuple[int, ...],
    late: StopRequested,
    sought: Sought | None = None,
) -> WaveBound:
    """``missing`` (classes): what a known plan misses in the block; ``sought``: what a search has learnt of it.

    As long as it misses no more than is proved, the classes of which it misses none prove themselves.
    """
    everybody = np.arange(len(compiled.problem.agents))
    kinds = kinds_of(compiled, block, everybody, available(compiled, everybody, block.need), priced=False)
    setting = Setting.of(compiled, block, kinds, DutyCosts(compiled, block, kinds, priced=False))
    heads = heads_of(compiled, locked, block.lines)
    worth = fall(np.array(missing) > 0) if sought is None else sought.worth
    generation = Generation(setting, demand_of(heads, worth), late)
    known = () if sought is None else sought.known
    start = cache(lambda: learn(setting, generation, chain(lines_held(roster, block, everybody), known)))
    proof = _Proof(generation, heads, worth, missing, start)
    for place in classes_asked(heads):
        if late():
            break
        proof.of_class(place, None if sought is None else sought.prices)
    return proof.bound


class _Proof:
    """What is proved of each class of heads; ``start`` makes known duties known to ``generation``, once."""

    def __init__(
        self,
        generation: Generation,
        heads: Heads,
        worth: Floats,
        missing: tuple[int, ...],
        start: Callable[[], None],
    ) -> None:
        self._generation, self._heads, self._worth, self._start = generation, heads, worth, start
        self._missing, self._proved, self._tight = missing, [0] * CLASSES, True

    @property
    def bound(self) -> WaveBound:
        return WaveBound(tuple(self._proved[:PRIORITIES]), tuple(self._proved[PRIORITIES:]))

    def of_class(self, place: int, prices: Floats | None) -> None:
        """``prices`` (lines,) of heads of such ``worth`` are worth a look."""
        if self._tight and not self._missing[place]:
            return
        generation, worth = self._generation, self._worth
        generation.aim(down_to(self._heads, place, worth))
        before = float(worth[:place] @ self._proved[:place]) / worth[place]
        enough = before + self._missing[place] - 1 + 2 * ROUNDING if self._tight else np.inf
        if prices is not None:
            generation.look(prices / worth[place])
        if generation.value < enough:
            self._start()
            generation.converge(NEAR, enough)
        self._note(place, ceil(max(0.0, generation.value - before - ROUNDING)))

    def _note(self, place: int, least: int) -> None:
        # What the known plan misses of graver classes beyond the proof, a plan of the proved coverage may pay for here.
        given_up = sum(self._missing[:place]) - sum(self._proved)
        self._proved[place] = min(least, self._missing[place] + max(0, given_up))
        self._tight &= self._proved[place] == self._missing[place]
