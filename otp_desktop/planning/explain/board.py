"""A plan laid out for questions about single rows: who stands where, who overlaps what, what a row would break."""

from collections.abc import Iterable
from copy import copy
from datetime import timedelta

from otp_desktop.planning.agent_hours import AgentHours
from otp_desktop.planning.clock import Clock
from otp_desktop.planning.editing.edit import Edit
from otp_desktop.planning.editing.judged_plan import JudgedPlan, Rows
from otp_desktop.planning.problem import Agent, Assignment, Need, Problem, RoleLine

Line = tuple[str, str]
"""Ids of need and role."""


class Board:
    """A plan and who stands where in it. Nothing here changes: a moved plan is another board, which shares the rest."""

    def __init__(self, plan: JudgedPlan) -> None:
        self.plan = plan
        self.problem = plan.problem
        self.hours = AgentHours(self.problem)
        self.locked = frozenset(self.problem.locked)
        self._clock = Clock(self.problem.timezone)

    @classmethod
    def of(cls, problem: Problem, assignments: Iterable[Assignment]) -> "Board":
        """The board of a plan, which is judged whole."""
        return cls(JudgedPlan.of(problem, assignments))

    def after(self, moves: Edit) -> "Board":
        """The board of the plan after an edit."""
        moved = copy(self)
        moved.plan = self.plan.edited(moves)
        return moved

    def rows_of_agent(self, agent: str) -> Rows:
        return self.plan.served_by(agent)

    def rows_around(self, agent: str, need: str, days: int) -> Rows:
        """His rows that begin within so many days of the need."""
        middle, around = self.problem.need[need].start, timedelta(days=days)
        rows = self.rows_of_agent(agent)
        return frozenset(row for row in rows if abs(self.problem.need[row.need].start - middle) <= around)

    def rows_of_need(self, need: str) -> Rows:
        return self.plan.present_on(need)

    def role(self, line: Line) -> RoleLine:
        """The role line. Raises KeyError where the need has no such role."""
        roles = {role.id: role for role in self.problem.need[line[0]].roles}
        return roles[line[1]]

    def heads(self, line: Line) -> int:
        return sum(row.role == line[1] for row in self.rows_of_need(line[0]))

    def missing(self, line: Line) -> int:
        return max(0, self.role(line).count - self.heads(line))

    def overlapping(self, agent: str, need: Need) -> list[Assignment]:
        """His rows that share a moment with the need, or are on it."""
        start, end = self._clock.minute(need.start), self._clock.minute(need.end)
        return sorted(row for row in self.rows_of_agent(agent) if row.need == need.id or self._shares(row, start, end))

    def is_away(self, agent: Agent, need: Need) -> bool:
        start, end = self._clock.minute(need.start), self._clock.minute(need.end)
        minute = self._clock.minute
        return any(max(start, minute(away.start)) < min(end, minute(away.end)) for away in agent.unavailable)

    def mixed_corps(self, agent: str, need: str, leaving: Iterable[str] = ()) -> tuple[str, ...]:
        """A forbidden mix that the agent would complete on the need, those who leave aside; empty where none."""
        present = {self.problem.agent[row.agent].corps for row in self.rows_of_need(need) if row.agent not in leaving}
        joined = present | {self.problem.agent[agent].corps}
        for mix in self.problem.rules.forbidden_mixes:
            if joined.issuperset(mix) and not present.issuperset(mix):
                return mix
        return ()

    def worth_of_one_more(self, line: Line) -> int:
        """What one head more on a line is worth, as a class: 10 below the minimum of priority 1 … 1; 0 when full."""
        return self._worth(line, self.heads(line))

    def worth_of_last(self, line: Line) -> int:
        """What the last of the heads on a line is worth."""
        return self._worth(line, self.heads(line) - 1)

    def _worth(self, line: Line, heads: int) -> int:
        role, priority = self.role(line), self.problem.need[line[0]].priority
        if heads >= role.count:
            return 0
        return (11 if heads < role.minimum else 6) - priority

    def _shares(self, row: Assignment, start: int, end: int) -> bool:
        other = self.problem.need[row.need]
        return self._clock.minute(other.start) < end and start < self._clock.minute(other.end)
