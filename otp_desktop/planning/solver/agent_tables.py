"""Agents as arrays, with their absences and wishes."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from otp_desktop.planning.problem import Interval, Problem, Wish
from otp_desktop.planning.solver.arrays import FAR, NONE, Floats, Ints
from otp_desktop.planning.solver.calendar import instants
from otp_desktop.planning.solver.indexing import distinct, ints
from otp_desktop.planning.solver.limits import limit_during


@dataclass(frozen=True)
class Agents:
    """One entry an agent; limits and times in seconds, ``history_seconds`` (agents, weeks) with the last week last.

    ``base`` is a row of the distances; ``unit`` and ``corps`` are NONE where unknown.
    """

    base: Ints
    unit: Ints
    corps: Ints
    burden: Floats
    week_limit: Ints
    total_limit: Ints
    first_start: Ints
    history_seconds: Ints
    history_weeks: Ints


@dataclass(frozen=True)
class AgentIntervals:
    """Intervals of agents, in seconds: absences, or wishes with their cost."""

    agent: Ints
    start: Ints
    end: Ints
    cost: Floats


def agents_of(problem: Problem, base: Ints) -> Agents:
    units = distinct(agent.unit for agent in problem.agents)
    corps = distinct(agent.corps for agent in problem.agents)
    weeks = max((len(agent.history.week_minutes) for agent in problem.agents), default=0)
    history = np.zeros((len(problem.agents), weeks), dtype=np.int64)
    for row, agent in enumerate(problem.agents):
        known = agent.history.week_minutes
        if known:
            history[row, weeks - len(known) :] = np.array(known, dtype=np.int64) * 60
    return Agents(
        base=base,
        unit=ints(units.get(agent.unit, NONE) for agent in problem.agents),
        corps=ints(corps.get(agent.corps, NONE) for agent in problem.agents),
        burden=np.array([agent.history.burden for agent in problem.agents], dtype=np.float64),
        week_limit=ints(_seconds(agent.limits.week_minutes) for agent in problem.agents),
        total_limit=ints(_seconds(agent.limits.total_minutes) for agent in problem.agents),
        first_start=_first_starts(problem),
        history_seconds=history,
        history_weeks=ints(len(agent.history.week_minutes) for agent in problem.agents),
    )


def _first_starts(problem: Problem) -> Ints:
    """The end of each agent's daily rest after his history; -FAR where nothing is known, or no rest is due."""
    found = np.full(len(problem.agents), -FAR, dtype=np.int64)
    for row, agent in enumerate(problem.agents):
        last_end = agent.history.last_end
        rest = (
            None if last_end is None else limit_during(problem, "daily_rest_minutes", last_end.date(), last_end.date())
        )
        if last_end is not None and rest is not None:
            found[row] = instants([last_end], problem.timezone)[0] + rest * 60
    return found


def absences_of(problem: Problem) -> AgentIntervals:
    rows = [(row, absence) for row, agent in enumerate(problem.agents) for absence in agent.unavailable]
    return _intervals(problem.timezone, [row for row, _ in rows], [absence for _, absence in rows], [0.0] * len(rows))


def wishes_of(problem: Problem) -> AgentIntervals:
    rows = {agent.id: row for row, agent in enumerate(problem.agents)}
    agents = [rows[wish.agent] for wish in problem.wishes]
    return _intervals(problem.timezone, agents, problem.wishes, [wish.cost for wish in problem.wishes])


def _intervals(
    timezone: str, agents: list[int], intervals: Iterable[Interval | Wish], costs: list[float]
) -> AgentIntervals:
    intervals = list(intervals)
    return AgentIntervals(
        agent=ints(agents),
        start=instants([interval.start for interval in intervals], timezone),
        end=instants([interval.end for interval in intervals], timezone),
        cost=np.array(costs, dtype=np.float64),
    )


def _seconds(minutes: int | None) -> int:
    return FAR if minutes is None else minutes * 60
