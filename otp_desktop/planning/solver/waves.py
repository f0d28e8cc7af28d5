"""Waves: groups of needs that all overlap at one instant, so that an agent serves at most one need of each."""

from dataclasses import dataclass

import numpy as np

from otp_desktop.planning.solver.arrays import Ints


@dataclass(frozen=True)
class Waves:
    """A partition of the needs, in time order.

    ``of_need``: the wave of each need. ``members``: the needs of each wave. ``instant``: a second that all the needs of
    the wave contain; of two assignments of one agent that don't overlap, the one in the earlier wave is the earlier.
    """

    of_need: Ints
    members: tuple[Ints, ...]
    instant: Ints

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
    return _waves(sorted(alone + pierced, key=lambda wave: wave[0]), len(start))


def _waves(waves: list[tuple[int, list[int]]], needs: int) -> Waves:
    of_need = np.zeros(needs, dtype=np.int64)
    for index, (_, members) in enumerate(waves):
        of_need[members] = index
    return Waves(
        of_need=of_need,
        members=tuple(np.array(sorted(members), dtype=np.int64) for _, members in waves),
        instant=np.array([instant for instant, _ in waves], dtype=np.int64),
    )
