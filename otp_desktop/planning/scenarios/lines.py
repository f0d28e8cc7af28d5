"""Lines drawn through known places, measured in kilometres; positions along them and beside them."""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate, pairwise
from math import cos, hypot, pi, radians, sin, sqrt
from random import Random

from otp_desktop.domain.places import Position, distance_km

KM_OF_A_DEGREE = 111.195  # of latitude, on the mean sphere
DECIMALS = 5  # of a degree: about a metre


class Line:
    """A polyline. ``length`` overrules the sum of its straight legs: streets wind more than the line drawn."""

    def __init__(self, points: Sequence[Position], length: float | None = None) -> None:
        drawn = list(accumulate((distance_km(*leg) for leg in pairwise(points)), initial=0.0))
        self._points = tuple(points)
        self._stretch = 1.0 if length is None else length / drawn[-1]
        self._marks = [mark * self._stretch for mark in drawn]

    @property
    def length(self) -> float:
        """Kilometres."""
        return self._marks[-1]

    def at(self, km: float, aside_km: float = 0.0) -> Position:
        """The position after so many kilometres, moved to the right of the way (to the left when negative)."""
        leg = min(max(bisect_right(self._marks, km) - 1, 0), len(self._points) - 2)
        first, second = self._points[leg], self._points[leg + 1]
        part = (km - self._marks[leg]) / (self._marks[leg + 1] - self._marks[leg])
        north, east = second.latitude - first.latitude, second.longitude - first.longitude
        here = Position(first.latitude + part * north, first.longitude + part * east)
        east *= cos(radians(first.latitude))
        size = hypot(north, east)
        return moved(here, -east / size * aside_km, north / size * aside_km)


def moved(position: Position, north_km: float, east_km: float) -> Position:
    """The position so many kilometres to the north and to the east, to about a metre."""
    latitude = position.latitude + north_km / KM_OF_A_DEGREE
    longitude = position.longitude + east_km / (KM_OF_A_DEGREE * cos(radians(position.latitude)))
    return Position(round(latitude, DECIMALS), round(longitude, DECIMALS))


def near(random: Random, position: Position, radius_km: float) -> Position:
    """A position drawn evenly from the disc around another."""
    distance, angle = radius_km * sqrt(random.random()), random.uniform(0, 2 * pi)
    return moved(position, distance * sin(angle), distance * cos(angle))
