"""The route of a convoy: the line of a GPX or GeoJSON file, or positions written one a line."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from otp_desktop.domain.places import Position, distance_km
from otp_desktop.exchange import errors
from otp_desktop.exchange.coordinates import is_in_france, parse_pair
from otp_desktop.exchange.geojson import read_features
from otp_desktop.exchange.signatures import Content
from otp_desktop.exchange.source import content_of_checked, read_text

NEAREST_KM = 0.005  # points nearer than that to the one before add nothing to a route and much to its weight
_TRACKS, _ROUTES = ("trk", "trkpt"), ("rte", "rtept")

Degrees = tuple[float, float]  # latitude, longitude


def read_route(path: Path) -> tuple[Position, ...]:
    """The positions of the route, in order, those that nearly repeat left out; at least two.

    A GPX file gives its tracks, else its routes; a GeoJSON file its lines, one after the other. Raises an
    UnreadableFileError.
    """
    if content_of_checked(path) is Content.WORKBOOK:
        raise errors.NotARouteError(file=path.name)
    start = path.read_bytes()[:200].lstrip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n")
    degrees = _of_gpx(path) if start.startswith(b"<") else _of_text(read_text(path), path.name)
    return _route(degrees, path.name)


def parse_route(text: str, name: str = "") -> tuple[Position, ...]:
    """Positions written one a line, latitude first, such as ``48.8566, 2.3522``. Raises as ``read_route`` does."""
    return _route(_of_lines(text, name), name)


def _of_text(text: str, file: str) -> list[Degrees]:
    if text.lstrip()[:1] == "{":
        return list(_of_features(read_features(text, file), file))
    return _of_lines(text, file)


def _of_lines(text: str, name: str) -> list[Degrees]:
    degrees = []
    for rank, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        pair = parse_pair(line)
        if pair is None:
            raise errors.WrongRoutePointError(file=name, rank=rank, text=line.strip()[:60])
        degrees.append(pair)
    return degrees


def _of_features(features: Iterable[Mapping[str, Any]], file: str) -> Iterator[Degrees]:
    for feature in features:
        try:
            lines = _lines(feature.get("geometry"))
            yield from [(float(point[1]), float(point[0])) for line in lines for point in line]
        except (KeyError, TypeError, ValueError, IndexError) as error:
            raise errors.NotARouteError(file=file) from error


def _lines(geometry: Any) -> Sequence[Any]:
    """The lists of points of a geometry; those of points and polygons are none."""
    match geometry:
        case {"type": "LineString", "coordinates": line}:
            return [line]
        case {"type": "MultiLineString", "coordinates": list(lines)}:
            return lines
    return []


def _of_gpx(path: Path) -> list[Degrees]:
    try:
        root: Element = fromstring(path.read_bytes(), forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError) as error:
        raise errors.NotARouteError(file=path.name) from error
    points = list(_gpx_points(root, *_TRACKS)) or list(_gpx_points(root, *_ROUTES))
    try:
        return [(float(point.attrib["lat"]), float(point.attrib["lon"])) for point in points]
    except (KeyError, ValueError) as error:
        raise errors.NotARouteError(file=path.name) from error


def _gpx_points(root: Element, line: str, point: str) -> Iterator[Element]:
    """Whatever the version of GPX, which stands in the namespace."""
    for each in root:
        if _name(each) == line:
            yield from (inner for inner in each.iter() if _name(inner) == point)


def _name(element: Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _route(degrees: Sequence[Degrees], file: str) -> tuple[Position, ...]:
    for rank, (latitude, longitude) in enumerate(degrees, start=1):
        if not is_in_france(latitude, longitude):
            raise errors.WrongRoutePointError(file=file, rank=rank, text=f"{latitude}, {longitude}")
    kept = _thinned([Position(*pair) for pair in degrees])
    if len(kept) < 2:
        raise errors.NotARouteError(file=file)
    return kept


def _thinned(points: Sequence[Position]) -> tuple[Position, ...]:
    """Without the points that nearly repeat the one before; the first and the last stay."""
    kept = list(points[:1])
    for point in points[1:-1]:
        if distance_km(kept[-1], point) >= NEAREST_KM:
            kept.append(point)
    if len(points) > 1 and distance_km(points[-1], kept[-1]) > 0:
        kept.append(points[-1])
    return tuple(kept)
