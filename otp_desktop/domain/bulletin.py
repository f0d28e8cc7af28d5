"""The figures of a period, as the quarterly bulletin publishes them: missions and hours, by unit and by CPPS axis."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ServedPost:
    """A need that an agent serves by a published plan; times are civil, ``unit`` is a code or empty."""

    agent: str
    unit: str
    need: int
    operation: str
    cpps_axis: int | None
    timezone: str
    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class BulletinLine:
    """``missions``: distinct needs served; ``agents`` who served at least one; ``minutes`` of work in real time."""

    operations: int
    missions: int
    agents: int
    minutes: int

    @property
    def hours(self) -> float:
        return self.minutes / 60


@dataclass(frozen=True)
class Bulletin:
    """Missions that begin between two days, both included. A mission of two units stands in both lines, once in all.

    ``axes`` has the axes of the contract and None for operations of no axis.
    """

    first: date
    last: date
    total: BulletinLine
    units: Sequence[tuple[str, BulletinLine]]
    axes: Sequence[tuple[int | None, BulletinLine]]
