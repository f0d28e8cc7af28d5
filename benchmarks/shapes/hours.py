"""Hours that bind: nights, the clock's changes, chains, weeks, twelve weeks, a year."""

from dataclasses import replace
from datetime import date, datetime
from random import Random

from benchmarks.shapes.parts import LAW, Shape, agent, at, guard, need, problem
from otp_desktop.domain.working_time import Derogation, ObjectiveWeights, TravelModel
from otp_desktop.planning.problem import AgentLimits, History, Interval, Problem, RoleLine

SPRING, AUTUMN = datetime(2026, 3, 28), datetime(2026, 10, 24)  # the Saturdays before the clocks change


def nights(origin: datetime, seed: int) -> Problem:
    """Posts over midnight, on the night of a change of clocks and the nights beside it."""
    random = Random(seed)
    force = [agent(number, number % 10) for number in range(200)]
    posts = [
        need(day * 100 + place, place, at(day, hour, origin=origin), hours, guard(2, 1), burden=2)
        for day in range(3)
        for place in range(100)
        for hour, hours in ((random.choice((18, 19.5, 20, 22, 23)), random.choice((3, 5, 7.5, 8))),)
    ]
    return problem(random, "nights around a change of clocks", force, posts)


def spring(seed: int) -> Problem:
    return nights(SPRING, seed)


def autumn(seed: int) -> Problem:
    return nights(AUTUMN, seed)


def chained(seed: int) -> Problem:
    """Three posts a day for each agent, one after the other, at one site or near."""
    random = Random(seed)
    force = [agent(number, number % 10) for number in range(150)]
    posts = [
        need(day * 450 + 3 * place + turn, place, at(day, start), 3, guard(1, 1))
        for day in range(5)
        for place in range(150)
        for turn, start in enumerate((7, 10.34, 13.67))
    ]
    return problem(random, "three posts a day for each agent", force, posts, rules=replace(LAW, duty_minutes=600))


def far_apart(seed: int) -> Problem:
    """Ways between posts so long that chains barely fit, or do not."""
    random = Random(seed)
    force = [agent(number, number % 10) for number in range(220)]
    posts = [
        need(120 * turn + place, place, at(0, 7 + 2.25 * turn), 1.5, guard())
        for turn in range(5)
        for place in range(120)
    ]
    return problem(
        random, "long ways between posts", force, posts, travel=TravelModel(detour=1.4, speed_kmh=8, fixed_minutes=5)
    )


def cut_hours(seed: int) -> Problem:
    """Hours of availability that end in the middle of posts."""
    random = Random(seed)
    force = [agent(number, number % 10, unavailable=_away(random)) for number in range(300)]
    posts = [
        need(number, number % 100, at(random.randrange(3), random.randrange(5, 20)), random.choice((2, 5, 8)), guard(2))
        for number in range(350)
    ]
    return problem(random, "hours that end within posts", force, posts)


def _away(random: Random) -> tuple[Interval, ...]:
    edges = sorted(random.sample(range(72 * 4), 8))
    return tuple(
        Interval(start=at(0, one / 4), end=at(0, other / 4)) for one, other in zip(edges[::2], edges[1::2], strict=True)
    )


def part_time(seed: int) -> Problem:
    """Everybody works ten to twenty hours a week and some in all."""
    random = Random(seed)
    force = [
        agent(
            number,
            number % 10,
            limits=AgentLimits(week_minutes=random.choice((600, 900, 1200)), total_minutes=random.choice((900, 2000))),
        )
        for number in range(300)
    ]
    posts = [
        need(
            number, number % 80, at(random.randrange(14), random.choice((7, 13, 19))), random.choice((3, 5, 7)), guard()
        )
        for number in range(1_400)
    ]
    return problem(random, "everybody part-time", force, posts)


def at_the_limit(seed: int) -> Problem:
    """Histories just at, or just under, the mean of twelve weeks, and rests that have just begun."""
    random = Random(seed)
    force = [agent(number, number % 10, history=_tired(random)) for number in range(200)]
    posts = [
        need(number, number % 60, at(random.randrange(14), random.choice((6, 14, 22))), 7, guard(), relieved=True)
        for number in range(1_500)
    ]
    return problem(random, "histories at the limit", force, posts)


def _tired(random: Random) -> History:
    mean = random.choice((2640, 2639, 2600, 2400))
    return History(week_minutes=(mean,) * 11, burden=random.randint(0, 30), last_end=at(0, random.choice((-12, -1, 0))))


def derogated(seed: int) -> Problem:
    """Longer duties on two of seven days, shorter rests on another."""
    random = Random(seed)
    force = [agent(number, number % 10) for number in range(120)]
    posts = [
        need(100 * day + place, place, at(day, start), hours, guard(1, 1), relieved=True)
        for day in range(7)
        for place in range(100)
        for start, hours in ((random.choice((6, 7, 12, 18)), random.choice((4, 8, 11.5))),)
    ]
    derogations = (
        Derogation(
            first_day=date(2026, 9, 9),
            last_day=date(2026, 9, 10),
            limits=(("duty_minutes", 720), ("amplitude_minutes", 840)),
        ),
        Derogation(first_day=date(2026, 9, 12), last_day=date(2026, 9, 12), limits=(("daily_rest_minutes", 540),)),
    )
    return problem(random, "derogations on some days", force, posts, derogations=derogations)


def round_the_clock(seed: int) -> Problem:
    """Posts held day and night in three turns, twelve weeks, forty agents: the mean of the weeks binds."""
    random = Random(seed)
    force = [agent(number, number % 2, history=History(week_minutes=(2500,) * 11)) for number in range(40)]
    posts = [
        need(
            (day * 3 + turn) * 3 + place, place, at(day, start), 8, guard(1 + (place == 0), 1), relieved=True, burden=b
        )
        for day in range(84)
        for turn, (start, b) in enumerate(((6, 0), (14, 0), (22, 1)))
        for place in range(3)
    ]
    return problem(random, "round the clock for twelve weeks", force, posts, 2)


def year(seed: int) -> Problem:
    """A year with thirty agents."""
    random = Random(seed)
    force = [agent(number, number % 3, unavailable=_leave(random)) for number in range(30)]
    posts = [
        need((day * 5 + place) * 2 + turn, place, at(day, start), 7.5, guard(1 + (place < 2)), relieved=True, burden=b)
        for day in range(365)
        for place in range(5)
        for turn, (start, b) in enumerate(((6, 0), (13.5, 1)))
        if place < 3 or day % 7 < 5
    ]
    return problem(random, "a year with thirty agents", force, posts, 3)


def _leave(random: Random) -> tuple[Interval, ...]:
    days = sorted(random.sample(range(0, 350, 15), 4))
    return tuple(Interval(start=at(day), end=at(day + 10)) for day in days)


def long_nights(seed: int) -> Problem:
    """Seven nights of chains with a tight week, few days in a row and hours without a break."""
    random = Random(seed)
    force = [agent(number, number % 4) for number in range(90)]
    posts = [
        need((day * 40 + place) * 3 + turn, place, at(day, start), hours, guard(1, 1), relieved=place % 4 == 0)
        for day in range(7)
        for place in range(40)
        for turn, (start, hours) in enumerate(((20, 3), (23.25, 3), (26.5, 3)))
    ]
    rules = replace(LAW, continuous_minutes=300, week_minutes=2100, consecutive_days=4)
    return problem(random, "long nights in chains", force, posts, 4, rules=rules)


def weighted(seed: int) -> Problem:
    """Coverage that other costs may buy off, crews and chains."""
    random = Random(seed)
    force = [agent(number, number % 10, *(("leader",) if number % 7 == 0 else ())) for number in range(260)]
    roles = (*guard(2, 1), RoleLine(id="chief", count=1, skills=("leader",)))
    posts = [
        need(100 * turn + place, place, at(0, 7 + 4 * turn), 3.5, roles, priority=1 + place % 5, group=f"G{place}")
        for turn in range(3)
        for place in range(100)
    ]
    weights = ObjectiveWeights(coverage_weights=(1000, 300, 100, 30, 10))
    return problem(random, "coverage with weights", force, posts, objective=weights)


HOURS: dict[str, Shape] = {
    "spring": spring,
    "autumn": autumn,
    "chained": chained,
    "far-apart": far_apart,
    "cut-hours": cut_hours,
    "part-time": part_time,
    "at-the-limit": at_the_limit,
    "derogated": derogated,
    "round-the-clock": round_the_clock,
    "year": year,
    "long-nights": long_nights,
    "weighted": weighted,
}
