"""Small problems for tests: each builder fills in what the test does not speak of."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from otp_desktop.domain.places import Position
from otp_desktop.domain.working_time import Derogation, WorkingTimeRules
from otp_desktop.planning.checker import check
from otp_desktop.planning.problem import (
    NO_RULES,
    Agent,
    AgentLimits,
    Assignment,
    History,
    Interval,
    Need,
    Problem,
    RoleLine,
    Site,
    Skill,
    Unit,
)

HALL = Position(48.8566, 2.3522)  # the town hall of Paris


def at(text: str) -> datetime:
    """``at("2024-09-02T08:05")``."""
    return datetime.fromisoformat(text)


def day(text: str) -> date:
    return date.fromisoformat(text)


def interval(start: str, end: str) -> Interval:
    return Interval(start=at(start), end=at(end))


def position(north_km: float = 0, east_km: float = 0) -> Position:
    """A point so many kilometres from the town hall of Paris (flat Earth, good to a metre over the city)."""
    return Position(HALL.latitude + north_km / 111.195, HALL.longitude + east_km / 73.17)


def rules(**limits: Any) -> WorkingTimeRules:
    """No limits but those given."""
    return replace(NO_RULES, **limits)


def derogation(first: str, last: str, **limits: int) -> Derogation:
    return Derogation(first_day=day(first), last_day=day(last), limits=tuple(limits.items()))


def skill(code: str, valid_from: str | None = None, valid_until: str | None = None) -> Skill:
    return Skill(
        code=code,
        valid_from=day(valid_from) if valid_from else None,
        valid_until=day(valid_until) if valid_until else None,
    )


def history(*week_minutes: int, burden: float = 0, last_end: str | None = None) -> History:
    return History(week_minutes=week_minutes, burden=burden, last_end=at(last_end) if last_end else None)


def agent(
    id: str = "A",
    *,
    unit: str | None = None,
    corps: str | None = "PM",
    position: Position | None = None,
    skills: Iterable[str | Skill] = (),
    unavailable: Iterable[Interval] = (),
    week_minutes: int | None = None,
    total_minutes: int | None = None,
    history: History | None = None,
) -> Agent:
    """An agent of the municipal police; a skill given as a word is valid for ever."""
    return Agent(
        id=id,
        unit=unit,
        corps=corps,
        position=position,
        skills=tuple(Skill(code=held) if isinstance(held, str) else held for held in skills),
        unavailable=tuple(unavailable),
        limits=AgentLimits(week_minutes=week_minutes, total_minutes=total_minutes),
        history=history or History(),
    )


def agents(*ids: str, **common: Any) -> tuple[Agent, ...]:
    return tuple(agent(id, **common) for id in ids)


def role(
    id: str = "guard",
    count: int = 1,
    minimum: int = 0,
    *,
    skills: Iterable[str] = (),
    corps: Iterable[str] | None = None,
) -> RoleLine:
    return RoleLine(
        id=id, count=count, minimum=minimum, skills=tuple(skills), corps=None if corps is None else tuple(corps)
    )


def need(
    id: str = "N",
    start: str = "2024-09-02T08:00",
    end: str = "2024-09-02T12:00",
    *roles: RoleLine,
    site: str = "S",
    priority: int = 3,
    burden: float = 0,
    relieved: bool = False,
    group: str | None = None,
) -> Need:
    """A need with one head in the role ``guard`` unless roles are given."""
    return Need(
        id=id,
        site=site,
        start=at(start),
        end=at(end),
        roles=roles or (role(),),
        priority=priority,
        burden=burden,
        relieved=relieved,
        group=group,
    )


def site(id: str = "S", position: Position | None = None, zone: str | None = None) -> Site:
    return Site(id=id, position=position, zone=zone)


def unit(id: str = "U", position: Position | None = None) -> Unit:
    return Unit(id=id, position=position)


def problem(
    agents: Iterable[Agent] = (), needs: Iterable[Need] = (), *, sites: Iterable[Site] | None = None, **parts: Any
) -> Problem:
    """A problem of these agents and needs; the sites and units they name are made unless given."""
    agents, needs = tuple(agents), tuple(needs)
    if sites is None:
        sites = [site(id) for id in dict.fromkeys(need.site for need in needs)]
    parts.setdefault("units", tuple(unit(id) for id in dict.fromkeys(one.unit for one in agents) if id is not None))
    return Problem(agents=agents, needs=needs, sites=tuple(sites), **parts)


def serve(agent: str, *needs: str, role: str = "guard") -> tuple[Assignment, ...]:
    """The agent stands on each of these needs, in one role."""
    return tuple(Assignment(agent, need, role) for need in needs)


def broken(problem: Problem, assignments: Iterable[Assignment]) -> list[tuple[str, float, float]]:
    """The broken rules with their figures and limits."""
    return [(each.rule, each.figure, each.limit) for each in check(problem, assignments)]
