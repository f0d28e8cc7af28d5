"""Corps that may not stand together: who keeps away from which need while duties are made."""

import numpy as np

from otp_desktop.planning.solver.arrays import FAR, NONE, Bools, Floats, Ints
from otp_desktop.planning.solver.chains.block import Block
from otp_desktop.planning.solver.compiled import Compiled
from otp_desktop.planning.solver.mixes import mixes_of
from otp_desktop.planning.solver.roster import Roster

TINY = 1e-6  # of a head


def keeps_apart(
    compiled: Compiled,
    roster: Roster,
    block: Block,
    agents: Ints,
    held: Floats | None = None,
    *,
    only_mixed: bool = False,
) -> Bools:
    """(agents, needs): false where the agent's corps leaves the need to the others of a forbidden mix.

    A corps that stands there already stays. Of the others, the one that can fill fewest heads of the need leaves it,
    and of two that can fill as many the smaller one; or the one that has fewest where a relaxation says which heads
    each has ``held`` (corps, needs). ``only_mixed``: only needs where the relaxation mixes corps are left by one.
    """
    allowed = np.ones((len(agents), len(block.need)), dtype=bool)
    for mix in mixes_of(compiled):
        standing, heads = _of_corps(compiled, roster, block, mix)
        sizes = np.array([[(compiled.agents.corps == one).sum()] for one in mix])
        fewest = _fewest(heads if held is None else held[mix], standing, sizes)
        meet = (standing | (heads > 0)).all(axis=0)
        if held is not None and only_mixed:
            meet &= (held[mix] > TINY).all(axis=0) | standing.any(axis=0)
        allowed &= ~(meet & (compiled.agents.corps[agents][:, None] == np.array(mix)[fewest]))
    return allowed


def leaves_open(compiled: Compiled, roster: Roster, block: Block) -> Bools:
    """(needs,): where nobody stands yet who decides which corps may come."""
    found = np.ones(len(block.need), dtype=bool)
    for mix in mixes_of(compiled):
        found &= ~_of_corps(compiled, roster, block, mix)[0].any(axis=0)
    return found


def _of_corps(compiled: Compiled, roster: Roster, block: Block, mix: list[int]) -> tuple[Bools, Ints]:
    """(members, needs): which members of a mix stand on a need, and how many heads of it each can fill."""
    members = [np.flatnonzero(compiled.agents.corps == one) for one in mix]
    standing = np.array([_standing(compiled, roster, block, one) for one in members])
    return standing, np.array([_heads(compiled, block, one) for one in members])


def _fewest(heads: Floats | Ints, standing: Bools, sizes: Ints) -> Ints:
    """(needs,): the member that leaves."""
    found: Ints = np.lexsort((np.broadcast_to(sizes, heads.shape), np.where(standing, FAR, heads)), axis=0)[0]
    return found


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
