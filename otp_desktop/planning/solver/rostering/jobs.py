"""What is solved in a process of its own, which knows the problem from its beginning: neighbourhoods, best rows."""

from dataclasses import dataclass
from time import monotonic

import numpy as np

from otp_desktop.planning.solver.arrays import Floats, Ints
from otp_desktop.planning.solver.rostering.linear import Solver
from otp_desktop.planning.solver.rostering.neighbourhood import Neighbourhood, improve
from otp_desktop.planning.solver.rostering.pricing import Priced, Pricer
from otp_desktop.planning.solver.rostering.problem import RosteringProblem
from otp_desktop.planning.solver.rostering.tables import Tables


@dataclass(frozen=True)
class Job:
    roster: Ints
    free: Neighbourhood
    seconds: float
    seed: int
    gap: float = 0.0


@dataclass(frozen=True)
class Outcome:
    """``rows`` (members, days of the window) or None; ``whole_bound`` where everything was free."""

    free: Neighbourhood
    rows: Ints | None
    optimal: bool
    seconds: float
    whole_bound: float | None


_tables: list[Tables] = []  # one entry, of this process
_pricers: dict[int, Pricer] = {}  # by member


def begin(problem: RosteringProblem) -> None:
    _tables[:] = [Tables(problem)]
    _pricers.clear()


def price(member: int, prices: Floats) -> Priced:
    """The best rows of a member when a duty gains its price (days, kinds)."""
    (tables,) = _tables
    if member not in _pricers:
        _pricers[member] = Pricer(tables, member)
    return _pricers[member].price(np.where(tables.allowed[member], tables.wish_cost[member] - prices, np.inf))


def run(job: Job) -> Outcome:
    begun = monotonic()
    (tables,), free = _tables, job.free
    attempt = improve(tables, job.roster, free, Solver.HIGHS, job.seconds, seed=job.seed, gap=job.gap)
    whole = len(free.members) == len(tables.problem.members) and free.window.days == tables.problem.days
    rows = None if attempt.roster is None else attempt.roster[free.members, free.window.first : free.window.last]
    return Outcome(
        free=free,
        rows=rows,
        optimal=attempt.solution.optimal,
        seconds=monotonic() - begun,
        whole_bound=attempt.solution.bound if whole else None,
    )
