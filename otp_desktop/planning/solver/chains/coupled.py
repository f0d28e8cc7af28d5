"""Which blocks are worth the work: those in which agents serve several posts in a duty, of a size that fits."""

from otp_desktop.planning.solver.chains.block import Block, block_of, waves_of_blocks, waves_of_duties
from otp_desktop.planning.solver.compiled import Compiled

MOST_NEEDS = 2_000
MANY_WAVES = 5  # of a part, before ways from post to post say more than ways to each
MOST_STEPS = 20_000_000  # ways from need to need × agents: a fraction of a second for one pricing of all duties


def coupled_blocks(compiled: Compiled) -> list[Block]:
    """Of waves that duties and rests link."""
    return _fitting(compiled, waves_of_blocks(compiled))


def duty_blocks(compiled: Compiled) -> list[Block]:
    """Of waves that duties alone link."""
    return _fitting(compiled, waves_of_duties(compiled))


def long_chains(compiled: Compiled, fewest: int = MANY_WAVES) -> list[Block]:
    """Of waves that duties alone link, so many at least; none where they hold less than half of the heads."""
    found = _fitting(compiled, [waves for waves in waves_of_duties(compiled) if len(waves) >= fewest])
    heads = sum(int(compiled.lines.count[block.lines].sum()) for block in found)
    return found if 2 * heads >= compiled.required_heads else []


def _fitting(compiled: Compiled, blocks: list[tuple[int, ...]]) -> list[Block]:
    found = []
    for waves in blocks:
        needs = sum(len(compiled.waves.members[wave]) for wave in waves)
        if len(waves) > 1 and needs <= MOST_NEEDS:
            block = block_of(compiled, waves)
            if 0 < sum(len(before) for before in block.before) * len(compiled.problem.agents) <= MOST_STEPS:
                found.append(block)
    return found
