"""GeoJSON (RFC 7946) to features, and to the rows of a table whose columns are the properties."""

import json
from collections.abc import Mapping
from typing import Any, NoReturn

from otp_desktop.exchange import errors
from otp_desktop.exchange.limits import MAX_ROWS
from otp_desktop.exchange.results import FileKind, Row
from otp_desktop.exchange.rows import RawTable

GEOMETRY = "geometry"
_GEOMETRY_TYPES = frozenset(
    ("Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon", "GeometryCollection")
)
_WGS84_NAMES = ("CRS84", "4326", "4979", "WGS84", "WGS 84")


def read_features(text: str, file: str) -> tuple[Mapping[str, Any], ...]:
    """The features of a GeoJSON text.

    Raises InvalidJsonError, NotGeoJsonError, ProjectedGeoJsonError or TooManyRowsError.
    """
    content = _parse(text, file)
    if not isinstance(content, dict):
        raise errors.NotGeoJsonError(file=file)
    _refuse_projection(content, file)
    features = _features(content)
    if features is None or not all(isinstance(feature, dict) for feature in features):
        raise errors.NotGeoJsonError(file=file)
    if not features:
        raise errors.NoTableError(file=file)
    if len(features) > MAX_ROWS:
        raise errors.TooManyRowsError(file=file, limit=MAX_ROWS)
    return tuple(features)


def read_geojson_table(text: str, file: str) -> RawTable:
    """The features as rows under a first row of property names; the last column holds the geometry as JSON."""
    features = read_features(text, file)
    names = list(dict.fromkeys(name for feature in features for name in properties_of(feature) if name != GEOMETRY))
    rows = [Row(0, (*names, GEOMETRY))]
    for rank, feature in enumerate(features, start=1):
        properties = properties_of(feature)
        cells = (*(_text(properties.get(name)) for name in names), _text(feature.get("geometry")))
        rows.append(Row(rank, cells, f"/features/{rank - 1}", feature))
    return RawTable("", FileKind.GEOJSON, tuple(rows))


def properties_of(feature: Mapping[str, Any]) -> Mapping[str, Any]:
    properties = feature.get("properties")
    return properties if isinstance(properties, dict) else {}


def _features(content: dict[str, Any]) -> list[Any] | None:
    kind = content.get("type")
    if kind == "FeatureCollection":
        features = content.get("features")
        return features if isinstance(features, list) else None
    if kind == "Feature":
        return [content]
    if kind in _GEOMETRY_TYPES:
        return [{"type": "Feature", "properties": {}, "geometry": content}]
    return None


def _parse(text: str, file: str) -> Any:
    try:
        return json.loads(text, parse_constant=_refuse_constant)
    except json.JSONDecodeError as error:
        raise errors.InvalidJsonError(file=file, line=error.lineno) from error
    except (ValueError, RecursionError) as error:  # NaN, a number of thousands of digits, endless brackets
        raise errors.InvalidJsonError(file=file, line=1) from error


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no JSON number")


def _refuse_projection(content: dict[str, Any], file: str) -> None:
    """RFC 7946 knows only WGS 84; older files name their system in ``crs``."""
    crs = content.get("crs")
    if not isinstance(crs, dict):
        return
    name = str((crs.get("properties") or {}).get("name", "")) if isinstance(crs.get("properties"), dict) else str(crs)
    if name and not any(known in name.upper() for known in _WGS84_NAMES):
        raise errors.ProjectedGeoJsonError(file=file, system=name[:80])


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return json.dumps(value, ensure_ascii=False)
