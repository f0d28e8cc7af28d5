"""Waves that are filled together: of most pairs of their needs nobody may serve both.

A day of long missions is one choice, made by one flow that gives each agent one of them; the few who can serve two are
found afterwards.
"""

from dataclasses import dataclass

import numpy as np

from otp_desktop.planning.solver.arrays import Ints
from otp_desktop.planning.solver.compiled import Compiled

SELDOM = 0.3  # share of pairs of needs, weighted by heads, that one agent could serve


@dataclass(frozen=True)
class Run:
    """Waves in a row, with all their needs and role lines in rising order."""

    waves: tuple[int, ...]
    need: Ints
    lines: Ints


def run_of(compiled: Compiled, waves: tuple[int, ...]) -> Run:
    if len(waves) == 1:
        return Run(waves, compiled.waves.members[waves[0]], compiled.lines_of_wave[waves[0]])
    need = np.sort(np.concatenate([compiled.waves.members[wave] for wave in waves]))
    lines = np.sort(np.concatenate([compiled.lines_of_wave[wave] for wave in waves]))
    return Run(waves, need, lines)


def runs_of(compiled: Compiled) -> list[Run]:
    """All waves, in runs of time."""
    heads = np.bincount(compiled.lines.need, weights=compiled.lines.count, minlength=len(compiled.needs.start))
    runs: list[list[int]] = []
    for wave in range(len(compiled.waves)):
        if runs and all(_share(compiled, heads, other, wave) < SELDOM for other in runs[-1]):
            runs[-1].append(wave)
        else:
            runs.append([wave])
    return [run_of(compiled, tuple(run)) for run in runs]


def _share(compiled: Compiled, heads: Ints, wave: int, later: int) -> float:
    """The share of pairs of needs of two waves that one agent could serve in one duty, or after a rest."""
    one, two = compiled.waves.members[wave], compiled.waves.members[later]
    needs, limits = compiled.needs, compiled.limits
    gap = needs.start[two] - needs.end[one][:, None]
    span = needs.end[two] - needs.start[one][:, None]
    work = (needs.end - needs.start)[one][:, None] + (needs.end - needs.start)[two]
    duty = (gap >= 0) & (span <= limits.amplitude.max()) & (work <= limits.duty.max())
    possible = duty | (gap >= limits.gap.max())
    weight = heads[one][:, None] * heads[two]
    total = float(weight.sum())
    return float((weight * possible).sum()) / total if total else 1.0


def part_of(compiled: Compiled, wave: int, need: Ints) -> Run:
    """Some needs of one wave, in rising order."""
    lines = compiled.lines_of_wave[wave]
    return Run((wave,), need, lines[np.isin(compiled.lines.need[lines], need)])
