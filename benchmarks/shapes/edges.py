"""Edges: nothing to do, nobody to do it, half of it settled, wishes of any sign."""

from dataclasses import replace
from random import Random

from benchmarks.shapes.parts import Shape, agent, at, guard, need, problem
from otp_desktop.planning.problem import Problem, Wish
from otp_desktop.planning.solver import SolverOptions, solve


def nobody(seed: int) -> Problem:
    """An empty roll."""
    random = Random(seed)
    return problem(random, "an empty roll", [], [need(number, 0, at(0, 8), 4, guard(3, 1)) for number in range(50)])


def nothing(seed: int) -> Problem:
    """No needs."""
    return problem(Random(seed), "no needs", [agent(number, 0) for number in range(50)], [])


def no_heads(seed: int) -> Problem:
    """Needs of no heads, and needs of no role line, among others."""
    random = Random(seed)
    posts = [
        need(number, number, at(0, 8 + number % 5), 4, () if number % 3 == 0 else guard(number % 3 - 1))
        for number in range(60)
    ]
    return problem(random, "needs of no heads", [agent(number, 0) for number in range(30)], posts)


def half_locked(seed: int) -> Problem:
    """Half of a plan locked, as a planner keeps what he has settled."""
    open_ = _two_days(seed)
    plan = solve(open_, SolverOptions(seconds=1, workers=1, seed=seed))
    chosen = Random(seed).sample(plan.assignments, len(plan.assignments) // 2)
    return replace(open_, name="half of the plan locked", locked=tuple(sorted(chosen)))


def _two_days(seed: int) -> Problem:
    random = Random(seed)
    force = [agent(number, number % 10, *(("leader",) if number % 9 == 0 else ())) for number in range(250)]
    posts = [
        need(number, number % 90, at(number % 2, random.choice((7, 9, 13, 16, 19))), 4, guard(random.randint(1, 3), 1))
        for number in range(300)
    ]
    return problem(random, "two days", force, posts)


def wishes(seed: int) -> Problem:
    """Wishes to work and not to, of any size, that overlap each other."""
    random = Random(seed)
    free = _two_days(seed)
    wished = tuple(
        Wish(
            agent=one.id, start=at(day, hour), end=at(day, hour + 9), cost=random.choice((-1000, -3.5, -1, 0, 0.5, 400))
        )
        for one in free.agents
        for day, hour in ((random.randrange(2), random.choice((0, 6, 12))) for _ in range(3))
    )
    return replace(free, name="wishes of any sign", wishes=wished)


EDGES: dict[str, Shape] = {
    "nobody": nobody,
    "nothing": nothing,
    "no-heads": no_heads,
    "half-locked": half_locked,
    "wishes": wishes,
}
