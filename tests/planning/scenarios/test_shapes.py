"""The pieces scenarios are made of: exact shares and measured lines."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from otp_desktop.domain.places import Position, distance_km
from otp_desktop.planning.scenarios.lines import Line, moved
from otp_desktop.planning.scenarios.paris import SEINE, TOWN_HALLS, zone_of
from otp_desktop.planning.scenarios.shares import shares

weights = st.lists(st.floats(0.01, 100), min_size=1, max_size=30)


@given(total=st.integers(30, 5000), weights=weights)
def test_shares_add_up_and_are_within_one_of_their_proportion(total: int, weights: list[float]) -> None:
    parts = shares(total, weights)
    assert sum(parts) == total
    assert all(
        abs(part - total * weight / sum(weights)) < 1.000001 for part, weight in zip(parts, weights, strict=True)
    )


@given(weights=weights)
def test_nobody_gets_less_than_the_least(weights: list[float]) -> None:
    assert min(shares(3 * len(weights), weights, least=2)) >= 2


def test_too_little_to_share_is_refused() -> None:
    with pytest.raises(ValueError, match="at least 2"):
        shares(3, [1, 1], least=2)


def test_a_line_is_measured_along_its_legs() -> None:
    line = Line(SEINE)
    legs = sum(distance_km(*leg) for leg in pairwise(SEINE))
    assert line.length == pytest.approx(legs)
    assert distance_km(line.at(0), SEINE[0]) < 0.002
    assert distance_km(line.at(line.length), SEINE[-1]) < 0.002


def test_half_way_along_two_equal_legs_is_their_corner_whatever_the_stretch() -> None:
    corner = Position(48.86, 2.35)
    line = Line([moved(corner, 0, -1), corner, moved(corner, 1, 0)], length=5.0)
    assert line.length == 5.0
    assert distance_km(line.at(2.5), corner) < 0.01


def test_aside_is_to_the_right_of_the_way() -> None:
    start = Position(48.86, 2.35)
    east = Line([start, moved(start, 0, 2)])
    right = east.at(1, 0.3)
    assert right.latitude < start.latitude
    assert distance_km(right, east.at(1)) == pytest.approx(0.3, abs=0.005)


def test_the_town_hall_of_an_arrondissement_lies_in_its_zone() -> None:
    assert [zone_of(hall) for hall in TOWN_HALLS.values()] == [f"751{number:02d}" for number in range(1, 21)]
