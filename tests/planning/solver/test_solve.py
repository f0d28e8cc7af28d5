"""The search as its callers see it: stopping, repeating, edge cases, locks, baselines, changes of clocks."""

from dataclasses import replace
from itertools import count
from time import monotonic

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from otp_desktop.domain.places import distance_km
from otp_desktop.domain.working_time import ObjectiveWeights, TravelModel
from otp_desktop.planning.checker import check
from otp_desktop.planning.plan import Status
from otp_desktop.planning.problem import Assignment, Problem, Wish
from otp_desktop.planning.progress import Progress, never_stop
from otp_desktop.planning.scenarios import rentree
from otp_desktop.planning.score import score
from otp_desktop.planning.solver import SolverOptions, solve, wave_solver
from otp_desktop.planning.solver.search import telling, whole
from otp_desktop.planning.solver.search.state import SearchState
from tests.planning import builders as make
from tests.planning.solver.random_problems import random_problem

QUICK = SolverOptions(seconds=5, workers=1)
SMALL_WEEK = rentree(3, points=12, agents=16)


def test_a_school_week_is_covered_to_its_bound_by_a_legal_plan() -> None:
    plan = solve(SMALL_WEEK, QUICK)
    assert check(SMALL_WEEK, plan.assignments) == ()
    assert plan.objective == score(SMALL_WEEK, plan.assignments)
    assert plan.objective.missing_minimum == plan.bound.missing_minimum
    assert plan.bound.soft > 0.5 * plan.objective.travel_km


def test_one_worker_and_one_seed_give_the_same_plan() -> None:
    options = SolverOptions(seconds=60, workers=1, seed=7)
    plans = [solve(rentree(5, points=6, agents=8), options) for _ in range(2)]
    assert plans[0].assignments == plans[1].assignments
    assert plans[0].objective == plans[1].objective


def test_a_stop_during_the_bound_leaves_a_weaker_bound_and_never_a_wrong_one() -> None:
    heard: list[str] = []
    options = SolverOptions(seconds=60, workers=1)
    plan = solve(SMALL_WEEK, options, lambda step: heard.append(step.phase), lambda: "bound" in heard)
    whole = solve(SMALL_WEEK, SolverOptions(seconds=2, workers=1))
    assert plan.status is Status.STOPPED
    assert check(SMALL_WEEK, plan.assignments) == ()
    assert (plan.bound.missing_minimum, plan.bound.missing_count) <= (
        whole.bound.missing_minimum,
        whole.bound.missing_count,
    )
    assert plan.bound.soft <= plan.objective.soft


def test_a_stop_keeps_the_best_plan_so_far() -> None:
    asked = count()
    plan = solve(SMALL_WEEK, SolverOptions(seconds=60), stop_requested=lambda: next(asked) > 10)
    assert plan.status is Status.STOPPED
    assert check(SMALL_WEEK, plan.assignments) == ()
    assert plan.assignments


def test_a_search_without_time_still_gives_a_legal_plan() -> None:
    plan = solve(SMALL_WEEK, SolverOptions(seconds=0))
    assert plan.status is Status.FEASIBLE
    assert check(SMALL_WEEK, plan.assignments) == ()
    assert plan.objective == score(SMALL_WEEK, plan.assignments)


@settings(max_examples=12, deadline=None)
@given(st.integers(0, 10**9))
def test_a_large_problem_is_covered_at_once_and_solved_after(seed: int) -> None:
    problem = random_problem(seed, agents=6, needs=6)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(wave_solver, "MANY_WAYS", 0)  # every wave counts as large
        first, last = (solve(problem, SolverOptions(seconds=seconds, workers=1)) for seconds in (0, 2))
    for plan in (first, last):
        assert check(problem, plan.assignments) == ()
        assert plan.objective == score(problem, plan.assignments)
    assert last.objective.rank[:2] <= first.objective.rank[:2] or problem.baseline is not None


def test_a_first_plan_takes_the_time_it_needs() -> None:
    needs = [make.need(f"N{number}", f"2024-09-0{number}T08:00", f"2024-09-0{number}T12:00") for number in range(2, 9)]
    plan = solve(make.problem([make.agent()], needs), SolverOptions(seconds=0))
    assert len(plan.assignments) == len(needs)


@pytest.mark.parametrize("extreme", [{"burden": 1e9}, {"speed_kmh": 5e-324}, {"cost": -1e9}], ids=str)
def test_figures_of_any_size_that_a_file_may_hold_are_reckoned_with(extreme: dict[str, float]) -> None:
    hours = (("2024-09-02T08:00", "2024-09-02T10:00"), ("2024-09-02T11:00", "2024-09-02T13:00"))
    needs = [
        make.need(
            f"N{number}", *hours[number % 2], make.role(count=2), site=f"S{number}", burden=extreme.get("burden", 1)
        )
        for number in range(4)
    ]
    agents = [make.agent(f"A{number}", unit=f"U{number % 2}", position=make.position(number)) for number in range(4)]
    problem = make.problem(
        agents,
        needs,
        sites=[make.site(f"S{number}", make.position(number, 1)) for number in range(4)],
        travel=TravelModel(speed_kmh=extreme.get("speed_kmh", 13)),
        wishes=[Wish(agent="A0", start=needs[0].start, end=needs[0].end, cost=extreme.get("cost", 0))],
        objective=ObjectiveWeights(),
    )
    plan = solve(problem, QUICK)
    assert check(problem, plan.assignments) == ()
    assert plan.objective == score(problem, plan.assignments)


def test_a_way_that_is_too_long_by_less_than_a_thousandth_of_a_second_is_too_long() -> None:
    sites = [make.site("S", make.position(0)), make.site("T", make.position(1))]
    needs = [make.need("N1"), make.need("N2", "2024-09-02T12:10", "2024-09-02T13:00", site="T")]
    rules = make.rules(daily_rest_minutes=660)
    way = distance_km(make.position(0), make.position(1)) / 13 * 60
    for too_long, held in ((5e-6, 1), (0.0, 2)):
        travel = TravelModel(detour=1, speed_kmh=13, fixed_minutes=10 - way + too_long)
        problem = make.problem([make.agent()], needs, sites=sites, rules=rules, travel=travel)
        plan = solve(problem, QUICK)
        assert check(problem, plan.assignments) == ()
        assert len(plan.assignments) == held


def test_plans_found_too_soon_after_one_another_are_handed_out_later(monkeypatch: pytest.MonkeyPatch) -> None:
    class Heard:
        def __init__(self) -> None:
            self.plans: list[tuple[Assignment, ...]] = []

        def progress(self, event: Progress) -> None: ...

        def incumbent(self, assignments: tuple[Assignment, ...]) -> None:
            self.plans.append(assignments)

    monkeypatch.setattr(telling, "KEEP_EVERY", 1e9)
    heard = Heard()
    state = SearchState(make.problem([make.agent()], [make.need()]), QUICK, heard, never_stop)
    state.telling.keep()
    state.roster.put(0, np.array([0]), np.array([0]))
    state.telling.keep()
    assert heard.plans == [()]
    monkeypatch.setattr(telling, "monotonic", lambda: monotonic() + 2e9)  # the last one is old enough
    state.telling.tell()
    assert heard.plans == [(), make.serve("A", "N")]


def test_progress_counts_heads_and_ends_with_the_bound() -> None:
    events: list[Progress] = []
    plan = solve(SMALL_WEEK, QUICK, events.append)
    assert [event.seconds for event in events] == sorted(event.seconds for event in events)
    assert events[0].held_heads == 0
    last = events[-1]
    assert last.required_heads == sum(role.count for need in SMALL_WEEK.needs for role in need.roles)
    assert last.bound is not None
    assert last.bound.missing_count == plan.bound.missing_count


@pytest.mark.parametrize(
    "problem",
    [
        make.problem(),
        make.problem(agents=[make.agent()]),
        make.problem(needs=[make.need()]),
        make.problem([make.agent()], [make.need("N", "2024-09-02T08:00", "2024-09-02T09:00", make.role(count=0))]),
        make.problem([make.agent()], [replace(make.need(), roles=())]),
        make.problem([make.agent()], [make.need("N", "2024-09-02T08:00", "2024-09-02T09:00", make.role(skills=["x"]))]),
        make.problem([make.agent()], [make.need("N", "2024-09-02T08:00", "2024-09-02T08:00")]),
    ],
    ids=["nothing", "no need", "no agent", "no head", "no role", "nobody can", "no length"],
)
def test_problems_with_little_in_them_are_solved_and_proved(problem: Problem) -> None:
    plan = solve(problem, QUICK)
    assert plan.status is Status.OPTIMAL
    assert check(problem, plan.assignments) == ()


def test_ten_thousand_agents_on_one_post_take_no_time() -> None:
    agents = [make.agent(f"A{number}") for number in range(10_000)]
    plan = solve(make.problem(agents, [make.need()]), QUICK)
    assert plan.status is Status.OPTIMAL
    assert len(plan.assignments) == 1


def test_a_vital_minimum_goes_before_any_number_of_lesser_heads() -> None:
    vital = make.need("V", "2024-09-02T08:00", "2024-09-02T12:00", make.role(count=1, minimum=1), priority=1)
    lesser = [make.need(f"L{number}", "2024-09-02T08:00", "2024-09-02T09:00", priority=2) for number in range(3)]
    plan = solve(make.problem([make.agent()], [*lesser, vital]), QUICK)
    assert [row.need for row in plan.assignments] == ["V"]


def test_minimums_of_later_days_go_before_other_heads_of_earlier_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("whole_coverage", "whole_plan"):
        monkeypatch.setattr(whole, name, lambda *_: None)  # as in a problem that is too large for it
    early = make.need("early", "2024-09-02T08:00", "2024-09-02T12:00", make.role(count=2, minimum=1))
    later = make.need("later", "2024-09-03T08:00", "2024-09-03T12:00", make.role(count=2, minimum=2))
    agents = [make.agent("A", total_minutes=240), make.agent("B")]
    plan = solve(make.problem(agents, [early, later]), QUICK)
    assert sum(plan.objective.missing_minimum) == 0
    assert sum(plan.objective.missing_count) == 1


def test_locked_assignments_stand_even_where_they_contradict_each_other() -> None:
    needs = [make.need("N1"), make.need("N2"), make.need("N3", "2024-09-03T08:00", "2024-09-03T09:00")]
    locked = make.serve("A", "N1", "N2")
    problem = make.problem(make.agents("A", "B"), needs, locked=locked)
    plan = solve(problem, QUICK)
    assert set(locked) <= set(plan.assignments)
    assert set(plan.assignments) - set(locked) == set(make.serve("B", "N3"))


def test_an_earlier_plan_is_kept_where_it_covers_as_well() -> None:
    needs = [make.need(f"N{number}", site=f"S{number}") for number in range(4)]
    agents = make.agents("A", "B", "C", "D", "E")
    baseline = (*make.serve("A", "N0"), *make.serve("B", "N1"), *make.serve("C", "N2"), *make.serve("E", "N3"))
    sick = make.agent("C", unavailable=[make.interval("2024-09-02T00:00", "2024-09-03T00:00")])
    problem = make.problem([sick if one.id == "C" else one for one in agents], needs, baseline=baseline)
    plan = solve(problem, QUICK)
    assert plan.objective.changes == 1
    assert set(plan.assignments) == {row for row in baseline if row.agent != "C"} | set(make.serve("D", "N2"))
    assert plan.status is Status.OPTIMAL


def test_without_time_an_earlier_plan_stands_as_far_as_it_is_legal() -> None:
    earlier = solve(SMALL_WEEK, SolverOptions(seconds=0)).assignments
    absent = replace(SMALL_WEEK.agents[0], unavailable=(make.interval("2024-01-01T00:00", "2034-01-01T00:00"),))
    plan = solve(
        replace(SMALL_WEEK, agents=(absent, *SMALL_WEEK.agents[1:]), baseline=earlier), SolverOptions(seconds=0)
    )
    assert set(plan.assignments) == {row for row in earlier if row.agent != absent.id}
    assert plan.objective.changes == 0


@pytest.mark.parametrize(("night", "held"), [("2024-03-31", True), ("2024-09-29", False), ("2024-10-27", False)])
def test_the_limit_of_a_duty_is_counted_in_real_minutes(night: str, held: bool) -> None:
    needs = [make.need("N", f"{night}T00:00", f"{night}T06:00")]
    problem = make.problem([make.agent()], needs, rules=make.rules(duty_minutes=300))
    assert bool(solve(problem, QUICK).assignments) is held


def test_corps_that_may_not_mix_never_stand_together() -> None:
    needs = [make.need(f"N{number}", "2024-09-02T08:00", "2024-09-02T12:00", make.role(count=2)) for number in range(3)]
    agents = [make.agent(f"A{number}", corps=corps) for number, corps in enumerate(["PM", "ASVP", "PM", "ASVP", "PM"])]
    problem = make.problem(agents, needs, rules=make.rules(forbidden_mixes=(("ASVP", "PM"),)))
    plan = solve(problem, QUICK)
    assert check(problem, plan.assignments) == ()
    assert sum(plan.objective.missing_count) == 1
