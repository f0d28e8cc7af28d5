"""Who may stand where in a part of a roster: what re-planning and explaining ask of the solver's inside.

The part is a block of waves: one wave, or several of which nobody may serve two, so that one flow fills it exactly.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from otp_desktop.planning.problem import Assignment
from otp_desktop.planning.solver.arrays import NONE, Bools, Ints
from otp_desktop.planning.solver.availability import available
from otp_desktop.planning.solver.compiled import Compiled
from otp_desktop.planning.solver.exactness import legality_is_exact
from otp_desktop.planning.solver.grouping import groups_of, patterns
from otp_desktop.planning.solver.legality import legal, pairs_of
from otp_desktop.planning.solver.market import Heads
from otp_desktop.planning.solver.named import indexed
from otp_desktop.planning.solver.roster import Roster, heads_of
from otp_desktop.planning.solver.situation import situation_of, touched_by


@dataclass(frozen=True)
class WaveView:
    """A block of waves as if all its assignments but the locked ones were taken out.

    ``agents``: those to whom something can be given; ``group``: the group of each, whose members may take the same
    lines; ``allowed`` (groups, lines). ``lines``: its role lines; ``heads``: what locks leave of them.
    """

    agents: Ints
    group: Ints
    allowed: Bools
    lines: Ints
    heads: Heads

    def may_take(self, column: int) -> Bools:
        """For each agent: may he take the line at this place of ``lines``?"""
        found: Bools = self.allowed[self.group, column]
        return found


def wave_view(compiled: Compiled, roster: Roster, waves: Sequence[int], *, by_law: bool = True) -> WaveView:
    """The view of a block of waves, the rest of the roster staying as it is; without ``by_law`` no hours are judged."""
    held = {wave: roster.line[:, wave].copy() for wave in waves}
    for wave in waves:
        roster.clear(wave)
    try:
        return _view(compiled, roster, waves, by_law)
    finally:
        for wave, lines in held.items():
            moved = np.flatnonzero((lines != NONE) & ~roster.locked[:, wave])
            roster.put(wave, moved, lines[moved])


def relaxed_view(compiled: Compiled, waves: Sequence[int], locked: Roster | None = None) -> WaveView:
    """The block with nothing around it but locked assignments (``locked``): every legal plan fits into it.

    A legal plan stays legal when assignments are taken out; where the solver is stricter than the law (derogations,
    unknown places) no rule on hours is asked at all.
    """
    locked = Roster(compiled) if locked is None else locked
    return wave_view(compiled, locked, waves, by_law=legality_is_exact(compiled))


def blocks_of(compiled: Compiled) -> list[tuple[int, ...]]:
    """The waves in runs of time such that the law lets nobody serve two waves of a run."""
    blocks: list[list[int]] = []
    for wave in range(len(compiled.waves)):
        if blocks and all(never_both(compiled, wave, other) for other in blocks[-1]):
            blocks[-1].append(wave)
        else:
            blocks.append([wave])
    return [tuple(block) for block in blocks]


def roster_of(compiled: Compiled, rows: Iterable[Assignment]) -> Roster:
    """The roster of a plan; locked assignments are in it anyway, and an agent whose locks contradict gets no others."""
    roster = Roster(compiled)
    by_wave: dict[int, list[tuple[int, int]]] = {}
    for agent, line in indexed(compiled, rows):
        wave = int(compiled.waves.of_need[compiled.lines.need[line]])
        if not roster.frozen[agent] and not roster.locked[agent, wave]:
            by_wave.setdefault(wave, []).append((agent, line))
    for wave, pairs in by_wave.items():
        agents, lines = np.array(pairs, dtype=np.int64).T
        roster.put(wave, agents, lines)
    return roster


def never_both(compiled: Compiled, wave: int, other: int) -> bool:
    """Whether the law lets nobody serve a need of each of two waves: the duty would be too long, or they overlap."""
    first, second = sorted((wave, other))
    one, two = compiled.waves.members[first], compiled.waves.members[second]
    start, end, limits = compiled.needs.start, compiled.needs.end, compiled.limits
    if start[two].max() < end[one].min():
        return True
    if start[two].max() - end[one].min() >= limits.shortest_gap:
        return False
    shortest = end[two].min() - start[one].max()
    least_work = (end[one] - start[one]).min() + (end[two] - start[two]).min()
    return bool(shortest > limits.amplitude.max() or least_work > limits.duty.max())


def _view(compiled: Compiled, roster: Roster, waves: Sequence[int], by_law: bool) -> WaveView:
    agents = np.arange(len(compiled.problem.agents))
    for wave in waves:
        agents = np.intersect1d(agents, roster.free(wave), assume_unique=True)
    parts = [_part(compiled, roster, wave, agents, by_law) for wave in waves]
    first, group = groups_of([part.group for part in parts])
    lines = np.concatenate([compiled.lines_of_wave[wave] for wave in waves])
    order = np.argsort(lines, kind="stable")
    allowed = np.concatenate([part.allowed[part.group[first]] for part in parts], axis=1)[:, order]
    return WaveView(agents, group, allowed, lines[order], heads_of(compiled, roster, lines[order]))


@dataclass(frozen=True)
class _Part:
    """One wave of a block: the group of each agent there, and what each group may take."""

    group: Ints
    allowed: Bools


def _part(compiled: Compiled, roster: Roster, wave: int, agents: Ints, by_law: bool) -> _Part:
    need, lines = compiled.waves.members[wave], compiled.lines_of_wave[wave]
    touched = touched_by(compiled, wave)
    situation = situation_of(compiled, roster, wave, touched)
    situation = situation.take(np.searchsorted(situation.agent, agents))
    free = available(compiled, agents, need)
    columns = [compiled.eligibility.agent_class[agents], patterns(free)]
    first, group = groups_of([*columns, *situation.columns()] if by_law else columns)
    can = free[first]
    if by_law:
        can &= legal(pairs_of(compiled, situation.take(first), touched, need))
    column = np.searchsorted(need, compiled.lines.need[lines])
    return _Part(group, can[:, column] & compiled.eligibility.block(agents[first], lines))
