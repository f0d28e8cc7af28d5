"""What agents carry of nights, Sundays, holidays, events and hard posts: the ledger of equity over a period."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from functools import cached_property
from statistics import fmean, pstdev

from otp_desktop.domain.force import Agent

ORDINARY = frozenset({"rentree", "blank"})  # templates of every day's service; the others are events


@dataclass(frozen=True, slots=True, kw_only=True)
class CarriedPost:
    """A post that an agent holds by a published plan; times are civil, ``operation`` is its code."""

    operation: str
    template: str
    timezone: str
    start: datetime
    end: datetime
    burden: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Burdens:
    """Duties that touch a night, with their real minutes of it; days of work on Sundays and on public holidays.

    ``events``: operations that are not ordinary service; ``points``: what all of it weighs in the sharing of burdens.
    """

    nights: int = 0
    night_minutes: int = 0
    sundays: int = 0
    holidays: int = 0
    events: int = 0
    hard_posts: int = 0
    points: float = 0

    def plus(self, *others: "Burdens") -> "Burdens":
        """All of it together."""
        parts = (self, *others)
        return Burdens(**{one.name: sum(getattr(part, one.name) for part in parts) for one in fields(Burdens)})


NO_BURDENS = Burdens()


@dataclass(frozen=True, slots=True)
class Share:
    """The mean of a unit and its spread (standard deviation of all its agents)."""

    mean: float
    spread: float


@dataclass(frozen=True)
class EquityLedger:
    """Burdens of all active agents between two days, both included; those who carried nothing count too."""

    first: date
    last: date
    agents: tuple[Agent, ...]
    carried: Mapping[str, Burdens]

    @cached_property
    def units(self) -> tuple[str, ...]:
        """Codes of the units that have agents, in order."""
        return tuple(sorted({agent.unit for agent in self.agents}))

    def of(self, staff_number: str) -> Burdens:
        return self.carried.get(staff_number, NO_BURDENS)

    def of_unit(self, unit: str | None) -> tuple[Burdens, ...]:
        """Of each agent of a unit; None means the whole force."""
        return tuple(self.of(agent.staff_number) for agent in self.agents if unit is None or agent.unit == unit)

    def share(self, unit: str | None, measure: Callable[[Burdens], float]) -> Share:
        """Mean and spread of one measure; zero where the unit has nobody."""
        return share_of(map(measure, self.of_unit(unit)))


def share_of(values: Iterable[float]) -> Share:
    found = tuple(values)
    return Share(fmean(found), pstdev(found)) if found else Share(0, 0)
