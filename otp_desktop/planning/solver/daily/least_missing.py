"""The least missing heads of a day's needs, proved by column generation.

Agents are free but for what the law says of a set of needs taken alone, so the linear program over all sets is a
relaxation of every legal plan. Heads missing below the minimum of priority 1 come first, then of 2, and so on: each
step maximises what is held, and the steps after it keep to the whole number found. A plan that does worse in a step
ranks behind the bound whatever comes after; one that does as well is a solution of the next step. What is proved comes
from prices alone, which may be any: nothing hangs on the accuracy of the linear program.
"""

import numpy as np

from otp_desktop.planning.plan import NOTHING_MISSING, PRIORITIES
from otp_desktop.planning.progress import StopRequested
from otp_desktop.planning.solver.arrays import Floats, Ints
from otp_desktop.planning.solver.daily.covering import Column, Covering, Worth, falling_worth
from otp_desktop.planning.solver.daily.pricing import Pricing
from otp_desktop.planning.solver.market import Heads
from otp_desktop.planning.solver.stopping import NoGain

ROUNDING = 1e-6
PATIENCE = 10  # rounds of columns without a gain: degenerate, or below the accuracy of GLOP
ROUGHLY = 0.5  # of a head of the last class
NOTHING = 1e-4  # of a head: not worth another round, where heads have weights


class LeastMissing:
    """``supply`` agents of each group; ``late`` ends the search for a better bound."""

    def __init__(self, supply: Ints, heads: Heads, pricing: Pricing, late: StopRequested) -> None:
        self._supply, self._heads, self._pricing, self._late = supply, heads, pricing, late
        self._covering = Covering(supply, heads)

    @property
    def columns(self) -> list[Column]:
        """All that was ever worth taking."""
        return self._covering.columns

    def taken(self) -> Floats:
        """How many agents take each column in the last relaxation."""
        return self._covering.taken()

    def in_order(self) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """Heads missing below the minimum and below the count, for each priority."""
        self.weighted(falling_worth(self._heads), ROUGHLY)  # all classes at once find most columns soonest
        missing = [*NOTHING_MISSING, *NOTHING_MISSING]
        for step in range(2 * PRIORITIES):
            worth = self._of_class(step)
            wanted = self._all(worth)
            if not wanted:
                continue
            held, exact = self._most(worth)
            held = float(np.floor(held + ROUNDING))
            missing[step] = max(0, round(wanted - held))
            if not exact:
                break
            self._covering.keep(worth, min(held, wanted))
        return tuple(missing[:PRIORITIES]), tuple(missing[PRIORITIES:])

    def weighted(self, worth: Worth, near: float = NOTHING) -> float:
        """The least worth of missing heads, proved to within ``near``."""
        return self._all(worth) - self._most(worth, near)[0]

    def _of_class(self, step: int) -> Worth:
        """Heads below the minimum of a priority, or all heads of one, count one each."""
        counted = (self._heads.priority == step % PRIORITIES).astype(np.float64)
        return Worth(counted, counted if step >= PRIORITIES else np.zeros_like(counted))

    def _all(self, worth: Worth) -> float:
        return float(worth.low @ self._heads.low + worth.high @ self._heads.high)

    def _most(self, worth: Worth, near: float | None = None) -> tuple[float, bool]:
        """What no plan can exceed, and whether it is the relaxation's own value: ``near`` it, or in whole heads."""
        self._covering.aim(worth)
        proved = self._all(worth)
        value, stalled = -np.inf, NoGain(PATIENCE)
        while not (self._late() or stalled()):
            prices = self._covering.solve()
            if prices is None:
                return proved, False
            offer = self._pricing.offer(prices.line, prices.group)
            proved = min(proved, self._covering.ceiling(prices) + float(offer.best @ self._supply))
            stalled.tried(gained=prices.value > value + ROUNDING)
            value = prices.value
            if _met(proved, value, near):
                return proved, True
            if not offer.columns:
                return proved, False
            for group, lines in offer.columns:
                self._covering.add(group, lines)
        return proved, False


def _met(proved: float, value: float, near: float | None) -> bool:
    if near is not None:
        return proved <= value + near
    return bool(np.floor(proved + ROUNDING) <= np.floor(value + ROUNDING))
