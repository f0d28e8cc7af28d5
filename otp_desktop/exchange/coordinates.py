"""Positions in the many ways that files write them: two numbers, WKT, GeoJSON, Lambert-93 metres."""

import json
import math
import re
from collections.abc import Mapping
from typing import Any

from otp_desktop.domain.places import Position
from otp_desktop.exchange.lambert import from_lambert93, is_lambert93
from otp_desktop.texts import N_, Sentence, sentence

UNREADABLE = N_("“{value}” is not a position: write latitude and longitude in degrees, such as 48.8566, 2.3522.")
NOT_A_NUMBER = N_("“{value}” is not a number: write degrees such as 48.8566.")
HALF = N_("only one of the two coordinates is given: fill in the other one.")
NULL_ISLAND = N_("the position is 0, 0: the address was not found when the file was made; write the real position.")
SWAPPED = N_(
    "latitude and longitude are swapped: {latitude} stands for the latitude and {longitude} for the longitude; "
    "exchange them."
)
OUTSIDE = N_("the position {latitude}, {longitude} is outside France: check it.")

# South, west, north, east: metropolitan France, then Guadeloupe and Martinique, Guyane, La Réunion, Mayotte,
# Saint-Pierre-et-Miquelon. Generous by some kilometres, for points at sea.
_FRANCE = (
    (41.0, -5.6, 51.5, 10.0),
    (14.0, -63.3, 18.3, -60.5),
    (2.0, -55.0, 6.0, -51.0),
    (-21.6, 55.0, -20.7, 56.0),
    (-13.2, 44.8, -12.4, 45.5),
    (46.6, -56.7, 47.3, -55.9),
)
_POINT_NUMBER = r"[-+]?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?"
_COMMA_NUMBER = r"[-+]?\d+,\d+"
_PAIRS = tuple(
    re.compile(rf"[\[(]?\s*({number})\s*°?\s*[NS]?\s*(?:{between})\s*({number})\s*°?\s*[EWO]?\s*[\])]?")
    for number, between in ((_POINT_NUMBER, r"[,;/]|\s"), (_COMMA_NUMBER, r",\s|[;/]|\s"))
)
_NUMBER = re.compile(rf"({_POINT_NUMBER}|{_COMMA_NUMBER})\s*°?")
_WKT = re.compile(r"\s*(?:SRID=4326;)?\s*(?:MULTI)?(?:POINT|LINESTRING|POLYGON)\s*Z?\s*\(", re.IGNORECASE)


class PositionError(ValueError):
    """A position that cannot be taken; ``message`` says why to the user."""

    def __init__(self, message: Sentence) -> None:
        self.message = message
        super().__init__(str(message.template))


def parse_number(text: str) -> float | None:
    """``48.85``, ``48,85`` or ``48.85°``; None for anything else."""
    found = _NUMBER.fullmatch(text.strip().replace("\u202f", "").replace("\u00a0", ""))
    return float(found[1].replace(",", ".")) if found else None


def parse_pair(text: str) -> tuple[float, float] | None:
    """Two numbers in the order of the text; None for anything else."""
    for pattern in _PAIRS:
        if found := pattern.fullmatch(text.strip()):
            return float(found[1].replace(",", ".")), float(found[2].replace(",", "."))
    return None


def position_of_columns(latitude: str, longitude: str) -> Position:
    """From two cells. Raises PositionError."""
    if not latitude or not longitude:
        raise PositionError(sentence(HALF))
    north, east = parse_number(latitude), parse_number(longitude)
    if north is None or east is None:
        raise PositionError(sentence(NOT_A_NUMBER, value=(latitude if north is None else longitude)[:60]))
    return checked(north, east)


def position_of_cell(text: str, longitude_first: bool = False) -> Position:
    """From one cell: ``latitude, longitude``, WKT, a GeoJSON geometry or ``{"lon": …, "lat": …}``.

    Raises PositionError.
    """
    if text.startswith(("{", "[{")):
        return _position_of_json(text)
    if _WKT.match(text):
        return _position_of_wkt(text)
    pair = parse_pair(text)
    if pair is None:
        raise PositionError(sentence(UNREADABLE, value=text[:60]))
    return checked(pair[1], pair[0]) if longitude_first else checked(pair[0], pair[1])


def position_of_geometry(geometry: Mapping[str, Any]) -> Position:
    """The point of a GeoJSON geometry, or a point inside its shape. Raises PositionError."""
    # Shapely brings numpy, a fifth of a second: not at the window's start.
    from shapely.errors import ShapelyError
    from shapely.geometry import shape

    try:
        point = shape(dict(geometry)).representative_point()
        return checked(point.y, point.x)
    except PositionError:
        raise
    except (ShapelyError, ValueError, TypeError, KeyError, AttributeError, IndexError, NotImplementedError) as error:
        raise PositionError(sentence(UNREADABLE, value=str(geometry)[:60])) from error


def checked(latitude: float, longitude: float) -> Position:
    """The position, if it lies in France; Lambert-93 metres are converted. Raises PositionError."""
    if is_lambert93(longitude, latitude):
        return from_lambert93(longitude, latitude)
    if latitude == 0 and longitude == 0:
        raise PositionError(sentence(NULL_ISLAND))
    if is_in_france(latitude, longitude):
        return Position(latitude, longitude)
    template = SWAPPED if is_in_france(longitude, latitude) or is_lambert93(latitude, longitude) else OUTSIDE
    raise PositionError(sentence(template, latitude=f"{latitude:g}", longitude=f"{longitude:g}"))


def is_in_france(latitude: float, longitude: float) -> bool:
    """Within metropolitan France or an overseas department, roughly: enough to tell a slip from a place."""
    if not (math.isfinite(latitude) and math.isfinite(longitude)):
        return False
    return any(south <= latitude <= north and west <= longitude <= east for south, west, north, east in _FRANCE)


def _position_of_json(text: str) -> Position:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise PositionError(sentence(UNREADABLE, value=text[:60])) from error
    if not isinstance(value, dict):
        raise PositionError(sentence(UNREADABLE, value=text[:60]))
    if "type" in value:
        return position_of_geometry(value)
    latitude = value.get("lat", value.get("latitude"))
    longitude = value.get("lon", value.get("lng", value.get("longitude")))
    return position_of_columns(str(latitude or ""), str(longitude or ""))


def _position_of_wkt(text: str) -> Position:
    import shapely  # not at the window's start, as above
    from shapely.errors import ShapelyError

    try:
        point = shapely.from_wkt(text.strip().upper().removeprefix("SRID=4326;")).representative_point()
        return checked(point.y, point.x)
    except PositionError:
        raise
    except (ShapelyError, ValueError, AttributeError) as error:
        raise PositionError(sentence(UNREADABLE, value=text[:60])) from error


def looks_like_geometry(text: str) -> bool:
    """WKT, or JSON that may be a GeoJSON geometry."""
    return text.startswith("{") or _WKT.match(text) is not None
