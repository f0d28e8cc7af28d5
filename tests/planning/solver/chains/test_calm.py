"""New duties beside an earlier plan: legal, covering, and nobody disturbed for nothing."""

from dataclasses import replace
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from otp_desktop.planning.checker import check
from otp_desktop.planning.problem import Problem
from otp_desktop.planning.progress import never_stop
from otp_desktop.planning.replan import replan_problem, surviving_rows, with_absences
from otp_desktop.planning.score import score
from otp_desktop.planning.solver import SolverOptions, solve
from otp_desktop.planning.solver.baseline import Baseline
from otp_desktop.planning.solver.chains.calm import Calm, cover_calmly
from otp_desktop.planning.solver.chains.coupled import duty_blocks
from otp_desktop.planning.solver.compiled import compile_problem
from otp_desktop.planning.solver.roster import Roster
from otp_desktop.planning.wave_view import roster_of
from tests.planning import builders as make
from tests.planning.solver.chains.chain_problems import chain_problem
from tests.planning.solver.random_problems import random_problem

SEEDS = st.integers(0, 10**9)


def covered_calmly(problem: Problem) -> Roster:
    """The old plan as far as it survives, then each block chosen anew beside it."""
    compiled, baseline = compile_problem(problem), Baseline(compile_problem(problem))
    roster = roster_of(compiled, surviving_rows(problem, problem.baseline or ()))
    lost = baseline.awaited & (roster.line != baseline.line)
    for block in duty_blocks(compiled):
        cover_calmly(compiled, roster, block, Calm(baseline, ~lost.any(axis=1)), never_stop, never_stop)
    return roster


def after_absences(problem: Problem, seed: int) -> Problem:
    """Some agents stay away from a plan that was good."""
    before = replace(problem, baseline=None, locked=())
    old = solve(before, SolverOptions(seconds=0.2, workers=1)).assignments
    absent = [agent.id for agent in problem.agents if Random(seed).random() < 0.4]
    return replan_problem(with_absences(problem, absent), old)


@settings(max_examples=40, deadline=None)
@given(SEEDS)
def test_duties_beside_an_earlier_plan_are_legal(seed: int) -> None:
    for drawn in (chain_problem(seed, agents=4, needs=8), random_problem(seed, agents=6, needs=8)):
        problem = after_absences(drawn, seed)
        assert check(problem, covered_calmly(problem).assignments()) == check(problem, problem.locked)


def test_who_has_no_part_in_it_keeps_his_work() -> None:
    """Two posts of a duty lose their agent: the one idle agent takes both, and four others stay where they were."""
    hours = [("08:00", "09:00"), ("10:00", "11:00")]
    needs = [
        make.need(f"N{place}{number}", f"2024-09-02T{start}", f"2024-09-02T{end}", make.role("guard"))
        for place in range(5)
        for number, (start, end) in enumerate(hours)
    ]
    before = make.problem([make.agent(f"A{number}") for number in range(6)], needs)
    old = [row for place in range(5) for row in make.serve(f"A{place}", f"N{place}0", f"N{place}1")]
    problem = replan_problem(with_absences(before, ["A2"]), old)
    plan = covered_calmly(problem).assignments()
    found = score(problem, plan)
    assert (sum(found.missing_count), found.changes) == (0, 1)
    assert {row.agent for row in plan if row.need.startswith("N2")} == {"A5"}


def test_a_head_is_worth_a_change_of_an_agent_who_could_have_stayed() -> None:
    """The leader alone can take over the leader's posts; what he did is lost, for it is less important."""
    force = [make.agent("absent", skills=["leader"]), make.agent("leader", skills=["leader"])]
    role = make.role("guard", skills=["leader"])
    hours = [("2024-09-02T08:00", "2024-09-02T09:00"), ("2024-09-02T10:00", "2024-09-02T11:00")]
    leads = [make.need(f"lead{place}", *span, role, priority=1) for place, span in enumerate(hours)]
    gates = [make.need(f"gate{place}", *span) for place, span in enumerate(hours)]
    old = [*make.serve("absent", "lead0", "lead1"), *make.serve("leader", "gate0", "gate1")]
    problem = replan_problem(with_absences(make.problem(force, [*leads, *gates]), ["absent"]), old)
    found = score(problem, covered_calmly(problem).assignments())
    assert (found.missing_count, found.changes) == ((0, 0, 2, 0, 0), 1)
