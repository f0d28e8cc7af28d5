"""Rosters by column generation, annealing and large neighbourhood search; the best roster of all is kept.

Solvers of mixed integer programs may overrun their time or die: they work in processes that are ended at the deadline.
What is compiled to machine code works in threads. Nobody waits for the compiler: meanwhile the processes build a first
roster and improve it.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.pool import Pool
from threading import Thread
from time import monotonic

import numpy as np

from otp_desktop.planning.progress import StopRequested, never_stop
from otp_desktop.planning.solver.arrays import Ints
from otp_desktop.planning.solver.rostering import jobs
from otp_desktop.planning.solver.rostering.building import build
from otp_desktop.planning.solver.rostering.diving import Diving
from otp_desktop.planning.solver.rostering.improving import Improving
from otp_desktop.planning.solver.rostering.incumbent import Incumbent, RosterListener
from otp_desktop.planning.solver.rostering.local.annealing import Annealing
from otp_desktop.planning.solver.rostering.problem import RosteringProblem
from otp_desktop.planning.solver.rostering.tables import Tables

LARGE_CELLS = 10_000  # duties from which annealing begins at once
VAST_CELLS = 60_000  # duties from which it is alone, in all threads: there the relaxation doesn't come near its end
PRICING, DIVING = 0.35, 0.6  # of the time: by when the relaxation ends, and the dive from it
ANNEALING = 0.6  # of the time left, for the first cycle of annealing
ANNEALING_AFTER = 0.2  # the same after a dive, which a warm cycle mends better than a hot one
ANNEALING_ALONE = 0.95  # the same, where there is nothing beside it: one long cycle is better than several
COMBINING = 0.1  # of the time left, to combine known rows
PATIENCE = 1.0  # seconds, until the builder must be compiling: a program solved here holds it up
CLOSE = 0.01  # gap from which on branching mostly ends the search
BRANCHING = 0.25  # of the time left, for branching with neighbourhoods beside it
TURN = 0.4  # of the time left, for neighbourhoods, and for dives, before it is the others' turn
LEAST_TURN = 1.0  # seconds
LAST_ROUNDS = 0.5  # seconds that threads may take to end; they take longer only where they are still being compiled


@dataclass(frozen=True)
class RosterPlan:
    """``bound`` is proved; ``legal`` is False when the time did not suffice to give everybody their least minutes."""

    roster: Ints
    cost: int
    bound: float
    legal: bool
    seconds: float


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
        self._deadline = monotonic() + seconds
        self._problem, self._tables, self._seed = problem, Tables(problem), seed
        self._random = np.random.default_rng(seed)
        self._stop = stop
        self._cells = int(self._tables.allowed.sum())
        self._incumbent = Incumbent(problem, listener)
        self._threads: list[Thread] = []

    def run(self, pool: Pool, workers: int) -> None:
        improving = Improving(self._tables, self._incumbent, pool, self._random)
        if self._cells > VAST_CELLS:
            self._run_vast(improving, workers)
            return
        large = self._cells > LARGE_CELLS
        if large and workers > 1:
            self._start(self._anneal)
        self._build(improving)
        with ThreadPoolExecutor(workers) as threads:
            diving = Diving(self._tables, self._incumbent, threads, self._random, self._over)
            diving.converge(self._share(PRICING), self._share(DIVING))
            if not large and workers > 1:
                self._start(lambda: self._anneal(ANNEALING_AFTER))
            self._take_turns(diving, improving, max(1, workers - 1))
        for thread in self._threads:
            thread.join(LAST_ROUNDS)

    def _run_vast(self, improving: Improving, workers: int) -> None:
        """Annealing alone; one process builds rows until that has a legal roster: here it would hold annealing up."""
        annealing = self._start(lambda: self._anneal(ANNEALING_ALONE, workers))
        improving.run(1, self._deadline, lambda: self._over() or self._incumbent.best.short == 0)
        annealing.join(max(0.0, self._deadline - monotonic()) + LAST_ROUNDS)

    def _build(self, improving: Improving) -> None:
        """A first roster by priced rows; the processes build one too, and improve it, while those are compiled."""
        builder = self._start(self._build_priced)

        def over() -> bool:
            return self._over() or not builder.is_alive()

        builder.join(PATIENCE)  # where it is compiled already, that does for small problems
        improving.build(self._deadline, over)
        improving.run(1, self._deadline, over)

    def _build_priced(self) -> None:
        self._incumbent.offer(build(self._tables, np.random.default_rng(self._seed), self._over))

    def _take_turns(self, diving: Diving, improving: Improving, workers: int) -> None:
        """Branching where little is left, dives, the best of all rows known, neighbourhoods; and again."""
        while not self._over():
            if self._close():
                self._branch(diving, improving, workers, self._turn(BRANCHING))
            diving.beside(self._turn(TURN))
            improving.combine(diving.cheapest(), self._turn(COMBINING) - monotonic(), self._over)
            improving.run(workers, self._turn(TURN), self._over)

    def _branch(self, diving: Diving, improving: Improving, workers: int, until: float) -> None:
        """Neighbourhoods in processes meanwhile: each goes on from the other's best roster."""
        beside = self._start(lambda: improving.run(workers, until, self._over))
        diving.branch(until)
        beside.join()

    def _close(self) -> bool:
        return self._cells <= LARGE_CELLS and self._incumbent.gap <= CLOSE

    def _anneal(self, first: float = ANNEALING, threads: int = 1) -> None:
        """``first`` is the first cycle's share of the time left."""
        annealing = Annealing(self._tables, self._incumbent, self._seed, threads)
        annealing.run(self._share(first), self._deadline, lambda: self._over() or self._close())

    def _start(self, work: Callable[[], None]) -> Thread:
        thread = Thread(target=work, daemon=True)
        self._threads.append(thread)
        thread.start()
        return thread

    def _share(self, share: float) -> float:
        """The moment when so much of the time left is over."""
        now = monotonic()
        return now + share * (self._deadline - now)

    def _turn(self, share: float) -> float:
        return min(self._deadline, max(self._share(share), monotonic() + LEAST_TURN))

    def plan(self) -> RosterPlan:
        best = self._incumbent.best
        return RosterPlan(best.roster, best.cost, self._incumbent.bound, best.short == 0, self._incumbent.seconds)

    def _over(self) -> bool:
        return self._incumbent.proved or monotonic() >= self._deadline or self._stop()
