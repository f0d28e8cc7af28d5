"""Blocks: waves that duties and rests link, cut from the others; and which need may follow which within a duty."""

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np

from otp_desktop.planning.solver.arrays import Bools, Floats, Ints
from otp_desktop.planning.solver.compiled import Compiled
from otp_desktop.planning.solver.duty_beside import BREAK
from otp_desktop.planning.solver.legality import ROUNDING, travel_seconds


@dataclass(frozen=True)
class Block:
    """Waves in a row. Positions count the needs in ``need``, by start, and their role lines in ``lines``, together.

    ``first``: the first line of each need. ``before``: the needs from which an agent can come within a duty. No duty
    serves needs of two parts: ``part`` (needs,), and the waves of each in ``parts``. ``km``: the way from need to need.
    """

    waves: tuple[int, ...]
    parts: tuple[tuple[int, ...], ...]
    need: Ints
    part: Ints
    lines: Ints
    first: Ints
    before: tuple[Ints, ...]
    km: Floats

    @cached_property
    def need_of_line(self) -> Ints:
        """The position of each line's need."""
        return np.searchsorted(self.first, np.arange(len(self.lines)), side="right") - 1


def waves_of_blocks(compiled: Compiled) -> list[tuple[int, ...]]:
    """The waves, cut where everybody has had the rest due before he can serve what comes after."""
    edges = _edges(compiled)
    return _cut(len(compiled.waves), edges.first_start - edges.last_end >= compiled.limits.gap.max(initial=0))


def block_of(compiled: Compiled, waves: tuple[int, ...]) -> Block:
    members = np.concatenate([compiled.waves.members[wave] for wave in waves])
    members = members[np.isin(members, compiled.lines.need)]  # a need without a role line asks for nobody
    need = members[np.lexsort((compiled.needs.end[members], compiled.needs.start[members]))]
    position = np.full(len(compiled.needs.start), len(need), dtype=np.int64)
    position[need] = np.arange(len(need))
    of_line = position[compiled.lines.need]
    lines = np.flatnonzero(of_line < len(need))
    lines = lines[np.argsort(of_line[lines], kind="stable")]
    parts = [part for part in waves_of_duties(compiled) if part[0] in waves]
    of_wave = {wave: place for place, part in enumerate(parts) for wave in part}
    site = compiled.needs.site[need]
    return Block(
        waves=waves,
        parts=tuple(parts),
        need=need,
        part=np.array([of_wave[wave] for wave in compiled.waves.of_need[need].tolist()], dtype=np.int64),
        lines=lines,
        first=np.searchsorted(of_line[lines], np.arange(len(need))),
        before=tuple(np.flatnonzero(column) for column in _follows(compiled, need).T),
        km=compiled.site_to_site.block(site, site),
    )


@dataclass(frozen=True)
class _Edges:
    """Between each wave and the next: the last start and end of all before, the first start and end of all after."""

    last_start: Ints
    last_end: Ints
    first_start: Ints
    first_end: Ints


def _edges(compiled: Compiled) -> _Edges:
    members, start, end = compiled.waves.members, compiled.needs.start, compiled.needs.end
    backwards = members[::-1]
    return _Edges(
        np.maximum.accumulate([start[wave].max() for wave in members], dtype=np.int64)[:-1],
        np.maximum.accumulate([end[wave].max() for wave in members], dtype=np.int64)[:-1],
        np.minimum.accumulate([start[wave].min() for wave in backwards], dtype=np.int64)[::-1][1:],
        np.minimum.accumulate([end[wave].min() for wave in backwards], dtype=np.int64)[::-1][1:],
    )


def waves_of_duties(compiled: Compiled) -> list[tuple[int, ...]]:
    """The waves, cut where no duty can serve a need before and one after, under any limit in force."""
    edges, limits = _edges(compiled), compiled.limits
    too_long = edges.first_end - edges.last_start > limits.amplitude.max(initial=0)
    return _cut(len(compiled.waves), too_long | (edges.first_start - edges.last_end >= limits.gap.max(initial=0)))


def _cut(waves: int, here: Bools) -> list[tuple[int, ...]]:
    cuts = [0, *(np.flatnonzero(here) + 1).tolist(), waves]
    return [tuple(range(first, last)) for first, last in pairwise(cuts) if last > first]


def _follows(compiled: Compiled, need: Ints) -> Bools:
    """(needs, needs): one duty may serve the first and then the second, under the loosest limits in force."""
    needs, limits = compiled.needs, compiled.limits
    start, end, relieved = needs.start[need], needs.end[need], needs.relieved[need]
    gap, span = start - end[:, None], end - start[:, None]
    way = travel_seconds(compiled, needs.site[need], needs.site[need])
    found = (gap >= 0) & (gap >= way - ROUNDING) & (gap < limits.gap.max()) & (span <= limits.amplitude.max())
    found &= (end - start)[:, None] + end - start <= limits.duty.max()
    found &= (gap >= BREAK) | (span <= limits.continuous.max()) | (relieved[:, None] & relieved)
    return np.triu(found, 1)
