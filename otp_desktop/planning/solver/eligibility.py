"""Who may fill which role line, for skills and corps: decided once for each class of agents and of lines."""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from otp_desktop.planning.problem import Agent, Need, Problem, RoleLine, Skill
from otp_desktop.planning.solver.arrays import Bools, Ints


@dataclass(frozen=True)
class Eligibility:
    """``allowed`` (agent classes, line classes); the class of each agent and of each line."""

    agent_class: Ints
    line_class: Ints
    allowed: Bools

    def block(self, agents: Ints, lines: Ints) -> Bools:
        """(agents, lines): may the agent fill the line, as far as skills and corps go."""
        return self.allowed[np.ix_(self.agent_class[agents], self.line_class[lines])]


def eligibility_of(problem: Problem) -> Eligibility:
    dated = any(skill.valid_from or skill.valid_until for agent in problem.agents for skill in agent.skills)
    first_of_class, agent_class = _classes((agent.corps, frozenset(agent.skills)) for agent in problem.agents)
    pairs = [(need, role) for need in problem.needs for role in need.roles]
    lines, line_class = _classes(
        (role.corps, frozenset(role.skills), _days(need) if dated else None) for need, role in pairs
    )
    holders = _Holders([problem.agents[agent] for agent in first_of_class])
    allowed = np.zeros((len(first_of_class), len(lines)), dtype=bool)
    for column, line in enumerate(lines):
        allowed[:, column] = holders.may_fill(*pairs[line])
    return Eligibility(agent_class, line_class, allowed)


class _Holders:
    """Which of some agents hold what on which days, each question being answered once."""

    def __init__(self, agents: Sequence[Agent]) -> None:
        self._agents = agents
        self._of_corps: dict[tuple[str, ...] | None, Bools] = {}
        self._of_skill: dict[tuple[str, date, date], Bools] = {}

    def may_fill(self, need: Need, role: RoleLine) -> Bools:
        found = self._in_corps(role.corps).copy()
        for code in role.skills:
            found &= self._hold(code, *_days(need))
        return found

    def _in_corps(self, corps: tuple[str, ...] | None) -> Bools:
        if corps not in self._of_corps:
            self._of_corps[corps] = np.array([corps is None or agent.corps in corps for agent in self._agents], bool)
        return self._of_corps[corps]

    def _hold(self, code: str, first: date, last: date) -> Bools:
        if (code, first, last) not in self._of_skill:
            held = [_holds(agent, code, first, last) for agent in self._agents]
            self._of_skill[code, first, last] = np.array(held, dtype=bool)
        return self._of_skill[code, first, last]


def _classes(keys: Iterable[Hashable]) -> tuple[list[int], Ints]:
    """The first member of each class, and the class of each member."""
    known: dict[Hashable, int] = {}
    first: list[int] = []
    found: list[int] = []
    for member, key in enumerate(keys):
        if key not in known:
            known[key] = len(known)
            first.append(member)
        found.append(known[key])
    return first, np.array(found, dtype=np.int64)


def _days(need: Need) -> tuple[date, date]:
    """First and last civil day of a need; one that ends at midnight doesn't touch the next day."""
    return need.start.date(), (need.end - timedelta(microseconds=1)).date()


def _holds(agent: Agent, code: str, first: date, last: date) -> bool:
    """On each civil day of a need, maybe by several periods of validity."""
    periods = [skill for skill in agent.skills if skill.code == code]
    if any(_valid(period, first) and _valid(period, last) for period in periods):
        return True
    days = range(first.toordinal(), last.toordinal() + 1)
    return bool(periods) and all(any(_valid(period, date.fromordinal(day)) for period in periods) for day in days)


def _valid(period: Skill, day: date) -> bool:
    begun = period.valid_from is None or period.valid_from <= day
    return begun and (period.valid_until is None or day <= period.valid_until)
