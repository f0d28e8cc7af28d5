"""What a day is to those who choose: the sets of needs, who may take them, and what they cost him."""

from dataclasses import dataclass

import numpy as np

from otp_desktop.planning.progress import StopRequested
from otp_desktop.planning.solver.arrays import FAR, NONE, Bools, Floats, Ints
from otp_desktop.planning.solver.availability import wish_costs
from otp_desktop.planning.solver.compiled import Compiled
from otp_desktop.planning.solver.daily.bound import day_of
from otp_desktop.planning.solver.daily.together import DutyLimits, Sets, sets_of
from otp_desktop.planning.solver.grouping import groups_of, patterns
from otp_desktop.planning.solver.market import Heads
from otp_desktop.planning.solver.pay.ways import shared, ways_of
from otp_desktop.planning.solver.relaxed_market import relaxed
from otp_desktop.planning.solver.roster import Roster

MOST_PAIRS = 300_000_000  # of agent and set, over all days: more take too long
MOST_OF_A_DAY = 20_000_000


@dataclass(frozen=True)
class Day:
    """``agents``: who may serve something, those of one kind together; ``kind`` of each, and ``opens``: its first one.

    ``may`` (kinds, lines); ``cost`` (kinds, sets): ways; ``wishes`` (agents, needs), None where there are none;
    ``members`` (sets, most in a set): places of needs, NONE after the last; ``lines`` (needs, most lines of one): NONE
    after the last; ``burden`` (sets). Sets of the same hours stand together: the ``first`` of them, the second at which
    it ``begins``, and that from which its agent is ``free`` for another day's work; long ago where that may join it.
    """

    agents: Ints
    kind: Ints
    opens: Ints
    may: Bools
    cost: Floats
    wishes: Floats | None
    sets: Sets
    lines: Ints
    burden: Floats
    heads: Heads
    first: Ints
    begins: Ints
    free: Ints


def all_days(compiled: Compiled, late: StopRequested) -> list[Day] | None:
    """Every day with needs; None where a day has too many sets, or it takes too long."""
    locked, found, pairs = Roster(compiled), [], 0
    for day in np.unique(compiled.needs.day).tolist():
        one = None if late() else _day(compiled, locked, day)
        pairs += 0 if one is None else len(one.agents) * len(one.sets.members)
        if one is None or pairs > MOST_PAIRS:
            return None
        found.append(one)
    return found


def _day(compiled: Compiled, locked: Roster, day: int) -> Day | None:
    run, force = day_of(compiled, day), np.arange(len(compiled.problem.agents))
    found = sets_of(compiled, run.need, DutyLimits.loosest(compiled.limits))
    if found is None or len(found.members) * len(force) > MOST_OF_A_DAY:
        return None
    hours = _by_hours(compiled, found)
    sets, open_ = hours.sets, relaxed(compiled, locked, run, force)
    heads, may = open_.market.heads, np.isfinite(open_.market.block()) & (open_.market.heads.total > 0)
    able = np.flatnonzero(may.any(axis=1))
    agents, may = open_.of_group[able], may[able]
    first, kind = groups_of([patterns(may), compiled.agents.base[agents]])
    order = np.argsort(kind, kind="stable")
    return Day(
        agents=agents[order],
        kind=kind[order],
        opens=np.searchsorted(kind[order], np.arange(len(first))),
        may=may[first],
        cost=ways_of(compiled, sets, compiled.agents.base[agents[first]]),
        wishes=_wishes(compiled, agents[order], sets.need),
        sets=sets,
        lines=_lines_of_needs(np.searchsorted(np.sort(sets.need), compiled.lines.need[run.lines]), sets.need),
        burden=sets.sums(compiled.needs.burden[sets.need][None, :])[0],
        heads=heads,
        first=hours.first,
        begins=hours.begins,
        free=hours.free,
    )


@dataclass(frozen=True)
class _Hours:
    """``sets`` in the order of their hours; the ``first`` of those alike, and ``begins`` and ``free`` as in Day."""

    sets: Sets
    first: Ints
    begins: Ints
    free: Ints


def _by_hours(compiled: Compiled, sets: Sets) -> _Hours:
    begins, free = _hours(compiled, sets)
    order = np.lexsort((free, begins))
    begins, free = begins[order], free[order]
    other = (np.diff(begins) != 0) | (np.diff(free) != 0)
    first = np.flatnonzero(np.append(True, other))[: len(begins)]
    return _Hours(Sets(sets.need, sets.members[order]), first, begins[first], free[first])


def _hours(compiled: Compiled, sets: Sets) -> tuple[Ints, Ints]:
    """(sets): when each begins, and from when on it leaves an agent free for another day's work."""
    needs, members = compiled.needs, sets.members
    last = np.take_along_axis(members, (members != NONE).sum(axis=1)[:, None] - 1, axis=1)[:, 0]
    rested = needs.end[sets.need[last]] + compiled.limits.shortest_gap
    goes_on = shared(compiled, sets.need)[last]
    return needs.start[sets.need[members[:, 0]]], np.where(goes_on, -FAR, rested)


def _wishes(compiled: Compiled, agents: Ints, need: Ints) -> Floats | None:
    costs = compiled.problem.objective.preference * wish_costs(compiled, agents, need)
    return costs if costs.any() else None


def _lines_of_needs(rank: Ints, need: Ints) -> Ints:
    """(needs, most lines of one) from the rank of each line's need in the order of numbers."""
    place = np.argsort(need)[rank]
    order = np.argsort(place, kind="stable")
    counts = np.bincount(place, minlength=len(need))
    within = np.arange(len(place)) - np.repeat(np.cumsum(counts) - counts, counts)
    found = np.full((len(need), int(counts.max(initial=1))), NONE)
    found[place[order], within] = order
    return found
