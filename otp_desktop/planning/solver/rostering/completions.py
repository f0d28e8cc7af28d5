"""The least cost of the days to come, from each state a member can be in: dynamic programming backwards.

After each day a state says how long the member has been off, or at work and with which class of duty last; beside it,
the weekends worked, the duties held of the kinds that are counted, and the units of minutes used. Counts of other kinds
are no states: what is found is a lower bound for the rows that keep them, and exact for those that need not.
"""

import numpy as np

from otp_desktop.planning.solver.arrays import Floats
from otp_desktop.planning.solver.native import native, native_part
from otp_desktop.planning.solver.rostering.row_limits import NO_MORE, RowLimits


@native_part
def off_state(limits: RowLimits, length: int) -> int:
    """Days off in a row, from 1; the least number stands for all longer rests."""
    return min(length, limits.least_off) - 1


@native_part
def work_state(limits: RowLimits, run: int, last: int) -> int:
    """Days of work in a row, from 1, and the class of the last one."""
    return limits.least_off + (run - 1) * len(limits.may_follow) + last


@native_part
def may_end(limits: RowLimits, run: int, day: int) -> bool:
    """Whether a run may end before this day; one that began on day 0 always may."""
    return run >= limits.least_in_row or run == day


@native_part
def new_weekend(day: int, first: bool) -> bool:
    """A weekend begins to be worked on its Saturday, or on its Sunday where a run begins there."""
    return day % 7 == 5 or (day % 7 == 6 and first)


@native
def complete(limits: RowLimits, cost: Floats, weekend_price: float, to_come: Floats) -> None:
    """Fills ``to_come`` (days + 1, states, weekends + 1, counts, units + 1); ``cost`` is (days, kinds).

    Cells are only written, and may only be read, from ``fewest`` to ``most`` units of their day and for runs no longer
    than the days before it.
    """
    _finish(limits, to_come[limits.days])
    dear = np.empty(len(limits.example))
    for day in range(limits.days - 1, -1, -1):
        _cheapest_of_groups(limits, cost[day], dear)
        for length in range(1, limits.least_off + 1):
            _rest(limits, day, off_state(limits, length), off_state(limits, length + 1), to_come)
        for run in range(min(limits.most_in_row, day) + 1):
            for last in range(len(limits.may_follow) if run else 1):
                _work(limits, day, run, last, dear, weekend_price, to_come)


@native_part
def _finish(limits: RowLimits, ends: Floats) -> None:
    ends[:] = np.inf
    ends[..., limits.least_units :] = 0.0


@native_part
def _cheapest_of_groups(limits: RowLimits, cost: Floats, dear: Floats) -> None:
    dear[:] = np.inf
    for kind in range(len(cost)):
        dear[limits.group[kind]] = min(dear[limits.group[kind]], cost[kind])


@native_part
def _rest(limits: RowLimits, day: int, state: int, after: int, to_come: Floats) -> None:
    """A day off costs nothing and uses nothing."""
    first, end = max(limits.fewest[day], limits.fewest[day + 1]), min(limits.most[day], limits.most[day + 1]) + 1
    for weekends in range(to_come.shape[2]):
        for counts in range(to_come.shape[3]):
            target, source = to_come[day, state, weekends, counts], to_come[day + 1, after, weekends, counts]
            for used in range(limits.fewest[day], limits.most[day] + 1):
                target[used] = source[used] if first <= used < end else np.inf


@native_part
def _work(
    limits: RowLimits, day: int, run: int, last: int, dear: Floats, weekend_price: float, to_come: Floats
) -> None:
    """After so many days of work in a row, none being a full rest: off where that may be, or a duty more."""
    state = work_state(limits, run, last) if run else off_state(limits, limits.least_off)
    if run and may_end(limits, run, day):
        _rest(limits, day, state, off_state(limits, 1), to_come)
    elif run:
        to_come[day, state, :, :, limits.fewest[day] : limits.most[day] + 1] = np.inf
    if run == limits.most_in_row:
        return
    weekend = new_weekend(day, run == 0)
    for group in range(len(dear)):
        kind = limits.example[group]
        if np.isfinite(dear[group]) and (run == 0 or limits.may_follow[last, kind]):
            after, price = work_state(limits, run + 1, limits.last[kind]), dear[group] + weekend * weekend_price
            _relax(limits, day, state, after, weekend and limits.counts_weekends, kind, price, to_come)


@native_part
def _relax(
    limits: RowLimits, day: int, state: int, after: int, weekend: bool, kind: int, cost: float, to_come: Floats
) -> None:
    """A duty of the kind, from all weekends, counts and units worked by then."""
    units = limits.units[kind]
    first = max(limits.fewest[day], limits.fewest[day + 1] - units)
    end = min(limits.most[day], limits.most[day + 1] - units) + 1
    for weekends in range(to_come.shape[2] - int(weekend)):
        for counts in range(to_come.shape[3]):
            counts_after = limits.one_more[kind, counts]
            if counts_after == NO_MORE:
                continue
            target = to_come[day, state, weekends, counts]
            source = to_come[day + 1, after, weekends + int(weekend), counts_after]
            for used in range(first, end):
                value = source[used + units] + cost
                target[used] = min(target[used], value)
