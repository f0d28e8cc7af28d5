"""The best roster so far and what is proved: nothing that a solver returns is believed before it has been judged."""

from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock
from time import monotonic

import numpy as np

from otp_desktop.planning.solver.arrays import Bools, Ints
from otp_desktop.planning.solver.rostering.evaluate import cost, faults
from otp_desktop.planning.solver.rostering.problem import RosteringProblem

SHORTFALL = "least_minutes"

RosterListener = Callable[[float, int, bool], None]
"""Told each better roster: seconds, cost, whether it is legal."""


@dataclass(frozen=True)
class Found:
    """A roster that breaks no limit, apart from least minutes not yet reached: ``short`` members."""

    roster: Ints
    cost: int
    short: int

    @property
    def rank(self) -> tuple[int, int]:
        return self.short, self.cost


class Incumbent:
    """Rosters are offered by several threads; any may read ``best`` and ``bound`` at any time."""

    def __init__(self, problem: RosteringProblem, listener: RosterListener) -> None:
        self._begun = monotonic()
        self._problem, self._listener = problem, listener
        self._refusals = sum(wish.cost for wish in problem.wishes if not wish.refused)
        self._lock = Lock()
        empty = problem.empty_roster()
        self.best = Found(empty, cost(problem, empty), len(faults(problem, empty)))
        self.bound = -np.inf

    def offer(self, roster: Ints) -> None:
        """Takes a roster over unless it breaks a limit or is worse than the best; one as good brings variety."""
        broken = faults(self._problem, roster)
        if any(fault.rule != SHORTFALL for fault in broken):
            return
        found = Found(roster, cost(self._problem, roster), len(broken))
        with self._lock:
            if found.rank > self.best.rank:
                return
            better, self.best = found.rank < self.best.rank, found
        if better:
            self._listener(self.seconds, found.cost, found.short == 0)

    def raise_bound(self, value: float) -> None:
        """Costs are whole; ``value`` leaves out what wishes cost that a duty would meet."""
        with self._lock:
            self.bound = max(self.bound, np.ceil(value + self._refusals - 1e-4))

    @property
    def proved(self) -> bool:
        return self.best.short == 0 and self.best.cost <= self.bound

    @property
    def gap(self) -> float:
        """What the best roster costs beyond the bound, as a share of its cost."""
        return (self.best.cost - self.bound) / max(1, self.best.cost) if self.best.short == 0 else np.inf

    @property
    def beside_bounds(self) -> float:
        """The best cost in the terms of ``raise_bound``."""
        return float(self.best.cost - self._refusals)

    @property
    def seconds(self) -> float:
        """Since the search began."""
        return monotonic() - self._begun

    def lacking(self) -> Bools:
        """(members,): less than the least minutes."""
        minutes = np.append(self._problem.minutes, 0)[self.best.roster].sum(axis=1)  # OFF is the last index
        least = np.array([member.least_minutes for member in self._problem.members])
        return np.asarray(minutes < least)
