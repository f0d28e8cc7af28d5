"""Fills one wave at best, or several at once, the rest of the roster staying as it is."""

from dataclasses import replace
from functools import partial

import numpy as np

from otp_desktop.planning.progress import StopRequested, never_stop
from otp_desktop.planning.solver.arrays import Ints
from otp_desktop.planning.solver.baseline import Baseline
from otp_desktop.planning.solver.choice import Choice, Markets
from otp_desktop.planning.solver.cohesion import drawn_together, worth
from otp_desktop.planning.solver.compiled import Compiled
from otp_desktop.planning.solver.flow import best_filling
from otp_desktop.planning.solver.head_worth import DRAFT, EXACT, Precision
from otp_desktop.planning.solver.market import Filling, Market
from otp_desktop.planning.solver.mixes import Mixes, mixes_of
from otp_desktop.planning.solver.roster import Roster, heads_left
from otp_desktop.planning.solver.runs import Run, run_of
from otp_desktop.planning.solver.unmixing import LARGE, Unmixing

MANY_WAYS = 300_000  # from a base to a need: to lay them out takes seconds, and so does the flow


class WaveSolver:
    """``exact``: the last run that was filled is proved best by its flow; no mix of corps was met.

    ``over`` ends very large flows.
    """

    def __init__(self, compiled: Compiled, baseline: Baseline | None, over: StopRequested = never_stop) -> None:
        self._compiled = compiled
        self._weights = compiled.problem.objective
        self.over = over
        self._forbidden = mixes_of(compiled)
        self._markets = Markets(compiled, baseline)
        self.exact = False
        self.rounding = 0.0

    def solve(self, roster: Roster, wave: int) -> None:
        """Empties the wave and fills it again; locked assignments stay."""
        self.solve_run(roster, run_of(self._compiled, (wave,)))

    def solve_run(self, roster: Roster, run: Run, *, draft: bool = False, minimum: bool = False) -> None:
        """Empties waves and fills them again: first with one need for each agent, then each wave with what is left.

        A ``draft`` spreads the work over the agents and does not look for units that stay together. With ``minimum``
        no more heads than that are filled.
        """
        for wave in run.waves:
            roster.clear(wave)
        self.exact = len(run.waves) == 1 and not draft
        self._fill(roster, run, draft=draft, minimum=minimum)
        if len(run.waves) > 1:
            for wave in run.waves:
                self.complete(roster, wave, draft=draft, minimum=minimum)

    def refill(self, roster: Roster, runs: list[Run]) -> None:
        """Empties some runs of waves and fills them one after the other."""
        for run in runs:
            for wave in run.waves:
                roster.clear(wave)
        for run in runs:
            self.solve_run(roster, run)

    def cover(self, roster: Roster, run: Run) -> None:
        """Empties waves and fills them at whatever cost: quick, for only the law tells agents apart."""
        for wave in run.waves:
            roster.clear(wave)
        for part in [run] if len(run.waves) == 1 else [run, *(run_of(self._compiled, (wave,)) for wave in run.waves)]:
            if heads_left(self._compiled, roster, part.lines).total.any():
                choice = self._markets.lawful_choice(roster, part)
                self._take(roster, part, choice, self._unmixed(roster, part, choice, DRAFT)[1])

    def takes_long(self, run: Run) -> bool:
        """Whether a run is worth being covered before it is solved."""
        return len(np.unique(self._compiled.agents.base)) * len(run.need) >= MANY_WAYS

    def complete(self, roster: Roster, wave: int, *, draft: bool = False, minimum: bool = False) -> None:
        """Fills what nobody holds in the wave with agents that are free there."""
        run = run_of(self._compiled, (wave,))
        if heads_left(self._compiled, roster, run.lines).total.any():
            self._fill(roster, run, draft=draft, minimum=minimum)

    def _fill(self, roster: Roster, run: Run, *, draft: bool, minimum: bool) -> None:
        choice = self._markets.choice(roster, run, level=draft)
        self._put(roster, run, choice.of_minimums() if minimum else choice, draft=draft)

    def _put(self, roster: Roster, run: Run, choice: Choice, *, draft: bool = False) -> None:
        filling = self._filling(roster, run, choice, draft)
        self.rounding = filling.rounding
        self.exact &= bool(np.isfinite(filling.rounding))
        self._take(roster, run, choice, filling)

    def _take(self, roster: Roster, run: Run, choice: Choice, filling: Filling) -> None:
        """Gives agents what the filling says."""
        agents, columns = _decode(choice, filling)
        lines = run.lines[columns]
        of_line = self._compiled.waves.of_need[self._compiled.lines.need[lines]]
        for wave in run.waves:
            roster.put(wave, agents[of_line == wave], lines[of_line == wave])

    def _filling(self, roster: Roster, run: Run, choice: Choice, draft: bool) -> Filling:
        market, filling = self._unmixed(roster, run, choice, DRAFT if draft else EXACT)
        if draft or market.cost.size >= LARGE:
            return filling
        return self._together(roster, run, replace(choice, market=market), filling)

    def _unmixed(self, roster: Roster, run: Run, choice: Choice, precision: Precision) -> tuple[Market, Filling]:
        """The best filling in which no forbidden mix stands on a need, and the market that it is best in."""
        best = partial(self._best, precision=precision)
        strict = self._weights.coverage_weights is None
        mixes, filling = self._mixes(roster, run, choice), best(choice.market)
        closed = mixes.closed(choice.market, filling)
        if closed is None:
            return choice.market, filling
        self.exact = False
        return Unmixing(mixes, choice, best, strict).filling(filling, closed)

    def _mixes(self, roster: Roster, run: Run, choice: Choice) -> Mixes:
        return Mixes(self._compiled, self._forbidden, roster, run, choice.corps)

    def _together(self, roster: Roster, run: Run, choice: Choice, filling: Filling) -> Filling:
        """As good a filling with fewer units on a need, where there is one."""
        drawn = drawn_together(choice, filling, self._weights.cohesion)
        if drawn is None:
            return filling
        found = self._best(drawn, EXACT)
        if self._mixes(roster, run, choice).closed(choice.market, found) is not None:
            return filling
        return min(filling, found, key=lambda one: worth(choice, one, self._weights))

    def _best(self, market: Market, precision: Precision) -> Filling:
        return best_filling(market, self._weights.coverage_weights, precision, thin=True, over=self.over)


def _decode(choice: Choice, filling: Filling) -> tuple[Ints, Ints]:
    """Agents and lines, one entry a head: each group hands out its agents in their order."""
    order = np.argsort(filling.group, kind="stable")
    group, line = (
        np.repeat(filling.group[order], filling.flow[order]),
        np.repeat(filling.line[order], filling.flow[order]),
    )
    if not len(group):
        return group, line
    place = np.arange(len(group)) - np.searchsorted(group, group, side="left")
    start = np.concatenate([[0], np.cumsum(choice.market.supply)[:-1]])
    return choice.agents[start[group] + place], line
