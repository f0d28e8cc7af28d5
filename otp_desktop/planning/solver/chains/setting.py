"""What duties of a block are made of, and by whom."""

from dataclasses import dataclass

from otp_desktop.planning.solver.chains.block import Block
from otp_desktop.planning.solver.chains.costs import DutyCosts
from otp_desktop.planning.solver.chains.kinds import Kinds
from otp_desktop.planning.solver.chains.lawful import Lawful
from otp_desktop.planning.solver.chains.turns import Turns, turns_of
from otp_desktop.planning.solver.compiled import Compiled


@dataclass(frozen=True)
class Setting:
    """A block with the agents that may serve in it, and the rules of the game."""

    block: Block
    turns: Turns
    kinds: Kinds
    lawful: Lawful
    costs: DutyCosts

    @classmethod
    def of(cls, compiled: Compiled, block: Block, kinds: Kinds, costs: DutyCosts) -> "Setting":
        return cls(block, turns_of(compiled, block), kinds, Lawful(compiled, block), costs)
