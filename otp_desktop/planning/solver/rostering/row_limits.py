"""What a member's row must keep, as plain arrays for the compiled searches."""

import math
from typing import NamedTuple

import numpy as np

from otp_desktop.planning.solver.arrays import Bools, Ints
from otp_desktop.planning.solver.rostering.problem import Member
from otp_desktop.planning.solver.rostering.tables import Tables

MOST_VALUES = 8_000_000  # of eight bytes, kept by a search of rows
NO_MORE = -1


class RowLimits(NamedTuple):
    """Kinds are those the member may hold, by their place in ``kinds``; minutes are counted in units.

    Kinds that forbid the same followers are of one class; those of a ``group`` differ in nothing but cost and count.
    """

    days: int
    most_in_row: int
    least_in_row: int
    least_off: int
    most_weekends: int
    counts_weekends: bool
    """Whether weekends are part of the states; where these would be too many, they are priced and counted later."""
    least_units: int
    most_units: int
    kinds: Ints  # (kinds,) indexes of the problem's kinds
    units: Ints  # (kinds,)
    most_of_kind: Ints  # (kinds,)
    last: Ints  # (kinds,) the class that a duty leads to
    may_follow: Bools  # (classes, kinds)
    group: Ints  # (kinds,)
    example: Ints  # (groups,) one kind of each group
    counted: Bools  # (kinds,) those of which the duties held are part of the states
    one_more: Ints  # (kinds, counts) the counts that a duty of the kind leads to, or NO_MORE
    fewest: Ints  # (days + 1,) units without which the least is out of reach, used before each day
    most: Ints  # (days + 1,) units that can be used before each day


def row_limits(tables: Tables, index: int) -> RowLimits:
    """The limits of the member with this index."""
    problem = tables.problem
    member, most_of_kind = problem.members[index], tables.most_of_kind[index]
    kinds = np.flatnonzero(most_of_kind > 0)
    minutes = problem.minutes[kinds]
    unit = int(np.gcd.reduce(minutes)) or 1
    units, least_units = minutes // unit, max(0, -(-member.least_minutes // unit))
    forbidden = tables.forbidden[np.ix_(kinds, kinds)]
    classes, last = np.unique(forbidden, axis=0, return_inverse=True)
    busiest = _most_units(problem.days, member, units, most_of_kind[kinds])
    most_units = min(member.most_minutes // unit, int(busiest[-1]))
    weekends = min(member.most_weekends, (problem.days + 1) // 7)
    limits = RowLimits(
        days=problem.days,
        most_in_row=member.most_days_in_row,
        least_in_row=member.least_days_in_row,
        least_off=max(1, member.least_days_off_in_row),
        most_weekends=weekends,
        counts_weekends=True,
        least_units=least_units,
        most_units=most_units,
        kinds=kinds,
        units=units,
        most_of_kind=np.minimum(most_of_kind[kinds], problem.days),
        last=last.ravel(),
        may_follow=~classes,
        group=np.zeros(len(kinds), dtype=np.int64),
        example=np.zeros(0, dtype=np.int64),
        counted=np.zeros(len(kinds), dtype=bool),
        one_more=np.zeros((len(kinds), 1), dtype=np.int64),
        fewest=np.maximum(0, least_units - busiest[::-1]),
        most=np.minimum(most_units, busiest),
    )
    limits = limits._replace(counts_weekends=math.prod(shape(limits)) <= MOST_VALUES)
    return counting(limits, limits.counted)


def counting(limits: RowLimits, counted: Bools) -> RowLimits:
    """The same, with the duties held of these kinds (kinds,) as a part of the states."""
    kinds = range(len(limits.kinds))
    room = limits.most_of_kind[counted] + 1
    held = np.stack(np.unravel_index(np.arange(room.prod()), room)) if counted.any() else np.zeros((0, 1), np.int64)
    one_more = np.tile(np.arange(held.shape[1]), (len(kinds), 1))
    for place, kind in enumerate(np.flatnonzero(counted)):
        step = room[place + 1 :].prod()
        one_more[kind] = np.where(held[place] < limits.most_of_kind[kind], one_more[kind] + step, NO_MORE)
    own = np.where(counted, np.arange(len(kinds)), NO_MORE)  # a counted kind is like no other
    alike = np.column_stack([limits.last, limits.units, limits.may_follow.T, own])
    _, example, group = np.unique(alike, axis=0, return_index=True, return_inverse=True)
    return limits._replace(counted=counted, one_more=one_more, example=example, group=group.ravel())


def shape(limits: RowLimits) -> tuple[int, int, int, int, int]:
    """Of all states: days and the end, runs and rests, weekends, counts of kinds, units."""
    runs = limits.least_off + limits.most_in_row * len(limits.may_follow)
    weekends = limits.most_weekends if limits.counts_weekends else 0
    return limits.days + 1, runs, weekends + 1, limits.one_more.shape[1], limits.most_units + 1


def _most_units(days: int, member: Member, units: Ints, most_of_kind: Ints) -> Ints:
    """(days + 1,): units that so many days in a row can hold at most, the longest duties first."""
    count = np.arange(days + 1)
    cycle = member.most_days_in_row + max(1, member.least_days_off_in_row)
    worked = count // cycle * member.most_days_in_row + np.minimum(count % cycle, member.most_days_in_row)
    longest = np.repeat(units, np.minimum(most_of_kind, days))
    longest = np.sort(longest)[::-1][:days]
    held = np.concatenate([[0], np.cumsum(longest)])
    return np.asarray(held[np.minimum(worked, len(held) - 1)], dtype=np.int64)
