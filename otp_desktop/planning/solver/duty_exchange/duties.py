"""The duties of some waves in a row that may change hands, each as one long need."""

from dataclasses import dataclass

import numpy as np

from otp_desktop.planning.solver.arrays import NONE, Ints
from otp_desktop.planning.solver.compiled import Compiled
from otp_desktop.planning.solver.need_tables import Needs, ends_of
from otp_desktop.planning.solver.roster import Roster


@dataclass(frozen=True)
class Duties:
    """The movable duties of a day: owner, lines (duties, waves; NONE where none), and each as one long need."""

    owner: Ints
    line: Ints
    work: Ints
    first: Ints
    last: Ints
    as_needs: Needs

    def served(self, compiled: Compiled) -> tuple[Ints, Ints]:
        """Every duty's needs, as pairs (duty, need)."""
        duty, wave = np.nonzero(self.line != NONE)
        return duty, compiled.lines.need[self.line[duty, wave]]


def days_of(compiled: Compiled) -> list[tuple[int, ...]]:
    """The waves of each civil day, where there is more than one."""
    day = np.array([int(compiled.needs.day[members].min()) for members in compiled.waves.members], dtype=np.int64)
    found = (np.flatnonzero(day == one) for one in np.unique(day))
    return [tuple(waves.tolist()) for waves in found if len(waves) > 0]


def tails_of(waves: tuple[int, ...]) -> list[tuple[int, ...]]:
    """What is left of some waves in a row, from the second, the third … on."""
    return [waves[place:] for place in range(1, len(waves))]


def movable(compiled: Compiled, roster: Roster, held: Ints, waves: tuple[int, ...]) -> Ints:
    """Agents with one duty there, of one day, and no lock."""
    needs, gap = compiled.needs, compiled.limits.shortest_gap
    locked = roster.locked[:, waves[0] : waves[-1] + 1].any(axis=1)
    taken = held != NONE
    agents = np.flatnonzero(taken.any(axis=1) & ~locked & ~roster.frozen)
    served = np.where(taken, compiled.lines.need[held], NONE)[agents]
    present = served != NONE
    day = needs.day[served]
    one_day = np.where(present, day, -1).max(axis=1) == np.where(present, day, len(needs.day) + 10**6).min(axis=1)
    last_end = np.maximum.accumulate(np.where(present, needs.end[served], np.iinfo(np.int64).min // 2), axis=1)
    begun = present[:, :-1].cumsum(axis=1) > 0
    pause = np.where(present[:, 1:] & begun, needs.start[served[:, 1:]] - last_end[:, :-1], 0)
    found: Ints = agents[one_day & (pause.max(axis=1, initial=0) < gap)]
    return found


def duties_of(compiled: Compiled, owner: Ints, line: Ints) -> Duties:
    """Duties from their owners and lines (duties, waves), the waves in a row."""
    needs, taken = compiled.needs, line != NONE
    served = np.where(taken, compiled.lines.need[line], 0)
    first, last = ends_of(served, taken)
    work: Ints = ((needs.end - needs.start)[served] * taken).sum(axis=1)
    return Duties(owner, line, work, first, last, needs.each_as_one(served, taken))
