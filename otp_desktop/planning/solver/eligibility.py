"""Who may fill which role line, for skills and corps: decided once for each class of agents and of lines."""

from collections.abc import Hashable, Iterable
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
    agents, agent_class = _classes((agent.corps, frozenset(agent.skills)) for agent in problem.agents)
    pairs = [(need, role) for need in problem.needs for role in need.roles]
    lines, line_class = _classes(
        (role.corps, frozenset(role.skills), _days(need) if dated else None) for need, role in pairs
    )
    allowed = [[_allows(problem.agents[agent], *pairs[line]) for line in lines] for agent in agents]
    return Eligibility(agent_class, line_class, np.array(allowed, dtype=bool).reshape(len(agents), len(lines)))


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


def _allows(agent: Agent, need: Need, role: RoleLine) -> bool:
    if role.corps is not None and agent.corps not in role.corps:
        return False
    return all(_holds(agent, code, need) for code in role.skills)


def _holds(agent: Agent, code: str, need: Need) -> bool:
    """On each civil day of the need, maybe by several periods of validity."""
    periods = [skill for skill in agent.skills if skill.code == code]
    first, last = _days(need)
    days = range(first.toordinal(), last.toordinal() + 1)
    return bool(periods) and all(any(_valid(period, date.fromordinal(day)) for period in periods) for day in days)


def _valid(period: Skill, day: date) -> bool:
    begun = period.valid_from is None or period.valid_from <= day
    return begun and (period.valid_until is None or day <= period.valid_until)
