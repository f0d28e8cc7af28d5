"""Rules on civil weeks, on the mean of several, and on the whole horizon."""

from collections.abc import Iterator
from datetime import date, timedelta

from otp_desktop.planning.clock import WEEK
from otp_desktop.planning.posts import WorkedWeek, names
from otp_desktop.planning.rules.rule import Measure, Rule, Violation
from otp_desktop.planning.rules.sources import LOCAL, WORKING_TIME
from otp_desktop.planning.timeline import Timeline
from otp_desktop.texts import N_

SIX_DAYS = timedelta(days=6)


def week_minutes(timeline: Timeline) -> Iterator[Violation]:
    """Minutes that fall in a civil week ≤ ``week_minutes``, or the agent's own limit if lower."""
    for agent, weeks in timeline.weeks_of_agent.items():
        own = timeline.problem.agent[agent].limits.week_minutes
        for week in weeks.values():
            common = timeline.limits.during(week.monday, week.monday + SIX_DAYS, "week_minutes")
            limit = min((each for each in (common, own) if each is not None), default=None)
            if limit is not None and week.minutes > limit:
                yield WEEK_MINUTES.broken(
                    agent=agent, needs=names(week.posts), figure=week.minutes, limit=limit, day=week.monday
                )


def mean_week(timeline: Timeline) -> Iterator[Violation]:
    """Mean over any ``mean_weeks`` weeks in a row ≤ ``mean_week_minutes``, history included.

    Not judged while fewer weeks are known, nor where the plan gives the agent no work inside the window.
    """
    span = timeline.problem.rules.mean_weeks
    for agent, weeks in timeline.weeks_of_agent.items():
        history = timeline.problem.agent[agent].history.week_minutes
        first = timeline.mondays[0] - len(history) * WEEK
        known = [*history, *(weeks[monday].minutes if monday in weeks else 0 for monday in timeline.mondays)]
        for start in range(len(known) - span + 1):
            monday = first + start * WEEK
            last = monday + (span - 1) * WEEK
            limit = timeline.limits.during(monday, last + SIX_DAYS, "mean_week_minutes")
            total = sum(known[start : start + span])
            if limit is not None and total > limit * span and _works(weeks, monday, last):
                needs = [name for week in weeks.values() if monday <= week.monday <= last for name in names(week.posts)]
                yield MEAN_WEEK.broken(
                    agent=agent,
                    needs=tuple(dict.fromkeys(needs)),
                    figure=total / span,
                    limit=limit,
                    day=monday,
                    detail=str(span),
                )


def weekly_rest(timeline: Timeline) -> Iterator[Violation]:
    """An agent who works in a civil week has ``weekly_rest_minutes`` free in a row inside it."""
    for agent, weeks in timeline.weeks_of_agent.items():
        for week in weeks.values():
            limit = timeline.limits.during(week.monday, week.monday + SIX_DAYS, "weekly_rest_minutes")
            rest = week.longest_rest
            if limit is not None and rest < limit:
                yield WEEKLY_REST.broken(
                    agent=agent, needs=names(week.posts), figure=rest, limit=limit, day=week.monday
                )


def total_minutes(timeline: Timeline) -> Iterator[Violation]:
    """Minutes over the horizon ≤ the agent's ``total_minutes``."""
    for agent, posts in timeline.posts_of_agent.items():
        limit = timeline.problem.agent[agent].limits.total_minutes
        total = sum(post.minutes for post in posts)
        if limit is not None and total > limit:
            yield TOTAL_MINUTES.broken(agent=agent, needs=names(posts), figure=total, limit=limit)


def _works(weeks: dict[date, WorkedWeek], first: date, last: date) -> bool:
    return any(first <= monday <= last for monday in weeks)


WEEK_MINUTES = Rule(
    id="RT-01",
    name=N_("Work in one week"),
    source=WORKING_TIME,
    sentence=N_("{agent} works {figure} in the week of {day}; the limit is {limit}."),
    measure=Measure.MINUTES,
    check=week_minutes,
    limit="week_minutes",
)
MEAN_WEEK = Rule(
    id="RT-02",
    name=N_("Mean week"),
    source=WORKING_TIME,
    sentence=N_("{agent} works {figure} a week on average over the {detail} weeks from {day}; the limit is {limit}."),
    measure=Measure.MINUTES,
    check=mean_week,
    limit="mean_week_minutes",
)
WEEKLY_REST = Rule(
    id="RT-06",
    name=N_("Weekly rest"),
    source=WORKING_TIME,
    sentence=N_("{agent} has at most {figure} free in a row in the week of {day}; {limit} are due."),
    measure=Measure.MINUTES,
    check=weekly_rest,
    limit="weekly_rest_minutes",
)
TOTAL_MINUTES = Rule(
    id="RT-14",
    name=N_("Work over the whole plan"),
    source=LOCAL,
    sentence=N_("{agent} works {figure} over the whole plan; the agent's own limit is {limit}."),
    measure=Measure.MINUTES,
    check=total_minutes,
    limit="total_minutes",
)
