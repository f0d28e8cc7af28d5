"""Along a way with many posts, one agent with nothing to do takes over the whole duty of one who is absent."""

from otp_desktop.planning.problem import Problem
from otp_desktop.planning.replan import replan, with_absences
from otp_desktop.planning.solver import SolverOptions
from tests.planning import builders as make

POSTS = 6


def way() -> Problem:
    """Posts that open one after the other; two agents may serve them."""
    needs = [
        make.need(f"post{hour}", f"2024-09-02T{hour:02}:00", f"2024-09-02T{hour:02}:50") for hour in range(8, 8 + POSTS)
    ]
    return make.problem(make.agents("A", "B"), needs)


def test_a_whole_duty_goes_to_one_idle_agent() -> None:
    problem = way()
    old = make.serve("A", *(need.id for need in problem.needs))
    plan = replan(with_absences(problem, ["A"]), old, SolverOptions(seconds=5))
    assert sum(plan.objective.missing_count) == 0
    assert plan.objective.changes == 1
    assert {row.agent for row in plan.assignments} == {"B"}
