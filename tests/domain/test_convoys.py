"""Passing times of a convoy, against figures computed by hand."""

from dataclasses import replace
from datetime import datetime
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from otp_desktop.domain.convoys import Convoy, Halt, Pace, Route, held_window, passage, post_kilometres
from otp_desktop.domain.operations import RoleLine
from otp_desktop.domain.places import EARTH_RADIUS_KM, Position
from otp_desktop.domain.times import PARIS

KM_OF_A_DEGREE = EARTH_RADIUS_KM * 3.141592653589793 / 180
NOON = datetime(2024, 7, 14, 12)
CONVOY = Convoy(
    code="C1",
    name="Relais",
    route=(Position(48.8, 2.3), Position(48.8 + 10 / KM_OF_A_DEGREE, 2.3)),
    departure=NOON,
    paces=(Pace(speed_kmh=6.0), Pace(from_km=4.0, speed_kmh=3.0)),
    halts=(Halt(km=5.0, minutes=20),),
    roles=(RoleLine(code="guard", count=2),),
)


def window(convoy: Convoy, km: float) -> tuple[datetime, datetime]:
    return held_window(convoy, passage(convoy, km, PARIS), PARIS)


def test_a_route_along_a_meridian_is_as_long_as_its_arc() -> None:
    route = Route(CONVOY.route)
    assert route.length_km == pytest.approx(10.0)
    assert route.at(2.5).latitude == pytest.approx(48.8 + 2.5 / KM_OF_A_DEGREE)
    assert route.at(-1) == CONVOY.route[0]
    assert route.at(11).latitude == pytest.approx(CONVOY.route[-1].latitude)


def test_a_point_drawn_twice_harms_nothing() -> None:
    start, end = CONVOY.route
    route = Route((start, start, end, end))
    assert route.at(0) == start
    assert route.at(route.length_km) == end


@pytest.mark.parametrize(
    ("km", "closes", "opens"),
    [
        (0.0, (11, 0), (12, 10)),
        (3.0, (11, 30), (12, 40)),  # 3 km at 6 km/h: half an hour
        (4.5, (11, 50), (13, 0)),  # 40 min, then 0.5 km at 3 km/h: 50 min in all
        (5.0, (12, 0), (13, 30)),  # an hour, then the halt of 20 min on the post itself
        (6.0, (12, 40), (13, 50)),  # 40 + 40 min on the way, and the halt behind it
    ],
)
def test_streets_close_an_hour_before_and_open_ten_minutes_after(
    km: float, closes: tuple[int, int], opens: tuple[int, int]
) -> None:
    assert window(CONVOY, km) == (NOON.replace(hour=closes[0], minute=closes[1]),
                                  NOON.replace(hour=opens[0], minute=opens[1]))  # fmt: skip


def test_parts_of_a_minute_make_the_window_longer_never_shorter() -> None:
    # 1.025 km at 6 km/h: 10 min 15 s. Closed from 11:10:15, open from 12:20:15.
    assert window(CONVOY, 1.025) == (datetime(2024, 7, 14, 11, 10), datetime(2024, 7, 14, 12, 21))


def test_a_convoy_through_the_march_night_keeps_its_real_pace() -> None:
    """Departure at 1:30; half an hour later clocks jump from 2:00 to 3:00."""
    night = replace(CONVOY, departure=datetime(2024, 3, 31, 1, 30), closes_before=0, opens_after=10)
    assert window(night, 3.0) == (datetime(2024, 3, 31, 3, 0), datetime(2024, 3, 31, 3, 10))


def test_the_second_pass_of_the_october_hour_is_told_apart() -> None:
    night = replace(CONVOY, departure=datetime(2024, 10, 27, 2, 30), closes_before=0, opens_after=10)
    start, end = window(night, 3.0)
    assert (start, start.fold, end.fold) == (datetime(2024, 10, 27, 2, 0), 1, 1)


def test_posts_stand_at_both_ends_and_evenly_between() -> None:
    assert post_kilometres(1.0, 250) == pytest.approx((0, 0.25, 0.5, 0.75, 1))
    assert post_kilometres(1.0, 300) == pytest.approx((0, 0.25, 0.5, 0.75, 1))
    assert post_kilometres(0.1, 300) == pytest.approx((0, 0.1))


@given(st.floats(0.01, 60), st.integers(20, 2000))
def test_no_two_posts_are_further_apart_than_asked(length: float, spacing: int) -> None:
    posts = post_kilometres(length, spacing)
    gaps = [end - start for start, end in pairwise(posts)]
    assert posts[0] == 0
    assert posts[-1] == pytest.approx(length)
    assert max(gaps) * 1000 <= spacing + 1


@given(st.lists(st.floats(0, 10), min_size=2, max_size=6).map(sorted))
def test_a_convoy_never_goes_back(marks: list[float]) -> None:
    times = [passage(CONVOY, km, PARIS).arrives for km in marks]
    assert times == sorted(times)
