"""What the agents of an operation do elsewhere: around its days post by post, before them in sums.

The rules of rest, hours and days in a row look across operations (décret 2000-815, article 3): posts of the
neighbouring weeks are judged with the plan, the weeks before count in the mean of twelve, and burdens of a year in its
fairness.
"""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta

from otp_desktop.db.unit_of_work import UnitOfWork
from otp_desktop.domain.engagements import Engagement, WorkHistory
from otp_desktop.domain.operations import Need, Operation
from otp_desktop.domain.times import monday_of
from otp_desktop.planning.clock import Clock

WEEK = timedelta(days=7)
YEAR = timedelta(days=365)


def read_elsewhere(
    work: UnitOfWork, operation: Operation, needs: tuple[Need, ...]
) -> tuple[tuple[Engagement, ...], Mapping[str, WorkHistory]]:
    """Posts in other operations from the week before the operation to the week after, and the history before them."""
    if work.engagements.first_start(operation.id) is None:
        return (), {}
    first = min((need.start.date() for need in needs), default=operation.first_day)
    last = max((need.end.date() for need in needs), default=operation.last_day)
    near = work.engagements.between(
        _midnight(monday_of(first) - WEEK), _midnight(monday_of(last) + 2 * WEEK), operation.id
    )
    begins = monday_of(min((first, *(engagement.start.date() for engagement in near))))
    return near, _history(work, operation, begins)


def _history(work: UnitOfWork, operation: Operation, begins: date) -> dict[str, WorkHistory]:
    """Of everybody who worked in the year before the Monday on which the plan's weeks begin."""
    known_since = work.engagements.first_start(operation.id)
    assert known_since is not None
    weeks = min(operation.rules.mean_weeks - 1, (begins - monday_of(known_since.date())) // WEEK)
    minutes = _minutes_by_week(work, operation, begins, max(0, weeks))
    first = _midnight(operation.first_day)
    burdens = work.engagements.burdens(first - YEAR, first, operation.id)
    nothing = (0,) * max(0, weeks)
    return {
        agent: WorkHistory(week_minutes=tuple(minutes.get(agent, nothing)), burden=burdens.get(agent, 0))
        for agent in sorted({*minutes, *burdens})
    }


def _minutes_by_week(work: UnitOfWork, operation: Operation, begins: date, weeks: int) -> dict[str, list[int]]:
    """Real minutes of each of the last weeks before a Monday, oldest first."""
    found: dict[str, list[int]] = {}
    if not weeks:
        return found
    clock, oldest = Clock(operation.timezone), begins - weeks * WEEK
    for agent, start, end in work.engagements.spans(_midnight(oldest), _midnight(begins), operation.id):
        for monday, minutes in clock.minutes_by_week(start, end):
            place = (monday - oldest) // WEEK
            if 0 <= place < weeks:
                found.setdefault(agent, [0] * weeks)[place] += minutes
    return found


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time())
