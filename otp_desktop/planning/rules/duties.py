"""Rules on one duty and on the rest before it."""

from collections.abc import Iterator

from otp_desktop.planning.posts import Post, names, runs
from otp_desktop.planning.rules.rule import Measure, Rule, Violation
from otp_desktop.planning.rules.sources import WORKING_TIME
from otp_desktop.planning.timeline import Timeline
from otp_desktop.texts import N_

PAUSE = 20  # minutes free that break a run of work (decree 2000-815, article 3, I)


def duty_minutes(timeline: Timeline) -> Iterator[Violation]:
    """Worked minutes of a duty ≤ ``duty_minutes``."""
    for agent, duty in timeline.duties():
        limit = timeline.limits.on(duty.first_day, "duty_minutes")
        if limit is not None and duty.worked > limit:
            yield DUTY_MINUTES.broken(
                agent=agent, needs=duty.needs, figure=duty.worked, limit=limit, day=duty.first_day
            )


def amplitude(timeline: Timeline) -> Iterator[Violation]:
    """Last end less first start of a duty ≤ ``amplitude_minutes``."""
    for agent, duty in timeline.duties():
        limit = timeline.limits.on(duty.first_day, "amplitude_minutes")
        if limit is not None and duty.amplitude > limit:
            yield AMPLITUDE.broken(
                agent=agent, needs=duty.needs, figure=duty.amplitude, limit=limit, day=duty.first_day
            )


def daily_rest(timeline: Timeline) -> Iterator[Violation]:
    """The first duty starts at least ``daily_rest_minutes`` after ``history.last_end``.

    Between two duties of the plan the rest holds by the definition of a duty: a shorter one makes them one duty.
    """
    for agent, posts in timeline.posts_of_agent.items():
        last_end = timeline.problem.agent[agent].history.last_end
        if last_end is None:
            continue
        limit = timeline.limits.on(last_end.date(), "daily_rest_minutes")
        rest = posts[0].start - timeline.clock.minute(last_end)
        if limit is not None and rest < limit:
            first = posts[0].need
            yield DAILY_REST.broken(
                agent=agent, needs=[first.id], figure=max(0, rest), limit=limit, day=first.start.date()
            )


def continuous_work(timeline: Timeline) -> Iterator[Violation]:
    """A run of work with no gap of 20 minutes, longer than ``continuous_minutes``, is made of relieved needs only."""
    for agent, posts in timeline.posts_of_agent.items():
        for run in runs(posts, _pause):
            day = run[0].need.start.date()
            limit = timeline.limits.on(day, "continuous_minutes")
            length = max(post.end for post in run) - run[0].start
            if limit is not None and length > limit and not all(post.need.relieved for post in run):
                yield CONTINUOUS_WORK.broken(agent=agent, needs=names(run), figure=length, limit=limit, day=day)


def _pause(_: Post) -> int:
    return PAUSE


DUTY_MINUTES = Rule(
    id="RT-03",
    name=N_("Work in one duty"),
    source=WORKING_TIME,
    sentence=N_("{agent} works {figure} in the duty of {day} ({needs}); the limit is {limit}."),
    measure=Measure.MINUTES,
    check=duty_minutes,
    limit="duty_minutes",
)
AMPLITUDE = Rule(
    id="RT-04",
    name=N_("Amplitude of one duty"),
    source=WORKING_TIME,
    sentence=N_("{agent} has an amplitude of {figure} in the duty of {day} ({needs}); the limit is {limit}."),
    measure=Measure.MINUTES,
    check=amplitude,
    limit="amplitude_minutes",
)
DAILY_REST = Rule(
    id="RT-05",
    name=N_("Rest between two duties"),
    source=WORKING_TIME,
    sentence=N_("{agent} starts {needs} on {day} after a rest of {figure}; at least {limit} are due."),
    measure=Measure.MINUTES,
    check=daily_rest,
    limit="daily_rest_minutes",
)
CONTINUOUS_WORK = Rule(
    id="RT-07",
    name=N_("Break before too long a run of work"),
    source=WORKING_TIME,
    sentence=N_(
        "{agent} works {figure} without a break of 20 minutes on {day} ({needs}); "
        "beyond {limit} every post must be relieved."
    ),
    measure=Measure.MINUTES,
    check=continuous_work,
    limit="continuous_minutes",
)
