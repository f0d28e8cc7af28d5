"""Simulated annealing of a roster, in one thread beside column generation or in several on parts of the roster."""

from collections.abc import Callable
from concurrent.futures import Executor, ThreadPoolExecutor
from time import monotonic

import numpy as np

from otp_desktop.planning.solver.arrays import Ints
from otp_desktop.planning.solver.rostering.incumbent import Incumbent
from otp_desktop.planning.solver.rostering.local.parts import cut, most_parts
from otp_desktop.planning.solver.rostering.local.rules import Rules, rules_of
from otp_desktop.planning.solver.rostering.local.standing import Standing, standing_of
from otp_desktop.planning.solver.rostering.local.steps import cost_of, rounds
from otp_desktop.planning.solver.rostering.tables import Tables

HOT, WARM = 0.1, 0.01  # temperatures as shares of the dearest wish or head: of a first cycle, and of later ones
COLD = 0.2  # temperature at a cycle's end, as a share of the least cost there is
ROUNDS = 60  # between two looks at the clock, and two ways to cut the roster: some hundredths of a second
LATER = 0.25  # a later cycle's share of the time left
OFFERING = 1.0  # seconds between two rosters offered: to judge a large one is slow


class Annealing:
    """Cycles start from the best roster of all, whoever found it, and offer theirs."""

    def __init__(self, tables: Tables, incumbent: Incumbent, seed: int, threads: int = 1) -> None:
        self._rules: Rules = rules_of(tables)
        self._members, self._days = len(tables.problem.members), tables.problem.days
        self._incumbent = incumbent
        self._parts = min(threads, most_parts(self._members, self._days))
        self._random, *self._walking = np.random.default_rng(seed).spawn(1 + self._parts)
        self._costs = _costs(tables)
        self._offer_from = monotonic()

    def run(self, first_until: float, deadline: float, over: Callable[[], bool]) -> None:
        """One cycle from hot until a moment of the clock, then shorter ones from warm on until the deadline."""
        with ThreadPoolExecutor(self._parts) as threads:
            self._cycle(threads, HOT, first_until, over)
            while monotonic() < deadline and not over():
                left = deadline - monotonic()
                self._cycle(threads, WARM, deadline - (1 - LATER) * left if left > 1 else deadline, over)

    def _cycle(self, threads: Executor, share: float, until: float, over: Callable[[], bool]) -> None:
        least, dearest = self._costs
        cold = COLD * least
        hot = max(share * dearest, cold)
        standing = standing_of(self._rules, self._incumbent.best.roster)
        best, offered = cost_of(self._rules, standing), True
        roster, begun = standing.rows.copy(), monotonic()
        while (now := monotonic()) < until and not over():
            self._walk(threads, standing, hot * (cold / hot) ** ((now - begun) / (until - begun)))
            cost = cost_of(self._rules, standing)
            if cost < best:
                best, roster, offered = cost, standing.rows.copy(), False
            if not offered and now >= self._offer_from:
                self._offer(roster)
                offered = True
        if not offered:
            self._offer(roster)

    def _walk(self, threads: Executor, standing: Standing, temperature: float) -> None:
        """Some rounds in each part; all have ended."""
        parts = cut(self._members, self._days, self._parts, self._random)
        walks = [
            threads.submit(rounds, self._rules, standing, part, ROUNDS, temperature, random)
            for part, random in zip(parts, self._walking, strict=True)
        ]
        for walk in walks:
            walk.result()

    def _offer(self, roster: Ints) -> None:
        self._incumbent.offer(roster)
        self._offer_from = monotonic() + OFFERING


def _costs(tables: Tables) -> tuple[float, float]:
    """The least and the greatest that a wish or a head costs."""
    problem = tables.problem
    costs = [wish.cost for wish in problem.wishes]
    for cover in problem.covers:
        costs += [cover.below_cost, cover.above_cost]
    positive = [cost for cost in costs if cost > 0] or [1]
    return float(min(positive)), float(max(positive))
