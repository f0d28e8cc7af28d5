"""What is solved in a process of its own, which knows the problem from its beginning."""

from dataclasses import dataclass
from time import monotonic

from otp_desktop.planning.solver.arrays import Ints
from otp_desktop.planning.solver.rostering import combining
from otp_desktop.planning.solver.rostering.linear import Solver
from otp_desktop.planning.solver.rostering.master import Column
from otp_desktop.planning.solver.rostering.neighbourhood import Neighbourhood, improve
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
class RowsJob:
    columns: list[Column]
    seconds: float
    seed: int


@dataclass(frozen=True)
class Outcome:
    """``rows`` (members, days of the window) or None; ``whole_bound`` where everything was free."""

    free: Neighbourhood
    rows: Ints | None
    optimal: bool
    seconds: float
    whole_bound: float | None


_tables: list[Tables] = []  # one entry, of this process


def begin(problem: RosteringProblem) -> None:
    _tables[:] = [Tables(problem)]


def run(job: Job) -> Outcome:
    (tables,) = _tables
    return run_on(tables, job)


def run_on(tables: Tables, job: Job) -> Outcome:
    begun, free = monotonic(), job.free
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


def combine(job: RowsJob) -> Ints | None:
    (tables,) = _tables
    return combining.combine(tables, job.columns, job.seconds, job.seed)
