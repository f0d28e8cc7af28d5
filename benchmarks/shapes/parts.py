"""What all shapes are built from: places around Paris, agents, needs, times."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from random import Random
from typing import Any

from otp_desktop.domain.places import Position
from otp_desktop.domain.working_time import ObjectiveWeights, TravelModel, WorkingTimeRules
from otp_desktop.planning.problem import Agent, Need, Problem, RoleLine, Site, Skill, Unit
from otp_desktop.planning.scenarios.rentree import position_in_paris

Shape = Callable[[int], Problem]
"""Makes a problem from a seed."""

MONDAY = datetime(2026, 9, 7)
LAW = WorkingTimeRules()
CALM = ObjectiveWeights()


def at(day: int, hour: float = 0, *, origin: datetime = MONDAY) -> datetime:
    return origin + timedelta(days=day, minutes=round(60 * hour))


def guard(count: int = 1, minimum: int = 0, **asked: Any) -> tuple[RoleLine, ...]:
    return (RoleLine(id="guard", count=count, minimum=minimum, **asked),)


def need(number: int, site: int, start: datetime, hours: float, roles: Iterable[RoleLine], **more: Any) -> Need:
    return Need(
        id=f"N{number}",
        site=f"S{site}",
        start=start,
        end=start + timedelta(minutes=round(60 * hours)),
        roles=tuple(roles),
        **more,
    )


def agent(number: int, unit: int | None = None, *skills: str, corps: str = "PM", **more: Any) -> Agent:
    return Agent(
        id=f"A{number}",
        unit=None if unit is None else f"U{unit}",
        corps=corps,
        skills=tuple(Skill(code=code) for code in skills),
        **more,
    )


def sites(random: Random, count: int) -> tuple[Site, ...]:
    return tuple(Site(id=f"S{number}", position=position_in_paris(random)) for number in range(count))


def units(random: Random, count: int) -> tuple[Unit, ...]:
    return tuple(Unit(id=f"U{number}", position=position_in_paris(random)) for number in range(count))


def homes(random: Random, count: int) -> list[Position]:
    return [position_in_paris(random) for _ in range(count)]


def problem(
    random: Random, name: str, agents: Iterable[Agent], needs: Iterable[Need], units_: int = 10, **more: Any
) -> Problem:
    """Under the law, with travel and all soft costs unless said otherwise."""
    agents, needs = tuple(agents), tuple(needs)
    standing = 1 + max((int(one.site[1:]) for one in needs), default=0)
    parts: dict[str, Any] = {"rules": LAW, "travel": TravelModel(), "objective": CALM} | more
    return Problem(
        name=name, units=units(random, units_), agents=agents, sites=sites(random, standing), needs=needs, **parts
    )
