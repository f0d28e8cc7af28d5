"""Agents who will not come: the problem as it is from then on."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime, timedelta

from otp_desktop.domain.errors import KnownError
from otp_desktop.domain.times import overlap
from otp_desktop.planning.problem import Assignment, Interval, Problem
from otp_desktop.texts import N_


class UnknownAgentsError(KnownError):
    template = N_("The problem has no agent {agents}: check the identifiers of the absent agents.")


def with_absences(problem: Problem, absent: Collection[str], since: datetime | None = None) -> Problem:
    """The problem without these agents, from a civil time on, or over the whole horizon.

    What was locked for them in that time is locked no more. Raises UnknownAgentsError for ids it does not know.
    """
    unknown = sorted(set(absent) - problem.agent.keys())
    if unknown:
        raise UnknownAgentsError(agents=", ".join(unknown))
    if not absent or not problem.needs:
        return problem
    start = min(need.start for need in problem.needs) if since is None else since
    away = Interval(start=start, end=max(start, *(need.end for need in problem.needs)) + timedelta(days=1))
    agents = tuple(
        replace(agent, unavailable=(*agent.unavailable, away)) if agent.id in absent else agent
        for agent in problem.agents
    )
    locked = tuple(row for row in problem.locked if row.agent not in absent or not _touches(problem, row, away))
    return replace(problem, agents=agents, locked=locked)


def _touches(problem: Problem, row: Assignment, away: Interval) -> bool:
    need = problem.need[row.need]
    return overlap(need.start, need.end, away.start, away.end)
