"""The opening ceremony of the Paralympic Games, 28 August 2024: 650 agents from the Champs-Élysées to the Concorde."""

from datetime import date, datetime
from random import Random

from otp_desktop.domain.working_time import ObjectiveWeights, TravelModel, WorkingTimeRules
from otp_desktop.planning.problem import Problem, Site
from otp_desktop.planning.scenarios.bases import paris_bases
from otp_desktop.planning.scenarios.events import Wave, event_needs
from otp_desktop.planning.scenarios.lines import Line
from otp_desktop.planning.scenarios.paris import through, zone_of
from otp_desktop.planning.scenarios.roll import roll
from otp_desktop.planning.scenarios.service import EVENT_EQUITY, event_service

DAY = date(2024, 8, 28)
AVENUE = ("Étoile", "Franklin-Roosevelt", "Concorde", "Tuileries")
WAVES = (
    Wave(id="v1", start=datetime(2024, 8, 28, 8), end=datetime(2024, 8, 28, 16), weight=0.26, burden=1),
    Wave(id="v2", start=datetime(2024, 8, 28, 15), end=datetime(2024, 8, 29, 0, 30), weight=0.48, burden=3),
    Wave(id="v3", start=datetime(2024, 8, 28, 21), end=datetime(2024, 8, 29, 5), weight=0.26, burden=4),
)
RINGS = (-0.5, -0.25, -0.04, 0.04, 0.25, 0.5)  # kilometres from the middle of the avenue: kerbs and two rings


def paralympic(seed: int, agents: int = 650, posts: int = 124, heads: int = 648) -> Problem:
    """``posts``: sites times waves; no wave asks for more than ten hours, so no derogation is needed."""
    random = Random(seed)
    sites = _sites(random, (posts + 1) // 2)
    return Problem(
        name=f"paralympic {agents} × {posts}, seed {seed}",
        units=tuple(base.unit for base in paris_bases()),
        agents=roll(random, agents, paris_bases(), DAY, lambda random: event_service(random, DAY)),
        sites=sites,
        needs=tuple(event_needs(random, sites, WAVES, posts, heads)),
        rules=WorkingTimeRules(),
        travel=TravelModel(),
        objective=ObjectiveWeights(equity=EVENT_EQUITY),
    )


def _sites(random: Random, count: int) -> tuple[Site, ...]:
    avenue = Line(through(AVENUE))
    return tuple(_site(random, avenue, number, count) for number in range(1, count + 1))


def _site(random: Random, avenue: Line, number: int, count: int) -> Site:
    aside = random.choice(RINGS)
    position = avenue.at(avenue.length * (number - 0.5) / count, aside)
    side = "côté impair" if aside < 0 else "côté pair"
    return Site(id=f"C{number:03d}", name=f"Poste {number}, {side}", position=position, zone=zone_of(position))
