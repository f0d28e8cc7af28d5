"""A convoy along a route: when it passes each kilometre, and where posts hold the streets for it."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import accumulate, pairwise

from otp_desktop.domain.operations import RoleLine
from otp_desktop.domain.places import Position, distance_km
from otp_desktop.domain.times import to_civil, to_instant

METRES = 1000
MINUTE, HOUR = 60, 3600  # seconds
HALT_REACH_KM = 0.05  # a post this near to a halt is held for as long as the convoy stands there


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """The speed of the convoy from a kilometre of the route on, in kilometres an hour."""

    from_km: float = 0.0
    speed_kmh: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Halt:
    """The convoy stands still at a kilometre of the route."""

    km: float
    minutes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Convoy:
    """Streets are held from ``closes_before`` minutes before the convoy to ``opens_after`` minutes after it.

    A post stands every ``spacing_metres`` of the route and at both its ends; a site that lies within ``near_metres`` of
    a post is taken for it. ``departure`` is a civil time of the operation. Its needs carry ``code`` as their series.
    """

    id: int | None = None
    version: int = 0
    operation_id: int | None = None
    code: str
    name: str
    route: tuple[Position, ...] = field(repr=False)
    departure: datetime
    paces: tuple[Pace, ...]
    halts: tuple[Halt, ...] = ()
    spacing_metres: int = 200
    near_metres: int = 30
    closes_before: int = 60
    opens_after: int = 10
    priority: int = 3
    burden: int = 0
    relieved: bool = False
    roles: tuple[RoleLine, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """The convoy reaches a kilometre and leaves it: the same second, but for a halt. Instants are in UTC."""

    km: float
    arrives: datetime
    leaves: datetime


class Route:
    """A polyline of at least two positions, measured in kilometres from its first."""

    def __init__(self, points: Sequence[Position]) -> None:
        self._points = tuple(points)
        self._marks = list(accumulate((distance_km(*leg) for leg in pairwise(points)), initial=0.0))

    @property
    def length_km(self) -> float:
        return self._marks[-1]

    def at(self, km: float) -> Position:
        """The position after so many kilometres; before the start and after the end, these."""
        km = min(max(km, 0.0), self.length_km)
        leg = min(bisect_right(self._marks, km) - 1, len(self._points) - 2)
        length = self._marks[leg + 1] - self._marks[leg]
        part = (km - self._marks[leg]) / length if length else 0.0
        here, there = self._points[leg], self._points[leg + 1]
        return Position(
            here.latitude + part * (there.latitude - here.latitude),
            here.longitude + part * (there.longitude - here.longitude),
        )


def post_kilometres(length_km: float, spacing_metres: int) -> tuple[float, ...]:
    """Kilometres of the posts: both ends, and between them every ``spacing_metres`` at most, evenly."""
    legs = max(1, -(-round(length_km * METRES) // spacing_metres))
    return tuple(length_km * place / legs for place in range(legs + 1))


def passage(convoy: Convoy, km: float, timezone: str) -> Passage:
    """When the convoy passes this kilometre; halts before it have delayed it, one beside it makes it stay."""
    driven = sum((end - start) / speed for start, end, speed in _driven(convoy.paces, km))
    waited = sum(halt.minutes for halt in convoy.halts if halt.km < km - HALT_REACH_KM)
    here = sum(halt.minutes for halt in convoy.halts if abs(halt.km - km) <= HALT_REACH_KM)
    seconds = round(driven * HOUR) + waited * MINUTE
    arrives = to_instant(convoy.departure, timezone) + timedelta(seconds=seconds)
    return Passage(km, arrives, arrives + timedelta(minutes=here))


def held_window(convoy: Convoy, passing: Passage, timezone: str) -> tuple[datetime, datetime]:
    """Civil times between which streets are held, never a minute too short: down to the minute, and up to it."""
    closes = passing.arrives - timedelta(minutes=convoy.closes_before)
    opens = passing.leaves + timedelta(minutes=convoy.opens_after)
    whole = closes.replace(second=0, microsecond=0)
    last = opens.replace(second=0, microsecond=0)
    if last < opens:
        last += timedelta(minutes=1)
    return to_civil(whole, timezone), to_civil(last, timezone)


def _driven(paces: Sequence[Pace], km: float) -> Iterator[tuple[float, float, float]]:
    """The stretches up to a kilometre, each with its speed."""
    ordered = sorted(paces, key=lambda pace: pace.from_km)
    ends = [*(pace.from_km for pace in ordered[1:]), float("inf")]
    for pace, end in zip(ordered, ends, strict=True):
        if pace.from_km < km:
            yield pace.from_km, min(end, km), pace.speed_kmh
