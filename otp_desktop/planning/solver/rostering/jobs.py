"""What is solved in a process of its own, which knows the problem from its beginning: neighbourhoods, best rows."""

from dataclasses import dataclass
from time import monotonic

import numpy as np

from otp_desktop.planning.solver.arrays import Floats, Ints
from otp_desktop.planning.solver.rostering.budget import Window
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
_pricers: dict[tuple[int, ...], Pricer] = {}  # by team


def begin(problem: RosteringProblem) -> None:
    _tables[:] = [Tables(problem)]
    _pricers.clear()


def price(team: tuple[int, ...], among: Ints, prices: Floats, exact: bool) -> Priced:
    """The best rows of some of a team (by place) when a duty gains its price (days, kinds)."""
    (tables,), members = _tables, list(team)
    if team not in _pricers:
        everything = Window(0, tables.problem.days)
        _pricers[team] = Pricer(tables, members, tables.problem.empty_roster(), everything)
    cost = np.where(tables.allowed[members], tables.wish_cost[members] - prices, np.inf)
    return _pricers[team].price(cost, exact=exact, among=among)


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
