"""Waves: groups of needs of which an agent serves at most one.

Needs that share an instant make a wave. So do needs of which the law lets nobody serve two: three posts of a night
whose duty would be too long are one choice, and one flow makes it exactly.
"""

from dataclasses import dataclass
from itertools import chain

import numpy as np

from otp_desktop.planning.solver.arrays import Ints
from otp_desktop.planning.solver.limits import Limits


@dataclass(frozen=True)
class Waves:
    """A partition of the needs, in time order.

    ``of_need``: the wave of each need. ``members``: the needs of each wave. ``instant``: a second near them all, rising
    from wave to wave; of two assignments of one agent that don't overlap, the one in the earlier wave is the earlier.
    ``longest``: seconds from an instant to the farthest edge of a need of its wave.
    """

    of_need: Ints
    members: tuple[Ints, ...]
    instant: Ints
    longest: int

    def __len__(self) -> int:
        return len(self.members)


def partition(start: Ints, end: Ints) -> Waves:
    """The fewest waves: each instant pierces all the needs it can, just before the first end to come.

    The greedy piercing of intervals is optimal (Gavril 1972). A need of no length contains no instant and overlaps
    what only touches it nowhere: it makes a wave alone.
    """
    pierced: list[tuple[int, list[int]]] = []
    alone: list[tuple[int, list[int]]] = []
    first_end = None
    for need in np.lexsort((start, end)).tolist():
        if start[need] == end[need]:
            alone.append((int(start[need]), [need]))
        elif first_end is None or start[need] >= first_end:
            first_end = int(end[need])
            pierced.append((first_end - 1, [need]))
        else:
            pierced[-1][1].append(need)
    # At one instant the need of no length comes first: the other one starts there at the earliest.
    return _waves(sorted(alone + pierced, key=lambda wave: wave[0]), start, end)


def joined(waves: Waves, start: Ints, end: Ints, limits: Limits) -> Waves:
    """Neighbouring waves in one where nobody may serve needs of two of them."""
    spans = [_Span.of(start[members], end[members]) for members in waves.members]
    blocks: list[list[int]] = []
    for wave, span in enumerate(spans):
        if blocks and all(_never_both(spans[other], span, limits) for other in blocks[-1]):
            blocks[-1].append(wave)
        else:
            blocks.append([wave])
    merged = [
        (int(waves.instant[block[0]]), [*chain.from_iterable(waves.members[wave].tolist() for wave in block)])
        for block in blocks
    ]
    return _waves(merged, start, end)


@dataclass(frozen=True)
class _Span:
    """Of the needs of a wave: first and last start, first and last end, and the shortest length."""

    first_start: int
    last_start: int
    first_end: int
    last_end: int
    shortest: int

    @classmethod
    def of(cls, start: Ints, end: Ints) -> "_Span":
        return cls(int(start.min()), int(start.max()), int(end.min()), int(end.max()), int((end - start).min()))


def _never_both(one: _Span, two: _Span, limits: Limits) -> bool:
    """Needs of a wave and of a later one all overlap, or would make one duty that is too long under any limit."""
    if not (one.shortest and two.shortest):
        return False
    if two.last_start < one.first_end:
        return True
    if two.last_start - one.first_end >= limits.shortest_gap:
        return False
    too_wide = two.first_end - one.last_start > limits.amplitude.max()
    return bool(too_wide or one.shortest + two.shortest > limits.duty.max())


def _waves(waves: list[tuple[int, list[int]]], start: Ints, end: Ints) -> Waves:
    of_need = np.zeros(len(start), dtype=np.int64)
    for index, (_, members) in enumerate(waves):
        of_need[members] = index
    instant = np.array([instant for instant, _ in waves], dtype=np.int64)
    edges = np.concatenate([instant[of_need] - start, end - instant[of_need]]) if len(start) else instant
    return Waves(
        of_need=of_need,
        members=tuple(np.array(sorted(members), dtype=np.int64) for _, members in waves),
        instant=instant,
        longest=int(edges.max(initial=0)),
    )
