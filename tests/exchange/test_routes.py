"""Routes of convoys from GPX, GeoJSON and typed positions."""

import json
from pathlib import Path

import pytest

from otp_desktop.domain.places import Position
from otp_desktop.exchange.errors import NotARouteError, UnreadableFileError, WrongRoutePointError
from otp_desktop.exchange.routes import parse_route, read_route

LINE = [[2.30, 48.80], [2.31, 48.81], [2.32, 48.82]]
EXPECTED = (Position(48.80, 2.30), Position(48.81, 2.31), Position(48.82, 2.32))
POINTS = "".join(f'<{{0}} lat="{lat}" lon="{lon}"><ele>35</ele></{{0}}>' for lon, lat in LINE)
TRACK = f"<trk><name>14 juillet</name><trkseg>{POINTS.format('trkpt')}</trkseg></trk>"
ROUTE = f"<rte>{POINTS.format('rtept')}</rte>"


def file(tmp_path: Path, content: str, name: str = "parcours.gpx") -> Path:
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    return path


def gpx(body: str, version: str = "1/1") -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?><gpx xmlns="http://www.topografix.com/GPX/{version}">{body}</gpx>'


@pytest.mark.parametrize("body", [TRACK, ROUTE, TRACK + ROUTE, f'<wpt lat="48.9" lon="2.4"/>{TRACK}'])
@pytest.mark.parametrize("version", ["1/0", "1/1"])
def test_a_gpx_file_gives_its_track_else_its_route(tmp_path: Path, body: str, version: str) -> None:
    assert read_route(file(tmp_path, gpx(body, version))) == EXPECTED


@pytest.mark.parametrize(
    "geometry",
    [
        {"type": "LineString", "coordinates": LINE},
        {"type": "LineString", "coordinates": [[*point, 35.0] for point in LINE]},
        {"type": "MultiLineString", "coordinates": [LINE[:2], LINE[1:]]},
    ],
)
def test_a_geojson_file_gives_its_line(tmp_path: Path, geometry: dict[str, object]) -> None:
    whole = {"type": "FeatureCollection", "features": [
        {"type": "Feature", "properties": {}, "geometry": {"type": "Point", "coordinates": [2.4, 48.9]}},
        {"type": "Feature", "properties": {}, "geometry": geometry},
    ]}  # fmt: skip
    assert read_route(file(tmp_path, json.dumps(whole), "parcours.geojson")) == EXPECTED
    assert read_route(file(tmp_path, json.dumps(geometry), "ligne.json")) == EXPECTED


def test_positions_are_typed_one_a_line() -> None:
    assert parse_route("48.80, 2.30\n\n48,81 ; 2,31\n48.82 2.32\n") == EXPECTED


def test_points_that_nearly_repeat_are_left_out_but_never_the_last(tmp_path: Path) -> None:
    text = "48.80, 2.30\n48.80001, 2.30\n48.81, 2.31\n48.81001, 2.31"
    assert parse_route(text) == (Position(48.80, 2.30), Position(48.81, 2.31), Position(48.81001, 2.31))


@pytest.mark.parametrize(
    "content",
    [
        gpx(""),
        gpx('<trk><trkseg><trkpt lat="48.8"/><trkpt lat="48.9" lon="2.3"/></trkseg></trk>'),
        gpx('<trk><trkseg><trkpt lat="48.8" lon="2.3"/></trkseg></trk>'),
        "<gpx><trk>",
        '<?xml version="1.0"?><!DOCTYPE g [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><gpx>&b;</gpx>',
        json.dumps({"type": "Point", "coordinates": [2.3, 48.8]}),
        json.dumps({"type": "LineString", "coordinates": [["x", "y"], [2.3, 48.8]]}),
        json.dumps({"type": "LineString", "coordinates": 3}),
    ],
)
def test_a_file_without_a_route_is_refused_in_words(tmp_path: Path, content: str) -> None:
    with pytest.raises(NotARouteError, match=r"parcours\.gpx"):
        read_route(file(tmp_path, content))


@pytest.mark.parametrize("text", ["48.80, 2.30\nrue de Rivoli", "48.80, 2.30\n2.31, 48.81", "0, 0\n48.8, 2.3"])
def test_a_point_that_is_no_position_in_france_is_named(text: str) -> None:
    with pytest.raises(WrongRoutePointError):
        parse_route(text)


def test_a_picture_or_a_missing_file_is_no_route(tmp_path: Path) -> None:
    picture = tmp_path / "photo.gpx"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n")
    for path in (picture, tmp_path / "absent.gpx"):
        with pytest.raises(UnreadableFileError):
            read_route(path)
