"""Positions: Lambert-93 against known points, and each way of writing degrees."""

import pytest

from otp_desktop.domain.places import Position, distance_km
from otp_desktop.exchange.coordinates import PositionError, checked, parse_number, parse_pair, position_of_cell
from otp_desktop.exchange.lambert import from_lambert93


@pytest.mark.parametrize(
    ("x", "y", "latitude", "longitude"),
    [
        (700_000.0, 6_600_000.0, 46.5, 3.0),  # the origin of the projection, by definition
        (652_469.02, 6_862_035.26, 48.8566, 2.3522),  # Paris
        (893_556.73, 6_247_074.62, 43.2965, 5.3698),  # Marseille
        (842_666.66, 6_519_924.37, 45.7640, 4.8357),  # Lyon
    ],
)
def test_lambert_93_agrees_with_known_points(x: float, y: float, latitude: float, longitude: float) -> None:
    assert distance_km(from_lambert93(x, y), Position(latitude, longitude)) < 0.001


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
