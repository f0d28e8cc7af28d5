"""Branch and price against exact optima."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from time import monotonic

import numpy as np
import pytest

from otp_desktop.planning.solver.rostering.branching import Branching
from otp_desktop.planning.solver.rostering.generation import Generation
from otp_desktop.planning.solver.rostering.incumbent import Incumbent
from otp_desktop.planning.solver.rostering.linear import Solver
from otp_desktop.planning.solver.rostering.member_rows import Window
from otp_desktop.planning.solver.rostering.neighbourhood import Neighbourhood, improve
from otp_desktop.planning.solver.rostering.pricing import Pricing, duties_and_rests, row_value
from otp_desktop.planning.solver.rostering.tables import Tables
from tests.planning.rostering.small import DAYS, KINDS
from tests.planning.rostering.test_generation import MEMBERS, crew, few_of_each_kind


@pytest.fixture
def threads() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(1) as executor:
        yield executor


@pytest.mark.parametrize("seed", range(6))
def test_the_best_roster_is_found_and_proved(seed: int, threads: ThreadPoolExecutor) -> None:
    rostering = crew(seed)
    tables, incumbent = Tables(rostering), Incumbent(rostering, lambda *_: None)
    everybody = Neighbourhood(np.arange(MEMBERS), Window(0, DAYS))
    exact = improve(tables, rostering.empty_roster(), everybody, Solver.HIGHS, 20)
    if exact.roster is None:
        pytest.skip("no legal roster")
    pricing = Pricing(tables, threads, lambda: False)
    generation = Generation(tables, pricing, monotonic() + 60, lambda: False)
    generation.converge(np.inf, incumbent.raise_bound)
    dived = generation.dive()
    assert dived is not None
    incumbent.offer(dived)
    branching = Branching(tables, incumbent, generation, pricing)
    for looks in (3, 7, np.inf):  # it goes on where the time ended it
        clock = count()
        branching.run(lambda clock=clock, looks=looks: next(clock) >= looks)  # type: ignore[misc]
        assert incumbent.bound <= round(exact.solution.cost) + refusals(tables)
    assert incumbent.proved
    assert incumbent.best.cost == round(exact.solution.cost) + refusals(tables)


def refusals(tables: Tables) -> int:
    return sum(wish.cost for wish in tables.problem.wishes if not wish.refused)


@pytest.mark.parametrize("seed", range(4))
def test_rows_keep_what_is_decided(seed: int, threads: ThreadPoolExecutor) -> None:
    rostering, rows = few_of_each_kind(seed)
    tables, random = Tables(rostering), np.random.default_rng(seed)
    pricing, prices = Pricing(tables, threads, lambda: False), random.integers(-5, 9, size=(DAYS, len(KINDS)))
    given = rows[int(random.integers(len(rows)))]
    pricing.may = duties_and_rests(tables)
    pricing.may[0, 2] = np.arange(len(KINDS) + 1) == given[2] % (len(KINDS) + 1)
    pricing.may[0, 5] = np.arange(len(KINDS) + 1) == given[5] % (len(KINDS) + 1)
    (priced,) = pricing([0], prices.astype(np.float64))
    gains = tables.wish_cost[0] - prices
    kept = [row for row in rows if (row[[2, 5]] == given[[2, 5]]).all()]
    assert priced.least == pytest.approx(min(row_value(row, gains) for row in kept))
    assert all((row[[2, 5]] == given[[2, 5]]).all() for row in priced.rows)
