"""Civil times of one time zone as instants: whole seconds since 1970 in UTC, so that differences are elapsed time."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property

import numpy as np

from otp_desktop.domain.times import monday_of, to_instant
from otp_desktop.planning.solver.arrays import Bools, Ints

DAY = 24 * 3600


@dataclass(frozen=True)
class Calendar:
    """Civil days and weeks from the Monday of ``first`` to the Sunday of ``last``, both included.

    ``week_starts``: the instants of the Mondays at 00:00, one more than there are weeks.
    """

    timezone: str
    first: date
    last: date
    week_starts: Ints

    @classmethod
    def covering(cls, timezone: str, first: date, last: date) -> "Calendar":
        monday = monday_of(first)
        weeks = (monday_of(last) - monday).days // 7 + 1
        starts = [datetime.combine(monday + timedelta(weeks=week), time()) for week in range(weeks + 1)]
        end = monday + timedelta(weeks=weeks)
        return cls(timezone, monday, end - timedelta(days=1), instants(starts, timezone))

    @property
    def weeks(self) -> int:
        return len(self.week_starts) - 1

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    @cached_property
    def day_starts(self) -> Ints:
        """The instants of the days at 00:00, one more than there are days."""
        midnight = datetime.combine(self.first, time())
        return instants([midnight + timedelta(days=day) for day in range(self.days + 1)], self.timezone)

    def day_index(self, day: date) -> int:
        """The day's place, clipped to the calendar."""
        return min(max((day - self.first).days, 0), self.days - 1)

    def day_of_week(self, week: int, weekday: int) -> date:
        return self.first + timedelta(days=7 * week + weekday)


def instants(times: list[datetime], timezone: str) -> Ints:
    """Seconds since 1970 in UTC, of whole minutes; each distinct civil time is converted once."""
    known: dict[tuple[datetime, int], int] = {}
    for moment in times:  # times that differ by their fold only compare equal, hence the pair
        if (moment, moment.fold) not in known:
            known[moment, moment.fold] = int(to_instant(moment, timezone).timestamp() // 60) * 60
    return np.array([known[moment, moment.fold] for moment in times], dtype=np.int64)


def overlaps(start: Ints, end: Ints, other_start: Ints, other_end: Ints) -> Bools:
    """Pairs (row, column) of half-open intervals that have time in common."""
    shared: Bools = (start[:, None] < other_end) & (other_start < end[:, None])
    shared[start >= end] = False
    shared[:, other_start >= other_end] = False
    return shared
