"""New duties for neighbouring units: legal, of the same heads, and with fewer ways where there are some to save."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from otp_desktop.domain.working_time import ObjectiveWeights
from otp_desktop.planning.checker import check
from otp_desktop.planning.problem import Problem
from otp_desktop.planning.progress import never_stop
from otp_desktop.planning.score import score
from otp_desktop.planning.solver.chains.coupled import coupled_blocks, long_chains
from otp_desktop.planning.solver.chains.cover import cover
from otp_desktop.planning.solver.chains.regroup import NewDuties
from otp_desktop.planning.solver.compiled import Compiled, compile_problem
from otp_desktop.planning.solver.named import indexed
from otp_desktop.planning.solver.roster import Roster
from tests.planning import builders as make
from tests.planning.solver.chains.chain_problems import chain_problem

POSTS = 6


def moves_of(compiled: Compiled) -> NewDuties:
    return NewDuties(compiled, np.random.default_rng(1), never_stop)


def street() -> Problem:
    """Two posts at a time, at the two ends of a street, one agent based at each."""
    needs = [
        make.need(f"{site}{hour}", f"2024-09-02T{hour:02}:00", f"2024-09-02T{hour:02}:50", site=site)
        for hour in range(8, 8 + POSTS)
        for site in ("south", "north")
    ]
    sites = [make.site("south", make.position(0)), make.site("north", make.position(5))]
    agents = [make.agent("A", position=make.position(0)), make.agent("B", position=make.position(5))]
    return make.problem(agents, needs, sites=sites, objective=ObjectiveWeights())


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**9))
def test_new_duties_are_legal(seed: int) -> None:
    problem = chain_problem(seed, agents=4, needs=8)
    compiled = compile_problem(problem)
    roster = Roster(compiled)
    everybody = np.flatnonzero(~roster.frozen)
    for block in coupled_blocks(compiled):
        cover(compiled, roster, block, everybody, never_stop)
        moves_of(compiled).renew(roster, block, everybody[:2])
    assert check(problem, roster.assignments()) == check(problem, problem.locked)


def test_agents_who_stand_at_each_others_end_of_a_street_change_over() -> None:
    problem = street()
    compiled = compile_problem(problem)
    roster, line = Roster(compiled), Roster(compiled).line
    crossed = [*make.serve("A", *(f"north{hour}" for hour in range(8, 8 + POSTS)))]
    crossed += make.serve("B", *(f"south{hour}" for hour in range(8, 8 + POSTS)))
    for agent, one in indexed(compiled, crossed):
        line[agent, compiled.waves.of_need[compiled.lines.need[one]]] = one
    roster.restore(line)
    (block,) = long_chains(compiled)
    moves_of(compiled).draw(roster)()
    plan = score(problem, roster.assignments())
    assert sum(plan.missing_count) == 0
    assert plan.travel_km < 1e-6 < score(problem, crossed).travel_km
    assert len(block.need) == 2 * POSTS
