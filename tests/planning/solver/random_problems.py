"""Small random problems with everything that may stand in a problem, and their optimum by trying every plan."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import chain, product
from random import Random

from otp_desktop.domain.places import Position
from otp_desktop.domain.working_time import Derogation, ObjectiveWeights, TravelModel, WorkingTimeRules
from otp_desktop.planning.checker import check
from otp_desktop.planning.plan import Objective
from otp_desktop.planning.problem import Agent, AgentLimits, Assignment, History, Interval, Need, Problem, Wish
from otp_desktop.planning.score import score
from tests.planning.builders import derogation, position, role, site, skill, unit

SUNDAYS_OF_CHANGE = (datetime(2024, 3, 31), datetime(2024, 10, 27))
MONDAY = datetime(2024, 9, 2)


def random_problem(seed: int, *, agents: int = 3, needs: int = 3, one_wave: bool = False) -> Problem:
    random = Random(seed)
    origin = random.choice((MONDAY, MONDAY + timedelta(days=6), *SUNDAYS_OF_CHANGE))
    sites = [site(f"S{number}", _place(random)) for number in range(3)]
    units = [unit(f"U{number}", _place(random)) for number in range(2)]
    wanted = tuple(_need(random, origin, number, one_wave) for number in range(random.randint(1, needs)))
    force = tuple(_agent(random, origin, number) for number in range(random.randint(1, agents)))
    problem = Problem(
        units=tuple(units),
        agents=force,
        sites=tuple(sites),
        needs=wanted,
        rules=_rules(random),
        travel=random.choice((None, TravelModel(), TravelModel(speed_kmh=3))),
        wishes=tuple(_wish(random, origin, force) for _ in range(random.randint(0, 2))),
        objective=_weights(random),
        derogations=_derogations(random, origin),
        baseline=tuple(_rows(random, force, wanted, 3)) if random.random() < 0.3 else None,
    )
    locked = tuple(dict.fromkeys(_rows(random, force, wanted, 2))) if random.random() < 0.3 else ()
    with_locks = replace(problem, locked=locked)
    return problem if check(with_locks, locked) else with_locks


def best_plan(problem: Problem) -> Objective:
    """The best objective of all legal plans, by trying each."""
    return min((score(problem, plan) for plan in legal_plans(problem)), key=lambda objective: objective.rank)


def legal_plans(problem: Problem) -> Iterator[tuple[Assignment, ...]]:
    """All plans that are legal. What is against the law for one agent alone is so whatever the others do."""
    unlocked = replace(problem, locked=())
    lawful = [[rows for rows in plans_of(problem, agent) if not check(unlocked, rows)] for agent in problem.agents]
    plans = (tuple(chain(*rows)) for rows in product(*lawful))
    return (plan for plan in plans if not check(problem, plan))


def all_plans(problem: Problem) -> Iterator[tuple[Assignment, ...]]:
    """Every way to give each agent one role or none of each need."""
    for rows in product(*(list(plans_of(problem, agent)) for agent in problem.agents)):
        yield tuple(chain(*rows))


def plans_of(problem: Problem, agent: Agent) -> Iterator[tuple[Assignment, ...]]:
    """Every way to give the agent one role or none of each need."""
    choices = [[None, *(Assignment(agent.id, need.id, line.id) for line in need.roles)] for need in problem.needs]
    for picked in product(*choices):
        yield tuple(assignment for assignment in picked if assignment is not None)


def _place(random: Random) -> Position | None:
    return None if random.random() < 0.15 else position(random.randint(-4, 4), random.randint(-4, 4))


def _need(random: Random, origin: datetime, number: int, one_wave: bool) -> Need:
    start = origin + timedelta(
        hours=12 if one_wave else random.choice((0, 1, 2, 8, 9, 12, 20, 22, 24, 30, 36, 60, 150))
    )
    length = random.choice((60, 120) if one_wave else (0, 30, 60, 90, 240, 420))
    roles = [
        role(f"r{line}", *_heads(random), skills=_asked(random), corps=_corps(random))
        for line in range(random.randint(1, 2))
    ]
    return Need(
        id=f"N{number}",
        site=f"S{random.randrange(3)}",
        start=start,
        end=start + timedelta(minutes=length),
        roles=tuple(roles[: 1 if number else 2]),
        priority=random.randint(1, 3),
        burden=random.choice((0, 0, 2)),
        relieved=random.random() < 0.3,
        group=random.choice((None, "G", "H")),
    )


def _heads(random: Random) -> tuple[int, int]:
    count = random.choice((0, 1, 1, 2))
    return count, random.randint(0, count)


def _asked(random: Random) -> tuple[str, ...]:
    return random.choice(((), (), (), ("leader",), ("leader", "moto")))


def _corps(random: Random) -> tuple[str, ...] | None:
    return random.choice((None, None, None, ("PM",), ("PM", "ASVP"), ()))


def _agent(random: Random, origin: datetime, number: int) -> Agent:
    day = origin.date()
    dated = skill("leader", str(day), str(day + timedelta(days=random.choice((0, 1, 9)))))
    away = origin + timedelta(hours=random.choice((0, 6, 12, 30)))
    return Agent(
        id=f"A{number}",
        unit=random.choice((None, "U0", "U1")),
        corps=random.choice(("PM", "PM", "ASVP", None)),
        position=random.choice((None, position(random.randint(-3, 3)))),
        skills=random.choice(((), (dated,), (skill("leader"), skill("moto")))),
        unavailable=random.choice(((), (), (Interval(start=away, end=away + timedelta(hours=random.randint(0, 5))),))),
        limits=AgentLimits(
            week_minutes=random.choice((None, None, 120)), total_minutes=random.choice((None, None, 90, 500))
        ),
        history=History(
            week_minutes=tuple(random.choice((60, 300)) for _ in range(random.randint(0, 3))),
            burden=random.randint(0, 3),
            last_end=random.choice((None, None, origin - timedelta(hours=2))),
        ),
    )


def _rules(random: Random) -> WorkingTimeRules:
    return WorkingTimeRules(
        duty_minutes=random.choice((None, 600, 300)),
        amplitude_minutes=random.choice((None, 720, 500)),
        daily_rest_minutes=random.choice((None, 660, 660, 300)),
        week_minutes=random.choice((None, 2880, 300)),
        mean_week_minutes=random.choice((None, 240)),
        mean_weeks=random.choice((1, 2, 3)),
        weekly_rest_minutes=random.choice((None, 2100, 4000, 8500)),
        continuous_minutes=random.choice((None, 360, 80)),
        consecutive_days=random.choice((None, 6, 2, 1)),
        forbidden_mixes=random.choice(((), (("ASVP", "PM"),))),
    )


def _weights(random: Random) -> ObjectiveWeights:
    return ObjectiveWeights(
        travel=random.choice((0, 1)),
        cohesion=random.choice((0, 2)),
        continuity=random.choice((0, 3)),
        equity=random.choice((0, 1)),
        preference=random.choice((0, 1)),
        coverage_weights=random.choice((None, None, (100.0, 30.0, 10.0, 3.0, 1.0), (5.0, 4.0, 3.0, 2.0, 1.0))),
    )


def _derogations(random: Random, origin: datetime) -> tuple[Derogation, ...]:
    if random.random() < 0.7:
        return ()
    day = origin.date() + timedelta(days=random.randint(-1, 1))
    name, value = random.choice(
        (
            ("duty_minutes", 800),
            ("daily_rest_minutes", 480),
            ("amplitude_minutes", 300),
            ("week_minutes", 400),
            ("consecutive_days", 3),
        )
    )
    return (derogation(str(day), str(day), **{name: value}),)


def _wish(random: Random, origin: datetime, force: tuple[Agent, ...]) -> Wish:
    start = origin + timedelta(hours=random.choice((0, 8, 12)))
    return Wish(
        agent=random.choice(force).id, start=start, end=start + timedelta(hours=8), cost=random.choice((-5, -1, 2))
    )


def _rows(random: Random, force: tuple[Agent, ...], needs: tuple[Need, ...], most: int) -> Iterator[Assignment]:
    for _ in range(random.randint(0, most)):
        need = random.choice(needs)
        yield Assignment(random.choice(force).id, need.id, random.choice(need.roles).id)
