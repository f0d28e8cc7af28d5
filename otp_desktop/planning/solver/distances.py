"""Straight-line distances between places, by the haversine formula on arrays."""

import numpy as np

from otp_desktop.domain.places import EARTH_RADIUS_KM, Position
from otp_desktop.planning.solver.arrays import NONE, Bools, Floats, Ints

TABLE_LIMIT = 12_000_000  # entries: about 100 MB of float64


class Distances:
    """Kilometres from some places to others; an unknown position, or the index NONE, is at no distance of anything.

    Small problems are looked up in a table made once; large ones are computed block by block, so that 45,000 agents
    and 6,000 posts never stand in memory together.
    """

    def __init__(self, origins: list[Position | None], destinations: list[Position | None]) -> None:
        self._origins = _radians(origins)
        self._destinations = _radians(destinations)
        small = len(origins) * len(destinations) <= TABLE_LIMIT
        self._table = _haversine(self._origins, self._destinations) if small else None

    def known(self, destinations: Ints) -> Bools:
        known: Bools = (destinations != NONE) & ~np.isnan(self._destinations[destinations, 0])
        return known

    def block(self, origins: Ints, destinations: Ints) -> Floats:
        """(origins, destinations) kilometres."""
        if self._table is not None:
            return self._table[np.ix_(origins, destinations)]
        return _haversine(self._origins[origins], self._destinations[destinations])

    def pairs(self, origins: Ints, destinations: Ints) -> Floats:
        """Kilometres of each origin to its own destination."""
        if self._table is not None:
            paired: Floats = self._table[origins, destinations]
            return paired
        return _haversine_pairs(self._origins[origins], self._destinations[destinations])


def _radians(places: list[Position | None]) -> Floats:
    """(places + 1, 2) latitudes and longitudes; NaN where unknown, and in the last row, where index NONE leads."""
    unknown = (np.nan, np.nan)
    rows = [(place.latitude, place.longitude) if place else unknown for place in places]
    return np.radians(np.array([*rows, unknown], dtype=np.float64))


def _haversine(origins: Floats, destinations: Floats) -> Floats:
    return _haversine_pairs(origins[:, None, :], destinations[None, :, :])


def _haversine_pairs(origins: Floats, destinations: Floats) -> Floats:
    half_dlat = (destinations[..., 0] - origins[..., 0]) / 2
    half_dlon = (destinations[..., 1] - origins[..., 1]) / 2
    chord = np.sin(half_dlat) ** 2 + np.cos(origins[..., 0]) * np.cos(destinations[..., 0]) * np.sin(half_dlon) ** 2
    kilometres = 2 * EARTH_RADIUS_KM * np.arcsin(np.minimum(1.0, np.sqrt(chord)))
    known: Floats = np.nan_to_num(kilometres, nan=0.0)
    return known
