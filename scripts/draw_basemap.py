"""Draws the schematic base map of Paris into ``resources/basemap`` from the places of ``paris_places.py``.

Run it again after a change there: ``.venv/bin/python scripts/draw_basemap.py``. The same places give the same bytes.
"""

import json
import sys
from collections.abc import Iterable, Mapping
from itertools import pairwise
from math import cos, radians
from pathlib import Path
from typing import Any

from shapely import LineString, MultiPolygon, Point, Polygon, set_precision
from shapely.affinity import scale
from shapely.geometry import mapping
from shapely.geometry.base import BaseGeometry
from shapely.ops import polygonize, unary_union

sys.path.insert(0, str(Path(__file__).parent))
import paris_places as paris

FOLDER = Path(__file__).parents[1] / "resources" / "basemap"
DEGREE_M = 111_195.0  # one degree of a meridian of the mean sphere
LATITUDE = 48.86
LONGITUDE_M = DEGREE_M * cos(radians(LATITUDE))
DECIMALS = 5
SIMPLIFY_M = 2.0

# Widths in metres, from quay to quay.
RIVER_M = 140.0
SOUTHERN_ARM_M = 62.0
NORTHERN_ARM_M = 85.0
NARROWS_M = 60.0
SWANS_ISLAND_M = 11.0
CANALS: tuple[tuple[str, Mapping[str, paris.Place], float], ...] = (
    ("Bassin de l'Arsenal", paris.ARSENAL_BASIN, 40.0),
    ("Canal Saint-Martin", paris.SAINT_MARTIN_CANAL, 27.0),
    ("Bassin de la Villette", paris.VILLETTE_BASIN, 68.0),
    ("Canal de l'Ourcq", paris.OURCQ_CANAL, 32.0),
    ("Canal Saint-Denis", paris.SAINT_DENIS_CANAL, 32.0),
)
FIRST_SOUTHERN, LAST_SOUTHERN = "Pont de Sully", "Pont Neuf"


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    arrondissements = draw_arrondissements()
    _write("arrondissements", ((f"751{number:02d}", ordinal(number), shape) for number, shape in arrondissements))
    _write("water", (("", name, shape) for name, shape in draw_water()))
    _write("woods", (("", name, shape) for name, shape in draw_woods()))


def ordinal(number: int) -> str:
    return "1er arrondissement" if number == 1 else f"{number}e arrondissement"


def draw_arrondissements() -> list[tuple[int, BaseGeometry]]:
    """The faces between the outline, the river and the known limits; each takes its town hall's number.

    A face without a town hall (a sliver along the river) joins the one it shares its longest side with.
    The woods of Boulogne and Vincennes belong to the 16th and the 12th.
    """
    lines = [_ring(paris.GATES).exterior, _line(paris.BRIDGES), *map(_limit, paris.LIMITS)]
    faces = [face for face in polygonize(unary_union(lines)) if face.within(_ring(paris.GATES).buffer(1))]
    halls = {number: Point(_metres(place)) for number, place in paris.TOWN_HALLS.items()}
    shapes: dict[int, BaseGeometry] = {}
    orphans = []
    for face in faces:
        inside = [number for number, hall in halls.items() if face.contains(hall)]
        if len(inside) > 1:
            raise ValueError(f"one face holds several town halls: {inside}")
        if inside:
            shapes[inside[0]] = face
        else:
            orphans.append(face)
    if missing := set(halls) - set(shapes):
        raise ValueError(f"town halls outside every face: {sorted(missing)}")
    for orphan in orphans:
        nearest = max(shapes, key=lambda number: shapes[number].intersection(orphan.exterior).length)
        shapes[nearest] = shapes[nearest].union(orphan)
    boulogne, vincennes = (shape for _, shape in draw_woods())
    shapes[16] = _joined(shapes[16], boulogne)
    shapes[12] = _joined(shapes[12], vincennes)
    return sorted(shapes.items())


def draw_water() -> list[tuple[str, BaseGeometry]]:
    """The Seine with its two arms and three islands, and the canals, inside the city."""
    canals = [(name, _line(places).buffer(width / 2, cap_style="flat")) for name, places, width in CANALS]
    return [("La Seine", _seine()), *canals]


def draw_woods() -> list[tuple[str, Polygon]]:
    return [
        ("Bois de Boulogne", _ring(paris.BOULOGNE_WOOD)),
        ("Bois de Vincennes", _ring(paris.VINCENNES_WOOD)),
    ]


def _seine() -> BaseGeometry:
    names = list(paris.BRIDGES)
    first, last = names.index(FIRST_SOUTHERN), names.index(LAST_SOUTHERN)
    course = [_metres(place) for place in paris.BRIDGES.values()]
    head = _metres(paris.ISLANDS_HEAD)
    upstream, southern, downstream = [*course[:first], head], course[first : last + 2], course[last + 1 :]
    reaches = [
        _smooth(upstream).buffer(RIVER_M / 2),
        _smooth([head, *southern]).buffer(SOUTHERN_ARM_M / 2),
        _smooth([head, *map(_metres, paris.NORTHERN_ARM.values())]).buffer(NORTHERN_ARM_M / 2),
        _line(paris.BETWEEN_THE_ISLANDS).buffer(NARROWS_M / 2),
        _smooth(downstream).buffer(RIVER_M / 2),
    ]
    river = unary_union(reaches).buffer(15).buffer(-15)  # rounds the notches where the reaches meet
    inside = river.intersection(_ring(paris.GATES).buffer(40))
    return inside.difference(_line(paris.SWANS_ISLAND).buffer(SWANS_ISLAND_M / 2))


def _smooth(points: list[tuple[float, float]], rounds: int = 3) -> LineString:
    """Chaikin's corner cutting: a river has no corners. The ends stay."""
    for _ in range(rounds):
        cut = [points[0]]
        for (x1, y1), (x2, y2) in pairwise(points):
            cut += [(0.75 * x1 + 0.25 * x2, 0.75 * y1 + 0.25 * y2), (0.25 * x1 + 0.75 * x2, 0.25 * y1 + 0.75 * y2)]
        points = [*cut, points[-1]]
    return LineString(points)


def _joined(shape: BaseGeometry, neighbour: BaseGeometry) -> BaseGeometry:
    return shape.union(neighbour).buffer(5).buffer(-5)


def _limit(names: tuple[str, ...]) -> LineString:
    known = {**paris.GATES, **paris.BRIDGES, **paris.CROSSINGS}
    return LineString([_metres(known[name]) for name in names])


def _line(places: Mapping[str, paris.Place]) -> LineString:
    return LineString([_metres(place) for place in places.values()])


def _ring(places: Mapping[str, paris.Place]) -> Polygon:
    return Polygon([_metres(place) for place in places.values()])


def _metres(place: paris.Place) -> tuple[float, float]:
    latitude, longitude = place
    return longitude * LONGITUDE_M, latitude * DEGREE_M


def _degrees(shape: BaseGeometry) -> BaseGeometry:
    return scale(shape, 1 / LONGITUDE_M, 1 / DEGREE_M, origin=(0, 0))


def _write(name: str, features: Iterable[tuple[str, str, BaseGeometry]]) -> None:
    collection = {"type": "FeatureCollection", "features": [_feature(*feature) for feature in features]}
    text = json.dumps(collection, ensure_ascii=False, separators=(",", ":")).replace(
        '{"type":"Feature"', '\n{"type":"Feature"'
    )
    (FOLDER / f"{name}.geojson").write_text(text + "\n", encoding="utf-8")


def _feature(code: str, name: str, shape: BaseGeometry) -> dict[str, Any]:
    rounded = set_precision(_degrees(shape.simplify(SIMPLIFY_M)), 10**-DECIMALS)
    if not isinstance(rounded, Polygon | MultiPolygon):
        raise TypeError(f"{name} is a {rounded.geom_type}")
    geometry = _rounded(mapping(rounded.normalize()))
    return {"type": "Feature", "properties": {"code": code, "name": name}, "geometry": geometry}


def _rounded(value: Any) -> Any:
    if isinstance(value, float):
        return round(value, DECIMALS)
    if isinstance(value, dict):
        return {key: _rounded(item) for key, item in value.items()}
    return [_rounded(item) for item in value] if isinstance(value, tuple | list) else value


if __name__ == "__main__":
    main()
