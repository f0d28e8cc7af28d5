"""Positions on Earth, in WGS 84 degrees, and distances between them, in kilometres."""

from dataclasses import dataclass
from math import asin, cos, isfinite, radians, sin, sqrt

EARTH_RADIUS_KM = 6371.0088  # mean radius, IUGG


@dataclass(frozen=True, slots=True)
class Position:
    """A point in WGS 84 degrees. Raises ValueError outside the globe."""

    latitude: float
    longitude: float

    def __post_init__(self) -> None:
        if not (isfinite(self.latitude) and isfinite(self.longitude)):
            raise ValueError("a position has finite coordinates")
        if abs(self.latitude) > 90 or abs(self.longitude) > 180:
            raise ValueError("a latitude lies within ±90 degrees, a longitude within ±180")


def distance_km(start: Position, end: Position) -> float:
    """Great-circle distance by the haversine formula."""
    lat1, lat2 = radians(start.latitude), radians(end.latitude)
    half_dlat = (lat2 - lat1) / 2
    half_dlon = radians(end.longitude - start.longitude) / 2
    chord = sin(half_dlat) ** 2 + cos(lat1) * cos(lat2) * sin(half_dlon) ** 2
    return 2 * EARTH_RADIUS_KM * asin(min(1.0, sqrt(chord)))
