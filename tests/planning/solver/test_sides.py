"""Needs change sides of a forbidden mix when that holds more heads."""

import numpy as np

from otp_desktop.planning.checker import check
from otp_desktop.planning.solver import SolverOptions, solve
from otp_desktop.planning.solver.arrays import Ints
from otp_desktop.planning.solver.flow import covering
from otp_desktop.planning.solver.market import Heads, Market, missing_in
from otp_desktop.planning.solver.sides import Losers, Sides
from tests.planning import builders as make

POLICE, WARDENS = 0, 1
NOBODY_MISSING = (0,) * 10


def market_of(police: int, wardens: int, heads: list[int]) -> Market:
    """One place for each corps, and needs of one line each that take anybody, all heads below the minimum."""
    lines = len(heads)
    return Market(
        supply=np.array([police, wardens]),
        place=np.array([POLICE, WARDENS]),
        surcharge=np.zeros((2, 1)),
        cost=np.zeros((2, lines)),
        column=np.arange(lines),
        kind=np.zeros(lines, dtype=np.int64),
        heads=Heads(np.array(heads), np.zeros(lines, dtype=np.int64), np.zeros(lines, dtype=np.int64)),
    )


def sides_of(market: Market, standing: set[tuple[int, int]] | None = None) -> Sides:
    needs: Ints = np.arange(len(market.column))
    return Sides([[POLICE, WARDENS]], needs, np.array([POLICE, WARDENS]), market, standing or set())


def mended(market: Market, losers: Losers, standing: set[tuple[int, int]] | None = None) -> tuple[int, ...]:
    found = sides_of(market, standing).mended([losers], NOBODY_MISSING)
    for need in range(len(market.column)):
        assert not np.isfinite(found.cost[:, need]).all()
    return missing_in(market.heads, covering(found))


def test_needs_that_lack_heads_go_to_the_side_that_has_them() -> None:
    market = market_of(4, 10, [2, 3, 2, 3, 2, 2])
    everything_to_the_police = dict.fromkeys(range(6), WARDENS)
    assert mended(market, everything_to_the_police) == NOBODY_MISSING


def test_a_need_does_not_change_sides_where_the_other_corps_stands() -> None:
    market = market_of(2, 2, [2, 2])
    everything_to_the_wardens = dict.fromkeys(range(2), POLICE)
    assert mended(market, everything_to_the_wardens, {(0, WARDENS), (1, WARDENS)})[0] == 2


def test_a_plan_keeps_corps_apart_without_losing_a_head() -> None:
    force = [make.agent(f"P{one}", corps="PM") for one in range(5)]
    force += [make.agent(f"V{one}", corps="ASVP") for one in range(7)]
    needs = [
        make.need(f"N{one}", "2024-09-02T08:00", "2024-09-02T12:00", make.role("guard", heads, heads))
        for one, heads in enumerate((3, 2, 4, 2, 1))
    ]
    problem = make.problem(force, needs, rules=make.rules(forbidden_mixes=(("ASVP", "PM"),)))
    plan = solve(problem, SolverOptions(seconds=5, workers=1))
    assert not check(problem, plan.assignments)
    assert not plan.shortages
