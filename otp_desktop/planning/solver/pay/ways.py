"""The least that the ways of a set of needs can cost an agent, whatever he does on other days."""

import numpy as np

from otp_desktop.planning.solver.arrays import FAR, NONE, Bools, Floats, Ints
from otp_desktop.planning.solver.compiled import Compiled
from otp_desktop.planning.solver.costs import detour_of
from otp_desktop.planning.solver.daily.together import Sets

TWO_DAYS = 23 * 3600  # a duty no longer than this never lies on three civil days, not even when a day has 23 hours


def ways_of(compiled: Compiled, sets: Sets, bases: Ints) -> Floats:
    """(bases, sets) weighted kilometres.

    Posts nearer to each other than the longest rest count as one duty, which is never dearer than two (triangle
    inequality). A duty that may go on into another day counts half there and half here; not at all where it may
    last over three days, or where a site is unknown, so that the triangle may not close.
    """
    weight = compiled.problem.objective.travel * detour_of(compiled)
    found = np.zeros((len(bases), len(sets.members)))
    if not weight or any(site.position is None for site in compiled.problem.sites):
        return found
    may_go_on = shared(compiled, sets.need)
    home = compiled.base_to_site.block(bases, compiled.needs.site[sets.need])
    between = compiled.site_to_site.block(compiled.needs.site[sets.need], compiled.needs.site[sets.need])
    duty, linked = np.zeros_like(found), np.zeros(len(sets.members), dtype=bool)
    part = _part_that_counts(compiled)
    for column, members in enumerate(sets.members.T):
        before = sets.members[:, column - 1] if column else np.full(len(members), NONE)
        there = members != NONE
        goes_on = there & _one_duty(compiled, sets.need, before, members)
        opens = there & ~goes_on
        found[:, opens] += duty[:, opens] * np.where(linked[opens], part, 1.0)
        duty[:, opens], linked[opens] = 2 * home[:, members[opens]], may_go_on[members[opens]]
        last, now = before[goes_on], members[goes_on]
        duty[:, goes_on] += between[last, now] + home[:, now] - home[:, last]
        linked[goes_on] |= may_go_on[now]
    found += duty * np.where(linked, part, 1.0)
    return weight * found


def _one_duty(compiled: Compiled, need: Ints, before: Ints, after: Ints) -> Bools:
    gap = compiled.needs.start[need[after]] - compiled.needs.end[need[before]]
    found: Bools = (before != NONE) & (gap < compiled.limits.gap.max())
    return found


def shared(compiled: Compiled, need: Ints) -> Bools:
    """(needs): one duty may hold the need and one of another day."""
    needs, limits = compiled.needs, compiled.limits
    if not len(need):
        return np.zeros(0, dtype=bool)
    start, end = needs.start[need][:, None], needs.end[need][:, None]
    near = (needs.start - start.max() <= limits.amplitude.max()) & (end.min() - needs.end <= limits.amplitude.max())
    other = np.flatnonzero(near & (needs.day != needs.day[need[0]]))
    span = np.maximum(end, needs.end[other]) - np.minimum(start, needs.start[other])
    work = end - start + needs.end[other] - needs.start[other]
    found: Bools = ((span <= limits.amplitude.max()) & (work <= limits.duty.max())).any(axis=1)
    return found


def _part_that_counts(compiled: Compiled) -> float:
    longest = int(compiled.limits.amplitude.max(initial=FAR))
    return 0.5 if longest <= TWO_DAYS else 0.0
