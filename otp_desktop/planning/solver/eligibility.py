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
        self._of_skill: dict[tuple[str, int], Bools] = {}
        held = [(row, skill) for row, agent in enumerate(agents) for skill in agent.skills]
        self._periods = {code: _Periods.of(code, held) for code in {skill.code for _, skill in held}}

    def may_fill(self, need: Need, role: RoleLine) -> Bools:
        found = self._in_corps(role.corps).copy()
        first, last = _days(need)
        for code in role.skills:
            for day in range(first.toordinal(), last.toordinal() + 1):
                found &= self._hold(code, day)
        return found

    def _in_corps(self, corps: tuple[str, ...] | None) -> Bools:
        if corps not in self._of_corps:
            self._of_corps[corps] = np.array([corps is None or agent.corps in corps for agent in self._agents], bool)
        return self._of_corps[corps]

    def _hold(self, code: str, day: int) -> Bools:
        if (code, day) not in self._of_skill:
            found = np.zeros(len(self._agents), dtype=bool)
            if code in self._periods:
                found[self._periods[code].holders(day)] = True
            self._of_skill[code, day] = found
        return self._of_skill[code, day]


@dataclass(frozen=True)
class _Periods:
    """Who holds one skill from which day until which day, both included, as ordinals."""

    agent: Ints
    first: Ints
    last: Ints

    @classmethod
    def of(cls, code: str, held: list[tuple[int, Skill]]) -> "_Periods":
        mine = [(row, skill) for row, skill in held if skill.code == code]
        return cls(
            np.array([row for row, _ in mine], dtype=np.int64),
            np.array([(skill.valid_from or date.min).toordinal() for _, skill in mine], dtype=np.int64),
            np.array([(skill.valid_until or date.max).toordinal() for _, skill in mine], dtype=np.int64),
        )

    def holders(self, day: int) -> Ints:
        """Maybe some of them twice."""
        found: Ints = self.agent[(self.first <= day) & (day <= self.last)]
        return found


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
    return need.start.date(), max(need.start, need.end - timedelta(microseconds=1)).date()
