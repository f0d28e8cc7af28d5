"""The road-code day, 6 November 2024: control teams on the reserved lanes, four turns from rush hour to rush hour."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from random import Random

from otp_desktop.domain.working_time import ObjectiveWeights, TravelModel, WorkingTimeRules
from otp_desktop.planning.problem import Need, Problem, RoleLine, Site
from otp_desktop.planning.scenarios import crews
from otp_desktop.planning.scenarios.bases import Base, paris_bases
from otp_desktop.planning.scenarios.lines import Line
from otp_desktop.planning.scenarios.paris import through, zone_of
from otp_desktop.planning.scenarios.roll import roll
from otp_desktop.planning.scenarios.routes import RESERVED_LANES
from otp_desktop.planning.scenarios.service import EVENT_EQUITY, event_service

DAY = date(2024, 11, 6)
TURN = timedelta(hours=2, minutes=30)
TURNS = tuple(datetime(2024, 11, 6, hour, minute) for hour, minute in ((7, 30), (10, 30), (14, 0), (17, 0)))
RUSH_HOURS = (TURNS[0], TURNS[3])  # when lanes are taken most
# Kinds of control with their shares and the corps that may fine there; parking needs no police officer.
KINDS: dict[str, tuple[float, tuple[str, ...]]] = {
    "voie": (0.55, crews.UNIFORMED),
    "carrefour": (0.25, crews.POLICE),
    "stationnement": (0.20, crews.RECEPTION),
}


def road_code(seed: int, agents: int = 300, points: int = 66) -> Problem:
    """Each point is controlled in two to four turns; the same team is wanted back on its lane."""
    random = Random(seed)
    bases, sites = _bases(), _sites(random, points)
    return Problem(
        name=f"road-code {agents} × {points}, seed {seed}",
        units=tuple(base.unit for base in bases),
        agents=roll(random, agents, bases, DAY, lambda random: event_service(random, DAY, away=0.16)),
        sites=sites,
        needs=tuple(need for site in sites for need in _needs(random, site)),
        rules=WorkingTimeRules(),
        travel=TravelModel(),
        objective=ObjectiveWeights(equity=EVENT_EQUITY),
    )


def _bases() -> tuple[Base, ...]:
    """Those of Paris, with three times as many motorcyclists: it is their day."""
    return tuple(replace(base, weight=base.weight * (3 if base.unit.id == "BMOTO" else 1)) for base in paris_bases())


def _sites(random: Random, count: int) -> tuple[Site, ...]:
    """Points spread over the lanes in turn."""
    lanes = [(name, Line(through(places))) for name, places in RESERVED_LANES.items()]
    sites = []
    for number in range(1, count + 1):
        name, lane = lanes[number % len(lanes)]
        position = lane.at(random.uniform(0, lane.length))
        sites.append(Site(id=f"V{number:03d}", name=f"Couloir {name}", position=position, zone=zone_of(position)))
    return tuple(sites)


def _needs(random: Random, site: Site) -> list[Need]:
    kind = random.choices(tuple(KINDS), weights=[share for share, _ in KINDS.values()])[0]
    held = sorted(random.sample(TURNS, random.randint(2, len(TURNS))))
    crew = _crew(random, kind)
    return [
        Need(
            id=f"{site.id}/{start:%H%M}",
            site=site.id,
            start=start,
            end=start + TURN,
            roles=crew,
            priority=2 if start in RUSH_HOURS else 3,
            group=site.id,
        )
        for start in held
    ]


def _crew(random: Random, kind: str) -> tuple[RoleLine, ...]:
    """A chief, those who write, and on the lanes the motorcyclists who catch."""
    corps = KINDS[kind][1]
    led_by = crews.ALL_BUT_ASVP if kind == "stationnement" else crews.POLICE
    lines = [
        RoleLine(id="chief", count=1, minimum=1, skills=("leader",), corps=led_by),
        RoleLine(id="guard", count=random.choice((2, 3, 3, 4, 4)), minimum=2, corps=corps),
    ]
    if kind == "voie" and random.random() < 0.5:
        lines.append(crews.speciality("moto", 2, minimum=2))
    return tuple(lines)
