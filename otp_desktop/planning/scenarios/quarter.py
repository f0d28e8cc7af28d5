"""One quarter of ordinary service, summer 2024: 10,681 securing missions, 48,121 heads, 1,500 agents, every rule."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from random import Random

from otp_desktop.domain.working_time import ObjectiveWeights, TravelModel, WorkingTimeRules
from otp_desktop.planning.problem import Agent, Need, Problem, Site, Wish
from otp_desktop.planning.scenarios import crews
from otp_desktop.planning.scenarios.bases import paris_bases
from otp_desktop.planning.scenarios.lines import near
from otp_desktop.planning.scenarios.missions import KINDS, Kind
from otp_desktop.planning.scenarios.paris import TOWN_HALLS
from otp_desktop.planning.scenarios.quarter_service import quarter_service
from otp_desktop.planning.scenarios.roll import roll
from otp_desktop.planning.scenarios.season import FIRST_DAY, LAST_DAY, demand
from otp_desktop.planning.scenarios.shares import shares

DAYS = (LAST_DAY - FIRST_DAY).days + 1
HEADS_OF_A_MISSION = 48_121 / 10_681
SECTORS = 12  # of an arrondissement
SECTOR_KM = 0.9  # around its town hall
LONGEST_UNRELIEVED = timedelta(hours=6)
QUARTER_HOUR = timedelta(minutes=15)
SUNDAY = 6


def quarter(
    seed: int, agents: int = 1500, missions: int = 10_681, heads: int | None = None, days: int = DAYS
) -> Problem:
    """``heads`` in all, by default as many a mission as in the whole quarter: 48,121 for its 10,681.

    The number of missions is published; that of heads is an assumption.
    """
    random = Random(seed)
    wanted = round(missions * HEADS_OF_A_MISSION) if heads is None else heads
    sites = _sites(random)
    roster = roll(random, agents, paris_bases(), FIRST_DAY, lambda random: quarter_service(random, FIRST_DAY, days))
    needs = _needs(random, sites, missions, days)
    return Problem(
        name=f"quarter {agents} × {missions}, seed {seed}",
        units=tuple(base.unit for base in paris_bases()),
        agents=roster,
        sites=sites,
        needs=tuple(_with_heads(random, needs, wanted)),
        rules=WorkingTimeRules(),
        travel=TravelModel(),
        wishes=tuple(_wishes(random, roster, days)),
        objective=ObjectiveWeights(),
    )


def _sites(random: Random) -> tuple[Site, ...]:
    return tuple(
        Site(
            id=f"{number:02d}-{sector:02d}",
            name=f"Secteur {sector} du {number}e",
            position=near(random, hall, SECTOR_KM),
            zone=f"751{number:02d}",
        )
        for number, hall in TOWN_HALLS.items()
        for sector in range(1, SECTORS + 1)
    )


def _needs(random: Random, sites: Sequence[Site], missions: int, days: int) -> list[Need]:
    calendar = [FIRST_DAY + timedelta(days=number) for number in range(days)]
    counts = shares(missions, [demand(day) for day in calendar])
    return [need for day, count in zip(calendar, counts, strict=True) for need in _of_day(random, sites, day, count)]


def _of_day(random: Random, sites: Sequence[Site], day: date, count: int) -> list[Need]:
    kinds = random.choices(KINDS, weights=[kind.weight(day.weekday()) for kind in KINDS], k=count)
    return [_need(random, kind, random.choice(sites), day, number) for number, kind in enumerate(kinds, start=1)]


def _need(random: Random, kind: Kind, site: Site, day: date, number: int) -> Need:
    first, last = random.choice(kind.windows)
    midnight = datetime.combine(day, time()) + random.randrange(-2, 3) * QUARTER_HOUR
    start, end = midnight + timedelta(minutes=first), midnight + timedelta(minutes=last)
    guards = random.randint(*kind.guards)
    return Need(
        id=f"{day:%m%d}-{number:03d}-{kind.code}",
        site=site.id,
        start=start,
        end=end,
        roles=(*kind.lines, crews.guards(guards, kind.corps)),
        priority=random.choice(kind.priorities),
        burden=kind.burden + (day.weekday() == SUNDAY),
        relieved=end - start > LONGEST_UNRELIEVED,
        group=f"{kind.code}/{site.id}" if kind.faces else None,
    )


def _with_heads(random: Random, needs: list[Need], heads: int) -> list[Need]:
    """The needs with a guard more, or less where there are several, here and there until the heads add up."""
    missing = heads - sum(crews.heads(need.roles) for need in needs)
    step = 1 if missing > 0 else -1
    while missing:
        place = random.randrange(len(needs))
        *lines, guards = needs[place].roles
        if guards.count + step >= 1:
            needs[place] = replace(needs[place], roles=(*lines, crews.guards(guards.count + step, guards.corps)))
            missing -= step
    return needs


def _wishes(random: Random, roster: Sequence[Agent], days: int) -> list[Wish]:
    """An afternoon or an evening that some would keep free, and a few who would gladly work."""
    return [_wish(random, agent, days) for agent in roster if random.random() < 0.25]


def _wish(random: Random, agent: Agent, days: int) -> Wish:
    start = datetime.combine(FIRST_DAY, time(13)) + timedelta(days=random.randrange(days))
    cost = random.choice((1, 2, 3, 5, -1))
    return Wish(agent=agent.id, start=start, end=start + timedelta(hours=11), cost=cost)
