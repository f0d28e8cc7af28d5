"""A new plan after something happened: legal, covering as well as can be, disturbing as few as can be."""

from dataclasses import replace
from random import Random

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from otp_desktop.planning.checker import check
from otp_desktop.planning.plan import Objective, Status
from otp_desktop.planning.problem import Assignment, Problem
from otp_desktop.planning.replan import frontier, replan, replan_problem, surviving_rows, with_absences
from otp_desktop.planning.scenarios.rentree import rentree
from otp_desktop.planning.score import score
from otp_desktop.planning.solver import SolverOptions, solve
from tests.planning.builders import agent, agents, at, broken, interval, need, problem, role, serve, skill
from tests.planning.solver.random_problems import all_plans, legal_plans, random_problem

QUICK = SolverOptions(seconds=3, workers=1)
UNHURRIED = SolverOptions(seconds=60, workers=1)  # ends by itself, long before
FIRST = SolverOptions(seconds=0, workers=1)  # the first plan will do as the old one
SEEDS = st.integers(0, 10**9)


def strict(problem: Problem) -> Problem:
    """The problem as re-planning sees it: coverage is never traded."""
    return replace(problem, objective=replace(problem.objective, coverage_weights=None))


def happened(seed: int, **size: object) -> tuple[Problem, tuple[Assignment, ...]]:
    """A random problem in which somebody is away since the old plan, any plan, was made."""
    before = strict(random_problem(seed, **size))  # type: ignore[arg-type]
    random = Random(seed)
    old = random.choice(list(all_plans(before)))
    absent = [one.id for one in before.agents if random.random() < 0.4]
    return replan_problem(with_absences(before, absent), old), old


def legal_objectives(problem: Problem) -> list[Objective]:
    return [score(problem, plan) for plan in legal_plans(problem)]


@settings(max_examples=60, deadline=None)
@given(SEEDS)
@example(4703)  # two old rows in one wave, one of them in an absence
def test_a_new_plan_is_legal_and_its_bound_is_never_above_the_optimum(seed: int) -> None:
    changed, old = happened(seed)
    if check(changed, changed.locked):
        return
    plan = replan(changed, old, QUICK)
    assert check(changed, plan.assignments) == ()
    assert plan.objective == score(changed, plan.assignments)
    best = min(legal_objectives(changed), key=lambda objective: objective.rank)
    assert (plan.bound.missing_minimum, plan.bound.missing_count, plan.bound.changes) <= best.rank[:3]
    assert plan.bound.beside(plan.objective) == plan.bound
    assert plan.objective.rank[:3] >= best.rank[:3]
    if plan.status is Status.OPTIMAL:
        assert plan.objective.rank[:3] == best.rank[:3]
        assert plan.objective.soft == pytest.approx(best.soft, abs=1e-5)


@settings(max_examples=20, deadline=None)
@given(SEEDS)
def test_in_a_small_problem_the_new_plan_is_the_best_and_is_proved(seed: int) -> None:
    """Two waves share agents: blocks alone could prove of changes only what holds where coverage is the best of each."""
    changed, old = happened(seed)
    if check(changed, changed.locked) or any(need.start == need.end or need.start.hour == 2 for need in changed.needs):
        return
    if not any(line.count for need in changed.needs for line in need.roles):
        return
    if changed.objective.coverage_weights is None:
        plan = replan(changed, old, UNHURRIED)
        assert plan.status is Status.OPTIMAL


@settings(max_examples=40, deadline=None)
@given(SEEDS)
def test_in_one_wave_coverage_and_changes_are_the_best_there_are(seed: int) -> None:
    changed, old = happened(seed, agents=4, needs=2, one_wave=True)
    if check(changed, changed.locked) or changed.derogations or changed.rules.forbidden_mixes:
        return
    if any(site.position is None for site in changed.sites) and changed.travel:
        return
    best = min(legal_objectives(changed), key=lambda objective: objective.rank)
    plan = replan(changed, old, QUICK)
    assert plan.objective.rank[:3] == best.rank[:3]
    assert (plan.bound.missing_minimum, plan.bound.missing_count, plan.bound.changes) == best.rank[:3]


@settings(max_examples=40, deadline=None)
@given(SEEDS)
def test_a_new_plan_covers_no_worse_than_a_search_from_nothing(seed: int) -> None:
    before = replace(strict(random_problem(seed, agents=8, needs=10)), baseline=None)
    old = solve(before, FIRST).assignments
    changed = with_absences(before, [one.id for one in before.agents[:2]])
    if check(changed, changed.locked):
        return
    plan = replan(changed, old, QUICK)
    assert check(changed, plan.assignments) == ()
    assert plan.objective.rank[:2] <= solve(changed, QUICK).objective.rank[:2]


@settings(max_examples=40, deadline=None)
@given(SEEDS)
def test_the_frontier_is_the_best_coverage_for_each_number_of_changes(seed: int) -> None:
    changed, old = happened(seed, agents=4, needs=2, one_wave=True)
    if check(changed, changed.locked):
        return
    points = frontier(changed, old, len(changed.agents))
    coverages = [(point.missing_minimum, point.missing_count) for point in points]
    assert coverages == sorted(coverages, reverse=True)
    assert [point.changes for point in points] == sorted({point.changes for point in points})
    everything = legal_objectives(changed)
    for point in points:
        assert check(changed, point.assignments) == ()
        told = score(changed, point.assignments)
        assert (told.changes, told.missing_minimum, told.missing_count) == (
            point.changes,
            *coverages[points.index(point)],
        )
        within = [objective.rank[:2] for objective in everything if objective.changes <= point.changes]
        if point.proved:
            assert min(within) == (point.missing_minimum, point.missing_count)
    if not changed.derogations and not changed.rules.forbidden_mixes and all(point.proved for point in points):
        for most in range(points[0].changes, len(changed.agents) + 1):
            within = [objective.rank[:2] for objective in everything if objective.changes <= most]
            assert (
                min(within)
                == [(point.missing_minimum, point.missing_count) for point in points if point.changes <= most][-1]
            )


def test_the_frontier_of_one_wave_is_proved_at_each_point() -> None:
    """A leader's post and a guard's: who is sick is replaced by a chain, or only the less important post stays empty."""
    force = (agent("chief", skills=["leader"]), agent("deputy", skills=["leader"]), agent("guard"), agent("spare"))
    posts = (
        need("lead", "2024-09-02T08:00", "2024-09-02T12:00", role("guard", skills=["leader"]), priority=1),
        need("gate", priority=3),
    )
    before = problem(force, posts)
    old = (*serve("chief", "lead"), *serve("deputy", "gate"))
    points = frontier(with_absences(before, ["chief"]), old, 5)
    assert [(point.changes, sum(point.missing_count), point.proved) for point in points] == [
        (0, 1, True),
        (1, 1, True),
        (2, 0, True),
    ]
    assert points[1].missing_count == (0, 0, 1, 0, 0)


def test_several_duties_apart_give_a_frontier_that_is_monotone() -> None:
    before = rentree(3, points=12, agents=18)
    old = solve(before, FIRST).assignments
    changed = with_absences(before, sorted({row.agent for row in old})[:4])
    points = frontier(changed, old, 40)
    assert points[0].changes == 0
    assert all(check(changed, point.assignments) == () for point in points)
    missing = [(point.missing_minimum, point.missing_count) for point in points]
    assert missing == sorted(missing, reverse=True)
    assert len(missing) > 2


def test_a_school_morning_with_absences_is_mended_and_proved() -> None:
    before = rentree(1, points=25, agents=40)
    old = solve(before, FIRST).assignments
    absent = sorted({row.agent for row in old})[:5]
    changed = with_absences(before, absent)
    plan = replan(changed, old, UNHURRIED)
    assert check(changed, plan.assignments) == ()
    assert not any(row.agent in absent for row in plan.assignments)
    assert plan.objective.rank[:2] == (plan.bound.missing_minimum, plan.bound.missing_count)
    assert plan.bound.changes <= plan.objective.changes <= 10


def test_nobody_is_disturbed_where_nothing_happened() -> None:
    before = problem(agents("A", "B"), [need()])
    plan = replan(before, serve("B", "N"), QUICK)
    assert plan.assignments == serve("B", "N")
    assert (plan.objective.changes, plan.bound.changes) == (0, 0)


def test_an_absence_from_a_moment_on_leaves_what_was_before_it() -> None:
    day = [need("morning"), need("evening", "2024-09-02T18:00", "2024-09-02T20:00")]
    before = problem(agents("A", "B"), day)
    changed = with_absences(before, ["A"], at("2024-09-02T13:00"))
    plan = replan(changed, serve("A", "morning", "evening"), QUICK)
    assert set(plan.assignments) == {*serve("A", "morning"), *serve("B", "evening")}
    assert plan.objective.changes == 1


def test_locks_of_an_absent_agent_fall() -> None:
    before = problem(agents("A", "B"), [need()], locked=serve("A", "N"))
    changed = with_absences(before, ["A"])
    assert changed.locked == ()
    assert replan(changed, serve("A", "N"), QUICK).assignments == serve("B", "N")


def test_rows_of_what_is_gone_are_dropped() -> None:
    before = problem(agents("A"), [need()])
    rows = (*serve("A", "N"), *serve("A", "cancelled"), *serve("gone", "N"), *serve("A", "N", role="no such"))
    assert replan_problem(before, rows).baseline == serve("A", "N")


def test_rows_that_are_no_longer_legal_do_not_survive() -> None:
    """The second post was moved over the first; the more important one stays."""
    moved = [need("first", priority=2), need("second", "2024-09-02T11:00", "2024-09-02T13:00", priority=1)]
    before = problem(agents("A"), moved)
    assert surviving_rows(before, serve("A", "first", "second")) == serve("A", "second")


def test_too_many_heads_and_mixed_corps_do_not_survive() -> None:
    force = (agent("A"), agent("B"), agent("C", corps="ASVP"))
    rules = replace(problem().rules, forbidden_mixes=(("ASVP", "PM"),))
    post = need("N", "2024-09-02T08:00", "2024-09-02T12:00", role(count=1), role("second", count=2))
    before = problem(force, [post], rules=rules)
    rows = (*serve("A", "N"), *serve("B", "N"), *serve("C", "N", role="second"))
    assert surviving_rows(before, rows) == serve("A", "N")
    assert broken(before, rows)


def test_somebody_who_lost_his_skill_is_changed_in_any_plan() -> None:
    lapsed = agent("A", skills=[skill("leader", valid_until="2024-09-01")])
    post = need("N", "2024-09-02T08:00", "2024-09-02T12:00", role(skills=["leader"]))
    changed = problem((lapsed, agent("B", skills=["leader"])), [post])
    plan = replan(changed, serve("A", "N"), QUICK)
    assert plan.assignments == serve("B", "N")
    assert plan.objective.changes == plan.bound.changes == 2


def test_an_agent_away_all_day_needs_no_reason_in_the_new_plan() -> None:
    away = agent("A", unavailable=[interval("2024-09-02T00:00", "2024-09-03T00:00")])
    plan = replan(problem((away,), [need()]), serve("A", "N"), QUICK)
    assert plan.assignments == ()
    assert (plan.objective.changes, sum(plan.objective.missing_count)) == (0, 1)
