"""Positions: Lambert-93 against known points, and each way of writing degrees."""

import math
from math import cos, log, pi, radians, sin, sqrt, tan

import pytest

from otp_desktop.domain.places import Position, distance_km
from otp_desktop.exchange.coordinates import PositionError, checked, parse_number, parse_pair, position_of_cell
from otp_desktop.exchange.lambert import from_lambert93


def to_lambert93(latitude: float, longitude: float) -> tuple[float, float]:
    """The direct projection from the parameters that define Lambert-93, by Snyder, "Map Projections", 1987, page 107:
    standard parallels 44° and 49°, origin 46.5° N, 3° E, false origin 700 km, 6 600 km, ellipsoid GRS 80."""
    flattening = 1 / 298.257222101
    e = sqrt(2 * flattening - flattening**2)

    def m(phi: float) -> float:
        return cos(phi) / sqrt(1 - (e * sin(phi)) ** 2)

    def t(phi: float) -> float:
        return tan(pi / 4 - phi / 2) * math.pow((1 + e * sin(phi)) / (1 - e * sin(phi)), e / 2)

    south, north, origin = radians(44), radians(49), radians(46.5)
    n = log(m(south) / m(north)) / log(t(south) / t(north))
    scale = 6378137.0 * m(south) / (n * t(south) ** n)
    radius, radius_at_origin = scale * t(radians(latitude)) ** n, scale * t(origin) ** n
    angle = n * radians(longitude - 3)
    return 700_000 + radius * sin(angle), 6_600_000 + radius_at_origin - radius * cos(angle)


@pytest.mark.parametrize(
    ("x", "y", "latitude", "longitude"),
    [(700_000.0, 6_600_000.0, 46.5, 3.0), (652_469.02, 6_862_035.26, 48.8566, 2.3522)],
)
def test_lambert_93_agrees_with_known_points(x: float, y: float, latitude: float, longitude: float) -> None:
    assert distance_km(from_lambert93(x, y), Position(latitude, longitude)) < 1e-5


@pytest.mark.parametrize("latitude", [42.0, 44.0, 46.5, 48.8566, 51.0])
@pytest.mark.parametrize("longitude", [-4.5, 2.3522, 3.0, 9.5])
def test_the_inverse_projection_undoes_the_direct_one_to_a_millimetre(latitude: float, longitude: float) -> None:
    back = from_lambert93(*to_lambert93(latitude, longitude))
    assert distance_km(back, Position(latitude, longitude)) < 1e-6


@pytest.mark.parametrize(
    "text",
    [
        "48.85, 2.35",
        "48.85,2.35",
        "48.85 2.35",
        "48,85; 2,35",
        "48,85, 2,35",
        "[48.85, 2.35]",
        "(48.85;2.35)",
        "48.85°N, 2.35°E",
        "POINT(2.35 48.85)",
        "SRID=4326;POINT (2.35 48.85)",
        '{"lon": 2.35, "lat": 48.85}',
        '{"type": "Point", "coordinates": [2.35, 48.85]}',
        '{"type": "MultiPoint", "coordinates": [[2.35, 48.85]]}',
    ],
)
def test_each_usual_writing_of_a_position_is_read(text: str) -> None:
    assert position_of_cell(text) == Position(48.85, 2.35)


@pytest.mark.parametrize(
    "text",
    [
        "", "abc", "48.85", "48.85, x", "{", "[]", "{}", "POINT(", "POINT EMPTY", '{"type": "Point"}',
        '{"type": "Point", "coordinates": []}', '{"type": "Point", "coordinates": ["a", null]}', '{"type": "X"}',
        "POINT (2.35 48.85", "1e999, 2", "nan, nan", '{"lat": {}, "lon": []}', "12, rue",
    ],
)  # fmt: skip
def test_what_is_no_position_says_so(text: str) -> None:
    with pytest.raises(PositionError):
        position_of_cell(text)


@pytest.mark.parametrize(
    ("latitude", "longitude", "words"),
    [
        (2.35, 48.85, "swapped"),
        (0.0, 0.0, "0, 0"),
        (52.5, 13.4, "outside France"),
        (6_862_035.0, 652_469.0, ""),
        (652_469.0, 6_862_035.0, "swapped"),
        (float("inf"), 2.0, "outside"),
        (-48.85, 2.35, "outside"),
    ],
)
def test_only_positions_in_france_are_taken(latitude: float, longitude: float, words: str) -> None:
    if not words:
        assert checked(latitude, longitude).latitude == pytest.approx(48.8566, abs=1e-4)
        return
    with pytest.raises(PositionError) as raised:
        checked(latitude, longitude)
    assert words in str(raised.value.message)


def test_positions_overseas_are_in_france() -> None:
    assert checked(-20.88, 55.45) == Position(-20.88, 55.45)


def test_numbers_have_points_or_commas() -> None:
    assert (parse_number("48,85"), parse_number(" 48.85° "), parse_number("4 8")) == (48.85, 48.85, None)
    assert parse_pair("1, 2, 3") is None
