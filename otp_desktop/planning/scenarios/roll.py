"""The roll: agents by unit, with corps, grade, qualifications, and what the calendar leaves of their time."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from random import Random
from typing import NamedTuple

from otp_desktop.planning.problem import Agent, AgentLimits, History, Interval
from otp_desktop.planning.scenarios import qualifications
from otp_desktop.planning.scenarios.bases import Base
from otp_desktop.planning.scenarios.shares import shares

FIRST_NUMBER = 100_000  # of the made-up staff numbers


class Service(NamedTuple):
    """What the calendar leaves of an agent's time."""

    unavailable: tuple[Interval, ...] = ()
    limits: AgentLimits = AgentLimits()
    history: History = History()


def roll(
    random: Random, size: int, bases: Sequence[Base], day: date, service: Callable[[Random], Service]
) -> tuple[Agent, ...]:
    """So many agents shared between the bases, as their files show them on a day."""
    return tuple(_agents(random, size, bases, day, service))


def _agents(
    random: Random, size: int, bases: Sequence[Base], day: date, service: Callable[[Random], Service]
) -> Iterator[Agent]:
    number = FIRST_NUMBER
    for base, heads in zip(bases, shares(size, [base.weight for base in bases]), strict=True):
        for _ in range(heads):
            number += 1
            yield _agent(random, number, base, day, service(random))


def _agent(random: Random, number: int, base: Base, day: date, service: Service) -> Agent:
    corps = random.choices(tuple(base.corps), weights=tuple(base.corps.values()))[0]
    grade = qualifications.grade(random, corps)
    return Agent(
        id=f"{number:06d}",
        unit=base.unit.id,
        corps=corps,
        grade=grade,
        skills=qualifications.skills(random, corps, grade, base.rates, day),
        unavailable=service.unavailable,
        limits=service.limits,
        history=service.history,
    )
