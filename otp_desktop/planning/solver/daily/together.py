"""Sets of needs that one agent may serve together, as far as their hours and ways tell.

For a bound the limits are the loosest in force on any day: a set that is left out is then part of no legal plan,
whatever else the agent does. (What falls between two posts of a set is in the set as well, for the needs are all that
start on some day.) For a plan they are those of the day on which the sets begin.
"""

from dataclasses import dataclass

import numpy as np

from otp_desktop.planning.solver.arrays import NONE, Bools, Floats, Ints
from otp_desktop.planning.solver.compiled import Compiled
from otp_desktop.planning.solver.duty_beside import BREAK
from otp_desktop.planning.solver.legality import ROUNDING, travel_seconds
from otp_desktop.planning.solver.limits import Limits

MANY = 100_000  # sets: more are not worth their memory
TRIED = 2_000_000  # sets with one need more that are looked at in one step


@dataclass(frozen=True)
class Sets:
    """``need`` in the order of time; ``members`` (sets, most in a set): places in ``need``, NONE after the last."""

    need: Ints
    members: Ints

    def sums(self, value: Floats) -> Floats:
        """(rows, sets): the sum over each set's members of ``value`` (rows, needs)."""
        padded = np.concatenate([value, np.zeros((len(value), 1))], axis=1)  # NONE is the last column
        total = padded[:, self.members[:, 0]]
        for column in self.members.T[1:]:
            total = total + padded[:, column]
        return total


@dataclass(frozen=True)
class DutyLimits:
    """Limits of duties, in seconds; ``gap`` is the time free that ends one."""

    duty: int
    amplitude: int
    continuous: int
    gap: int

    @classmethod
    def loosest(cls, limits: Limits) -> "DutyLimits":
        return cls(
            int(limits.duty.max()), int(limits.amplitude.max()), int(limits.continuous.max()), limits.shortest_gap
        )

    @classmethod
    def of_day(cls, limits: Limits, day: int) -> "DutyLimits":
        return cls(int(limits.duty[day]), int(limits.amplitude[day]), int(limits.continuous[day]), int(limits.gap[day]))


def sets_of(compiled: Compiled, need: Ints, limits: DutyLimits) -> Sets | None:
    """All sets of these needs; None when there are too many, or a need has no length."""
    needs = compiled.needs
    need = need[np.lexsort((needs.end[need], needs.start[need]))]
    if (needs.start[need] == needs.end[need]).any():
        return None
    links = _links(compiled, need, limits)
    followers = links.sum(axis=1)
    chains = _Chains.of_one(compiled, need, limits)
    found, total = [], 0
    while len(chains.last):
        total += len(chains.last)
        if total > MANY or followers[chains.last].sum() > TRIED:
            return None
        found.append(chains.members)
        chains = chains.longer(compiled, need, links, limits)
    return Sets(need, _padded(found))


def _padded(found: list[Ints]) -> Ints:
    most = max((members.shape[1] for members in found), default=1)
    wide = [np.pad(members, ((0, 0), (0, most - members.shape[1])), constant_values=NONE) for members in found]
    return np.concatenate([np.zeros((0, most), dtype=np.int64), *wide])


def _links(compiled: Compiled, need: Ints, limits: DutyLimits) -> Bools:
    """(needs, needs): the second may come next after the first, in one duty or after a rest."""
    needs = compiled.needs
    start, end, site = needs.start[need], needs.end[need], needs.site[need]
    gap = start - end[:, None]
    way = travel_seconds(compiled, site, site)
    found: Bools = (gap >= 0) & ((gap >= limits.gap) | (gap >= way - ROUNDING))
    return found


@dataclass(frozen=True)
class _Chains:
    """Sets under construction, all of one size; the duty and the run of work that the last need belongs to.

    ``first``: start of that duty; ``work`` in it; ``run``: start of the run of work; ``relieved``: all of the run is.
    """

    members: Ints
    last: Ints
    first: Ints
    work: Ints
    run: Ints
    relieved: Bools

    @classmethod
    def of_one(cls, compiled: Compiled, need: Ints, limits: DutyLimits) -> "_Chains":
        start, end = compiled.needs.start[need], compiled.needs.end[need]
        every = np.arange(len(need))
        chains = cls(every[:, None], every, start, end - start, start, compiled.needs.relieved[need])
        return chains.take(chains.lawful(end, limits))

    def longer(self, compiled: Compiled, need: Ints, links: Bools, limits: DutyLimits) -> "_Chains":
        """Every lawful set with one need more at its end."""
        row, then = np.nonzero(links[self.last])
        start, end = compiled.needs.start[need[then]], compiled.needs.end[need[then]]
        gap = start - compiled.needs.end[need[self.last[row]]]
        same_duty, same_run = gap < limits.gap, gap < BREAK
        relieved = compiled.needs.relieved[need[then]]
        chains = _Chains(
            members=np.concatenate([self.members[row], then[:, None]], axis=1),
            last=then,
            first=np.where(same_duty, self.first[row], start),
            work=np.where(same_duty, self.work[row], 0) + end - start,
            run=np.where(same_run, self.run[row], start),
            relieved=relieved & (~same_run | self.relieved[row]),
        )
        return chains.take(chains.lawful(end, limits))

    def lawful(self, end: Ints, limits: DutyLimits) -> Bools:
        found: Bools = (self.work <= limits.duty) & (end - self.first <= limits.amplitude)
        found &= self.relieved | (end - self.run <= limits.continuous)
        return found

    def take(self, rows: Bools) -> "_Chains":
        return _Chains(
            self.members[rows], self.last[rows], self.first[rows], self.work[rows], self.run[rows], self.relieved[rows]
        )
