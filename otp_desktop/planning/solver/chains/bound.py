"""The least missing heads of a block, proved class after class of heads.

Any prices prove something (``Generation.value``): every duty of a legal plan is a path of the network, whose limits
are the loosest in force and which leaves out all that concerns more than one duty. Locked heads are held for nothing.
A class is bounded with the heads of the classes before it worth more: a plan that has as few of those missing as is
proved has at least so many of its own class missing, and a plan that misses more of those ranks behind the bound. The
prices at which duties were sought often prove a class by themselves.
"""

from collections.abc import Iterable
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
from otp_desktop.planning.solver.chains.duty_search import Held, learn
from otp_desktop.planning.solver.chains.generation import Generation
from otp_desktop.planning.solver.chains.kinds import kinds_of
from otp_desktop.planning.solver.chains.setting import Setting
from otp_desktop.planning.solver.chains.worth import CLASSES, classes_asked, demand_of, down_to, fall
from otp_desktop.planning.solver.compiled import Compiled
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
    known: Iterable[Held] = (),
    prices: Floats | None = None,
    worth: Floats | None = None,
) -> WaveBound:
    """``missing`` (classes): what a known plan misses in the block; ``known``: duties that are worth a look.

    ``prices`` (lines,) of heads worth so much (classes,) are worth a look as well.

    As long as it misses no more than is proved, the classes of which it misses none prove themselves.
    """
    everybody = np.arange(len(compiled.problem.agents))
    kinds = kinds_of(compiled, block, everybody, available(compiled, everybody, block.need), priced=False)
    setting = Setting.of(compiled, block, kinds, DutyCosts(compiled, block, kinds, priced=False))
    heads, proved, tight = heads_of(compiled, locked, block.lines), [0] * CLASSES, True
    worth = fall(np.array(missing) > 0) if worth is None else worth
    generation, learnt = Generation(setting, demand_of(heads, worth), late), False
    for place in classes_asked(heads):
        if late():
            break
        if tight and not missing[place]:
            continue
        generation.aim(down_to(heads, place, worth))
        before = float(worth[:place] @ proved[:place]) / worth[place]
        enough = before + missing[place] - 1 + 2 * ROUNDING if tight else np.inf
        if prices is not None:
            generation.look(prices / worth[place])
        if generation.value < enough:
            if not learnt:
                learn(setting, generation, chain(lines_held(roster, block, everybody), known))
                learnt = True
            generation.converge(NEAR, enough)
        least = ceil(max(0.0, generation.value - before - ROUNDING))
        given_up = sum(missing[:place]) - sum(proved)  # for which a plan of the proved coverage may pay here
        proved[place] = min(least, missing[place] + max(0, given_up))
        tight &= proved[place] == missing[place]
    return WaveBound(tuple(proved[:PRIORITIES]), tuple(proved[PRIORITIES:]))
