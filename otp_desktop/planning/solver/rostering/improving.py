"""Neighbourhoods of the best roster, solved in processes: whole rows first where members have none."""

from collections.abc import Callable
from multiprocessing.pool import AsyncResult, Pool
from time import monotonic, sleep

import numpy as np

from otp_desktop.planning.solver.rostering import jobs
from otp_desktop.planning.solver.rostering.choosing import SLOW, Chooser, choosers, draw_chooser, drawing
from otp_desktop.planning.solver.rostering.incumbent import Incumbent
from otp_desktop.planning.solver.rostering.jobs import Job, Outcome, RowsJob
from otp_desktop.planning.solver.rostering.master import Column
from otp_desktop.planning.solver.rostering.member_rows import Window
from otp_desktop.planning.solver.rostering.neighbourhood import Neighbourhood
from otp_desktop.planning.solver.rostering.tables import Tables

WHOLE_CELLS, WHOLE_DAYS = 6_000, 35  # duties and days up to which one process tries the whole problem
PROVED_CELLS = 600  # duties up to which that mostly ends with a proof: it has all the time
BUILDING_GAP = 0.02  # the first rows need not be the best: they will be seen again
BUILDING_CELLS = 300  # rows of the first roster are built a few together, or alone where they are long
POLL = 0.02  # seconds


class Improving:
    """One thread calls; jobs of an earlier call may still be running in a later one."""

    def __init__(self, tables: Tables, incumbent: Incumbent, pool: Pool, random: np.random.Generator) -> None:
        self._tables, self._problem = tables, tables.problem
        self._incumbent, self._pool, self._random = incumbent, pool, random
        self._choosers = choosers(tables)
        self._running: list[tuple[AsyncResult[Outcome], Chooser | None]] = []
        self._waiting = self._building()
        small = tables.problem.days <= WHOLE_DAYS and bool(tables.allowed.sum() <= WHOLE_CELLS)
        self._whole = small

    def build(self, until: float, over: Callable[[], bool]) -> None:
        """Rows for members who have none, in this thread: processes take seconds to begin."""
        while self._waiting and not over() and monotonic() < until:
            job = self._building_job(until)
            if job is not None:
                self._take(jobs.run_on(self._tables, job), None)

    def run(self, workers: int, until: float, over: Callable[[], bool]) -> None:
        """So many jobs at a time, until a moment of the clock; a whole problem, where it is small, is tried once."""
        while not over() and monotonic() < until:
            while len(self._running) < workers:
                job, chooser = self._next(until)
                self._running.append((self._pool.apply_async(jobs.run, (job,)), chooser))
            sleep(POLL)
            for entry in [entry for entry in self._running if entry[0].ready()]:
                self._running.remove(entry)
                self._take(entry[0].get(), entry[1])

    def combine(self, columns: list[Column], seconds: float, over: Callable[[], bool]) -> None:
        """The best roster of known rows."""
        found = self._pool.apply_async(jobs.combine, (RowsJob(columns, seconds, self._seed()),))
        while not found.ready() and not over():
            sleep(POLL)
        if found.ready() and (roster := found.get()) is not None:
            self._incumbent.offer(roster)

    def _building(self) -> list[Neighbourhood]:
        """The whole rows of those who have none yet, in an order of chance."""
        days, members = self._problem.days, self._random.permutation(np.flatnonzero(self._incumbent.lacking()))
        cells = max(1.0, self._tables.allowed.sum() / len(self._problem.members))
        count = int(np.clip(BUILDING_CELLS / cells, 1, len(self._problem.members)))
        return [
            Neighbourhood(np.sort(members[start : start + count]), Window(0, days))
            for start in range(0, len(members), count)
        ]

    def _next(self, until: float) -> tuple[Job, Chooser | None]:
        while self._waiting:
            job = self._building_job(until)
            if job is not None:
                return job, None
        seed, roster, left = self._seed(), self._incumbent.best.roster, max(0.1, until - monotonic())
        if self._whole:
            self._whole = False
            everybody = Neighbourhood(np.arange(len(self._problem.members)), Window(0, self._problem.days))
            proved = bool(self._tables.allowed.sum() <= PROVED_CELLS)
            return Job(roster, everybody, left if proved else min(left, 2 * SLOW), seed), None
        chooser = draw_chooser(self._choosers, self._random)
        free = chooser.choose(drawing(self._tables, self._random, roster))
        return Job(roster, free, min(left, SLOW), seed), chooser

    def _building_job(self, until: float) -> Job | None:
        """None where others have found rows for these members meanwhile."""
        free, left = self._waiting.pop(), max(0.1, until - monotonic())
        if not self._incumbent.lacking()[free.members].any():
            return None
        return Job(self._incumbent.best.roster, free, min(left, 2 * SLOW), self._seed(), BUILDING_GAP)

    def _seed(self) -> int:
        return int(self._random.integers(1, 2**31))

    def _take(self, outcome: Outcome, chooser: Chooser | None) -> None:
        before = self._incumbent.best
        self._consider(outcome, chooser)
        if chooser is not None:
            after = self._incumbent.best
            gain = float(before.cost - after.cost) if before.short == after.short else 0.0
            chooser.learn(outcome.seconds, optimal=outcome.optimal, gain=gain)

    def _consider(self, outcome: Outcome, chooser: Chooser | None) -> None:
        """Offers what was found, beside what others have found meanwhile."""
        if outcome.whole_bound is not None:
            self._incumbent.raise_bound(outcome.whole_bound)
        free = outcome.free
        if outcome.rows is None:
            if chooser is None:
                self._waiting += _halves(free)
            return
        roster = self._incumbent.best.roster.copy()
        roster[free.members, free.window.first : free.window.last] = outcome.rows
        self._incumbent.offer(roster)


def _halves(free: Neighbourhood) -> list[Neighbourhood]:
    """Fewer members at once where all together took too long; nothing of one member alone, who can't be served."""
    middle = len(free.members) // 2
    parts = (free.members[:middle], free.members[middle:]) if middle else ()
    return [Neighbourhood(part, free.window) for part in parts]
