"""What a remedy changes in the problem itself: hours of a need, a limit, an absence, a requirement."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta

from otp_desktop.domain.times import overlap
from otp_desktop.domain.working_time import Derogation
from otp_desktop.planning.problem import Agent, Interval, Need, Problem, RoleLine


@dataclass(frozen=True, slots=True)
class NeedMoved:
    """The need starts and ends so many minutes later, or earlier where negative."""

    need: str
    minutes: int

    def apply(self, problem: Problem) -> Problem:
        by = timedelta(minutes=self.minutes)
        return _with_need(problem, self.need, lambda need: replace(need, start=need.start + by, end=need.end + by))


@dataclass(frozen=True, slots=True)
class LimitDerogated:
    """One more derogation, for all agents."""

    derogation: Derogation

    def apply(self, problem: Problem) -> Problem:
        return replace(problem, derogations=(*problem.derogations, self.derogation))


@dataclass(frozen=True, slots=True)
class AgentRecalled:
    """The agent is not absent during the need."""

    agent: str
    need: str

    def apply(self, problem: Problem) -> Problem:
        need = problem.need[self.need]

        def recalled(agent: Agent) -> Agent:
            kept = tuple(part for away in agent.unavailable for part in _without(away, need))
            return replace(agent, unavailable=kept)

        agents = tuple(recalled(agent) if agent.id == self.agent else agent for agent in problem.agents)
        return replace(problem, agents=agents)


@dataclass(frozen=True, slots=True)
class RequirementWaived:
    """The role asks no longer for these skills; with ``any_corps``, nor for a corps."""

    need: str
    role: str
    skills: tuple[str, ...]
    any_corps: bool

    def apply(self, problem: Problem) -> Problem:
        def waived(role: RoleLine) -> RoleLine:
            if role.id != self.role:
                return role
            asked = tuple(skill for skill in role.skills if skill not in self.skills)
            return replace(role, skills=asked, corps=None if self.any_corps else role.corps)

        return _with_need(
            problem, self.need, lambda need: replace(need, roles=tuple(waived(role) for role in need.roles))
        )


ProblemChange = NeedMoved | LimitDerogated | AgentRecalled | RequirementWaived


def _with_need(problem: Problem, id: str, changed: Callable[[Need], Need]) -> Problem:
    return replace(problem, needs=tuple(changed(need) if need.id == id else need for need in problem.needs))


def _without(away: Interval, need: Need) -> list[Interval]:
    """The absence, the time of the need cut out of it."""
    if not overlap(away.start, away.end, need.start, need.end):
        return [away]
    parts = [Interval(start=away.start, end=need.start), Interval(start=need.end, end=away.end)]
    return [part for part in parts if part.start < part.end]
