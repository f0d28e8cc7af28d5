"""What the law could allow at most where derogations change its limits from day to day.

A duty keeps the limits of the day it starts on, and nobody knows yet on which day the duty of a need will start: a
bound has to allow what any of those days allows.
"""

from dataclasses import replace

import numpy as np

from otp_desktop.planning.solver.arrays import Bools, Ints
from otp_desktop.planning.solver.calendar import DAY
from otp_desktop.planning.solver.compiled import Compiled


def under_loosest_limits(compiled: Compiled) -> Compiled:
    """The problem with limits that are, for a need on a day, no stricter than those of any duty it can be part of."""
    if not compiled.problem.derogations:
        return compiled
    limits, days = compiled.limits, _days_back(compiled)
    return replace(
        compiled,
        limits=replace(
            limits,
            duty=_greatest_of_days(limits.duty, days),
            amplitude=_greatest_of_days(limits.amplitude, days),
            gap=np.full_like(limits.gap, limits.shortest_gap),
            continuous=_greatest_of_days(limits.continuous, days),
            days=np.full_like(limits.days, limits.days.max()),
        ),
    )


def fits_a_duty(compiled: Compiled, need: Ints) -> Bools:
    """(needs): there is a day on which a duty that holds the need could start, as far as its hours tell."""
    needs, limits = compiled.needs, compiled.limits
    start, end, day = needs.start[need], needs.end[need], needs.day[need]
    midnights = compiled.calendar.day_starts
    found = np.zeros(len(need), dtype=bool)
    for back in range(_days_back(compiled) + 1):
        first_day = np.maximum(day - back, 0)
        latest = np.minimum(start, midnights[first_day + 1])
        found |= (end - start <= limits.duty[first_day]) & (end - latest <= limits.amplitude[first_day])
    return found


def _days_back(compiled: Compiled) -> int:
    """How many days before a need its duty, or its run of work, can have started."""
    limits = compiled.limits
    longest = int(max(limits.amplitude.max(), limits.continuous.max()))
    return min(longest // DAY + 1, compiled.calendar.days - 1)


def _greatest_of_days(limit: Ints, days: int) -> Ints:
    """The greatest limit of each day and of so many days before it."""
    padded = np.concatenate([np.repeat(limit[:1], days), limit])
    found: Ints = np.lib.stride_tricks.sliding_window_view(padded, days + 1).max(axis=1)
    return found
