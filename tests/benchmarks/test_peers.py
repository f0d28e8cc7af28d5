"""Peers are given the facts as our checker sees them."""

from itertools import pairwise

from ortools.math_opt.python import mathopt

from benchmarks.engine import beats
from benchmarks.peers.layout import words
from benchmarks.peers.pairs import solve_with
from benchmarks.peers.peer import PeerRun
from benchmarks.peers.plain import Flat
from otp_desktop.planning.checker import check
from otp_desktop.planning.plan import Bound, Objective
from otp_desktop.planning.scenarios.rentree import rentree
from otp_desktop.planning.score import score

SMALL = rentree(1, points=6, agents=12)


def test_the_agents_of_a_line_are_those_who_may_serve_it_alone() -> None:
    flat = Flat(SMALL)
    for line in flat.lines[::7]:
        may = {agent for agent in range(len(SMALL.agents)) if not check(SMALL, [flat.assignment(agent, line)])}
        assert set(line.eligible.tolist()) == may


def test_the_layout_holds_every_record() -> None:
    records = words(Flat(SMALL)).splitlines()
    weeks, mixes = 1, 1
    sets = len({line.eligible.tobytes() for line in Flat(SMALL).lines})
    heads = 2 + 1 + len(SMALL.sites) + 1 + weeks + mixes + 1 + len(SMALL.agents) + 1 + len(SMALL.needs)
    assert len(records) == heads + 1 + sets + 1 + len(Flat(SMALL).lines) + 1


def test_the_plain_model_gives_a_legal_plan_that_holds_posts() -> None:
    rows = tuple(solve_with(mathopt.SolverType.HIGHS, PeerRun(SMALL, seconds=20, seed=1)))
    assert check(SMALL, rows) == ()
    empty, found = score(SMALL, ()), score(SMALL, rows)
    assert found.rank < empty.rank


def test_a_bound_that_a_plan_beats_is_noticed() -> None:
    plan = Objective(missing_count=(0, 1, 0, 0, 0), soft=10.0)
    ranks = [
        Bound(missing_count=(0, 0, 9, 0, 0), soft=99.0),
        Bound(missing_count=(0, 1, 0, 0, 0), soft=10.0),
        Bound(missing_count=(0, 1, 0, 0, 0), soft=10.1),
        Bound(missing_count=(0, 1, 0, 0, 1)),
    ]
    assert [beats(plan, bound) for bound in ranks] == [False, False, True, True]
    assert all(a.missing_count <= b.missing_count for a, b in pairwise(ranks))
