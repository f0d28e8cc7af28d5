"""Straight-line distances between places, on arrays."""

import numpy as np

from otp_desktop.domain.places import EARTH_RADIUS_KM, Position
from otp_desktop.planning.solver.arrays import NONE, Bools, Floats, Ints

TABLE_LIMIT = 12_000_000  # entries: about 100 MB of float64

STRIP = 30_000  # entries worked on together


class Distances:
    """Kilometres from some places to others; an unknown position, or the index NONE, is at no distance of anything.

    Small problems are looked up in a table made once; large ones are computed block by block, so that 45,000 agents
    and 6,000 posts never stand in memory together.
    """

    def __init__(self, origins: list[Position | None], destinations: list[Position | None]) -> None:
        self._origins = _directions(origins)
        self._destinations = _directions(destinations)
        small = len(origins) * len(destinations) <= TABLE_LIMIT
        self._table = _block(self._origins, self._destinations) if small else None

    def known(self, destinations: Ints) -> Bools:
        known: Bools = (destinations != NONE) & ~np.isnan(self._destinations[destinations, 0])
        return known

    def block(self, origins: Ints, destinations: Ints) -> Floats:
        """(origins, destinations) kilometres."""
        if self._table is not None:
            return self._table[np.ix_(origins, destinations)]
        return _block(self._origins[origins], self._destinations[destinations])

    def pairs(self, origins: Ints, destinations: Ints) -> Floats:
        """Kilometres of each origin to its own destination."""
        if self._table is not None:
            paired: Floats = self._table[origins, destinations]
            return paired
        return _pairs(self._origins[origins], self._destinations[destinations])


def _directions(places: list[Position | None]) -> Floats:
    """(places + 1, 3) unit vectors from the centre of the Earth; NaN where unknown, and in the last row, where index
    NONE leads."""
    unknown = (np.nan, np.nan)
    rows = [(place.latitude, place.longitude) if place else unknown for place in places]
    latitude, longitude = np.radians(np.array([*rows, unknown], dtype=np.float64)).T
    across = np.cos(latitude)
    return np.stack([across * np.cos(longitude), across * np.sin(longitude), np.sin(latitude)], axis=1)


def _block(origins: Floats, destinations: Floats) -> Floats:
    """In strips that stay in the processor's cache: one pass over memory instead of ten."""
    found = np.empty((len(origins), len(destinations)))
    step = max(1, STRIP // max(1, len(destinations)))
    for row in range(0, len(origins), step):
        found[row : row + step] = _pairs(origins[row : row + step, None, :], destinations[None, :, :])
    return found


def _pairs(origins: Floats, destinations: Floats) -> Floats:
    """Kilometres along the sphere, from the chord: three differences, where haversines take two sines a pair."""
    found: Floats = np.square(destinations[..., 0] - origins[..., 0])
    for axis in (1, 2):
        step = destinations[..., axis] - origins[..., axis]
        found += np.square(step, out=step)
    np.sqrt(found, out=found)
    np.minimum(found, 2.0, out=found)  # minimum keeps NaN
    np.arcsin(np.divide(found, 2, out=found), out=found)
    found *= 2 * EARTH_RADIUS_KM
    found[np.isnan(found)] = 0.0
    return found
