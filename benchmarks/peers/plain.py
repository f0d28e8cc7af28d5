"""A problem laid out flat for a peer: numbers, and who may fill what. Every peer starts from the same facts.

Hours come from the same clock and limits as the checker's; nothing here knows the engine's solver.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from otp_desktop.planning.clock import WEEK, Clock
from otp_desktop.planning.limits import LimitsInForce
from otp_desktop.planning.problem import REST_THAT_ENDS_A_DUTY, Assignment, Need, Problem, RoleLine

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
NO_LIMIT = 10**9


@dataclass(frozen=True, slots=True)
class Line:
    """A role line: its need's index, and the agents who may fill it alone in the world."""

    need: int
    role: RoleLine
    eligible: Ints


@dataclass(frozen=True)
class Flat:
    problem: Problem

    @cached_property
    def clock(self) -> Clock:
        return Clock(self.problem.timezone)

    @cached_property
    def limits(self) -> LimitsInForce:
        return LimitsInForce(self.problem.rules, self.problem.derogations)

    @cached_property
    def start(self) -> Ints:
        """(needs,) real minutes."""
        return np.array([self.clock.minute(need.start) for need in self.problem.needs], dtype=np.int64)

    @cached_property
    def end(self) -> Ints:
        return np.array([self.clock.minute(need.end) for need in self.problem.needs], dtype=np.int64)

    @cached_property
    def mondays(self) -> list[date]:
        """Civil weeks from the first need to the last."""
        weeks = {
            monday for need in self.problem.needs for monday, _ in self.clock.minutes_by_week(need.start, need.end)
        }
        first, last = min(weeks), max(weeks)
        return [first + step * WEEK for step in range((last - first).days // 7 + 1)]

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """Every role line that asks for somebody, in the order of the problem."""
        found = []
        for index, need in enumerate(self.problem.needs):
            free = self._free(index) if need.roles else np.zeros(0, dtype=bool)
            found += [
                Line(index, role, np.flatnonzero(free & self._fit(need, role))) for role in need.roles if role.count
            ]
        return tuple(found)

    @cached_property
    def locked(self) -> dict[tuple[str, str], list[int]]:
        """Agents locked on each role line."""
        number = {agent.id: index for index, agent in enumerate(self.problem.agents)}
        found: dict[tuple[str, str], list[int]] = {}
        for row in self.problem.locked:
            found.setdefault((row.need, row.role), []).append(number[row.agent])
        return found

    def limit(self, name: str, day: date) -> int:
        """A limit on a civil day, NO_LIMIT where there is none."""
        limit = self.limits.on(day, name)
        if limit is None:
            return REST_THAT_ENDS_A_DUTY if name == "daily_rest_minutes" else NO_LIMIT
        return limit

    def week_limit(self, name: str, first: date, weeks: int = 1) -> int | None:
        return self.limits.during(first, first + weeks * WEEK - timedelta(days=1), name)

    def assignment(self, agent: int, line: Line) -> Assignment:
        return Assignment(self.problem.agents[agent].id, self.problem.needs[line.need].id, line.role.id)

    @cached_property
    def _away(self) -> tuple[Ints, Ints, Ints]:
        rows = [
            (index, self.clock.minute(away.start), self.clock.minute(away.end))
            for index, agent in enumerate(self.problem.agents)
            for away in agent.unavailable
        ]
        rows += [
            (index, 0, self._rested(agent.history.last_end))
            for index, agent in enumerate(self.problem.agents)
            if agent.history.last_end
        ]
        agents, starts, ends = np.array(rows, dtype=np.int64).reshape(-1, 3).T
        return agents, starts, ends

    def _rested(self, last_end: datetime | None) -> int:
        assert last_end is not None
        rest = self.limits.on(last_end.date(), "daily_rest_minutes")
        return self.clock.minute(last_end) + (rest or 0)

    def _free(self, need: int) -> Bools:
        """(agents,): nobody's absence, nor rest after his last duty, shares a moment with the need."""
        agents, starts, ends = self._away
        free = np.ones(len(self.problem.agents), dtype=bool)
        free[agents[(starts < self.end[need]) & (self.start[need] < ends)]] = False
        return free

    def _fit(self, need: Need, role: RoleLine) -> Bools:
        last = (need.end - timedelta(microseconds=1)).date()
        key = (role.skills, role.corps, need.start.date(), last)
        if key not in self._fits:
            self._fits[key] = np.array(
                [self._holds(index, *key) for index in range(len(self.problem.agents))], dtype=bool
            )
        return self._fits[key]

    @cached_property
    def _fits(self) -> dict[tuple[tuple[str, ...], tuple[str, ...] | None, date, date], Bools]:
        return {}

    def _holds(
        self, index: int, codes: tuple[str, ...], corps: tuple[str, ...] | None, first: date, last: date
    ) -> bool:
        agent = self.problem.agents[index]
        if corps is not None and agent.corps not in corps:
            return False
        days = [first + timedelta(days=step) for step in range((last - first).days + 1)]
        return all(
            any(
                skill.code == code
                and (skill.valid_from is None or skill.valid_from <= day)
                and (skill.valid_until is None or day <= skill.valid_until)
                for skill in agent.skills
            )
            for code in codes
            for day in days
        )
