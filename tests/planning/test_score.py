"""Each part of the objective, recomputed from the assignments alone."""

from dataclasses import replace
from fractions import Fraction
from itertools import combinations_with_replacement

import pytest
from hypothesis import given
from hypothesis import strategies as st

from otp_desktop.domain.places import distance_km
from otp_desktop.domain.working_time import ObjectiveWeights, TravelModel
from otp_desktop.planning.equity import least_sum_of_squares
from otp_desktop.planning.plan import Shortage
from otp_desktop.planning.problem import Problem, Wish
from otp_desktop.planning.score import score, shortages
from tests.planning.builders import (
    agent,
    agents,
    at,
    history,
    interval,
    need,
    position,
    problem,
    role,
    rules,
    serve,
    site,
    unit,
)

MORNING = ("2024-09-02T08:00", "2024-09-02T12:00")
AFTERNOON = ("2024-09-02T14:00", "2024-09-02T18:00")
NEXT_DAY = ("2024-09-03T08:00", "2024-09-03T12:00")
ONES = ObjectiveWeights(travel=1, cohesion=1, continuity=1, equity=1, preference=1)


def covered(weights: ObjectiveWeights = ONES) -> Problem:
    vital = need("vital", *MORNING, role("guard", 3, 2), role("chief", 1, 1), priority=1)
    useful = need("useful", *AFTERNOON, role("guard", 2, 0), priority=5)
    return problem(agents("A", "B", "C"), [useful, vital], objective=weights)


def test_missing_heads_are_counted_by_priority() -> None:
    found = score(covered(), serve("A", "vital", "useful"))
    assert found.missing_minimum == (2, 0, 0, 0, 0)
    assert found.missing_count == (3, 0, 0, 0, 1)
    assert found.soft == 0


def test_shortages_are_named_in_the_order_of_the_problem() -> None:
    assert shortages(covered(), serve("A", "vital", "useful")) == (
        Shortage("useful", "guard", 1, 0),
        Shortage("vital", "guard", 2, 1),
        Shortage("vital", "chief", 1, 1),
    )


def test_a_line_of_no_head_is_never_short() -> None:
    asked = problem([agent()], [need("N", *MORNING, role(count=0))])
    assert shortages(asked, ()) == ()


def test_coverage_weights_trade_missing_heads_inside_the_soft_part() -> None:
    found = score(covered(replace(ONES, coverage_weights=(1000, 300, 100, 30, 10))), serve("A", "vital", "useful"))
    assert found.missing_minimum == found.missing_count == (0, 0, 0, 0, 0)
    assert found.soft == 2 * 1000 + 3 * 1000 + 10


def test_travel_goes_from_the_base_through_the_sites_and_back_for_each_duty() -> None:
    base, east, north = position(), position(east_km=2), position(north_km=3)
    asked = problem(
        [agent(position=base)],
        [need("N1", *MORNING, site="east"), need("N2", *AFTERNOON, site="north"), need("N3", *NEXT_DAY, site="north")],
        sites=[site("east", east), site("north", north)],
        rules=rules(daily_rest_minutes=660),
        travel=TravelModel(detour=1.5, speed_kmh=13, fixed_minutes=5),
        objective=replace(ONES, travel=2),
    )
    first = distance_km(base, east) + distance_km(east, north) + distance_km(north, base)
    found = score(asked, serve("A", "N3", "N2", "N1"))
    assert found.travel_km == pytest.approx(1.5 * (first + 2 * distance_km(base, north)), abs=1e-12)
    assert found.soft == pytest.approx(2 * found.travel_km, abs=1e-12)


def test_travel_starts_from_the_unit_where_the_agent_has_no_position_and_is_straight_without_a_model() -> None:
    base, east = position(), position(east_km=2)
    asked = problem(
        [agent(unit="U")], [need("N", *MORNING)], sites=[site("S", east)], units=(unit("U", base),), objective=ONES
    )
    assert score(asked, serve("A", "N")).travel_km == pytest.approx(2 * distance_km(base, east))
    assert score(problem([agent()], [need("N", *MORNING)]), serve("A", "N")).travel_km == 0


def test_extra_units_count_the_units_of_a_need_less_one() -> None:
    force = [agent("A", unit="U1"), agent("B", unit="U2"), agent("C", unit="U3"), agent("D", unit="U3"), agent("E")]
    asked = problem(force, [need("N", *MORNING, role(count=5)), need("M", *AFTERNOON, role(count=5))], objective=ONES)
    rows = serve("A", "N") + serve("B", "N") + serve("C", "N", "M") + serve("D", "N", "M") + serve("E", "N", "M")
    found = score(asked, rows)
    assert (found.extra_units, found.soft) == (2, 2)


def test_continuity_counts_the_faces_of_a_group_beyond_its_largest_need() -> None:
    needs = [
        need("N1", *MORNING, role(count=2), group="school"),
        need("N2", *AFTERNOON, group="school"),
        need("N3", *NEXT_DAY, group="school"),
        need("other", *NEXT_DAY),
    ]
    asked = problem(agents("A", "B", "C", "D"), needs, objective=ONES)
    assert score(asked, serve("A", "N1", "N2", "N3")).continuity == 0
    rows = serve("A", "N1") + serve("B", "N1", "other") + serve("C", "N2") + serve("D", "N3")
    assert score(asked, rows).continuity == 2


def test_equity_is_what_the_fairest_sharing_of_the_same_burden_would_save() -> None:
    force = [agent("A", history=history(burden=4)), agent("B"), agent("C")]
    needs = [need("N1", *MORNING, burden=2), need("N2", *AFTERNOON, burden=1)]
    asked = problem(force, needs, objective=ONES)
    assert score(asked, serve("A", "N1", "N2")).equity == (7**2) - (4**2 + 2**2 + 1**2)
    assert score(asked, serve("B", "N1") + serve("C", "N2")).equity == 0
    assert score(asked, ()).equity == 0


def test_equity_shares_fractions_where_burdens_are_fractions() -> None:
    asked = problem(agents("A", "B"), [need("N1", *MORNING, burden=1.5)], objective=ONES)
    assert score(asked, serve("A", "N1")).equity == 1.5**2 - 2 * 0.75**2


@given(st.lists(st.integers(-3, 6), min_size=1, max_size=4), st.integers(0, 6))
def test_the_least_sum_of_squares_is_the_least_of_all_sharings(histories: list[int], served: int) -> None:
    sharings = [
        [picks.count(index) for index in range(len(histories))]
        for picks in combinations_with_replacement(range(len(histories)), served)
    ]
    least = min(sum((h + x) ** 2 for h, x in zip(histories, shares, strict=True)) for shares in sharings)
    exact = [Fraction(each) for each in histories]
    assert least_sum_of_squares(exact, Fraction(served), whole=True) == least
    assert least_sum_of_squares(exact, Fraction(served), whole=False) <= least


def test_a_wish_costs_once_for_each_assignment_that_overlaps_it() -> None:
    wishes = (
        Wish(agent="A", start=at("2024-09-02T11:59"), end=at("2024-09-02T14:01"), cost=3),
        Wish(agent="A", start=at("2024-09-02T12:00"), end=at("2024-09-02T14:00"), cost=100),
        Wish(agent="A", start=at("2024-09-03T00:00"), end=at("2024-09-04T00:00"), cost=-2),
        Wish(agent="B", start=at("2024-09-01T00:00"), end=at("2024-09-04T00:00"), cost=50),
    )
    needs = [need("N1", *MORNING), need("N2", *AFTERNOON), need("N3", *NEXT_DAY)]
    asked = problem(agents("A", "B"), needs, wishes=wishes, objective=ONES)
    found = score(asked, serve("A", "N1", "N2", "N3"))
    assert (found.preference, found.soft) == (4, 4)


def test_changes_count_the_agents_whose_assignments_differ_from_the_baseline() -> None:
    lines = (role("guard", 3), role("chief", 3))
    needs = [need("N1", *MORNING, *lines), need("N2", *AFTERNOON, *lines)]
    baseline = serve("A", "N1") + serve("B", "N1") + serve("C", "N1")
    asked = problem(agents("A", "B", "C", "D"), needs, baseline=baseline)
    assert score(asked, baseline).changes == 0
    assert score(asked, serve("A", "N1")).changes == 2
    assert score(asked, baseline + serve("D", "N2")).changes == 1
    assert score(asked, serve("A", "N1", role="chief") + serve("B", "N2") + serve("C", "N1")).changes == 2
    assert score(replace(asked, baseline=None), serve("D", "N2")).changes == 0
    assert score(replace(asked, baseline=()), serve("D", "N2")).changes == 1


def test_an_absent_agent_who_only_loses_what_he_cannot_do_is_no_change() -> None:
    needs = [need("N1", *MORNING), need("N2", *AFTERNOON), need("N3", *NEXT_DAY)]
    away = [agent(unavailable=[interval("2024-09-02T00:00", "2024-09-02T13:00")])]
    asked = problem(away, needs, baseline=serve("A", "N1", "N2"))
    assert score(asked, serve("A", "N2")).changes == 0
    assert score(asked, ()).changes == 1
    assert score(asked, serve("A", "N2", "N3")).changes == 1


def test_the_same_plan_has_the_same_value_to_the_last_bit() -> None:
    sites = [site(f"S{index}", position(index / 7, index / 3)) for index in range(9)]
    needs = [need(f"N{index}", *MORNING, site=f"S{index}") for index in range(9)]
    asked = problem(agents(*"ABCDEFGHI", position=position()), needs, sites=sites, objective=ONES)
    rows = [row for index, id in enumerate("ABCDEFGHI") for row in serve(id, f"N{index}")]
    assert score(asked, rows) == score(asked, rows[::-1]) == score(asked, rows[4:] + rows[:4])


def test_an_unknown_id_is_a_bug() -> None:
    with pytest.raises(ValueError, match="ghost"):
        score(covered(), serve("ghost", "vital"))
