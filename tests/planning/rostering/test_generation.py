"""Rows priced under limits on kinds against every row there is; bounds of column generation against exact optima."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import cache
from string import ascii_uppercase
from time import monotonic

import numpy as np
import pytest

from otp_desktop.planning.solver.arrays import Floats, Ints
from otp_desktop.planning.solver.rostering import generation as generation_module
from otp_desktop.planning.solver.rostering import pricing, row_limits
from otp_desktop.planning.solver.rostering.combining import combine
from otp_desktop.planning.solver.rostering.completions import complete
from otp_desktop.planning.solver.rostering.evaluate import cost, faults
from otp_desktop.planning.solver.rostering.generation import Generation
from otp_desktop.planning.solver.rostering.linear import Solver
from otp_desktop.planning.solver.rostering.master import Master
from otp_desktop.planning.solver.rostering.member_rows import Window
from otp_desktop.planning.solver.rostering.neighbourhood import Neighbourhood, improve
from otp_desktop.planning.solver.rostering.pricing import Priced, Pricer, Pricing, StoppedError, row_value
from otp_desktop.planning.solver.rostering.problem import Cover, RosteringProblem
from otp_desktop.planning.solver.rostering.row_limits import counting, shape
from otp_desktop.planning.solver.rostering.tables import Tables
from tests.planning.rostering.small import DAYS, KINDS, legal_rows, random_problem

MEMBERS = 4


@pytest.mark.parametrize("states", [0, row_limits.MOST_VALUES], ids=["weekends priced", "weekends counted"])
@pytest.mark.parametrize("room", [0, pricing.ROOM], ids=["little room", "room enough"])
@pytest.mark.parametrize("seed", range(8))
def test_no_legal_row_is_cheaper_than_the_least_price(
    seed: int, room: int, states: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(row_limits, "MOST_VALUES", states)
    monkeypatch.setattr(pricing, "ROOM", room)
    rostering, rows = few_of_each_kind(seed)
    pricer, random = Pricer(Tables(rostering), 0), np.random.default_rng(seed)
    for _ in range(3):  # prices of limits are kept from one time to the next
        costs = random.integers(-9, 5, size=(DAYS, len(KINDS))).astype(np.float64)
        costs[sorted(rostering.members[0].days_off)] = np.inf
        priced, best = pricer.price(costs), min((row_value(row, costs) for row in rows), default=np.inf)
        assert all(not faults(rostering, row[None]) for row in priced.rows)
        assert priced.least <= best + 1e-6
        if not room or not rows:
            continue
        assert priced.least == pytest.approx(best)
        assert row_value(priced.rows[0], costs) == pytest.approx(best)


@pytest.mark.parametrize("seed", range(8))
def test_where_all_kinds_are_counted_the_completions_are_exact(seed: int) -> None:
    rostering, rows = few_of_each_kind(seed)
    costs = np.random.default_rng(seed).integers(-9, 5, size=(DAYS, len(KINDS))).astype(np.float64)
    costs[sorted(rostering.members[0].days_off)] = np.inf
    best = min((row_value(row, costs) for row in rows), default=np.inf)
    for counted in ([False, False], [True, False], [False, True], [True, True]):
        limits = counting(row_limits.row_limits(Tables(rostering), 0), np.array(counted))
        to_come = np.full(shape(limits), np.inf)
        complete(limits, costs, 0.0, to_come)
        least = to_come[0, limits.least_off - 1, 0, 0, 0]
        assert least == pytest.approx(best) if all(counted) else least <= best


def test_a_member_whose_search_would_need_too_much_memory_gets_no_rows_and_no_bound(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pricing, "TOO_MANY", 10)
    priced = Pricer(Tables(random_problem(2)), 0).price(np.zeros((DAYS, len(KINDS))))
    assert not priced.rows
    assert priced.least == -np.inf


@cache
def few_of_each_kind(seed: int) -> tuple[RosteringProblem, list[Ints]]:
    """A problem of one member, and all legal rows (days,)."""
    rostering = random_problem(seed)
    one = replace(rostering.members[0], most_of_kind={"early": 2, "late": 1})
    rostering = replace(rostering, members=(one,))
    return rostering, [row[0] for row in legal_rows(rostering)]


@pytest.mark.parametrize("seed", range(12))
def test_the_bound_is_never_above_the_optimum_and_a_dive_is_legal(seed: int) -> None:
    rostering = crew(seed)
    tables = Tables(rostering)
    everybody = Neighbourhood(np.arange(MEMBERS), Window(0, DAYS))
    exact = improve(tables, rostering.empty_roster(), everybody, Solver.HIGHS, 20)
    if exact.roster is None:
        pytest.skip("no legal roster")
    assert exact.solution.optimal
    assert not faults(rostering, exact.roster)
    met = sum(wish.cost for wish in rostering.wishes if not wish.refused)
    bounds: list[float] = []
    generation = generation_here(tables)
    relaxed = generation.converge(np.inf, bounds.append)
    assert relaxed is not None
    assert bounds == sorted(bounds)
    assert generation.value == bounds[-1] <= relaxed.cost + 1e-6
    assert np.ceil(generation.value + met - 1e-6) <= cost(rostering, exact.roster)
    roster = generation.dive()
    assert roster is not None
    assert not faults(rostering, roster)
    assert cost(rostering, roster) >= generation.value + met - 1e-6
    beside = generation.dive_beside(exact.roster, kept=[0, 2])
    assert beside is not None
    assert not faults(rostering, beside)
    assert (beside[[0, 2]] == exact.roster[[0, 2]]).all()
    assert cost(rostering, beside) >= generation.value + met - 1e-6


@pytest.mark.parametrize("seed", range(6))
def test_a_dive_that_takes_steps_back_is_a_roster(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """However little a step may cost."""
    monkeypatch.setattr(generation_module, "LOSS", 0.0)
    rostering = crew(seed, members=20)
    generation = generation_here(Tables(rostering))
    generation.converge(np.inf, lambda _: None)
    roster = generation.dive()
    assert roster is not None
    assert not faults(rostering, roster)
    assert not generation.master.fixed


def test_where_rows_are_too_many_the_cheapest_stay_and_those_that_are_fixed() -> None:
    rostering = random_problem(2)
    tables, rows = Tables(rostering), [row[0] for row in legal_rows(rostering)]
    master, prices = Master(tables), np.random.default_rng(1).integers(0, 9, size=(DAYS, len(KINDS))).astype(float)
    for row in rows:
        master.add(0, row)
    costs = [row_value(row, tables.wish_cost[0] - prices) for row in rows]
    dearest = rows[int(np.argmax(costs))]
    master.fix(master.place(0, dearest))
    trimmed = master.trimmed(prices, kept=5)
    values = [row_value(column.row, tables.wish_cost[0] - prices) for column in trimmed.columns]
    assert values == [*sorted(costs)[:5], max(costs)]
    assert trimmed.fixed == {0: 5}


@pytest.mark.parametrize("seed", range(4))
def test_what_rows_cost_above_their_cheapest_is_within_the_gap(seed: int) -> None:
    rostering = crew(seed)
    tables = Tables(rostering)
    generation = generation_here(tables)
    assert not generation.excess(rostering.empty_roster()).any()
    generation.converge(monotonic() + 60, lambda _: None)
    dived = generation.dive()
    if dived is None:
        pytest.skip("no legal roster")
    refusals = sum(wish.cost for wish in rostering.wishes if not wish.refused)
    assert generation.excess(dived).sum() <= cost(rostering, dived) - refusals - generation.value + 1e-6


@pytest.mark.parametrize("seed", range(4))
def test_a_bound_is_as_good_with_few_rows_kept(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    tables = Tables(crew(seed))
    whole, trimming = generation_here(tables), generation_here(tables)
    relaxed = whole.converge(np.inf, lambda _: None)
    monkeypatch.setattr(generation_module, "MOST", 6)
    monkeypatch.setattr(generation_module, "KEPT", 5)
    with_few = trimming.converge(np.inf, lambda _: None)
    assert relaxed is not None
    assert with_few is not None
    assert len(trimming.master.columns) <= 6 * MEMBERS + 3 * MEMBERS
    assert np.ceil(trimming.value - 1e-6) == np.ceil(whole.value - 1e-6)


@pytest.mark.parametrize("seed", range(12))
def test_rows_left_out_are_of_no_cheaper_roster(seed: int) -> None:
    rostering = crew(seed)
    tables = Tables(rostering)
    generation, refusals = generation_here(tables), sum(wish.cost for wish in rostering.wishes if not wish.refused)
    generation.converge(np.inf, lambda _: None)
    dived = generation.dive()
    if dived is None:
        pytest.skip("no legal roster")
    every = combine(tables, generation.master.columns, 20, 1)
    some = combine(tables, generation.cheapest(1000, dived, cost(rostering, dived) - refusals), 20, 1)
    assert every is not None
    assert some is not None
    assert cost(rostering, some) == cost(rostering, every)


def crew(seed: int, members: int = MEMBERS) -> RosteringProblem:
    """Members drawn one by one, who share the cover of each kind and day."""
    random = np.random.default_rng(seed)
    drawn = [random_problem(members * seed + place) for place in range(members)]
    names = ascii_uppercase[:members]
    covers = tuple(
        Cover(day=day, kind=kind.id, target=int(random.integers(3 * members // MEMBERS)), below_cost=10, above_cost=1)
        for day in range(DAYS)
        for kind in KINDS
    )
    return RosteringProblem(
        days=DAYS,
        kinds=KINDS,
        members=tuple(
            replace(each.members[0], id=name, most_of_kind={"late": int(random.integers(1, 4))})
            for each, name in zip(drawn, names, strict=True)
        ),
        wishes=tuple(
            replace(wish, member=name) for each, name in zip(drawn, names, strict=True) for wish in each.wishes
        ),
        covers=covers,
    )


def generation_here(tables: Tables) -> Generation:
    """Rows priced in this thread."""
    pricers = [Pricer(tables, member) for member in range(len(tables.problem.members))]

    def price(members: Sequence[int], prices: Floats) -> list[Priced]:
        costs = np.where(tables.allowed, tables.wish_cost - prices, np.inf)
        return [pricers[member].price(costs[member]) for member in members]

    return Generation(tables, price, monotonic() + 60, lambda: False)


def test_pricing_ends_where_the_time_is_over() -> None:
    tables = Tables(crew(0))
    with ThreadPoolExecutor(2) as threads, pytest.raises(StoppedError):
        Pricing(tables, threads, lambda: True)(range(MEMBERS), np.zeros((DAYS, len(KINDS))))


def test_threads_find_the_rows_that_one_pricer_after_the_other_finds() -> None:
    tables, prices = Tables(crew(0)), np.full((DAYS, len(KINDS)), 3.0)
    with ThreadPoolExecutor(2) as threads:
        together = Pricing(tables, threads, lambda: False)(range(MEMBERS), prices)
    for member, priced in enumerate(together):
        alone = Pricer(tables, member).price(
            np.where(tables.allowed[member], tables.wish_cost[member] - prices, np.inf)
        )
        assert alone.least == priced.least
        assert [row.tolist() for row in alone.rows] == [row.tolist() for row in priced.rows]
