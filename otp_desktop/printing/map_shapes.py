"""The layers of the database on a plane of kilometres, for small maps: no street and no network."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import cos, radians

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import box, make_valid
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from otp_desktop.domain.places import Position
from otp_desktop.domain.sites import LayerFeature, LayerKind
from otp_desktop.domain.snapshot import PlanSnapshot
from otp_desktop.domain.zones import zone_short

KM_PER_DEGREE = 111.195  # of latitude, mean radius
TOLERANCE_KM = 0.008  # less than a hair on paper
LEAST_LABEL_KM2 = 0.12  # of an arrondissement within the map: a smaller corner goes unnamed
LABEL_STEPS = 7  # places tried along each side

Place = tuple[float, float]  # kilometres east and north of the map's origin
Window = tuple[float, float, float, float]  # west, south, east and north, in kilometres


@dataclass(frozen=True, slots=True)
class Shapes:
    """What a window shows: areas of water and of other ground, borders, and where each arrondissement may be named."""

    water: tuple[BaseGeometry, ...]
    ground: tuple[BaseGeometry, ...]
    borders: tuple[BaseGeometry, ...]
    names: tuple[tuple[str, tuple[Place, ...]], ...]  # with places for each, the best first


class MapShapes:
    """The layers of a plan, projected once for all its maps. Without any layer the maps show posts only."""

    def __init__(self, snapshot: PlanSnapshot) -> None:
        self._snapshot = snapshot
        self._seen: dict[Window, Shapes] = {}

    def place(self, position: Position) -> Place:
        east = (position.longitude - self._origin.longitude) * self._km_per_longitude
        return east, (position.latitude - self._origin.latitude) * KM_PER_DEGREE

    def posts_within(self, window: Window) -> list[Place]:
        """Every post of the operation that has a position there."""
        west, south, east, north = window
        easts, norths = self._posts[:, 0], self._posts[:, 1]
        inside = (easts > west) & (easts < east) & (norths > south) & (norths < north)
        return [(place[0], place[1]) for place in self._posts[inside].tolist()]

    @cached_property
    def _posts(self) -> NDArray[np.float64]:
        """East and north of each post, a row each."""
        places = [self.place(site.position) for site in self._snapshot.sites if site.position]
        return np.array(places, dtype=np.float64).reshape(-1, 2)

    def within(self, window: Window) -> Shapes:
        if window not in self._seen:
            self._seen[window] = self._cut(box(*window))
        return self._seen[window]

    def _cut(self, frame: BaseGeometry) -> Shapes:
        zones = [(code, area) for code, area in self._areas(LayerKind.ARRONDISSEMENTS) if area.intersects(frame)]
        return Shapes(
            water=self._parts(LayerKind.WATER, frame),
            ground=self._parts(LayerKind.OTHER, frame),
            borders=tuple(area.boundary.intersection(frame) for _code, area in zones),
            names=tuple(_names((code, area.intersection(frame)) for code, area in zones)),
        )

    def _parts(self, kind: LayerKind, frame: BaseGeometry) -> tuple[BaseGeometry, ...]:
        return tuple(area.intersection(frame) for _code, area in self._areas(kind) if area.intersects(frame))

    def _areas(self, kind: LayerKind) -> Sequence[tuple[str, BaseGeometry]]:
        return [area for found, area in self._projected if found is kind]

    @cached_property
    def _projected(self) -> tuple[tuple[LayerKind, tuple[str, BaseGeometry]], ...]:
        return tuple(
            (layer.kind, (feature.code, self._area(feature)))
            for layer in self._snapshot.layers
            for feature in layer.features
        )

    def _area(self, feature: LayerFeature) -> BaseGeometry:
        degrees = make_valid(shape(dict(feature.geometry)))
        origin = (self._origin.longitude, self._origin.latitude)
        scale = (self._km_per_longitude, KM_PER_DEGREE)
        return shapely.transform(degrees, lambda points: (points[:, :2] - origin) * scale).simplify(TOLERANCE_KM)

    @cached_property
    def _origin(self) -> Position:
        placed = [site.position for site in self._snapshot.sites if site.position]
        if not placed:
            return Position(0.0, 0.0)
        middle = sum(position.latitude for position in placed) / len(placed)
        return Position(middle, sum(position.longitude for position in placed) / len(placed))

    @cached_property
    def _km_per_longitude(self) -> float:
        return KM_PER_DEGREE * cos(radians(self._origin.latitude))


def _names(zones: Iterable[tuple[str, BaseGeometry]]) -> Iterable[tuple[str, tuple[Place, ...]]]:
    for code, area in zones:
        if area.area >= LEAST_LABEL_KM2:
            yield zone_short(code), _label_places(area)


def _label_places(area: BaseGeometry) -> tuple[Place, ...]:
    """Places of a grid inside the area, the farthest from its border first."""
    west, south, east, north = area.bounds
    steps = np.linspace(0.1, 0.9, LABEL_STEPS)
    easts, norths = np.meshgrid(west + (east - west) * steps, south + (north - south) * steps)
    inside = shapely.contains_xy(area, easts, norths)
    places = np.column_stack((easts[inside], norths[inside]))
    room = shapely.distance(area.boundary, shapely.points(places))
    return tuple((float(places[index, 0]), float(places[index, 1])) for index in np.argsort(-room, kind="stable"))
