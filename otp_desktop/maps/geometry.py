"""Shapes for the screen: lighter than the surveyor's, and where their labels stand. Coordinates are WGS 84 degrees."""

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
import shapely
from shapely import MultiPoint, Point, box, make_valid, set_precision
from shapely.geometry import mapping, shape
from shapely.geometry.base import BaseGeometry
from shapely.ops import unary_union

from otp_desktop.domain.places import Position

METRE = 1 / 111_195  # of latitude, in degrees
TOLERANCE = 5 * METRE  # a third of a pixel at the closest zoom of a city map
PRECISION = 1e-5  # about one metre
LABEL_STEPS = 40  # places tried along each side
LABEL_SCALE = (0.45, 1.0)  # degrees of longitude are shorter than those of latitude, and a label wider than high
AROUND_POINTS = 400 * METRE

Bounds = tuple[tuple[float, float], tuple[float, float]]  # (south, west), (north, east)


def light_shape(geometry: Mapping[str, Any]) -> BaseGeometry:
    """The shape without the detail no screen shows; empty where nothing is left of it."""
    simple = make_valid(shape(dict(geometry))).simplify(TOLERANCE)
    return set_precision(simple, PRECISION)


def as_geojson(geometry: BaseGeometry) -> dict[str, Any]:
    rounded: dict[str, Any] = _rounded(mapping(geometry))
    return rounded


def label_place(geometry: BaseGeometry, points: Iterable[Position]) -> Position:
    """Inside the shape, as far as can be from its border and from the points, which would hide the label.

    It stays amid the points where there are any: the 12th and the 16th are half woods, where nobody stands.
    """
    marks = MultiPoint([(place.longitude, place.latitude) for place in points])
    area = marks.convex_hull.buffer(AROUND_POINTS).intersection(geometry)
    if area.is_empty:
        area = geometry
    candidates = _grid(area)
    if not len(candidates):
        inside = area.representative_point()
        return Position(inside.y, inside.x)
    obstacles = unary_union([geometry.boundary, marks])
    room = shapely.distance(_label_space(obstacles), _label_space(candidates))
    best = candidates[int(np.argmax(room))]
    return Position(best.y, best.x)


def _grid(area: BaseGeometry) -> Any:
    """Array of the points of a regular grid that lie inside the area."""
    west, south, east, north = area.bounds
    longitudes, latitudes = np.meshgrid(np.linspace(west, east, LABEL_STEPS), np.linspace(south, north, LABEL_STEPS))
    candidates: Any = shapely.points(longitudes.ravel(), latitudes.ravel())
    return candidates[shapely.contains(area, candidates)]


def _label_space(shapes: Any) -> Any:
    """The plane in which a label is as wide as high, so that one distance tells whether it has room."""
    return shapely.transform(shapes, lambda degrees: degrees * LABEL_SCALE)


def view_bounds(points: Iterable[Position], city: BaseGeometry) -> Bounds | None:
    """What to show first: the points that stand in the city; a mistyped one on another continent is no reason to leave.

    Without any such point, all points, else the city; None when there is nothing at all.
    """
    places = [(place.longitude, place.latitude) for place in points]
    frame = box(*city.bounds) if not city.is_empty else city
    inside = [place for place in places if frame.intersects(Point(place))]
    shown = MultiPoint(inside or places) if places else city
    if shown.is_empty:
        return None
    west, south, east, north = shown.bounds
    return (south, west), (north, east)


def _rounded(value: Any) -> Any:
    if isinstance(value, float):
        return round(value, 5)
    if isinstance(value, dict):
        return {key: _rounded(item) for key, item in value.items()}
    return [_rounded(item) for item in value] if isinstance(value, tuple | list) else value
