"""Simulated annealing of a roster in a thread of its own, beside column generation and neighbourhoods."""

from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic

import numpy as np

from otp_desktop.planning.solver.arrays import Ints
from otp_desktop.planning.solver.rostering.local.rules import Rules, rules_of
from otp_desktop.planning.solver.rostering.local.standing import standing_of
from otp_desktop.planning.solver.rostering.local.steps import cost_of, rounds
from otp_desktop.planning.solver.rostering.tables import Tables

HOT, WARM = 0.2, 0.03  # temperatures as shares of the dearest wish or head: of a first cycle, and of later ones
COLD = 0.5  # temperature at a cycle's end, as a share of the least cost there is
ROUNDS = 20  # between two looks at the clock: some hundredths of a second
LATER = 0.25  # a later cycle's share of the time left


@dataclass(frozen=True)
class Annealed:
    """``cost`` only compares rosters of one annealing; what lacks from least minutes is in it."""

    cost: float
    roster: Ints


class Annealing:
    """``best`` may be read by other threads at any time, and ``start`` be set: the next cycle starts from it."""

    def __init__(self, tables: Tables, roster: Ints, seed: int) -> None:
        self._rules: Rules = rules_of(tables)
        self._random = np.random.default_rng(seed)
        self._costs = _costs(tables)
        self.start = roster
        self.best = Annealed(cost_of(self._rules, standing_of(self._rules, roster)), roster)

    def run(self, first_until: float, deadline: float, over: Callable[[], bool]) -> None:
        """One cycle from hot until a moment of the clock, then shorter ones from warm on until the deadline."""
        self._cycle(HOT, first_until, over)
        while monotonic() < deadline and not over():
            left = deadline - monotonic()
            self._cycle(WARM, deadline - (1 - LATER) * left if left > 1 else deadline, over)

    def _cycle(self, share: float, until: float, over: Callable[[], bool]) -> None:
        least, dearest = self._costs
        cold = COLD * least
        hot = max(share * dearest, cold)
        standing = standing_of(self._rules, self.start)
        begun = monotonic()
        while (now := monotonic()) < until and not over():
            temperature = hot * (cold / hot) ** ((now - begun) / (until - begun))
            rounds(self._rules, standing, ROUNDS, temperature, self._random)
            cost = cost_of(self._rules, standing)
            if cost < self.best.cost:
                self.best = Annealed(cost, standing.rows.copy())
                self.start = self.best.roster


def _costs(tables: Tables) -> tuple[float, float]:
    """The least and the greatest that a wish or a head costs."""
    problem = tables.problem
    costs = [wish.cost for wish in problem.wishes]
    for cover in problem.covers:
        costs += [cover.below_cost, cover.above_cost]
    positive = [cost for cost in costs if cost > 0] or [1]
    return float(min(positive)), float(max(positive))
