"""Which blocks are worth the work: those in which agents serve several posts in a duty, of a size that fits."""

from otp_desktop.planning.solver.chains.block import Block, block_of, waves_of_blocks
from otp_desktop.planning.solver.compiled import Compiled

MOST_NEEDS = 2_000
MOST_STEPS = 20_000_000  # ways from need to need × agents: a fraction of a second for one pricing of all duties


def coupled_blocks(compiled: Compiled) -> list[Block]:
    found = []
    for waves in waves_of_blocks(compiled):
        needs = sum(len(compiled.waves.members[wave]) for wave in waves)
        if len(waves) > 1 and needs <= MOST_NEEDS:
            block = block_of(compiled, waves)
            if 0 < sum(len(before) for before in block.before) * len(compiled.problem.agents) <= MOST_STEPS:
                found.append(block)
    return found
