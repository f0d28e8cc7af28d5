"""However little time a re-plan has, it fills what the old plan lost: no post stays open beside an idle agent."""

from collections import Counter
from collections.abc import Iterator

import pytest

from otp_desktop.planning.agent_hours import AgentHours
from otp_desktop.planning.checker import check
from otp_desktop.planning.problem import Assignment, Problem
from otp_desktop.planning.replan import frontier, replan, replan_problem, surviving_rows, with_absences
from otp_desktop.planning.rules.eligibility import allows
from otp_desktop.planning.solver import SolverOptions
from tests.planning.scenarios.small import SMALL

HARDLY_ANY = SolverOptions(seconds=1e-6, workers=1)


def old_plan(problem: Problem) -> tuple[Assignment, ...]:
    return replan(problem, (), HARDLY_ANY).assignments


def without_some(problem: Problem, rows: tuple[Assignment, ...]) -> Problem:
    """Every sixth agent of those who are called does not come."""
    return with_absences(problem, sorted({row.agent for row in rows})[::6])


def idle_hands(problem: Problem, rows: tuple[Assignment, ...]) -> Iterator[Assignment]:
    """Rows that could simply be added where heads are missing, as the checker's own rules judge them."""
    hours, heads = AgentHours(problem), Counter((row.need, row.role) for row in rows)
    served: dict[str, list[Assignment]] = {agent.id: [] for agent in problem.agents}
    present: dict[str, set[str]] = {need.id: set() for need in problem.needs}
    for row in rows:
        served[row.agent].append(row)
        present[row.need].add(row.agent)
    for need in problem.needs:
        for role in need.roles:
            for agent in problem.agents if heads[need.id, role.id] < role.count else ():
                row = Assignment(agent.id, need.id, role.id)
                corps = {problem.agent[one].corps for one in present[need.id]} | {agent.corps}
                mixed = any(corps.issuperset(mix) for mix in problem.rules.forbidden_mixes)
                may = allows(agent, need, role) and agent.id not in present[need.id] and not mixed
                if may and not hours.newly_broken(agent.id, served[agent.id], row):
                    yield row


@pytest.mark.parametrize("scenario", sorted(SMALL.keys() - {"paralympic", "national"}))  # of the shape of the ceremony
def test_nobody_is_idle_beside_an_open_post_however_little_time_there_was(scenario: str) -> None:
    problem = SMALL[scenario](1)
    old = old_plan(problem)
    changed = without_some(problem, old)
    plan = replan(changed, old, HARDLY_ANY)
    assert check(replan_problem(changed, old), plan.assignments) == ()
    assert list(idle_hands(changed, plan.assignments)) == []
    assert len(plan.assignments) >= len(surviving_rows(changed, old))


def test_the_frontier_goes_as_far_as_the_refill_however_little_time_there_was() -> None:
    problem = SMALL["rentree"](1)
    old = old_plan(problem)
    changed = without_some(problem, old)
    points = frontier(changed, old, len(problem.agents), seconds=1e-6)
    assert list(idle_hands(changed, points[-1].assignments)) == []


def test_who_asks_to_stop_at_once_gets_what_is_left_of_the_old_plan() -> None:
    problem = SMALL["rentree"](1)
    old = old_plan(problem)
    changed = without_some(problem, old)
    plan = replan(changed, old, HARDLY_ANY, stop_requested=lambda: True)
    assert set(plan.assignments) == set(surviving_rows(changed, old))
