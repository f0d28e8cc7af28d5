"""What moves on the map: convoys with the streets held for them, and agents on their way from base to post."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from otp_desktop.domain.convoys import Convoy, Route, passage, post_kilometres
from otp_desktop.domain.operations import Need
from otp_desktop.domain.snapshot import PlanSnapshot
from otp_desktop.maps.moments import Moments

TRACK_METRES = 100
COORDINATE_DECIMALS = 5


def convoy_data(convoys: Iterable[Convoy], moments: Moments) -> list[dict[str, Any]]:
    """Each convoy as a track of ``[latitude, longitude, closes, arrives, leaves, opens]``; the last four in minutes."""
    return [{"name": convoy.name, "track": _track(convoy, moments)} for convoy in convoys]


def _track(convoy: Convoy, moments: Moments) -> list[list[float]]:
    route = Route(convoy.route)
    return [_held_place(convoy, route, km, moments) for km in post_kilometres(route.length_km, TRACK_METRES)]


def _held_place(convoy: Convoy, route: Route, km: float, moments: Moments) -> list[float]:
    place, passing = route.at(km), passage(convoy, km, moments.timezone)
    times: tuple[datetime, ...] = (
        passing.arrives - timedelta(minutes=convoy.closes_before),
        passing.arrives,
        passing.leaves,
        passing.leaves + timedelta(minutes=convoy.opens_after),
    )
    where = round(place.latitude, COORDINATE_DECIMALS), round(place.longitude, COORDINATE_DECIMALS)
    return [*where, *(round(moments.minute_of(time), 2) for time in times)]


def base_places(snapshot: PlanSnapshot) -> dict[str, int]:
    """The place of each base in ``base_data``, by the code of its unit."""
    return {unit.code: place for place, unit in enumerate(u for u in snapshot.units if u.position is not None)}


def heads_by_base(snapshot: PlanSnapshot, places: Mapping[str, int], need: Need) -> list[int]:
    """From which bases its agents come: the place of a base, then its heads, and so on."""
    rows = snapshot.assignments_of_need.get(need.code, ())
    units = Counter(snapshot.agent[row.agent].unit for row in rows if row.agent in snapshot.agent)
    return [figure for unit, heads in units.items() if unit in places for figure in (places[unit], heads)]
