"""Each limit of a roster: kept at the limit, broken one beyond it."""

import numpy as np
import pytest

from otp_desktop.planning.solver.arrays import Ints
from otp_desktop.planning.solver.rostering.evaluate import cost, faults
from otp_desktop.planning.solver.rostering.problem import Cover, DutyWish, Member
from tests.planning.rostering.small import member, problem

E, L, _ = 0, 1, -1


def rules_broken(row: list[int], one: Member) -> list[str]:
    return [fault.rule for fault in faults(problem(one), roster(row))]


def roster(*rows: list[int]) -> Ints:
    return np.array(rows, dtype=np.int64)


@pytest.mark.parametrize(
    ("row", "one", "rule"),
    [
        ([E, E, E, _, _, E, E, _, _], member(most_minutes=2399), "most_minutes"),
        ([E, E, E, _, _, E, E, _, _], member(least_minutes=2401), "least_minutes"),
        ([_, E, E, E, E, _, _, _, _], member(), "most_days_in_row"),
        ([_, _, E, _, _, E, E, _, _], member(), "least_days_in_row"),
        ([E, E, _, E, E, _, _, _, _], member(), "least_days_off_in_row"),
        ([_, _, _, _, _, E, E, _, _], member(most_weekends=0), "most_weekends"),
        ([_, _, _, _, L, E, _, _, _], member(), "not_followed_by"),
    ],
)
def test_one_beyond_a_limit_is_named(row: list[int], one: Member, rule: str) -> None:
    assert rules_broken(row, one) == [rule]


@pytest.mark.parametrize(
    ("row", "one"),
    [
        ([E, E, E, _, _, E, E, _, _], member(most_minutes=2400, least_minutes=2400)),
        ([_, E, E, E, _, _, _, _, _], member()),
        ([E, _, _, _, _, _, _, _, E], member()),  # runs that touch an end of the horizon may be short
        ([_, E, E, _, _, E, E, E, _], member()),  # and so may days off
        ([_, _, _, _, _, E, E, _, _], member(most_weekends=1)),
        ([_, _, _, _, E, L, _, _, _], member()),
    ],
)
def test_at_the_limit_nothing_is_broken(row: list[int], one: Member) -> None:
    assert rules_broken(row, one) == []


def test_days_off_and_kinds_beyond_their_count_are_named() -> None:
    one = Member(
        id="A",
        least_minutes=0,
        most_minutes=9999,
        most_days_in_row=5,
        least_days_in_row=1,
        least_days_off_in_row=1,
        most_weekends=2,
        most_of_kind={"late": 1},
        days_off=frozenset({4}),
    )
    assert rules_broken([_, L, L, _, E, _, _, _, _], one) == ["most_of_kind late", "days_off"]


def test_the_cost_counts_wishes_and_cover_below_and_above() -> None:
    wishes = (
        DutyWish(member="A", day=0, kind="early", cost=3, refused=False),
        DutyWish(member="A", day=1, kind="late", cost=5, refused=False),
        DutyWish(member="B", day=0, kind="early", cost=7, refused=True),
    )
    covers = (
        Cover(day=0, kind="early", target=1, below_cost=100, above_cost=1),
        Cover(day=1, kind="late", target=2, below_cost=100, above_cost=1),
    )
    rostering = problem(member("A"), member("B"), wishes=wishes, covers=covers)
    both_early = roster([E, E, _, _, _, _, _, _, _], [E, E, _, _, _, _, _, _, _])
    assert cost(rostering, both_early) == 5 + 7 + 1 + 200
