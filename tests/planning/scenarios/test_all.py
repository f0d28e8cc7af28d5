"""What holds for every scenario: the format, the seed, the law, and a plan that makes sense."""

from collections import Counter
from dataclasses import replace
from itertools import chain

import pytest

from otp_desktop.domain.working_time import WorkingTimeRules
from otp_desktop.planning.checker import check
from otp_desktop.planning.problem import Problem
from otp_desktop.planning.problem_file import read_problem, write_problem
from otp_desktop.planning.progress import Progress
from otp_desktop.planning.scenarios import SCENARIOS, ceremony
from otp_desktop.planning.score import score, shortages
from otp_desktop.planning.solver import SolverOptions, solve
from tests.planning.scenarios.small import SMALL

each_scenario = pytest.mark.parametrize("name", SMALL)


def test_every_scenario_is_tested_small_too() -> None:
    assert SMALL.keys() == SCENARIOS.keys()


@each_scenario
def test_the_file_of_a_scenario_gives_the_same_problem_back_without_a_fault(name: str) -> None:
    problem = SMALL[name](1)
    assert read_problem(write_problem(problem)) == problem


def test_the_whole_ceremony_passes_through_its_file_too() -> None:
    problem = ceremony(1)
    assert read_problem(write_problem(problem)) == problem


@each_scenario
def test_a_seed_always_makes_the_same_problem_and_another_seed_another_one(name: str) -> None:
    make = SMALL[name]
    assert make(7) == make(7)
    assert replace(make(7), name="") != replace(make(8), name="")


@each_scenario
def test_the_whole_law_applies(name: str) -> None:
    problem = SMALL[name](1)
    assert problem.rules == WorkingTimeRules()
    assert problem.travel is not None


@each_scenario
def test_everybody_has_a_base_and_every_site_a_place(name: str) -> None:
    problem = SMALL[name](1)
    assert all(problem.base_of(agent) for agent in problem.agents)
    assert all(site.position and site.zone for site in problem.sites)


@each_scenario
def test_the_danger_of_a_need_is_its_priority_and_minimums_leave_room(name: str) -> None:
    roles = list(chain.from_iterable(need.roles for need in SMALL[name](1).needs))
    assert all(0 <= role.minimum <= role.count and role.count > 0 for role in roles)
    assert any(role.minimum < role.count for role in roles)


@each_scenario
def test_work_longer_than_six_hours_is_relieved(name: str) -> None:
    problem = SMALL[name](1)
    longest = problem.rules.continuous_minutes
    assert longest is not None
    assert all(need.relieved for need in problem.needs if (need.end - need.start).total_seconds() / 60 > longest)


@each_scenario
def test_every_skill_asked_for_is_held_by_somebody_there(name: str) -> None:
    problem = SMALL[name](1)
    held = Counter(skill.code for agent in problem.agents for skill in agent.skills)
    asked = {skill for need in problem.needs for role in need.roles for skill in role.skills}
    assert asked <= held.keys()


@each_scenario
@pytest.mark.parametrize("seed", [1, 2])
def test_its_first_plan_is_legal_and_holds_most_heads(name: str, seed: int) -> None:
    problem = SMALL[name](seed)
    first = _FirstPlan()
    plan = solve(problem, SolverOptions(seconds=60, workers=1), first.hear, first.asked)
    assert check(problem, plan.assignments) == ()
    assert score(problem, plan.assignments) == plan.objective
    missing = sum(shortage.missing for shortage in shortages(problem, plan.assignments))
    assert missing < 0.2 * _heads(problem)


class _FirstPlan:
    """Listens to the search and asks it to stop once a plan stands, before anything is proved of it."""

    def __init__(self) -> None:
        self.stands = False

    def hear(self, progress: Progress) -> None:
        self.stands |= progress.phase not in ("reading", "coverage")

    def asked(self) -> bool:
        return self.stands


def _heads(problem: Problem) -> int:
    return sum(role.count for need in problem.needs for role in need.roles)
