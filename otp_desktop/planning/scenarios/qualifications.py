"""Who holds what, from when until when: rates by corps, grade and unit; some run out."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from random import Random

from otp_desktop.planning.problem import Skill

# Grades of each corps with their shares; the first ones lead.
GRADES: Mapping[str, Mapping[str, float]] = {
    "PM": {"chef de service": 0.10, "brigadier-chef principal": 0.34, "gardien-brigadier": 0.56},
    "ASP": {"agent de surveillance principal": 0.35, "agent de surveillance": 0.65},
    "AAS": {"agent principal": 0.40, "agent d’accueil et de surveillance": 0.60},
    "ASVP": {"adjoint technique principal": 0.30, "adjoint technique": 0.70},
}
LEADERS = {
    "chef de service": 1.0,
    "brigadier-chef principal": 0.70,
    "gardien-brigadier": 0.03,
    "agent de surveillance principal": 0.45,
    "agent principal": 0.45,
    "adjoint technique principal": 0.40,
}
COMMON_RATES = {"first_aid": 0.45, "driver": 0.50}
POLICE_RATES = {"moto": 0.012}
# Days for which a training stands before it has to be renewed; the others stand for good.
VALIDITY = {"first_aid": 730, "dog": 365, "moto": 1095}
ONE_DAY, BOOKED_AHEAD = timedelta(days=1), timedelta(days=120)
IN_TIME = 0.75  # share of the renewals that leave no gap


def grade(random: Random, corps: str) -> str:
    shares = GRADES[corps]
    return random.choices(tuple(shares), weights=tuple(shares.values()))[0]


def skills(random: Random, corps: str, grade: str, rates: Mapping[str, float], day: date) -> tuple[Skill, ...]:
    """The skills of one agent as the file of a day shows them; ``rates`` are those of the unit and overrule."""
    police = POLICE_RATES if corps == "PM" else {}
    chances = {"leader": LEADERS.get(grade, 0.0), **COMMON_RATES, **police, **rates}
    return tuple(_skills(random, chances, day))


def _skills(random: Random, chances: Mapping[str, float], day: date) -> Iterator[Skill]:
    for code, chance in chances.items():
        if random.random() >= chance:
            continue
        if code in VALIDITY:
            yield from _periods(random, code, day)
        else:
            yield Skill(code=code)


def _periods(random: Random, code: str, day: date) -> Iterator[Skill]:
    """The period that runs, or has just run out, and the next one where it is booked: in time, or late."""
    length = timedelta(days=VALIDITY[code])
    first = day - timedelta(days=random.randrange(VALIDITY[code] * 17 // 16))
    yield Skill(code=code, valid_from=first, valid_until=first + length - ONE_DAY)
    if first + length <= day + BOOKED_AHEAD:
        late = timedelta(days=0 if random.random() < IN_TIME else random.randint(20, 120))
        renewed = first + length + late
        yield Skill(code=code, valid_from=renewed, valid_until=renewed + length - ONE_DAY)
