"""Chains of posts in the search: what its blocks lack is sought among whole duties, and what is found is proved."""

from collections.abc import Callable, Iterator
from functools import cached_property, partial

import numpy as np

from otp_desktop.planning.plan import Bound
from otp_desktop.planning.progress import StopRequested
from otp_desktop.planning.solver.arrays import Bools, Ints
from otp_desktop.planning.solver.bounds import NOTHING_PROVED, WaveBound, missing_in, sum_of
from otp_desktop.planning.solver.chains.block import Block
from otp_desktop.planning.solver.chains.bound import block_bound
from otp_desktop.planning.solver.chains.coupled import coupled_blocks
from otp_desktop.planning.solver.chains.cover import cover, missing_weight
from otp_desktop.planning.solver.chains.duty_search import LESS_THAN_ONE, Sought
from otp_desktop.planning.solver.chains.team import team_for_a_short_line
from otp_desktop.planning.solver.compiled import Compiled
from otp_desktop.planning.solver.roster import Roster
from otp_desktop.planning.solver.runs import Run
from otp_desktop.planning.solver.stopping import NoGain
from otp_desktop.planning.solver.wave_solver import WaveSolver

PATIENCE = 6  # teams in vain before a block is left as it is
FEW = 2  # of them, as long as nothing is proved: maybe nothing is left to gain

Attempt = Callable[[Callable[[], None]], bool]
"""Makes a move, undoes it when the plan got worse, and says whether it got better."""


class Chains:
    """The blocks of a problem, and the moves that fill them."""

    def __init__(self, compiled: Compiled, waves: WaveSolver, random: np.random.Generator) -> None:
        self._compiled, self._waves, self._random = compiled, waves, random
        self._sought: dict[tuple[int, ...], Sought] = {}

    @cached_property
    def blocks(self) -> list[Block]:
        """Made when they are needed first."""
        return coupled_blocks(self._compiled)

    def fill(self, roster: Roster, attempt: Attempt, over: StopRequested) -> None:
        """Each short block anew, then by a few teams; ``attempt`` undoes a move when the plan got worse."""
        for block in self.blocks:
            if not over() and self._lacking(roster, block).any():
                attempt(partial(self._renew, roster, block, over))
        self.mend(roster, attempt, over, patience=FEW)

    def mend(self, roster: Roster, attempt: Attempt, over: StopRequested, patience: int = PATIENCE) -> None:
        """Gives teams new duties where heads are lacking, until so many in a row gained nothing."""
        for block in self.blocks:
            fruitless = NoGain(patience)
            while self._may_gain(roster, block) and not (over() or fruitless()):
                team = team_for_a_short_line(self._compiled, roster, block, self._random)
                fruitless.tried(gained=attempt(partial(self._refill, roster, block, team, over)))

    def _may_gain(self, roster: Roster, block: Block) -> bool:
        """Whether heads are missing, and not as few as the duties of everybody must leave."""
        if not self._lacking(roster, block).any():
            return False
        sought = self._sought.get(block.waves)
        if sought is None:
            return True
        return missing_weight(self._compiled, roster, block, sought.worth) > sought.least + LESS_THAN_ONE

    def _renew(self, roster: Roster, block: Block, over: StopRequested) -> None:
        """New duties for everybody."""
        everybody = np.flatnonzero(~roster.frozen)
        self._sought[block.waves] = cover(self._compiled, roster, block, everybody, over)
        for wave in block.waves:
            self._waves.complete(roster, wave)

    def _refill(self, roster: Roster, block: Block, team: Ints, over: StopRequested) -> None:
        sought = self._sought.get(block.waves)
        cover(self._compiled, roster, block, team, over, None if sought is None else sought.worth)
        for wave in block.waves:
            self._waves.complete(roster, wave)

    def _lacking(self, roster: Roster, block: Block) -> Ints:
        """(lines,): heads that nobody holds."""
        found: Ints = np.maximum(self._compiled.lines.count - roster.heads, 0)[block.lines]
        return found

    def bound(
        self, locked: Roster, roster: Roster, runs: list[Run], of_runs: list[WaveBound], late: StopRequested
    ) -> tuple[Bound, Bools]:
        """What is proved of the blocks that lack heads, and of runs elsewhere; (needs,) where heads lack for sure."""
        found = list(self._bounds(locked, roster, late))
        waves = {wave for block, _ in found for wave in block.waves}
        others = [bound for run, bound in zip(runs, of_runs, strict=True) if waves.isdisjoint(run.waves)]
        uncertain = np.zeros(len(self._compiled.needs.start), dtype=bool)
        for block, bound in found:
            uncertain[block.need] = bound != NOTHING_PROVED
        return sum_of([bound for _, bound in found] + others), uncertain

    def _bounds(self, locked: Roster, roster: Roster, late: StopRequested) -> Iterator[tuple[Block, WaveBound]]:
        for block in self.blocks:
            minimum, count = missing_in(self._compiled, roster.heads, block.lines)
            if any(count) and not late():
                sought = self._sought.get(block.waves)
                yield block, block_bound(self._compiled, locked, roster, block, minimum + count, late, sought)
