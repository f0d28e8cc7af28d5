"""Small random problems in which agents serve several posts in a duty, along a way, maybe on two days."""

from dataclasses import replace
from datetime import timedelta
from random import Random

from otp_desktop.domain.working_time import TravelModel, WorkingTimeRules
from otp_desktop.planning.checker import check
from otp_desktop.planning.problem import Agent, Assignment, Need, Problem
from tests.planning import builders as make

MORNING = make.at("2024-09-02T08:00")
SITES = 4


def chain_problem(seed: int, *, agents: int = 3, needs: int = 4) -> Problem:
    """Posts of an hour or two that open one after the other; limits low enough to be met."""
    random = Random(seed)
    size = 2 if needs > 4 else random.randint(2, agents)
    problem = make.problem(
        [_agent(random, number) for number in range(size)],
        [_need(random, number) for number in range(random.randint(2, needs))],
        sites=[make.site(f"S{number}", make.position(random.uniform(0, 6))) for number in range(SITES)],
        rules=_rules(random),
        travel=random.choice((None, TravelModel(), TravelModel(speed_kmh=5))),
    )
    locked = _locked(random, problem) if random.random() < 0.2 else ()
    return replace(problem, locked=locked) if not check(replace(problem, locked=locked), locked) else problem


def alike(problem: Problem, agents: int = 4) -> Problem:
    """So many agents like the first one, and none else; nothing is locked."""
    first = problem.agents[0]
    return replace(problem, agents=tuple(replace(first, id=f"A{number}") for number in range(agents)), locked=())


def _agent(random: Random, number: int) -> Agent:
    away = MORNING + timedelta(hours=random.choice((0, 2, 5)))
    return make.agent(
        f"A{number}",
        corps=random.choice(("PM", "PM", "ASVP")),
        position=make.position(random.uniform(-2, 6)),
        skills=random.choice(((), (), ("leader",))),
        unavailable=random.choice(((), (), (make.interval(str(away), str(away + timedelta(hours=1))),))),
        history=make.history(burden=random.randint(0, 3)),
    )


def _need(random: Random, number: int) -> Need:
    start = MORNING + timedelta(minutes=45 * random.randint(0, 10), days=random.random() < 0.25)
    asked = random.choice(((), (), ("leader",)))
    return make.need(
        f"N{number}",
        str(start),
        str(start + timedelta(minutes=random.choice((60, 60, 90, 180)))),
        make.role("guard", random.randint(1, 2), random.randint(0, 1), skills=asked),
        site=f"S{random.randrange(SITES)}",
        priority=random.randint(1, 3),
        burden=random.choice((0, 1, 2)),
        relieved=random.random() < 0.2,
    )


def _rules(random: Random) -> WorkingTimeRules:
    return make.rules(
        duty_minutes=random.choice((None, 240, 180)),
        amplitude_minutes=random.choice((720, 400, 300)),
        daily_rest_minutes=random.choice((None, 660, 120)),
        continuous_minutes=random.choice((None, 150)),
        consecutive_days=random.choice((None, 1)),
        forbidden_mixes=random.choice(((), (("ASVP", "PM"),))),
    )


def _locked(random: Random, problem: Problem) -> tuple[Assignment, ...]:
    need = random.choice(problem.needs)
    return (Assignment(random.choice(problem.agents).id, need.id, need.roles[0].id),)
