"""The rule on being free, in one place at a time, and there in time: three ways to break it, each with its words."""

from collections.abc import Iterator
from itertools import pairwise

from otp_desktop.planning.posts import Post
from otp_desktop.planning.rules.rule import Measure, Rule, Violation
from otp_desktop.planning.rules.sources import NEED_AS_STATED
from otp_desktop.planning.timeline import Timeline
from otp_desktop.planning.travel import Travel
from otp_desktop.texts import N_

ABSENT = N_("{agent} is not available on {day} for {needs}: {figure} of it fall in an absence.")
ELSEWHERE = N_("{agent} stands on two needs at once on {day}: {needs}, for {figure}.")
TOO_FAR = N_("{agent} has {figure} to go from one need to the next on {day} ({needs}); the way takes {limit}.")
ROUNDING = 1e-6  # minutes by which a gap may fall short of a travel time computed in floating point


def free_and_in_time(timeline: Timeline) -> Iterator[Violation]:
    """Available, not elsewhere, and travel between posts in a row of one duty possible."""
    yield from _absent(timeline)
    yield from _elsewhere(timeline)
    yield from _too_far(timeline)


def _absent(timeline: Timeline) -> Iterator[Violation]:
    """No post overlaps an unavailability of its agent."""
    for agent, posts in timeline.posts_of_agent.items():
        absences = timeline.problem.agent[agent].unavailable
        if not absences:
            continue
        away = [(timeline.clock.minute(each.start), timeline.clock.minute(each.end)) for each in absences]
        for post in posts:
            met = [_shared_minutes(post, start, end) for start, end in away if start < post.end and post.start < end]
            shared = max(met, default=0)
            if shared > 0:
                yield FREE_AND_IN_TIME.broken(
                    agent=agent,
                    needs=[post.need.id],
                    figure=shared,
                    limit=0,
                    day=post.need.start.date(),
                    sentence=ABSENT,
                )


def _elsewhere(timeline: Timeline) -> Iterator[Violation]:
    """No two posts of an agent overlap; back to back is no overlap."""
    for agent, posts in timeline.posts_of_agent.items():
        for index, post in enumerate(posts):
            for other in posts[index + 1 :]:
                if other.start >= post.end:
                    break
                yield FREE_AND_IN_TIME.broken(
                    agent=agent,
                    needs=[post.need.id, other.need.id],
                    figure=_shared_minutes(post, other.start, other.end),
                    limit=0,
                    day=other.need.start.date(),
                    sentence=ELSEWHERE,
                )


def _too_far(timeline: Timeline) -> Iterator[Violation]:
    """Inside a duty, the gap between two posts in a row is long enough to travel from one site to the next."""
    if timeline.problem.travel is None:
        return
    travel = Travel(timeline.problem)
    for agent, duty in timeline.duties():
        for post, following in pairwise(duty.posts):
            gap = following.start - post.end
            due = travel.minutes(post.need.site, following.need.site)
            if 0 <= gap < due - ROUNDING:
                yield FREE_AND_IN_TIME.broken(
                    agent=agent,
                    needs=[post.need.id, following.need.id],
                    figure=gap,
                    limit=due,
                    day=following.need.start.date(),
                    sentence=TOO_FAR,
                )


def _shared_minutes(post: Post, start: int, end: int) -> int:
    return min(post.end, end) - max(post.start, start)


FREE_AND_IN_TIME = Rule(
    id="EL-04",
    name=N_("Available, in one place at a time, and there in time"),
    source=NEED_AS_STATED,
    sentence=N_("{agent} cannot be on {needs} on {day}."),
    measure=Measure.MINUTES,
    check=free_and_in_time,
)
