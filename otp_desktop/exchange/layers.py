"""Reference layers: polygons and lines of a GeoJSON file, drawn under the sites."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import shapely
from shapely.errors import ShapelyError
from shapely.geometry import mapping, shape
from shapely.geometry.base import BaseGeometry

from otp_desktop.domain.faults import Fault
from otp_desktop.domain.sites import Layer, LayerFeature, LayerKind
from otp_desktop.exchange import errors
from otp_desktop.exchange.geojson import properties_of, read_features
from otp_desktop.exchange.headings import match_headings
from otp_desktop.exchange.incidents import read_incidents
from otp_desktop.exchange.layer_meanings import LAYER_MEANINGS, PARIS_DATA, PARIS_DATA_PROPERTIES, WATER_WORDS
from otp_desktop.exchange.results import LayerRead
from otp_desktop.exchange.signatures import Content
from otp_desktop.exchange.source import content_of_checked, read_text
from otp_desktop.exchange.words import words
from otp_desktop.exchange.zones_text import zone_of_insee, zone_of_rank
from otp_desktop.texts import N_, sentence

BAD_GEOMETRY = N_("the geometry cannot be read: draw the shape again.")
NO_GEOMETRY = N_("there is no geometry: draw the shape, or remove the feature.")
ONLY_POINTS = N_("the geometry is a point: a layer is made of polygons and lines; import points as sites.")
OUT_OF_RANGE = N_("the coordinates are not longitude and latitude in degrees: export the file again in WGS 84.")

_MOSTLY = 0.8


def read_layer(path: Path) -> LayerRead:
    """The layer in a GeoJSON file, its kind told by its properties and names; or the incidents of a file of points.

    Raises an UnreadableFileError where nothing can be read.
    """
    if content_of_checked(path) is Content.WORKBOOK:
        return _incidents(path)
    text = read_text(path)
    if text.lstrip()[:1] not in ("{", "["):
        return _incidents(path)
    features = read_features(text, path.name)
    faults: list[Fault] = []
    shapes = _shapes(features, faults)
    if not shapes and all(fault.message.template == ONLY_POINTS for fault in faults):
        return _incidents(path)
    if not shapes:
        raise errors.NoShapesError(file=path.name)
    names = list(dict.fromkeys(name for rank in shapes for name in properties_of(features[rank])))
    fields = {field: names[column] for field, column in match_headings(names, LAYER_MEANINGS).items()}
    kind = _kind(path, [properties_of(features[rank]) for rank in shapes], fields)
    layer = Layer(
        kind=kind,
        name=path.stem,
        attribution=_attribution(names),
        features=tuple(
            _feature(kind, properties_of(features[rank]), fields, geometry, rank) for rank, geometry in shapes.items()
        ),
    )
    return LayerRead(layer=layer, faults=tuple(faults))


def _incidents(path: Path) -> LayerRead:
    """Raises NotALayerError where the file has no places with days either."""
    try:
        return read_incidents(path)
    except errors.UnknownColumnsError as error:
        raise errors.NotALayerError(file=path.name) from error


def _shapes(features: tuple[Mapping[str, Any], ...], faults: list[Fault]) -> dict[int, BaseGeometry]:
    """The valid shape of each feature, by its rank; the faults of the others are collected."""
    shapes: dict[int, BaseGeometry] = {}
    for rank, feature in enumerate(features):
        template, geometry = _shape(feature.get("geometry"))
        if geometry is not None:
            shapes[rank] = geometry
        else:
            faults.append(Fault(sentence(template), path=f"/features/{rank}/geometry"))
    return shapes


def _shape(geometry: Any) -> tuple[str, BaseGeometry | None]:
    if not isinstance(geometry, dict):
        return NO_GEOMETRY, None
    try:
        found = shapely.make_valid(shapely.force_2d(shape(geometry)))
    except (ShapelyError, ValueError, TypeError, KeyError, AttributeError, IndexError, NotImplementedError):
        return BAD_GEOMETRY, None
    if found.is_empty:
        return NO_GEOMETRY, None
    west, south, east, north = found.bounds
    if not (-180 <= west <= east <= 180 and -90 <= south <= north <= 90):
        return OUT_OF_RANGE, None
    return (ONLY_POINTS, None) if shapely.get_dimensions(found) == 0 else ("", found)


def _kind(path: Path, properties: list[Mapping[str, Any]], fields: Mapping[str, str]) -> LayerKind:
    """Arrondissements where nearly each shape has the code of one of its own; water where names say so."""
    codes = [_zone(values, fields) for values in properties]
    if len(set(codes) - {""}) >= _MOSTLY * len(codes) > 0:
        return LayerKind.ARRONDISSEMENTS
    watery = sum(_speaks_of_water(values) for values in properties)
    if watery >= _MOSTLY * len(properties) or WATER_WORDS & set(words(path.stem)):
        return LayerKind.WATER
    return LayerKind.OTHER


def _zone(values: Mapping[str, Any], fields: Mapping[str, str]) -> str:
    """The INSEE code of an arrondissement, from its code, its rank or its label."""

    def text(field: str) -> str:
        return _text(values.get(fields.get(field, "")))

    return zone_of_insee(text("zone")) or zone_of_rank(text("label")) or zone_of_rank(text("rank"))


def _speaks_of_water(values: Mapping[str, Any]) -> bool:
    return any(WATER_WORDS & set(words(value)) for value in values.values() if isinstance(value, str))


def _feature(
    kind: LayerKind, values: Mapping[str, Any], fields: Mapping[str, str], geometry: BaseGeometry, rank: int
) -> LayerFeature:
    label, name = (_text(values.get(fields.get(field, ""))) for field in ("label", "name"))
    code = _zone(values, fields) if kind is LayerKind.ARRONDISSEMENTS else _text(values.get(fields.get("code", "")))
    return LayerFeature(code=code or str(rank + 1), name=name or label, geometry=_plain(geometry))


def _plain(geometry: BaseGeometry) -> Mapping[str, Any]:
    """A GeoJSON object of lists and numbers only, as it is stored."""
    plain: Mapping[str, Any] = json.loads(json.dumps(mapping(geometry)))
    return plain


def _attribution(names: list[str]) -> str:
    """The licence asks for it; only what surely comes from Paris Data is said to."""
    present = set(names)
    return PARIS_DATA if any(known <= present for known in PARIS_DATA_PROPERTIES) else ""


def _text(value: Any) -> str:
    if value is None or isinstance(value, dict | list):
        return ""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value).strip()
