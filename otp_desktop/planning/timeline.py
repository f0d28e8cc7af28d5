"""The work of each agent along real time: what the rules and the score read.

Made once for a problem and a set of assignments, so that each rule stays a plain loop.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from otp_desktop.domain.times import monday_of
from otp_desktop.planning.clock import WEEK, Clock
from otp_desktop.planning.limits import LimitsInForce
from otp_desktop.planning.posts import Duty, Post, WorkedWeek, runs
from otp_desktop.planning.problem import REST_THAT_ENDS_A_DUTY, Agent, Assignment, Need, Problem, RoleLine


@dataclass(frozen=True, slots=True)
class Row:
    """An assignment with the records it names."""

    agent: Agent
    need: Need
    role: RoleLine

    @property
    def assignment(self) -> Assignment:
        return Assignment(self.agent.id, self.need.id, self.role.id)


class Timeline:
    """A problem and the assignments of a plan. Raises ValueError for an id that the problem does not know.

    ``clock``: one of the problem's time zone that knows its times already, where many timelines are made.
    """

    def __init__(self, problem: Problem, assignments: Iterable[Assignment], clock: Clock | None = None) -> None:
        self.problem = problem
        self.clock = clock if clock is not None else Clock(problem.timezone)
        self.limits = LimitsInForce(problem.rules, problem.derogations)
        self.rows = _rows(problem, assignments)

    @cached_property
    def rows_of_need(self) -> dict[str, list[Row]]:
        """The rows of each need that has one."""
        grouped: dict[str, list[Row]] = {}
        for row in self.rows:
            grouped.setdefault(row.need.id, []).append(row)
        return grouped

    @cached_property
    def heads_of_line(self) -> Counter[tuple[str, str]]:
        """Heads present on each role line, by need and role."""
        return Counter((row.need.id, row.role.id) for row in self.rows)

    @cached_property
    def post(self) -> dict[str, Post]:
        """The post of each need that somebody serves."""
        needs = {row.need.id: row.need for row in self.rows}
        return {id: self._post(need) for id, need in needs.items()}

    @cached_property
    def posts_of_agent(self) -> dict[str, tuple[Post, ...]]:
        """Posts of each agent who has one, in the order of time; a need counts once, whatever the roles."""
        served: dict[str, dict[str, Post]] = {}
        for row in self.rows:
            served.setdefault(row.agent.id, {})[row.need.id] = self.post[row.need.id]
        return {agent: tuple(sorted(posts.values(), key=_in_time)) for agent, posts in served.items()}

    @cached_property
    def duties_of_agent(self) -> dict[str, tuple[Duty, ...]]:
        return {
            agent: tuple(Duty(run) for run in runs(posts, self._rest_after))
            for agent, posts in self.posts_of_agent.items()
        }

    def duties(self) -> Iterator[tuple[str, Duty]]:
        """Every duty with the id of its agent."""
        for agent, duties in self.duties_of_agent.items():
            for duty in duties:
                yield agent, duty

    @cached_property
    def weeks_of_agent(self) -> dict[str, dict[date, WorkedWeek]]:
        """The weeks in which each agent works, by their Monday."""
        return {agent: self._weeks(posts) for agent, posts in self.posts_of_agent.items()}

    @cached_property
    def mondays(self) -> tuple[date, ...]:
        """Every civil week from the first need of the problem to the last."""
        weeks = [monday for need in self.problem.needs for monday in (monday_of(need.start.date()), _last_week(need))]
        if not weeks:
            return ()
        first, last = min(weeks), max(weeks)
        return tuple(first + index * WEEK for index in range((last - first) // WEEK + 1))

    def _weeks(self, posts: tuple[Post, ...]) -> dict[date, WorkedWeek]:
        parts: dict[date, list[tuple[Post, int]]] = {}
        for post in posts:
            for monday, minutes in post.by_week:
                parts.setdefault(monday, []).append((post, minutes))
        return {monday: self._week(monday, week) for monday, week in parts.items()}

    def _week(self, monday: date, parts: list[tuple[Post, int]]) -> WorkedWeek:
        return WorkedWeek(
            monday=monday,
            start=self.clock.midnight(monday),
            end=self.clock.midnight(monday + WEEK),
            minutes=sum(minutes for _, minutes in parts),
            posts=tuple(post for post, _ in parts),
        )

    def _post(self, need: Need) -> Post:
        start, end = self.clock.minute(need.start), self.clock.minute(need.end)
        return Post(need, start, end, self.clock.minutes_by_week(need.start, need.end))

    def _rest_after(self, first: Post) -> int:
        """Minutes free that end the duty which this post opens."""
        limit = self.limits.on(first.need.start.date(), "daily_rest_minutes")
        return REST_THAT_ENDS_A_DUTY if limit is None else limit


def _last_week(need: Need) -> date:
    """The Monday of the last civil week it touches: an end at midnight touches the day before only."""
    return monday_of(max(need.start, need.end - timedelta(microseconds=1)).date())


def _in_time(post: Post) -> tuple[int, int, str]:
    return post.start, post.end, post.need.id


def _rows(problem: Problem, assignments: Iterable[Assignment]) -> tuple[Row, ...]:
    """The assignments with their records, in the problem's order: the same plan is judged in the same words."""
    agents = {agent.id: index for index, agent in enumerate(problem.agents)}
    lines = {(need.id, role.id): (index, need, role) for index, need in enumerate(problem.needs) for role in need.roles}
    found = []
    for assignment in assignments:
        line = lines.get((assignment.need, assignment.role))
        if line is None or assignment.agent not in agents:
            raise ValueError(f"the problem does not know {assignment}")
        index, need, role = line
        found.append((agents[assignment.agent], index, role.id, need, role))
    found.sort(key=lambda each: each[:3])
    return tuple(Row(problem.agents[agent], need, role) for agent, _, _, need, role in found)
