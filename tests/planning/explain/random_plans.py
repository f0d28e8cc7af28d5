"""Random legal plans of small random problems, with lines that lack somebody."""

from dataclasses import replace
from random import Random

from otp_desktop.planning.checker import check
from otp_desktop.planning.problem import Assignment, Problem
from tests.planning.solver.random_problems import random_problem


def random_plan(seed: int, **size: int) -> tuple[Problem, tuple[Assignment, ...]]:
    """Rows tried in random order and kept as long as the plan is legal; some are left out."""
    random = Random(seed)
    problem = replace(random_problem(seed, **size), baseline=None)  # type: ignore[arg-type]
    if check(problem, problem.locked):
        problem = replace(problem, locked=())
    rows = list(problem.locked)
    tried = [
        Assignment(agent.id, need.id, line.id)
        for agent in problem.agents
        for need in problem.needs
        for line in need.roles
    ]
    random.shuffle(tried)
    for row in tried:
        if row not in rows and random.random() < 0.7 and not check(problem, [*rows, row]):
            rows.append(row)
    return problem, tuple(rows)
