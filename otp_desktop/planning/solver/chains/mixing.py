"""Corps that may not stand together: who keeps away from which need while duties are made."""

import numpy as np

from otp_desktop.planning.solver.arrays import Bools, Ints
from otp_desktop.planning.solver.chains.block import Block
from otp_desktop.planning.solver.compiled import Compiled


def keeps_apart(compiled: Compiled, block: Block, agents: Ints) -> Bools:
    """(agents, needs): false where the agent's corps leaves the need to the others of a forbidden mix.

    The corps that can fill fewest heads of a need leaves it, and of two that can fill as many the smaller one.
    """
    force = compiled.problem.agents
    corps = np.array([agent.corps for agent in force], dtype=object)
    allowed = np.ones((len(agents), len(block.need)), dtype=bool)
    for mix in compiled.problem.rules.forbidden_mixes:
        members = [np.flatnonzero(corps == one) for one in mix]
        if not mix or not all(len(one) for one in members):
            continue
        heads = np.array([_heads(compiled, block, one) for one in members])
        fewest = np.lexsort((np.array([len(one) for one in members])[:, None] + 0 * heads, heads), axis=0)[0]
        leaves = np.array(mix, dtype=object)[fewest]
        meet = (heads > 0).all(axis=0)
        allowed &= ~(meet & (corps[agents][:, None] == leaves))
    return allowed


def _heads(compiled: Compiled, block: Block, members: Ints) -> Ints:
    """(needs,): heads of each need that some of these agents may fill."""
    classes = np.unique(compiled.eligibility.agent_class[members])
    may = compiled.eligibility.allowed[np.ix_(classes, compiled.eligibility.line_class[block.lines])].any(axis=0)
    found: Ints = np.add.reduceat(may * compiled.lines.count[block.lines], block.first)
    return found
