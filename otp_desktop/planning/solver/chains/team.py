"""Whom to free so that a post that lacks heads may find them."""

import numpy as np

from otp_desktop.planning.solver.arrays import Ints
from otp_desktop.planning.solver.chains.block import Block
from otp_desktop.planning.solver.compiled import Compiled
from otp_desktop.planning.solver.roster import Roster

ABLE, OTHERS = 60, 40  # agents freed at once: those who could fill a line, and others to take what they leave


def team_for_a_short_line(compiled: Compiled, roster: Roster, block: Block, random: np.random.Generator) -> Ints:
    """Some of the agents who may fill one of the short lines, and some others; nobody when no line is short."""
    short = block.lines[roster.heads[block.lines] < compiled.lines.count[block.lines]]
    if not len(short):
        return np.zeros(0, dtype=np.int64)
    everybody = np.flatnonzero(~roster.frozen)
    may = compiled.eligibility.block(everybody, random.choice(short, 1))[:, 0]
    able = random.permutation(everybody[may])[:ABLE]
    return np.union1d(able, random.permutation(everybody)[:OTHERS])
