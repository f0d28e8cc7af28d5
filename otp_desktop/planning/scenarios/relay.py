"""The torch relay through Paris, 14 and 15 July 2024: 443 agents and a perimeter that moves with the convoy.

Streets close an hour before the convoy and open ten minutes after it, so that an agent can serve several posts along
the way. Lengths, and the hours of the 14th, are the published ones; the hours of the 15th and the way between the
known places are assumed.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

from otp_desktop.domain.working_time import ObjectiveWeights, TravelModel, WorkingTimeRules
from otp_desktop.planning.problem import Need, Problem, RoleLine, Site
from otp_desktop.planning.scenarios import crews
from otp_desktop.planning.scenarios.bases import paris_bases
from otp_desktop.planning.scenarios.lines import Line
from otp_desktop.planning.scenarios.paris import through, zone_of
from otp_desktop.planning.scenarios.roll import roll
from otp_desktop.planning.scenarios.routes import RELAY_14_JULY, RELAY_15_JULY
from otp_desktop.planning.scenarios.service import EVENT_EQUITY, event_service

DAY = date(2024, 7, 14)
CLOSES_BEFORE, OPENS_AFTER = timedelta(minutes=60), timedelta(minutes=10)
GUARDS = {1: 20, 2: 16, 3: 12, 4: 10, 5: 7}  # by danger rank: every street that meets the way is held
RUSH, LEAVING = timedelta(hours=2), timedelta(hours=1)  # the places of departure and arrival fill, then empty


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """One day of the relay: the places it passes, its published kilometres, departure and arrival of the convoy."""

    id: str
    places: tuple[str, ...]
    km: float
    start: datetime
    end: datetime

    def passage(self, km: float) -> datetime:
        """The civil minute at which the convoy passes, at a steady pace."""
        minutes = (self.end - self.start) / timedelta(minutes=1)
        return self.start + timedelta(minutes=round(km / self.km * minutes))


STAGES = (
    Stage(id="14", places=RELAY_14_JULY, km=31.0, start=datetime(2024, 7, 14, 12, 50), end=datetime(2024, 7, 14, 23)),
    Stage(id="15", places=RELAY_15_JULY, km=27.5, start=datetime(2024, 7, 15, 10), end=datetime(2024, 7, 15, 20)),
)


def relay(seed: int, agents: int = 443, spacing_km: float = 0.2, stages: tuple[Stage, ...] = STAGES) -> Problem:
    """A post each ``spacing_km`` of the way, and a held place at both ends of each stage."""
    random = Random(seed)
    posts = [post for stage in stages for post in _posts(random, stage, spacing_km)]
    return Problem(
        name=f"relay {agents} × {len(posts)}, seed {seed}",
        units=tuple(base.unit for base in paris_bases()),
        agents=roll(random, agents, paris_bases(), DAY, lambda random: event_service(random, DAY, len(stages))),
        sites=tuple(site for site, _ in posts),
        needs=tuple(need for _, need in posts),
        rules=WorkingTimeRules(),
        travel=TravelModel(),
        objective=ObjectiveWeights(equity=EVENT_EQUITY),
    )


def _posts(random: Random, stage: Stage, spacing_km: float) -> Iterator[tuple[Site, Need]]:
    way = Line(through(stage.places), length=stage.km)
    for number in range(1, int(stage.km / spacing_km) + 1):
        km = (number - 0.5) * spacing_km
        site = _site(way, f"R{stage.id}-{number:03d}", f"Parcours, km {km:.1f}".replace(".", ","), km)
        passage = stage.passage(km)
        yield site, _need(site, passage - CLOSES_BEFORE, passage + OPENS_AFTER, *_crew(random))
    for id, name, km, moment in (("D", "Départ", 0.0, stage.start), ("A", "Arrivée", stage.km, stage.end)):
        site = _site(way, f"R{stage.id}-{id}", f"{name} du {stage.id} juillet", km)
        yield site, _need(site, moment - RUSH, moment + LEAVING, 1, _held_place())


def _site(way: Line, id: str, name: str, km: float) -> Site:
    position = way.at(km)
    return Site(id=id, name=name, position=position, zone=zone_of(position))


def _crew(random: Random) -> tuple[int, tuple[RoleLine, ...]]:
    """The danger rank of a post and who stands there; motorcyclists leapfrog ahead of the convoy."""
    rank = crews.ranks(random, 1)[0]
    lines = [crews.chief(rank), crews.guards(GUARDS[rank], crews.GUARD_CORPS[rank])]
    if rank <= 2:
        lines.append(crews.first_aid(rank))
    if rank != 4 and random.random() < 0.15:
        lines.append(crews.speciality("moto", 2, minimum=1))
    return rank, tuple(lines)


def _held_place() -> tuple[RoleLine, ...]:
    dogs, motorcyclists = crews.speciality("dog", 2, minimum=1), crews.speciality("moto", 4, minimum=2)
    return crews.chief(1), crews.first_aid(1), dogs, motorcyclists, crews.guards(24, crews.POLICE)


def _need(site: Site, start: datetime, end: datetime, rank: int, roles: tuple[RoleLine, ...]) -> Need:
    return Need(id=site.id, site=site.id, start=start, end=end, roles=roles, priority=rank, burden=_burden(start, end))


def _burden(start: datetime, end: datetime) -> float:
    """A Sunday weighs 1, a post held after 22:00 one more."""
    return (start.weekday() == 6) + (end.hour >= 22)
