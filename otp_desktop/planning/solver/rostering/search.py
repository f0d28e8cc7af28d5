"""Rosters by column generation, then large neighbourhood search: processes solve, this one keeps the best roster.

Solvers may overrun their time or die: they work in processes that are ended at the deadline, and nothing they return
is believed before ``evaluate`` has judged it.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.pool import AsyncResult, Pool
from threading import Thread
from time import monotonic, sleep

import numpy as np

from otp_desktop.planning.progress import StopRequested, never_stop
from otp_desktop.planning.solver.arrays import Bools, Ints
from otp_desktop.planning.solver.rostering import jobs
from otp_desktop.planning.solver.rostering.building import build
from otp_desktop.planning.solver.rostering.choosing import SLOW, Chooser, choosers, draw_chooser, drawing
from otp_desktop.planning.solver.rostering.evaluate import cost, faults
from otp_desktop.planning.solver.rostering.generation import Generation
from otp_desktop.planning.solver.rostering.jobs import Job, Outcome
from otp_desktop.planning.solver.rostering.local.annealing import Annealing
from otp_desktop.planning.solver.rostering.member_rows import Window
from otp_desktop.planning.solver.rostering.neighbourhood import Neighbourhood
from otp_desktop.planning.solver.rostering.pricing import Pricing, StoppedError
from otp_desktop.planning.solver.rostering.problem import RosteringProblem
from otp_desktop.planning.solver.rostering.tables import Tables

WHOLE_CELLS, WHOLE_DAYS = 6_000, 35  # duties and days up to which one process tries the whole problem
BUILDING_GAP = 0.005  # the first rows need not be the best: they will be seen again
BUILDING_CELLS = 3_000  # rows of the first roster are built a few together, or alone where they are long
WHOLE_TIME = 0.8  # of the time left: solvers overrun theirs, and what comes after the deadline is lost
PRICING, GENERATING = 0.35, 0.6  # of the time: pricing may take so much before the dive begins, and both at most
FREE = 0.15, 0.5  # of the members, who have new rows in a dive beside the best roster
ANNEALING = 0.5  # of the time, for the first cycle of annealing
POLL = 0.02  # seconds
HEARING = 1.0  # seconds between two rosters taken over from annealing: to judge a large one is slow
LAST_ROUNDS = 0.5  # seconds that annealing may take to end; it takes longer only where it is still being compiled
SHORTFALL = "least_minutes"


@dataclass(frozen=True)
class Found:
    """A roster that breaks no limit, apart from least minutes not yet reached: ``short`` members."""

    roster: Ints
    cost: int
    short: int

    @property
    def rank(self) -> tuple[int, int]:
        return self.short, self.cost


@dataclass(frozen=True)
class RosterPlan:
    """``bound`` is proved; ``legal`` is False when the time did not suffice to give everybody their least minutes."""

    roster: Ints
    cost: int
    bound: float
    legal: bool
    seconds: float


RosterListener = Callable[[float, int, bool], None]
"""Told each better roster: seconds, cost, whether it is legal."""


def solve(
    problem: RosteringProblem,
    seconds: float = 60,
    workers: int = 2,
    seed: int = 1,
    on_better: RosterListener = lambda *_: None,
    stop_requested: StopRequested = never_stop,
) -> RosterPlan:
    """The best roster found in the time, or sooner when it is proved best."""
    search = _Search(problem, seconds, seed, on_better, stop_requested)
    with get_context("spawn").Pool(workers, jobs.begin, (problem,)) as pool:  # leaving ends the processes
        search.run(pool, workers)
    return search.plan()


class _Search:
    def __init__(
        self, problem: RosteringProblem, seconds: float, seed: int, listener: RosterListener, stop: StopRequested
    ) -> None:
        self._begun = monotonic()
        self._deadline = self._begun + seconds
        self._problem, self._tables = problem, Tables(problem)
        self._random = np.random.default_rng(seed)
        self._listener, self._stop = listener, stop
        self._choosers = choosers(self._tables)
        self._constant = sum(wish.cost for wish in problem.wishes if not wish.refused)
        self._bound = -np.inf
        self._best = self._judged(build(self._tables, self._random, self._late))
        self._annealing = Annealing(self._tables, self._best.roster, seed)
        self._heard, self._hear_from = self._annealing.best, self._begun
        self._waiting: list[Neighbourhood] = []
        self._whole = problem.days <= WHOLE_DAYS and bool(self._tables.allowed.sum() <= WHOLE_CELLS)

    def run(self, pool: Pool, workers: int) -> None:
        """Where there are two workers, one of them anneals."""
        if workers < 2:
            self._solve(pool, workers)
            return
        first_until = self._deadline - (1 - ANNEALING) * (self._deadline - monotonic())
        when = first_until, self._deadline, self._over
        thread = Thread(target=self._annealing.run, args=when, name="annealing", daemon=True)
        thread.start()
        self._solve(pool, workers - 1)
        thread.join(LAST_ROUNDS)
        self._hear()

    def _solve(self, pool: Pool, workers: int) -> None:
        """Where a model of the whole problem is worth a process, it starts at once."""
        running: list[tuple[AsyncResult[Outcome], Chooser | None]] = []
        if self._whole:
            running.append((self._submit(pool, self._whole_job()), None))
        self._generate(workers)
        self._waiting = self._building()
        while not self._over():
            while len(running) < workers:
                job, chooser = self._next()
                running.append((self._submit(pool, job), chooser))
            sleep(POLL)
            if monotonic() >= self._hear_from:
                self._hear()
            for entry in [entry for entry in running if entry[0].ready()]:
                running.remove(entry)
                self._take(entry[0].get(), entry[1])

    def _submit(self, pool: Pool, job: Job) -> "AsyncResult[Outcome]":
        return pool.apply_async(jobs.run, (job,))

    def _generate(self, workers: int) -> None:
        """The bound of column generation, and the rosters it dives to, first whole ones; most of the time at most."""
        until = self._deadline - (1 - GENERATING) * (self._deadline - monotonic())
        dive_from = self._deadline - (1 - PRICING) * (self._deadline - monotonic())

        def over() -> bool:
            return self._over() or monotonic() >= until

        with ThreadPoolExecutor(workers) as threads:
            generation = Generation(self._tables, Pricing(self._tables, threads, over), until, self._over)
            generation.start_from(self._best.roster)
            try:
                generation.converge(dive_from, self._raise_bound)
                self._hear()
                generation.start_from(self._best.roster)
                self._keep_dive(generation.dive())
                while not over():
                    self._hear()
                    self._keep_dive(generation.dive_beside(self._best.roster, self._kept()))
            except StoppedError:
                return

    def _kept(self) -> list[int]:
        """Members who keep their rows in a dive: all but some, drawn."""
        members = len(self._problem.members)
        free = int(np.ceil(members * self._random.uniform(*FREE)))
        return sorted(self._random.choice(members, members - free, replace=False).tolist())

    def _keep_dive(self, roster: Ints | None) -> None:
        if roster is not None:
            self._keep(self._judged(roster))

    def plan(self) -> RosterPlan:
        best = self._best
        return RosterPlan(best.roster, best.cost, self._bound, best.short == 0, monotonic() - self._begun)

    def _building(self) -> list[Neighbourhood]:
        """The whole rows of those who have none yet, in an order of chance."""
        days, members = self._problem.days, self._random.permutation(np.flatnonzero(self._lacking()))
        cells = max(1.0, self._tables.allowed.sum() / len(self._problem.members))
        count = int(np.clip(BUILDING_CELLS / cells, 1, len(self._problem.members)))
        return [
            Neighbourhood(np.sort(members[start : start + count]), Window(0, days))
            for start in range(0, len(members), count)
        ]

    def _lacking(self) -> Bools:
        """(members,): less than the least minutes."""
        minutes = np.append(self._problem.minutes, 0)[self._best.roster].sum(axis=1)  # OFF is the last index
        least = np.array([member.least_minutes for member in self._problem.members])
        return np.asarray(minutes < least)

    def _next(self) -> tuple[Job, Chooser | None]:
        left = max(0.1, self._deadline - monotonic())
        seed = int(self._random.integers(1, 2**31))
        if self._waiting:
            return Job(self._best.roster, self._waiting.pop(), min(left, 2 * SLOW), seed, BUILDING_GAP), None
        if self._whole:
            return self._whole_job(), None
        chooser = draw_chooser(self._choosers, self._random)
        free = chooser.choose(drawing(self._tables, self._random, self._best.roster))
        return Job(self._best.roster, free, min(left, SLOW), seed), chooser

    def _whole_job(self) -> Job:
        self._whole = False
        everybody = Neighbourhood(np.arange(len(self._problem.members)), Window(0, self._problem.days))
        seconds = WHOLE_TIME * (self._deadline - monotonic())
        return Job(self._best.roster, everybody, seconds, int(self._random.integers(1, 2**31)))

    def _take(self, outcome: Outcome, chooser: Chooser | None) -> None:
        before = self._best
        self._consider(outcome, chooser)
        if chooser is not None:
            gain = float(before.cost - self._best.cost) if before.short == self._best.short else 0.0
            chooser.learn(outcome.seconds, optimal=outcome.optimal, gain=gain)

    def _consider(self, outcome: Outcome, chooser: Chooser | None) -> None:
        """Keeps what was found when it is no worse beside what others have found meanwhile."""
        if outcome.whole_bound is not None:
            self._raise_bound(outcome.whole_bound)
        if outcome.rows is None:
            if chooser is None:
                self._waiting += _halves(outcome.free)
            return
        free = outcome.free
        roster = self._best.roster.copy()  # others may have changed other rows meanwhile
        roster[free.members, free.window.first : free.window.last] = outcome.rows
        self._keep(self._judged(roster))

    def _keep(self, found: Found) -> None:
        if found.short < 0 or found.rank > self._best.rank:
            return
        if found.rank < self._best.rank:
            self._listener(monotonic() - self._begun, found.cost, found.short == 0)
        self._best = found
        self._annealing.start = found.roster

    def _hear(self) -> None:
        """Takes over what annealing has found."""
        annealed = self._annealing.best
        if annealed is not self._heard:
            self._heard, self._hear_from = annealed, monotonic() + HEARING
            self._keep(self._judged(annealed.roster))

    def _raise_bound(self, value: float) -> None:
        """Costs are whole; ``value`` leaves out what wishes cost that a duty would meet."""
        self._bound = max(self._bound, np.ceil(value + self._constant - 1e-4))

    def _judged(self, roster: Ints) -> Found:
        """``short`` is -1 when limits other than least minutes are broken."""
        broken = faults(self._problem, roster)
        bad = any(fault.rule != SHORTFALL for fault in broken)
        return Found(roster, cost(self._problem, roster), -1 if bad else len(broken))

    def _late(self) -> bool:
        return monotonic() >= self._deadline or self._stop()

    def _over(self) -> bool:
        proved = self._best.short == 0 and self._best.cost <= self._bound
        return proved or self._late()


def _halves(free: Neighbourhood) -> list[Neighbourhood]:
    """Fewer members at once where all together took too long; nothing of one member alone, who can't be served."""
    middle = len(free.members) // 2
    parts = (free.members[:middle], free.members[middle:]) if middle else ()
    return [Neighbourhood(part, free.window) for part in parts]
