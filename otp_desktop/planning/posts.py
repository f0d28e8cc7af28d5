"""Posts on the line of real time, and what an agent's posts make: duties between two rests, and weeks."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from otp_desktop.planning.problem import Need


@dataclass(frozen=True, slots=True)
class Post:
    """A need on the line of real time, in minutes since 1970 (UTC)."""

    need: Need
    start: int
    end: int
    by_week: tuple[tuple[date, int], ...]

    @property
    def minutes(self) -> int:
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Duty:
    """A longest run of one agent's posts in which each gap is shorter than the daily rest."""

    posts: tuple[Post, ...]

    @property
    def first_day(self) -> date:
        """The civil day on which it starts: its limits are those of that day."""
        return self.posts[0].need.start.date()

    @property
    def worked(self) -> int:
        return sum(post.minutes for post in self.posts)

    @property
    def amplitude(self) -> int:
        """Minutes from the first start to the last end."""
        return max(post.end for post in self.posts) - self.posts[0].start

    @property
    def needs(self) -> tuple[str, ...]:
        return names(self.posts)


@dataclass(frozen=True, slots=True)
class WorkedWeek:
    """One agent's civil week with work in it, from minute ``start`` to minute ``end``."""

    monday: date
    start: int
    end: int
    minutes: int
    posts: tuple[Post, ...]

    @property
    def longest_rest(self) -> int:
        """Minutes of the longest run free of work inside the week."""
        longest, free_since = 0, self.start
        for post in self.posts:
            longest = max(longest, post.start - free_since)
            free_since = max(free_since, post.end)
        return max(longest, self.end - free_since)


def runs(posts: Iterable[Post], pause_after: Callable[[Post], int]) -> Iterator[tuple[Post, ...]]:
    """Cuts posts in the order of time into longest runs; the first post of a run says how long a gap ends it."""
    run: list[Post] = []
    pause = end = 0
    for post in posts:
        if run and post.start - end >= pause:
            yield tuple(run)
            run = []
        if not run:
            pause, end = pause_after(post), post.end
        run.append(post)
        end = max(end, post.end)
    if run:
        yield tuple(run)


def names(posts: Iterable[Post]) -> tuple[str, ...]:
    return tuple(post.need.id for post in posts)
