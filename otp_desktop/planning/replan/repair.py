"""Repairs an old plan block by block: best coverage, fewest changes, then least soft cost among those it moves."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import cached_property

import numpy as np

from otp_desktop.planning.plan import Bound
from otp_desktop.planning.problem import Assignment
from otp_desktop.planning.progress import StopRequested
from otp_desktop.planning.replan.expected import Expectations
from otp_desktop.planning.replan.least_changes import LeastChanges
from otp_desktop.planning.replan.mixes import least_unmixed_changes
from otp_desktop.planning.solver.arrays import NONE, Bools, Ints
from otp_desktop.planning.solver.baseline import Baseline
from otp_desktop.planning.solver.chains.block import Block
from otp_desktop.planning.solver.chains.calm import Calm, cover_calmly
from otp_desktop.planning.solver.chains.coupled import duty_blocks, long_chains
from otp_desktop.planning.solver.chains.cover import cover
from otp_desktop.planning.solver.compiled import Compiled
from otp_desktop.planning.solver.stopping import AnyOf, TimeLimit
from otp_desktop.planning.solver.value import Rank, StrictRank, rank_of, soft_of, strict_rank_of
from otp_desktop.planning.solver.wave_solver import WaveSolver
from otp_desktop.planning.wave_view import WaveView, blocks_of, roster_of, wave_view

ROUNDS_SHARE = 0.4  # of the time left: for duties to choose from; the rest makes whole duties of them


class Repair:
    """One plan being mended; the roster holds a legal plan whenever anybody looks."""

    def __init__(self, compiled: Compiled, expected: Expectations, surviving: tuple[Assignment, ...]) -> None:
        self._compiled = compiled
        self._expected = expected
        self._baseline = expected.baseline
        self._solver = WaveSolver(compiled, expected.baseline)
        self._blocks = blocks_of(compiled)
        self.roster = roster_of(compiled, surviving)
        lost = expected.awaited & (self.roster.line != expected.baseline.line)
        self._upset = np.asarray(lost.any(axis=0)) | _with_new_needs(compiled, expected.baseline)
        self._calm = Calm(expected.baseline, ~lost.any(axis=1))

    def refill(self, late: StopRequested, asked: StopRequested) -> None:
        """Fills each block that lacks heads once, first those that have lost some or have new needs.

        These however late it is, unless somebody has ``asked`` to stop.
        """
        self._whole_duties(late)
        for block in sorted(self._to_mend(), key=self._is_as_it_was):
            if asked() or (late() and self._is_as_it_was(block)):
                return
            self._mend(block, late)

    def _is_as_it_was(self, block: tuple[int, ...]) -> bool:
        return not self._upset[[*block]].any()

    def run(self, bound: Bound, stop: StopRequested) -> None:
        """Mends the blocks that lack heads or where somebody is disturbed, then spares whom it can; until no gain."""
        gained = True
        while gained and not stop() and not self.meets(bound):
            gained = False
            for block in self._to_mend():
                if stop() or self.meets(bound):
                    return
                gained |= self._mend(block, stop)
            gained = gained or self._spare_somebody(bound, stop)

    def renew_duties(self, bound: Bound, over: StopRequested, seconds: float) -> None:
        """Duties of several posts chosen anew, with the fewest changes, as long as that makes the plan better."""
        time, gained = TimeLimit(seconds), True
        over = AnyOf(over, time)
        while gained and not (over() or self.meets(bound)):
            gained = False
            for block in sorted(self._duty_blocks, key=self._lacking, reverse=True):
                if self._is_wanting(block) and not over():
                    enough = TimeLimit(time.left * ROUNDS_SHARE)
                    gained |= self._renew(block, AnyOf(over, enough), over)

    @cached_property
    def _duty_blocks(self) -> list[Block]:
        return duty_blocks(self._compiled)

    def _renew(self, block: Block, enough: StopRequested, over: StopRequested) -> bool:
        before, rank = self.roster.line.copy(), self.strict_rank()
        cover_calmly(self._compiled, self.roster, block, self._calm, enough, over)
        for wave in block.waves:
            self._solver.complete(self.roster, wave)
        return self._keep_if_better(before, rank)

    def _is_wanting(self, block: Block) -> bool:
        """Whether heads lack, or somebody is disturbed who maybe need not be."""
        disturbed = self._baseline.disturbed(self.roster.line)[:, block.waves]
        return bool(self._lacking(block) or disturbed.any())

    def _lacking(self, block: Block) -> int:
        return int(np.maximum(self._compiled.lines.count - self.roster.heads, 0)[block.lines].sum())

    def take_over(self, line: Ints) -> None:
        """Another plan (agents, waves) instead of this one, where it is better."""
        before, rank = self.roster.line.copy(), self.strict_rank()
        self.roster.restore(line)
        self._keep_if_better(before, rank)

    def complete(self, asked: StopRequested) -> None:
        """Gives what is still open to agents who are idle then; nobody who stands anywhere is moved."""
        short = np.flatnonzero(self.roster.heads < self._compiled.lines.count)
        waves = set(self._compiled.waves.of_need[self._compiled.lines.need[short]].tolist())
        for block in self._blocks:
            if waves.isdisjoint(block) or asked():
                continue
            with ExitStack() as held:
                for wave in block:
                    held.enter_context(self._held(wave, self.roster.line[:, wave] != NONE))
                self._fill(block)

    def _whole_duties(self, stop: StopRequested) -> None:
        """Along a way with many posts, agents with nothing to do take whole duties: one change brings many heads."""
        nobody = np.zeros(0, dtype=np.int64)
        for block in long_chains(self._compiled):
            lacking = self.roster.heads[block.lines] < self._compiled.lines.count[block.lines]
            if lacking.any() and not stop():
                before, rank = self.roster.line.copy(), self.strict_rank()
                cover(self._compiled, self.roster, block, nobody, stop)
                self._keep_if_better(before, rank)

    def covers(self, bound: Bound) -> bool:
        """Whether the coverage is proved best."""
        return self.strict_rank()[:2] == (bound.missing_minimum, bound.missing_count)

    def meets(self, bound: Bound) -> bool:
        """Whether coverage and changes are proved best."""
        return self.strict_rank() == (bound.missing_minimum, bound.missing_count, bound.changes)

    def rank(self) -> Rank:
        return rank_of(self._compiled, self.roster, self._baseline)

    def strict_rank(self) -> StrictRank:
        return strict_rank_of(self._compiled, self.roster, self._baseline)

    def _to_mend(self) -> list[tuple[int, ...]]:
        """Blocks that lack most heads first, then those where somebody is disturbed."""
        compiled = self._compiled
        short = np.maximum(compiled.lines.count - self.roster.heads, 0)
        of_wave = np.bincount(compiled.waves.of_need[compiled.lines.need], weights=short, minlength=len(compiled.waves))
        disturbed: Bools = np.asarray(self._baseline.disturbed(self.roster.line).any(axis=0))
        found = [block for block in self._blocks if of_wave[[*block]].any() or disturbed[[*block]].any()]
        return sorted(found, key=lambda block: -of_wave[[*block]].sum())

    def _mend(self, block: tuple[int, ...], late: StopRequested) -> bool:
        """One exact flow; those who are moved are placed at least soft cost unless it is late."""
        before, rank = self.roster.line.copy(), self.strict_rank()
        self._fill(block)
        if not late():
            self._settle(block)
        return self._keep_if_better(before, rank)

    def _spare_somebody(self, bound: Bound, stop: StopRequested) -> bool:
        """Tries to leave in peace, one by one, agents who are disturbed: others who are take over what they do."""
        spared = False
        disturbed = self._baseline.disturbed(self.roster.line).sum(axis=1)
        for agent in sorted(np.flatnonzero(disturbed).tolist(), key=lambda agent: (disturbed[agent], agent)):
            if stop() or self.meets(bound):
                break
            before, rank = self.roster.line.copy(), self.strict_rank()
            waves = self._baseline.disturbed(self.roster.line)[agent]
            blocks = [block for block in self._blocks if waves[[*block]].any()]
            for block in blocks:
                self._fill(block, spared=agent)
            if self.strict_rank() < rank:
                for block in blocks:
                    self._settle(block)
            spared |= self._keep_if_better(before, rank)
        return spared

    def _fill(self, block: tuple[int, ...], spared: int = NONE) -> None:
        """Fills a block again with fewest changes; ``spared`` counts as one even where he is changed elsewhere."""
        view = wave_view(self._compiled, self.roster, block)
        calm = self._expected.calm_outside(view, self.roster, block) | (view.agents == spared)
        expected = self._expected.within(view, block, calm, self.roster)
        self._apply(view, block, least_unmixed_changes(self._compiled, self.roster, view, expected))

    def _settle(self, block: tuple[int, ...]) -> None:
        """Places those who are moved at least soft cost."""
        for wave in block:
            with self._held(wave, self.roster.line[:, wave] == self._baseline.line[:, wave]):
                self._solver.solve(self.roster, wave)

    def _keep_if_better(self, before: Ints, rank: StrictRank) -> bool:
        """Undoes what made the plan worse; whether coverage or changes gained."""
        found = self.strict_rank()
        if found > rank or (found == rank and self._is_dearer(before)):
            self.roster.restore(before)
        return found < rank

    def _is_dearer(self, before: Ints) -> bool:
        """Than a plan as good otherwise."""
        line = self.roster.line
        changed = not np.array_equal(line, before)
        return changed and soft_of(self._compiled, line) > soft_of(self._compiled, before)

    def _apply(self, view: WaveView, block: tuple[int, ...], filling: LeastChanges) -> None:
        of_line = self._compiled.waves.of_need[self._compiled.lines.need[view.lines]]
        for wave in block:
            self.roster.clear(wave)
            serving = (filling.column != NONE) & (of_line[filling.column] == wave)
            self.roster.put(wave, view.agents[serving], view.lines[filling.column[serving]])

    @contextmanager
    def _held(self, wave: int, stays: Bools) -> Iterator[None]:
        """Those who stay (agents) on the line they have stand as if locked: only the others are placed."""
        roster, line = self.roster, self.roster.line[:, wave]
        agents = np.flatnonzero(stays & (line != NONE) & ~roster.locked[:, wave])
        heads = np.bincount(line[agents], minlength=len(roster.locked_heads))
        roster.locked[agents, wave] = True
        roster.locked_heads += heads
        try:
            yield
        finally:
            roster.locked[agents, wave] = False
            roster.locked_heads -= heads


def _with_new_needs(compiled: Compiled, baseline: Baseline) -> Bools:
    """(waves): those with a need that nobody had."""
    had = compiled.lines.need[baseline.line[baseline.line != NONE]]
    new = np.setdiff1d(np.arange(len(compiled.needs.start)), had)
    found = np.zeros(len(compiled.waves), dtype=bool)
    found[compiled.waves.of_need[new]] = True
    return found
