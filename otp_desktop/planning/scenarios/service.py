"""What leave, illness, part-time, past weeks and the nights before leave of an agent's time."""

from datetime import date, datetime, time, timedelta
from random import Random

from otp_desktop.planning.problem import AgentLimits, History, Interval
from otp_desktop.planning.scenarios.roll import Service

PART_TIME = 0.07  # of the force
PART_TIME_WEEK = 28 * 60  # minutes: four days of seven hours
LEGAL_WEEK = 48 * 60
SPARED_WEEK = 4  # days worked at most before an event that falls at the end of a week
ORDINARY_DAY = 7 * 60 + 24  # minutes
KNOWN_WEEKS = 11  # before the first one planned: with it they make the twelve of the mean week
EVENT_EQUITY = 0.1  # weight: fairness is a matter of the year, not of one night
FREE_WEEKDAYS = (2, 2, 2, 4, 0)  # what part-time agents ask for: Wednesday first


def days(first: date, count: int) -> Interval:
    """So many whole civil days."""
    start = datetime.combine(first, time())
    return Interval(start=start, end=start + timedelta(days=count))


def past_weeks(random: Random, usual: int = 35 * 60, count: int = KNOWN_WEEKS) -> tuple[int, ...]:
    """Minutes of the last civil weeks: around a usual week, some of them on leave, some heavy; never above the law."""
    return tuple(
        0 if random.random() < 0.08 else min(LEGAL_WEEK, max(0, round(random.gauss(usual, 300) / 30) * 30))
        for _ in range(count)
    )


def event_service(random: Random, first: date, length: int = 1, away: float = 0.04) -> Service:
    """An agent around an event of so many days: few are on leave, and the week has begun already.

    ``away``: the share on leave, ill or in training.
    """
    part_time = random.random() < PART_TIME
    usual = PART_TIME_WEEK if part_time else 35 * 60
    worked_days = min(first.weekday(), SPARED_WEEK) - (random.random() < 0.15)
    worked = max(0, round(random.gauss(ORDINARY_DAY, 40) / 5) * 5 * worked_days)
    return Service(
        unavailable=_event_absences(random, first, length, away, part_time),
        limits=AgentLimits(week_minutes=max(0, LEGAL_WEEK - worked) if worked > 0 else None),
        history=History(
            week_minutes=past_weeks(random, usual),
            burden=min(60, round(random.expovariate(1 / 9))),
            last_end=_last_end(random, first),
        ),
    )


def _event_absences(random: Random, first: date, length: int, away: float, part_time: bool) -> tuple[Interval, ...]:
    chance = random.random()
    if chance < away * 0.7:
        before = random.randrange(14)
        return (days(first - timedelta(days=before), before + length + random.randrange(1, 10)),)
    if chance < away:
        return (days(first + timedelta(days=random.randrange(length)), 1),)
    if part_time and random.random() < 0.15:
        return (days(first, 1),)
    return ()


def _last_end(random: Random, first: date) -> datetime:
    """The end of the last duty: the evening before for most, in the small hours for those who worked by night."""
    midnight = datetime.combine(first, time())
    if random.random() < 0.06:
        return midnight + timedelta(minutes=random.randrange(2 * 60, 6 * 60, 15))
    return midnight - timedelta(minutes=random.randrange(2 * 60, 12 * 60, 15))
