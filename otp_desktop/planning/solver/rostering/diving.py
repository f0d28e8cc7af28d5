"""Column generation from the best roster: its bound, the roster it dives to, dives beside the best, and branching."""

from collections.abc import Callable
from concurrent.futures import Executor
from contextlib import suppress
from time import monotonic

import numpy as np

from otp_desktop.planning.solver.rostering.branching import Branching
from otp_desktop.planning.solver.rostering.generation import TINY, Generation
from otp_desktop.planning.solver.rostering.incumbent import Incumbent
from otp_desktop.planning.solver.rostering.master import Column
from otp_desktop.planning.solver.rostering.pricing import Pricing, StoppedError
from otp_desktop.planning.solver.rostering.tables import Tables

FREE = 0.15, 0.5  # of the members, who have new rows in a dive beside the best roster
QUICK = 3.0  # seconds of a dive of all members, up to which all may be free again, and steps be taken back
STILL = 25  # dives in a row that gain nothing, before others have their turn
COMBINED = 2_500  # rows at most, the cheapest of each member, of which the best roster is looked for


class Diving:
    """Dives end at ``until``; the columns are kept from one time to the next."""

    def __init__(
        self,
        tables: Tables,
        incumbent: Incumbent,
        threads: Executor,
        random: np.random.Generator,
        over: Callable[[], bool],
    ) -> None:
        self._members = len(tables.problem.members)
        self._incumbent, self._random, self._over = incumbent, random, over
        self._until = np.inf
        self._quick = False
        pricing = Pricing(tables, threads, self._late)
        self._generation = Generation(tables, pricing, np.inf, over)
        self._branching = Branching(tables, incumbent, self._generation, pricing)

    def converge(self, until: float, dive_until: float) -> None:
        """Prices rows until nothing is left to gain or until a moment of the clock, then dives.

        Where the time ended that, it is short for steps back too.
        """
        self._end_at(dive_until)
        with suppress(StoppedError):
            self._generation.converge(until, self._incumbent.raise_bound, lambda: self._incumbent.best.roster)
            begun = monotonic()
            self._keep_dive([], careful=begun < until)
            self._quick = monotonic() - begun < QUICK

    def beside(self, until: float) -> None:
        """Dives beside the best roster, drawn members free, as long as that gains anything."""
        self._end_at(until)
        still = 0
        with suppress(StoppedError):
            while still < STILL and not self._late():
                before = self._incumbent.best.rank
                self._keep_dive(self._kept(), careful=self._quick)
                still = still + 1 if self._incumbent.best.rank == before else 0

    def branch(self, until: float) -> None:
        """Goes on with branch and price."""
        self._end_at(until)
        with suppress(StoppedError):
            self._branching.run(self._late)

    def cheapest(self) -> list[Column]:
        """Rows of all members, those of the best roster among them, that cost least beside the prices of cover."""
        best = self._incumbent.best
        self._generation.start_from(best.roster)
        return self._generation.cheapest(-(-COMBINED // self._members), best.roster, self._incumbent.beside_bounds)

    def _end_at(self, until: float) -> None:
        self._until = self._generation.deadline = until

    def _late(self) -> bool:
        return self._over() or monotonic() >= self._until

    def _kept(self) -> list[int]:
        """Members who keep their rows in a dive: all but some, drawn.

        Half of the chance to be free lies on all alike, half on those whose rows cost most above their cheapest.
        """
        count = int(np.ceil(self._members * self._random.uniform(FREE[0], 1.0 if self._quick else FREE[1])))
        excess = self._generation.excess(self._incumbent.best.roster) + TINY
        chance = 0.5 / self._members + 0.5 * excess / excess.sum()
        free = self._random.choice(self._members, count, replace=False, p=chance)
        return sorted({*range(self._members)} - {*free.tolist()})

    def _keep_dive(self, kept: list[int], *, careful: bool) -> None:
        roster = self._generation.dive_beside(self._incumbent.best.roster, kept, careful=careful)
        if roster is not None:
            self._incumbent.offer(roster)
