"""The opening ceremony of the Olympic Games, 26 July 2024: 2,200 agents along the Seine, in three waves into the night.

The posts, 420 as published, are counted wave by wave, with 2,214 heads in all: since nobody can serve two waves, the
heads that miss are a theorem of counting, before qualifications make it worse.
"""

from datetime import date, datetime
from random import Random

from otp_desktop.domain.working_time import Derogation, ObjectiveWeights, TravelModel, WorkingTimeRules
from otp_desktop.planning.problem import Problem, Site
from otp_desktop.planning.scenarios.bases import paris_bases
from otp_desktop.planning.scenarios.events import Wave, event_needs
from otp_desktop.planning.scenarios.lines import Line
from otp_desktop.planning.scenarios.paris import SEINE, zone_of
from otp_desktop.planning.scenarios.roll import roll
from otp_desktop.planning.scenarios.service import EVENT_EQUITY, event_service

DAY = date(2024, 7, 26)
WAVES = (
    Wave(id="v1", start=datetime(2024, 7, 26, 9), end=datetime(2024, 7, 26, 17), weight=0.25, burden=1),
    Wave(id="v2", start=datetime(2024, 7, 26, 15, 30), end=datetime(2024, 7, 27, 2, 30), weight=0.49, burden=4),
    Wave(id="v3", start=datetime(2024, 7, 26, 21, 30), end=datetime(2024, 7, 27, 6, 30), weight=0.26, burden=4),
)
# The second wave is longer than ten hours: article 3 II of the decree, for that day only.
LONG_DAY = Derogation(first_day=DAY, last_day=DAY, limits=(("duty_minutes", 720), ("amplitude_minutes", 780)))
RINGS = (-0.45, -0.22, -0.08, 0.08, 0.22, 0.45)  # kilometres from the middle of the river: quays and two rings


def ceremony(seed: int, agents: int = 2200, posts: int = 420, heads: int = 2214) -> Problem:
    """``posts``: sites times waves. At most half of the sites are held in one wave, the second."""
    random = Random(seed)
    sites = _sites(random, (posts + 1) // 2)
    return Problem(
        name=f"ceremony {agents} × {posts}, seed {seed}",
        units=tuple(base.unit for base in paris_bases()),
        agents=roll(random, agents, paris_bases(), DAY, lambda random: event_service(random, DAY)),
        sites=sites,
        needs=tuple(event_needs(random, sites, WAVES, posts, heads)),
        rules=WorkingTimeRules(),
        derogations=(LONG_DAY,),
        travel=TravelModel(),
        objective=ObjectiveWeights(equity=EVENT_EQUITY),
    )


def _sites(random: Random, count: int) -> tuple[Site, ...]:
    """Posts on both banks and on the bridges' approaches, from Austerlitz to Iéna."""
    river = Line(SEINE)
    return tuple(_site(random, river, number, count) for number in range(1, count + 1))


def _site(random: Random, river: Line, number: int, count: int) -> Site:
    aside = random.choice(RINGS)
    position = river.at(river.length * (number - 0.5) / count, aside)
    bank = "rive droite" if aside > 0 else "rive gauche"
    return Site(id=f"S{number:03d}", name=f"Poste {number}, {bank}", position=position, zone=zone_of(position))
