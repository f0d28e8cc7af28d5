"""The limits of working time in seconds, for each civil day and week, derogations included.

Where a duty lies on days of different limits the solver keeps to the strictest of them, so that a legal plan stays
legal when an assignment is taken out of it. A week is under a derogation that covers one of its days.
"""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from otp_desktop.planning.problem import REST_THAT_ENDS_A_DUTY, Problem
from otp_desktop.planning.solver.arrays import FAR, Ints
from otp_desktop.planning.solver.calendar import Calendar


@dataclass(frozen=True)
class Limits:
    """By civil day, in seconds: ``duty``, ``amplitude``, ``rest`` and ``continuous``; ``days`` in a row is a number.

    By civil week, in seconds: ``week``, ``weekly_rest``, and ``mean_week`` of the ``mean_weeks`` weeks up to it.
    FAR where there is no limit, 0 for rests.
    ``gap`` is the time free that ends a duty: the daily rest where there is such a rule. ``shortest_gap`` is the least
    of it on any day: work that is nearer than that is one duty, whatever day the duty began on.
    """

    duty: Ints
    amplitude: Ints
    rest: Ints
    gap: Ints
    shortest_gap: int
    continuous: Ints
    days: Ints
    week: Ints
    mean_week: Ints
    weekly_rest: Ints
    mean_weeks: int

    def strictest(self, limit: Ints, first_day: Ints, last_day: Ints) -> Ints:
        """The lower of a limit's values on two days; one value where it is the same every day, the usual case."""
        if (limit == limit[0]).all():
            return limit[:1]
        found: Ints = np.minimum(limit[first_day], limit[last_day])
        return found


def limits_of(problem: Problem, calendar: Calendar) -> Limits:
    days = [calendar.first + timedelta(days=offset) for offset in range(calendar.days)]
    weeks = [calendar.first + timedelta(weeks=week) for week in range(calendar.weeks)]

    def daily(name: str, missing: int = FAR, unit: int = 60) -> Ints:
        return _array([limit_during(problem, name, day, day) for day in days], missing, unit)

    def weekly(name: str, missing: int = FAR) -> Ints:
        return _array(
            [limit_during(problem, name, monday, monday + timedelta(days=6)) for monday in weeks], missing, 60
        )

    gap = daily("daily_rest_minutes", missing=REST_THAT_ENDS_A_DUTY * 60)
    return Limits(
        duty=daily("duty_minutes"),
        amplitude=daily("amplitude_minutes"),
        rest=_longest_of_two_days(daily("daily_rest_minutes", missing=0)),
        gap=_longest_of_two_days(gap),
        shortest_gap=int(gap.min(initial=FAR)),
        continuous=daily("continuous_minutes"),
        days=daily("consecutive_days", unit=1),
        week=weekly("week_minutes"),
        mean_week=_array([_mean_limit(problem, monday) for monday in weeks], FAR, 60),
        weekly_rest=weekly("weekly_rest_minutes", missing=0),
        mean_weeks=problem.rules.mean_weeks,
    )


def limit_during(problem: Problem, name: str, first: date, last: date) -> int | None:
    """The limit over a period: a derogation replaces it when it covers a day of the period; the last one stands."""
    value: int | None = getattr(problem.rules, name)
    for derogation in problem.derogations:
        if derogation.first_day <= last and first <= derogation.last_day:
            value = dict(derogation.limits).get(name, value)
    return value


def _mean_limit(problem: Problem, monday: date) -> int | None:
    """The limit of the weeks in a row that end with the week of that Monday."""
    before = timedelta(weeks=min(problem.rules.mean_weeks - 1, (monday - date.min).days // 7))
    return limit_during(problem, "mean_week_minutes", monday - before, monday + timedelta(days=6))


def _longest_of_two_days(rest: Ints) -> Ints:
    """The rest after work of a day: the rest in force is that of the day its duty began on, maybe the day before."""
    found: Ints = np.maximum(rest, np.concatenate([rest[:1], rest[:-1]]))
    return found


def _array(values: list[int | None], missing: int, unit: int) -> Ints:
    return np.array([missing if value is None else value * unit for value in values], dtype=np.int64)
