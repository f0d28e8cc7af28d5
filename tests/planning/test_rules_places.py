"""EL-04: available, in one place at a time, and there in time."""

from typing import Any

import pytest

from otp_desktop.domain.places import Position, distance_km
from otp_desktop.domain.working_time import TravelModel
from tests.planning.builders import agent, broken, interval, need, position, problem, rules, serve, site

Found = list[tuple[str, float, float]]
CENTRE, NORTH = position(), position(north_km=6.5)


@pytest.mark.parametrize(
    ("away", "found"),
    [
        (("2024-09-02T12:00", "2024-09-02T13:00"), []),
        (("2024-09-02T07:00", "2024-09-02T08:00"), []),
        (("2024-09-02T11:59", "2024-09-02T13:00"), [("EL-04", 1, 0)]),
        (("2024-09-02T07:00", "2024-09-02T08:01"), [("EL-04", 1, 0)]),
    ],
)
def test_el_04_a_post_does_not_overlap_an_absence(away: tuple[str, str], found: Found) -> None:
    asked = problem([agent(unavailable=[interval(*away)])], [need()])
    assert broken(asked, serve("A", "N")) == found


@pytest.mark.parametrize(("start", "found"), [("12:01", []), ("12:00", []), ("11:59", [("EL-04", 1, 0)])])
def test_el_04_nobody_is_in_two_places_at_once(start: str, found: Found) -> None:
    asked = problem([agent()], [need(), need("M", f"2024-09-02T{start}", "2024-09-02T14:00")])
    assert broken(asked, serve("A", "N", "M")) == found


def test_el_04_names_each_pair_of_needs_that_overlap() -> None:
    needs = [need(id) for id in ("N1", "N2", "N3")]
    assert broken(problem([agent()], needs), serve("A", "N1", "N2", "N3")) == [("EL-04", 240, 0)] * 3


@pytest.mark.parametrize(
    ("start", "end", "night"),
    [("2024-03-31T01:30", "2024-03-31T03:15", 45), ("2024-10-27T01:30", "2024-10-27T03:15", 165)],
)
def test_el_04_the_night_of_a_change_of_clocks_has_its_real_length(start: str, end: str, night: int) -> None:
    day = start[:10]
    needs = [need("N", f"{day}T00:00", f"{day}T05:00"), need("M", start, end)]
    assert broken(problem([agent()], needs), serve("A", "N", "M")) == [("EL-04", night, 0)]


def approximately(value: float) -> Any:
    return pytest.approx(value)


def travelled(gap_end: str, *, fixed: float, same_site: bool = False, north: Position | None = NORTH) -> Found:
    """13 km/h over the distance from the centre to a point 6.5 km north: 30 minutes, and the fixed ones."""
    needs = [
        need("N", "2024-09-02T08:00", "2024-09-02T12:00", site="centre"),
        need("M", f"2024-09-02T{gap_end}", "2024-09-02T16:00", site="centre" if same_site else "north"),
    ]
    sites = [site("centre", CENTRE), site("north", north)]
    model = TravelModel(detour=6.5 / distance_km(CENTRE, NORTH), speed_kmh=13, fixed_minutes=fixed)
    asked = problem([agent()], needs, sites=sites, rules=rules(daily_rest_minutes=660), travel=model)
    return broken(asked, serve("A", "N", "M"))


def test_el_04_the_gap_is_long_enough_to_travel() -> None:
    assert travelled("12:36", fixed=5) == []
    assert travelled("12:35", fixed=5) == []
    assert travelled("12:34", fixed=5) == [("EL-04", 34, approximately(35))]


def test_el_04_a_gap_short_of_the_travel_by_rounding_alone_is_enough() -> None:
    assert travelled("12:35", fixed=5 + 5e-7) == []
    assert travelled("12:35", fixed=5.001) == [("EL-04", 35, approximately(35.001))]


def test_el_04_no_travel_at_the_same_site_nor_where_a_position_is_unknown() -> None:
    assert travelled("12:00", fixed=5, same_site=True) == []
    assert travelled("12:00", fixed=5, north=None) == []


def test_el_04_travel_is_judged_inside_a_duty_only() -> None:
    needs = [
        need("N", "2024-09-02T08:00", "2024-09-02T12:00", site="centre"),
        need("M", "2024-09-02T12:10", "2024-09-02T16:00", site="north"),
    ]
    sites = [site("centre", CENTRE), site("north", NORTH)]
    model = TravelModel(detour=1, speed_kmh=13, fixed_minutes=5)
    apart = problem([agent()], needs, sites=sites, rules=rules(daily_rest_minutes=10), travel=model)
    assert broken(apart, serve("A", "N", "M")) == []


def test_el_04_without_a_travel_model_no_time_is_asked_for() -> None:
    needs = [need("N", site="centre"), need("M", "2024-09-02T12:00", "2024-09-02T13:00", site="north")]
    asked = problem([agent()], needs, sites=[site("centre", CENTRE), site("north", NORTH)])
    assert broken(asked, serve("A", "N", "M")) == []
