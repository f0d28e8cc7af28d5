"""Large waves made small without losing anything: hubs, thinning, joined waves, duties handed out again."""

from random import Random

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from otp_desktop.domain.working_time import ObjectiveWeights
from otp_desktop.planning.checker import check
from otp_desktop.planning.plan import PRIORITIES
from otp_desktop.planning.problem import Problem
from otp_desktop.planning.score import score
from otp_desktop.planning.solver.arrays import NONE
from otp_desktop.planning.solver.compiled import Compiled, compile_problem
from otp_desktop.planning.solver.duty_exchange.duties import days_of, tails_of
from otp_desktop.planning.solver.duty_exchange.exchange import exchange
from otp_desktop.planning.solver.flow import best_filling, fill
from otp_desktop.planning.solver.grouping import groups_of
from otp_desktop.planning.solver.head_worth import DRAFT
from otp_desktop.planning.solver.market import Filling, Heads, Market
from otp_desktop.planning.solver.roster import Roster
from otp_desktop.planning.solver.runs import runs_of
from otp_desktop.planning.solver.thinning import merged, spread, thinned
from otp_desktop.planning.solver.wave_solver import WaveSolver
from otp_desktop.planning.wave_view import roster_of
from tests.planning import builders as make
from tests.planning.solver.random_problems import random_problem

TRAVEL_ALONE = ObjectiveWeights(travel=1, cohesion=0, continuity=0, equity=0, preference=0)
SEEDS = st.integers(0, 10**9)


def random_market(random: Random) -> Market:
    """A few groups that share places, and lines that share kinds and columns."""
    groups, places, columns, kinds = random.randint(1, 6), random.randint(1, 3), random.randint(1, 4), 2
    lines = random.randint(columns, 6)
    cost = [[random.choice((0.0, 2.5, 40.0, np.inf)) for _ in range(columns)] for _ in range(places)]
    surcharge = [[random.choice((0.0, 1.0, 7.0, np.inf)) for _ in range(kinds)] for _ in range(groups)]
    return Market(
        supply=np.array([random.randint(0, 3) for _ in range(groups)]),
        place=np.array([random.randrange(places) for _ in range(groups)]),
        surcharge=np.array(surcharge),
        cost=np.array(cost),
        column=np.array([*range(columns), *(random.randrange(columns) for _ in range(lines - columns))]),
        kind=np.array([random.randrange(kinds) for _ in range(lines)]),
        heads=Heads(
            low=np.array([random.randint(0, 2) for _ in range(lines)]),
            high=np.array([random.randint(0, 2) for _ in range(lines)]),
            priority=np.array([random.randrange(PRIORITIES) for _ in range(lines)]),
        ),
    )


def worth(market: Market, filling: Filling) -> tuple[tuple[int, ...], float]:
    """Missing heads in their order, then the cost; legality is asserted on the way."""
    held = np.bincount(filling.line, weights=filling.flow, minlength=len(market.column)).astype(int)
    sent = np.bincount(filling.group, weights=filling.flow, minlength=len(market.supply))
    assert (held <= market.heads.total).all()
    assert (sent <= market.supply).all()
    missing = [0] * (2 * PRIORITIES)
    for line, priority in enumerate(market.heads.priority):
        missing[priority] += max(0, int(market.heads.low[line]) - int(held[line]))
        missing[PRIORITIES + priority] += int(market.heads.total[line]) - int(held[line])
    cost = float((market.pairs(filling.group, filling.line) * filling.flow).sum())
    assert np.isfinite(cost)
    return tuple(missing), cost


@settings(max_examples=150, deadline=None)
@given(SEEDS)
def test_hubs_find_what_a_plain_table_finds(seed: int) -> None:
    market = random_market(Random(seed))
    block = market.block()
    found = worth(market, best_filling(market))
    plain = worth(market, fill(market.supply, market.heads, np.isfinite(block), np.where(np.isfinite(block), block, 0)))
    assert found[0] == plain[0]
    assert abs(found[1] - plain[1]) < 1e-5


@settings(max_examples=150, deadline=None)
@given(SEEDS)
def test_a_draft_loses_no_head_where_few_change_places(seed: int) -> None:
    market = random_market(Random(seed))
    assert worth(market, best_filling(market, precision=DRAFT))[0] == worth(market, best_filling(market))[0]


@settings(max_examples=150, deadline=None)
@given(SEEDS)
def test_a_thinned_market_loses_no_head(seed: int) -> None:
    market = random_market(Random(seed))
    everywhere, group = merged(market)
    covering = spread(market, group, best_filling(everywhere))
    assert np.isfinite(market.pairs(covering.group, covering.line)).all()
    assert worth(market, covering)[0] == worth(market, best_filling(market))[0]
    thin = thinned(market, covering)
    assert (thin.cost >= market.cost).all()
    assert worth(thin, best_filling(thin))[0] == worth(market, best_filling(market))[0]


@given(st.lists(st.tuples(st.integers(-2, 2), st.integers(-(2**50), 2**50)), max_size=30))
def test_groups_are_the_rows_that_are_equal(rows: list[tuple[int, int]]) -> None:
    columns = [np.array([row[place] for row in rows], dtype=np.int64) for place in range(2)]
    first, group = groups_of(columns)
    assert len(first) == len(set(rows))
    assert all(rows[first[group[place]]] == row for place, row in enumerate(rows))


def test_posts_of_which_nobody_may_serve_two_are_one_wave() -> None:
    needs = [
        make.need("morning", "2024-07-26T09:00", "2024-07-26T17:00"),
        make.need("evening", "2024-07-26T15:30", "2024-07-27T00:30"),
        make.need("night", "2024-07-26T21:30", "2024-07-27T06:30"),
    ]
    assert len(compile_problem(make.problem([make.agent()], needs, rules=make.rules())).waves) == 2
    limited = make.rules(duty_minutes=600, amplitude_minutes=720, daily_rest_minutes=660)
    assert len(compile_problem(make.problem([make.agent()], needs, rules=limited)).waves) == 1


@settings(max_examples=60, deadline=None)
@given(SEEDS)
def test_duties_handed_out_again_stay_legal_and_whole(seed: int) -> None:
    problem = random_problem(seed, agents=8, needs=12)
    compiled = compile_problem(problem)
    roster, waves = Roster(compiled), WaveSolver(compiled, None)
    for run in runs_of(compiled):
        waves.solve_run(roster, run, draft=bool(seed % 2))
    assert check(problem, roster.assignments()) == ()
    for day in days_of(compiled):
        heads = roster.heads.copy()
        exchange(compiled, roster, day)
        assert (roster.heads == heads).all()
        for rest in tails_of(day):
            exchange(compiled, roster, rest, tails=True, few=seed % 3)
            assert (roster.heads == heads).all()
            assert check(problem, roster.assignments()) == ()
    assert check(problem, roster.assignments()) == ()


def test_the_duty_of_a_day_goes_to_the_agent_who_lives_there() -> None:
    needs = [
        make.need(f"{place}{hour}", f"2024-09-02T{hour:02d}:00", f"2024-09-02T{hour + 1:02d}:00", site=place)
        for place in ("W", "E")
        for hour in (8, 16)
    ]
    agents = [make.agent("a", position=make.position(-5)), make.agent("b", position=make.position(5))]
    sites = [make.site("W", make.position(-5)), make.site("E", make.position(5))]
    problem = make.problem(agents, needs, sites=sites, objective=TRAVEL_ALONE)
    compiled = compile_problem(problem)
    roster = Roster(compiled)
    for wave in range(2):
        roster.put(wave, np.array([0, 1]), np.flatnonzero(compiled.waves.of_need[compiled.lines.need] == wave)[::-1])
    exchange(compiled, roster, (0, 1))
    assert {(row.agent, row.need[0]) for row in roster.assignments()} == {("a", "W"), ("b", "E")}
    assert (roster.line != NONE).all()


def crossed() -> tuple[Problem, Compiled, Roster]:
    """Two agents who change places at noon though each could stay near home."""
    needs = [
        make.need(f"{place}{hour}", f"2024-09-02T{hour:02d}:00", f"2024-09-02T{hour + 2:02d}:00", site=place)
        for place in ("W", "E")
        for hour in (8, 13)
    ]
    agents = [make.agent("a", position=make.position(-5)), make.agent("b", position=make.position(5))]
    places = [make.site("W", make.position(-5)), make.site("E", make.position(5))]
    problem = make.problem(agents, needs, sites=places, objective=TRAVEL_ALONE)
    compiled = compile_problem(problem)
    return problem, compiled, roster_of(compiled, (*make.serve("a", "W8", "E13"), *make.serve("b", "E8", "W13")))


def test_the_rest_of_two_duties_is_swapped_where_both_then_stay_near_home() -> None:
    problem, compiled, roster = crossed()
    before = score(problem, roster.assignments()).travel_km
    exchange(compiled, roster, (1,), tails=True)
    after = score(problem, roster.assignments())
    assert {(row.agent, row.need[0]) for row in roster.assignments()} == {("a", "W"), ("b", "E")}
    assert after.travel_km == 0 < before
    assert check(problem, roster.assignments()) == ()


def test_a_rest_alone_is_not_swapped_without_being_asked_for() -> None:
    _, compiled, roster = crossed()
    held = roster.line.copy()
    exchange(compiled, roster, (1,))
    assert (roster.line == held).all()
