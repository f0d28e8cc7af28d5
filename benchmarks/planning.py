"""Times and proofs of the solver on problems of the published scale: ``python -m benchmarks.planning [SECONDS]``."""

import sys
from datetime import datetime
from random import Random
from time import perf_counter

from otp_desktop.domain.working_time import ObjectiveWeights
from otp_desktop.planning.checker import check
from otp_desktop.planning.plan import Plan
from otp_desktop.planning.problem import Agent, Need, Problem, RoleLine, Site
from otp_desktop.planning.progress import Progress
from otp_desktop.planning.scenarios import rentree
from otp_desktop.planning.scenarios.rentree import position_in_paris
from otp_desktop.planning.solver import SolverOptions, solve


def main() -> None:
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 30.0
    for problem in (one_wave(1, agents=463, posts=350), one_wave(1, agents=2200, posts=420), rentree(1), rentree(2)):
        measure(problem, seconds)


def one_wave(seed: int, agents: int, posts: int) -> Problem:
    """Posts of one evening, agents who start from their own homes: nothing couples."""
    random = Random(seed)
    start, end = datetime(2024, 7, 26, 17), datetime(2024, 7, 26, 23)
    numbers = range(posts)
    return Problem(
        name=f"one wave, {agents} agents × {posts} posts",
        agents=tuple(Agent(id=f"A{number}", position=position_in_paris(random)) for number in range(agents)),
        sites=tuple(Site(id=f"S{number}", position=position_in_paris(random)) for number in numbers),
        needs=tuple(
            Need(id=f"N{number}", site=f"S{number}", start=start, end=end, roles=(RoleLine(id="guard", count=1),))
            for number in numbers
        ),
        objective=ObjectiveWeights(cohesion=0, continuity=0, equity=0, preference=0),
    )


def measure(problem: Problem, seconds: float) -> None:
    """Prints when the first whole plan stood, what the last one is worth, and what is proved of it."""
    begun, first = perf_counter(), 0.0

    def listen(event: Progress) -> None:
        nonlocal first
        if event.incumbent is not None and not first:
            first = perf_counter() - begun

    plan = solve(problem, SolverOptions(seconds=seconds, workers=1), listen)
    total = perf_counter() - begun
    broken = len(check(problem, plan.assignments))
    print(f"{problem.name}: first plan {first:.2f} s, end {total:.2f} s, {plan.status}, {broken} rules broken")
    print(
        f"  missing {_vector(plan.objective.missing_count)}, bound {_vector(plan.bound.missing_count)}; {_soft(plan)}"
    )


def _vector(heads: tuple[int, ...]) -> str:
    return "/".join(map(str, heads))


def _soft(plan: Plan) -> str:
    objective, gap = plan.objective, 1 - plan.bound.soft / plan.objective.soft if plan.objective.soft else 0.0
    parts = f"{objective.travel_km:.1f} km, {objective.continuity} new faces, {objective.extra_units} extra units"
    return f"soft {objective.soft:.1f}, bound {plan.bound.soft:.1f} ({gap:.2%}): {parts}"


if __name__ == "__main__":
    main()
