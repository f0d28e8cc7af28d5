"""A national event: 45,000 agents of every city, 6,000 posts in three waves on 14 July 2024."""

from collections.abc import Iterator
from datetime import date, datetime
from random import Random

from otp_desktop.domain.working_time import ObjectiveWeights, TravelModel, WorkingTimeRules
from otp_desktop.planning.problem import Problem, Site, Unit
from otp_desktop.planning.scenarios.bases import TERRITORIAL_CORPS, Base
from otp_desktop.planning.scenarios.events import Wave, event_needs
from otp_desktop.planning.scenarios.france import CITIES, City
from otp_desktop.planning.scenarios.lines import near
from otp_desktop.planning.scenarios.roll import roll
from otp_desktop.planning.scenarios.service import EVENT_EQUITY, event_service
from otp_desktop.planning.scenarios.shares import shares

DAY = date(2024, 7, 14)
WAVES = (
    Wave(id="v1", start=datetime(2024, 7, 14, 6), end=datetime(2024, 7, 14, 14), weight=0.28, burden=2),
    Wave(id="v2", start=datetime(2024, 7, 14, 13), end=datetime(2024, 7, 14, 22), weight=0.40, burden=2),
    Wave(id="v3", start=datetime(2024, 7, 14, 21), end=datetime(2024, 7, 15, 5), weight=0.32, burden=5),
)
CORPS = {"PM": 0.76, "ASVP": 0.24}  # outside Paris, whose ASP and AAS are its own
BRIGADES = {"dog": 0.025, "moto": 0.06}  # rates: outside Paris brigades are small and sit with the others
UNIT_INHABITANTS = 80  # thousands: a city has one unit for so many
CITY_RADIUS = 4.0  # kilometres
LEAST, MOST = 0.6, 1.7  # demand of a city against its size: some call their neighbours


def national(seed: int, agents: int = 45_000, posts: int = 6_000, heads: int = 43_900) -> Problem:
    """``posts``: sites times waves. Demand does not follow the force, so that cities must help one another."""
    random = Random(seed)
    bases = tuple(base for city in CITIES for base in _bases(random, city))
    sites = _sites(random, (posts + 1) // 2)
    return Problem(
        name=f"national {agents} × {posts}, seed {seed}",
        units=tuple(base.unit for base in bases),
        agents=roll(random, agents, bases, DAY, lambda random: event_service(random, DAY)),
        sites=sites,
        needs=tuple(event_needs(random, sites, WAVES, posts, heads)),
        rules=WorkingTimeRules(),
        travel=TravelModel(speed_kmh=50.0),
        objective=ObjectiveWeights(equity=EVENT_EQUITY),
    )


def _bases(random: Random, city: City) -> Iterator[Base]:
    units = max(1, city.thousands // UNIT_INHABITANTS)
    for number in range(1, units + 1):
        unit = Unit(
            id=f"{city.name}-{number}",
            name=f"Police municipale de {city.name}, secteur {number}",
            position=near(random, city.position, CITY_RADIUS / 2),
        )
        yield Base(
            unit=unit,
            weight=city.thousands / units,
            corps=TERRITORIAL_CORPS if city.name == "Paris" else CORPS,
            rates=BRIGADES,
        )


def _sites(random: Random, count: int) -> tuple[Site, ...]:
    demands = [city.thousands * random.uniform(LEAST, MOST) for city in CITIES]
    return tuple(
        Site(
            id=f"{city.name}-{number:03d}",
            name=f"{city.name}, poste {number}",
            position=near(random, city.position, CITY_RADIUS),
            zone=city.department,
        )
        for city, posts in zip(CITIES, shares(count, demands), strict=True)
        for number in range(1, posts + 1)
    )
