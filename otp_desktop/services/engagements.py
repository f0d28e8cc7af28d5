"""What the agents of an operation do elsewhere: around its days post by post, before them in sums.

The rules of rest, hours and days in a row look across operations (décret 2000-815, article 3): posts of the
neighbouring weeks are judged with the plan, the weeks before count in the mean of twelve, and burdens of a year in its
fairness.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from otp_desktop.db.unit_of_work import UnitOfWork
from otp_desktop.domain.engagements import Engagement, WorkHistory
from otp_desktop.domain.operations import Need, Operation
from otp_desktop.domain.times import first_of_twelve_months, midnight, monday_of
from otp_desktop.planning.clock import Clock
from otp_desktop.services.burdens import weight_of
from otp_desktop.services.equity import posts_outside

WEEK = timedelta(days=7)
DAY = timedelta(days=1)


def read_elsewhere(
    work: UnitOfWork, operation: Operation, needs: tuple[Need, ...]
) -> tuple[tuple[Engagement, ...], Mapping[str, WorkHistory]]:
    """Posts in other operations from the week before the operation to the week after, and the history before them."""
    first = min((need.start.date() for need in needs), default=operation.first_day)
    last = max((need.end.date() for need in needs), default=operation.last_day)
    near = work.engagements.between(
        midnight(monday_of(first) - WEEK), midnight(monday_of(last) + 2 * WEEK), operation.id
    )
    begins = monday_of(min((first, *(engagement.start.date() for engagement in near))))
    return near, _history(work, operation, begins)


def _history(work: UnitOfWork, operation: Operation, begins: date) -> dict[str, WorkHistory]:
    """Of everybody who worked in the year before the Monday on which the plan's weeks begin."""
    weeks = _weeks_before(work, operation, begins)
    points = _points(work, operation)
    return {
        agent: WorkHistory(week_minutes=weeks.of(agent), burden=points.get(agent, 0))
        for agent in sorted({*weeks.planned, *weeks.told, *points})
    }


def _points(work: UnitOfWork, operation: Operation) -> dict[str, float]:
    """What each agent carried in the twelve months before the operation, as the objective weighs it."""
    last = operation.first_day - DAY
    first = first_of_twelve_months(last)
    posts = work.engagements.carried(midnight(first), midnight(operation.first_day), operation.id)
    past = work.past_work.beginning(first, last)
    points = {
        agent: sum(map(weight_of, posts_outside(posts.get(agent, ()), past.get(agent, ()))))
        + sum(one.points for one in past.get(agent, ()))
        for agent in {*posts, *past}
    }
    return {agent: carried for agent, carried in points.items() if carried}


@dataclass(frozen=True)
class _Weeks:
    """Minutes of the last weeks, oldest first: as published plans say, known for the last ``known`` of them, and as
    imported files tell, which is all that the agent did in those weeks."""

    known: int
    planned: Mapping[str, list[int]]
    told: Mapping[str, Mapping[int, int]]

    def of(self, agent: str) -> tuple[int, ...]:
        """As far back as every week is known."""
        planned, told = self.planned.get(agent), self.told.get(agent, {})
        found: list[int] = []
        while len(found) in told or len(found) < self.known:
            back = len(found)
            found.append(told[back] if back in told else planned[-1 - back] if planned else 0)
        return tuple(reversed(found))


def _weeks_before(work: UnitOfWork, operation: Operation, begins: date) -> _Weeks:
    """The weeks that count in the mean, before a Monday."""
    most = operation.rules.mean_weeks - 1
    since = work.engagements.first_start(operation.id)
    known = 0 if since is None else max(0, min(most, (begins - monday_of(since.date())) // WEEK))
    told: dict[str, dict[int, int]] = {}
    for agent, past in work.past_work.beginning(begins - most * WEEK, begins - DAY).items():
        weeks = {(begins - one.first_day) // WEEK - 1: one.minutes for one in past if one.is_week}
        told[agent] = {back: minutes for back, minutes in weeks.items() if minutes is not None}
    return _Weeks(known, _minutes_by_week(work, operation, begins, known), told)


def _minutes_by_week(work: UnitOfWork, operation: Operation, begins: date, weeks: int) -> dict[str, list[int]]:
    """Real minutes of each of the last weeks before a Monday, oldest first."""
    found: dict[str, list[int]] = {}
    if not weeks:
        return found
    clock, oldest = Clock(operation.timezone), begins - weeks * WEEK
    for agent, start, end in work.engagements.spans(midnight(oldest), midnight(begins), operation.id):
        for monday, minutes in clock.minutes_by_week(start, end):
            place = (monday - oldest) // WEEK
            if 0 <= place < weeks:
                found.setdefault(agent, [0] * weeks)[place] += minutes
    return found
