"""Time along a board, around the nights when clocks change."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from otp_desktop.domain.times import to_instant
from otp_desktop.ui.boards.time_scale import CLOSEST, DAY, WIDEST, TimeScale

PARIS = "Europe/Paris"


def minute(moment: datetime) -> int:
    return int(to_instant(moment, PARIS).timestamp() // 60)


def scale(origin: datetime, pixels_per_minute: float) -> TimeScale:
    return TimeScale(PARIS, minute(origin), pixels_per_minute)


@pytest.mark.parametrize(
    ("night", "hours"), [(datetime(2024, 10, 27), 25), (datetime(2024, 3, 31), 23), (datetime(2024, 9, 2), 24)]
)
def test_a_day_is_as_long_as_clocks_make_it(night: datetime, hours: int) -> None:
    drawn = scale(night, DAY / DAY)
    days = [tick for tick in drawn.ticks(0, 2 * DAY) if tick.day]
    assert days[1].x - days[0].x == hours * 60


def test_ticks_stand_at_whole_steps_of_the_clock_and_never_go_back() -> None:
    drawn = scale(datetime(2024, 10, 26, 22, 7), 1.0)
    ticks = drawn.ticks(0, 1200)
    assert [tick.x for tick in ticks] == sorted({tick.x for tick in ticks})
    assert {tick.moment.minute for tick in ticks} == {0}


@given(st.floats(WIDEST, CLOSEST), st.integers(0, 200_000))
def test_ticks_are_never_closer_than_a_text_needs(pixels_per_minute: float, left: int) -> None:
    drawn = scale(datetime(2024, 9, 2), pixels_per_minute)
    places = [tick.x for tick in drawn.ticks(left, left + 1200)]
    assert len(places) < 60
    assert places


def test_zoom_stays_between_a_quarter_of_an_hour_and_a_quarter_of_a_year() -> None:
    drawn = scale(datetime(2024, 9, 2), 1.0)
    assert drawn.zoomed(1e9).pixels_per_minute * 15 >= 100
    assert drawn.zoomed(1e-9).pixels_per_minute * DAY * 92 <= 1200


def test_places_and_minutes_are_each_others_inverse() -> None:
    drawn = scale(datetime(2024, 9, 2), 0.37)
    start = minute(datetime(2024, 9, 5, 8, 5))
    assert drawn.minute(drawn.x(start)) == pytest.approx(start)
    assert drawn.civil(start) == datetime(2024, 9, 5, 8, 5)
