"""The rule on civil days in a row."""

from collections.abc import Iterator
from datetime import date, timedelta

from otp_desktop.planning.posts import names
from otp_desktop.planning.rules.rule import Measure, Rule, Violation
from otp_desktop.planning.rules.sources import LOCAL
from otp_desktop.planning.timeline import Timeline
from otp_desktop.texts import N_

ONE_DAY = timedelta(days=1)


def consecutive_days(timeline: Timeline) -> Iterator[Violation]:
    """At most ``consecutive_days`` civil days in a row with a start of work."""
    for agent, posts in timeline.posts_of_agent.items():
        for run in _runs_of_days(sorted({post.need.start.date() for post in posts})):
            over = _last_day_over(timeline, run)
            if over is None:
                continue
            length, limit = over
            days = set(run)
            needs = names(post for post in posts if post.need.start.date() in days)
            yield CONSECUTIVE_DAYS.broken(agent=agent, needs=needs, figure=length, limit=limit, day=run[0])


def _runs_of_days(days: list[date]) -> Iterator[list[date]]:
    run: list[date] = []
    for day in days:
        if run and day - run[-1] != ONE_DAY:
            yield run
            run = []
        run.append(day)
    yield run


def _last_day_over(timeline: Timeline, run: list[date]) -> tuple[int, int] | None:
    """The place in the run of its last day beyond the limit of that day, and that limit."""
    for place in range(len(run), 0, -1):
        limit = timeline.limits.on(run[place - 1], "consecutive_days")
        if limit is not None and place > limit:
            return place, limit
    return None


CONSECUTIVE_DAYS = Rule(
    id="RT-13",
    name=N_("Days of work in a row"),
    source=LOCAL,
    sentence=N_("{agent} works {figure} days in a row from {day}; the limit is {limit}."),
    measure=Measure.DAYS,
    check=consecutive_days,
    limit="consecutive_days",
)
