"""The school reopening: 350 school points held by 463 agents, twenty slots a week each (figures of Paris)."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random

from otp_desktop.domain.places import Position
from otp_desktop.domain.working_time import ObjectiveWeights, TravelModel, WorkingTimeRules
from otp_desktop.planning.problem import (
    Agent,
    AgentLimits,
    History,
    Interval,
    Need,
    Problem,
    RoleLine,
    Site,
    Skill,
    Unit,
)
from otp_desktop.planning.scenarios.crews import ALL_BUT_ASVP, ranks
from otp_desktop.planning.scenarios.service import FREE_WEEKDAYS, PART_TIME_WEEK, days

FIRST_MONDAY = date(2024, 9, 2)
CENTRE = Position(48.8585, 2.3470)
HALF_HEIGHT, HALF_WIDTH = 0.0395, 0.0770  # degrees: the ellipse of Paris within the boulevard périphérique
UNITS = 17

# Slots of each weekday, from Monday, as minutes after midnight; Paris 2017/18 and the 17th arrondissement in 2022.
MORNING, NOON, RETURN = (485, 525), (685, 725), (795, 835)
LEAVING, STUDY = (985, 1025), (1070, 1110)
FOUR = (MORNING, NOON, RETURN, LEAVING)
FIVE = (*FOUR, STUDY)
WEDNESDAY = (MORNING, NOON)
SLOTS = (FOUR, FIVE, WEDNESDAY, FOUR, FIVE)


@dataclass(frozen=True)
class _Point:
    """A school point: one place, one danger rank, the minutes by which its arrondissement's hours differ."""

    site: Site
    rank: int
    shift: int


def rentree(seed: int, points: int = 350, agents: int = 463, weeks: int = 1) -> Problem:
    """Slots of a school week at each point, with danger ranks, leave and part-time; all rules of law apply."""
    random = Random(seed)
    units = tuple(_unit(random, number) for number in range(1, UNITS + 1))
    places = [_point(random, number) for number in range(1, points + 1)]
    return Problem(
        name=f"rentree {points} × {agents}, seed {seed}",
        units=units,
        agents=tuple(_agent(random, number, units, weeks) for number in range(1, agents + 1)),
        sites=tuple(place.site for place in places),
        needs=tuple(_needs(places, weeks)),
        rules=WorkingTimeRules(),
        travel=TravelModel(),
        objective=ObjectiveWeights(),
    )


def position_in_paris(random: Random) -> Position:
    """A point drawn evenly over the city."""
    while True:
        north, east = random.uniform(-1, 1), random.uniform(-1, 1)
        if north * north + east * east <= 1:
            latitude = CENTRE.latitude + north * HALF_HEIGHT
            return Position(round(latitude, 6), round(CENTRE.longitude + east * HALF_WIDTH, 6))


def _unit(random: Random, number: int) -> Unit:
    return Unit(id=f"DT{number:02d}", name=f"Division territoriale {number}", position=position_in_paris(random))


def _point(random: Random, number: int) -> _Point:
    position = position_in_paris(random)
    district = 1 + int((position.longitude - CENTRE.longitude + HALF_WIDTH) / HALF_WIDTH * 2) * 5 + number % 5
    site = Site(
        id=f"PE{number:03d}", name=f"Point école {number}", position=position, zone=f"751{min(district, 20):02d}"
    )
    return _Point(site, ranks(random, 1)[0], 5 * (min(district, 20) % 3 - 1))


def _agent(random: Random, number: int, units: tuple[Unit, ...], weeks: int) -> Agent:
    corps = random.choices(ALL_BUT_ASVP, weights=(45, 35, 20))[0]
    skills = [code for code, rate in (("leader", 0.15), ("first_aid", 0.4), ("driver", 0.5)) if random.random() < rate]
    part_time = random.random() < 0.12
    return Agent(
        id=f"{number:06d}",
        unit=random.choice(units).id,
        corps=corps,
        skills=tuple(Skill(code=code) for code in skills),
        unavailable=(*_leave(random, weeks), *(_free_days(random, weeks) if part_time else ())),
        limits=AgentLimits(week_minutes=PART_TIME_WEEK if part_time else None),
        history=History(week_minutes=tuple(random.randrange(1500, 2400, 30) for _ in range(11))),
    )


def _leave(random: Random, weeks: int) -> tuple[Interval, ...]:
    """A long leave, a day of training or illness, or nothing."""
    chance = random.random()
    length = 7 * weeks
    if chance < 0.10:
        return (_days(0, length),)
    if chance < 0.22:
        first = random.randrange(length)
        return (_days(first, random.randint(1, 3)),)
    return ()


def _free_days(random: Random, weeks: int) -> tuple[Interval, ...]:
    """The weekday that a part-time agent does not work."""
    weekday = random.choice(FREE_WEEKDAYS)
    return tuple(_days(7 * week + weekday, 1) for week in range(weeks))


def _days(first: int, count: int) -> Interval:
    return days(FIRST_MONDAY + timedelta(days=first), count)


def _needs(places: list[_Point], weeks: int) -> list[Need]:
    return [
        _need(place, FIRST_MONDAY + timedelta(days=7 * week + weekday), number, slot)
        for week in range(weeks)
        for weekday, slots in enumerate(SLOTS)
        for number, slot in enumerate(slots, start=1)
        for place in places
    ]


def _need(place: _Point, day: date, number: int, slot: tuple[int, int]) -> Need:
    midnight = datetime.combine(day, time())
    start, end = (midnight + timedelta(minutes=minute + place.shift) for minute in slot)
    guard = RoleLine(id="guard", count=2 if place.rank == 1 else 1, minimum=1, corps=ALL_BUT_ASVP)
    return Need(
        id=f"{place.site.id}/{day:%m%d}/{number}",
        site=place.site.id,
        start=start,
        end=end,
        roles=(guard,),
        priority=place.rank,
        group=place.site.id,
    )
