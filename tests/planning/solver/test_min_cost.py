"""Flows in this process and in one of their own."""

from collections.abc import Callable
from random import Random

import numpy as np
import pytest

from otp_desktop.planning.progress import never_stop
from otp_desktop.planning.solver import min_cost
from otp_desktop.planning.solver.arrays import Ints
from otp_desktop.planning.solver.flow import best_filling
from otp_desktop.planning.solver.min_cost import Arcs, least_cost
from tests.planning.solver.test_markets import random_market

SUPPLIES = np.array([2, 1, 0, -3])
ARCS = Arcs(
    tail=np.array([0, 0, 1, 2]),
    head=np.array([2, 3, 2, 3]),
    capacity=np.array([2, 1, 1, 2]),
    cost=np.array([1, 5, 1, 1]),
)
BEST = [1, 1, 1, 2]


@pytest.fixture
def _all_aside(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(min_cost, "LARGE", 0)


def ended_after(questions: int) -> Callable[[], bool]:
    asked = iter([False] * questions)
    return lambda: next(asked, True)


def solved(arcs: Arcs) -> Ints:
    found = least_cost(arcs, SUPPLIES, lambda: False)
    assert found is not None
    return found


def test_a_small_flow_is_solved_at_once_whatever_the_time() -> None:
    found = least_cost(ARCS, SUPPLIES, lambda: True)
    assert found is not None
    assert found.tolist() == BEST


@pytest.mark.usefixtures("_all_aside")
def test_a_flow_in_a_process_of_its_own_is_the_same() -> None:
    assert solved(ARCS).tolist() == BEST


@pytest.mark.usefixtures("_all_aside")
def test_a_flow_ends_when_the_time_is_over() -> None:
    assert least_cost(ARCS, SUPPLIES, lambda: True) is None
    assert least_cost(ARCS, SUPPLIES, ended_after(1)) is None


@pytest.mark.usefixtures("_all_aside")
def test_without_anybody_who_could_stop_it_no_process_is_started() -> None:
    found = least_cost(ARCS, SUPPLIES, never_stop)
    assert found is not None
    assert found.tolist() == BEST


def test_a_filling_that_is_stopped_holds_no_head(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(min_cost, "LARGE", 0)
    market = next(one for one in map(random_market, map(Random, range(50))) if best_filling(one).flow.any())
    filling = best_filling(market, over=lambda: True)
    assert not filling.flow.any()
    assert filling.rounding == np.inf
