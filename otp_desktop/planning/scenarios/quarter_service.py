"""An agent's quarter: summer leave, rest days of the cycle, ordinary service, part-time, illness, past weeks."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from random import Random

from otp_desktop.planning.problem import AgentLimits, History, Interval
from otp_desktop.planning.scenarios.roll import Service
from otp_desktop.planning.scenarios.season import PEAKS
from otp_desktop.planning.scenarios.service import FREE_WEEKDAYS, PART_TIME, PART_TIME_WEEK, past_weeks

DAY_OPENS = time(5, 30)  # a day of rest or leave begins when the service of the night is over
ORDINARY_WEEK = 35 * 60  # minutes
MIDWEEK_RESTS = (0, 1, 2, 3)  # weekdays that open a pair of rest days, in the weeks whose weekend is worked
ORDINARY_WEEKS = 0.5  # share of the weeks with a day for school points, training, court, reports
LEAVE_WEEKS = (0, 1, 2, 3, 4)
LEAVE_SHARES = (0.10, 0.16, 0.38, 0.28, 0.08)
# Where a leave starts, by week of the quarter: little during the Games, most of it in mid-August, some in September.
LEAVE_STARTS = (9, 8, 5, 3, 3, 8, 10, 8, 6, 7, 6, 5, 4)
ILLNESS = 0.45  # spells in a quarter


def quarter_service(random: Random, first: date, length: int) -> Service:
    """An agent over so many days from a Monday on. Hours of the quarter: those of the weeks not on leave."""
    part_time = random.random() < PART_TIME
    week = PART_TIME_WEEK if part_time else ORDINARY_WEEK
    leave = set(_leave(random, length))
    other = {
        *_cycle(random, first, length),
        *_illness(random, length),
        *(_free_days(random, length) if part_time else ()),
    }
    away = sorted(day for day in leave | other if day < length)
    worked_weeks = (length - sum(day < length for day in leave)) / 7
    return Service(
        unavailable=tuple(_intervals(first, away)),
        limits=AgentLimits(
            week_minutes=PART_TIME_WEEK if part_time else None, total_minutes=round(week * worked_weeks)
        ),
        history=History(
            week_minutes=past_weeks(random, week),
            burden=min(80, round(random.expovariate(1 / 14))),
            last_end=datetime.combine(first, time()) - timedelta(minutes=15 * random.randrange(-16, 48)),
        ),
    )


def _leave(random: Random, length: int) -> range:
    """Whole weeks on end."""
    weeks = random.choices(LEAVE_WEEKS, weights=LEAVE_SHARES)[0]
    start = random.choices(range(len(LEAVE_STARTS)), weights=LEAVE_STARTS)[0]
    return range(7 * start, min(length, 7 * (start + weeks)))


def _cycle(random: Random, first: date, length: int) -> Iterator[int]:
    """Rest days, a weekend in two and else a pair within the week, and days of ordinary service but on great days."""
    team, pair = random.randrange(2), random.choice(MIDWEEK_RESTS)
    for week in range((length + 6) // 7):
        monday = 7 * week
        rest = 5 if (week + team) % 2 == 0 else pair
        yield from (monday + rest, monday + rest + 1)
        ordinary = monday + random.randrange(5)
        if random.random() < ORDINARY_WEEKS and first + timedelta(days=ordinary) not in PEAKS:
            yield ordinary


def _free_days(random: Random, length: int) -> range:
    """The weekday that a part-time agent does not work."""
    return range(random.choice(FREE_WEEKDAYS), length, 7)


def _illness(random: Random, length: int) -> range:
    if random.random() >= ILLNESS:
        return range(0)
    start = random.randrange(length)
    return range(start, start + 1 + round(random.expovariate(1 / 4)))


def _intervals(first: date, days: Iterable[int]) -> Iterator[Interval]:
    """Days in order, as the fewest intervals."""
    opening = datetime.combine(first, DAY_OPENS)
    start = end = -1
    for day in days:
        if day != end:
            if start >= 0:
                yield Interval(start=opening + timedelta(days=start), end=opening + timedelta(days=end))
            start = day
        end = day + 1
    if start >= 0:
        yield Interval(start=opening + timedelta(days=start), end=opening + timedelta(days=end))
