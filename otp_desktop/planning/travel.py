"""Distances and travel times between sites: straight line × detour (planning.md), each pair computed once."""

from otp_desktop.domain.places import Position, distance_km
from otp_desktop.planning.problem import Problem


class Travel:
    """Without a travel model the detour is 1 and no time is asked for; nor is it where a position is unknown."""

    def __init__(self, problem: Problem) -> None:
        self._model = problem.travel
        self._detour = problem.travel.detour if problem.travel else 1.0
        self._position = {site.id: site.position for site in problem.sites}
        self._between: dict[tuple[str, str], float | None] = {}

    def km(self, site: str, other: str) -> float:
        """Kilometres between two sites, 0 where a position is unknown."""
        return self._site_km(site, other) or 0.0

    def km_from(self, base: Position | None, site: str) -> float:
        """Kilometres from an agent's base to a site, 0 where a position is unknown."""
        return self._km(base, self._position[site]) or 0.0

    def minutes(self, site: str, other: str) -> float:
        """Minutes to go from one site to another: zero at the same site and where a position is unknown."""
        if self._model is None or site == other:
            return 0.0
        km = self._site_km(site, other)
        return 0.0 if km is None else km / self._model.speed_kmh * 60 + self._model.fixed_minutes

    def minutes_between(self, site: str, other: str) -> float | None:
        """The same; None where a position is unknown."""
        return self.minutes(site, other) if site == other or self._site_km(site, other) is not None else None

    def minutes_from(self, base: Position | None, site: str) -> float | None:
        """Minutes to go from an agent's base to a site; None where a position is unknown."""
        km = self._km(base, self._position[site])
        if km is None or self._model is None:
            return None if km is None else 0.0
        return km / self._model.speed_kmh * 60 + self._model.fixed_minutes

    def straight_km(self, minutes: float) -> float:
        """How far away, in a straight line, a base may be for the way to take so long; 0 without a travel model."""
        if self._model is None:
            return 0.0
        return max(0.0, minutes - self._model.fixed_minutes) / 60 * self._model.speed_kmh / self._detour

    def _site_km(self, site: str, other: str) -> float | None:
        pair = (site, other)
        if pair not in self._between:
            self._between[pair] = self._km(self._position[site], self._position[other])
        return self._between[pair]

    def _km(self, start: Position | None, end: Position | None) -> float | None:
        return None if start is None or end is None else distance_km(start, end) * self._detour
