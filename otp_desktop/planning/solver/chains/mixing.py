"""Corps that may not stand together: who keeps away from which need while duties are made."""

import numpy as np

from otp_desktop.planning.solver.arrays import FAR, NONE, Bools, Ints
from otp_desktop.planning.solver.chains.block import Block
from otp_desktop.planning.solver.compiled import Compiled
from otp_desktop.planning.solver.roster import Roster


def keeps_apart(compiled: Compiled, roster: Roster, block: Block, agents: Ints) -> Bools:
    """(agents, needs): false where the agent's corps leaves the need to the others of a forbidden mix.

    A corps that stands there already stays. Of the others, the one that can fill fewest heads of the need leaves it,
    and of two that can fill as many the smaller one.
    """
    corps = np.array([agent.corps for agent in compiled.problem.agents], dtype=object)
    allowed = np.ones((len(agents), len(block.need)), dtype=bool)
    for mix in compiled.problem.rules.forbidden_mixes:
        members = [np.flatnonzero(corps == one) for one in mix]
        if not mix or not all(len(one) for one in members):
            continue
        standing = np.array([_standing(compiled, roster, block, one) for one in members])
        heads = np.array([_heads(compiled, block, one) for one in members])
        sizes = np.broadcast_to([[len(one)] for one in members], heads.shape)
        fewest = np.lexsort((sizes, np.where(standing, FAR, heads)), axis=0)[0]
        leaves = np.array(mix, dtype=object)[fewest]
        meet = (standing | (heads > 0)).all(axis=0)
        allowed &= ~(meet & (corps[agents][:, None] == leaves))
    return allowed


def _standing(compiled: Compiled, roster: Roster, block: Block, members: Ints) -> Bools:
    """(needs,): whether one of these agents stands there."""
    lines = roster.line[members]
    held = [*lines[lines != NONE].tolist(), *(line for agent, line in roster.apart if agent in members)]
    return np.isin(block.need, compiled.lines.need[np.array(held, dtype=np.int64)])


def _heads(compiled: Compiled, block: Block, members: Ints) -> Ints:
    """(needs,): heads of each need that some of these agents may fill."""
    classes = np.unique(compiled.eligibility.agent_class[members])
    may = compiled.eligibility.allowed[np.ix_(classes, compiled.eligibility.line_class[block.lines])].any(axis=0)
    found: Ints = np.add.reduceat(may * compiled.lines.count[block.lines], block.first)
    return found
