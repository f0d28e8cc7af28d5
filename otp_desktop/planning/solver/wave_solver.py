"""Fills one wave at best, or several at once, the rest of the roster staying as it is."""

from dataclasses import replace
from itertools import count

import numpy as np

from otp_desktop.planning.progress import StopRequested, never_stop
from otp_desktop.planning.solver.arrays import NONE, Floats, Ints
from otp_desktop.planning.solver.baseline import Baseline
from otp_desktop.planning.solver.choice import Choice, Markets
from otp_desktop.planning.solver.compiled import Compiled
from otp_desktop.planning.solver.flow import FINEST, best_filling, covering
from otp_desktop.planning.solver.market import Filling, Market, missing_in
from otp_desktop.planning.solver.mixes import Mixes
from otp_desktop.planning.solver.roster import Roster, heads_left
from otp_desktop.planning.solver.runs import Run, run_of

LARGE = 2_000_000  # costs in a market: its flow takes seconds, and is not solved again for little
MANY_WAYS = 300_000  # from a base to a need: to lay them out takes seconds, and so does the flow
ROUGH = 16.0  # integer costs a unit of soft cost in a draft: coarser is faster
OPEN_ROUNDS = 2  # flows in which a need without a mix stays open to all corps


class WaveSolver:
    """``exact`` turns False once a choice was made that the flow cannot prove best: a mix of corps was met.

    ``over`` ends very large flows.
    """

    def __init__(self, compiled: Compiled, baseline: Baseline | None, over: StopRequested = never_stop) -> None:
        self._compiled = compiled
        self._baseline = baseline
        self.over = over
        self._mixes = Mixes(compiled)
        self._markets = Markets(compiled, baseline)
        self.exact = True
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
                self._take(roster, part, choice, self._unmixed(roster, part, choice, ROUGH)[1])

    def takes_long(self, run: Run) -> bool:
        """Whether a run is worth being covered before it is solved."""
        return len(np.unique(self._compiled.agents.base)) * len(run.need) >= MANY_WAYS

    def complete(self, roster: Roster, wave: int, *, draft: bool = False, minimum: bool = False) -> None:
        """Fills what nobody holds in the wave with agents that are free there."""
        run = run_of(self._compiled, (wave,))
        if heads_left(self._compiled, roster, run.lines).total.any():
            self._fill(roster, run, draft=draft, minimum=minimum)

    def restore_baseline(self, roster: Roster, wave: int) -> None:
        """Gives agents the lines they had in the earlier plan, as far as these are legal now."""
        assert self._baseline is not None
        run = run_of(self._compiled, (wave,))
        choice = self._markets.choice(roster, run)
        block = choice.market.block()
        block[self._baseline.line[choice.one_of_each, wave][:, None] != run.lines] = np.inf
        place = choice.market.place
        market = _plain(choice.market, block)
        self._put(roster, run, replace(choice, market=market, unit=choice.unit[place], corps=choice.corps[place]))

    def _fill(self, roster: Roster, run: Run, *, draft: bool, minimum: bool) -> None:
        choice = self._markets.choice(roster, run, level=draft)
        self._put(roster, run, choice.of_minimums() if minimum else choice, draft=draft)

    def _put(self, roster: Roster, run: Run, choice: Choice, *, draft: bool = False) -> None:
        filling = self._filling(roster, run, choice, draft)
        self.rounding = filling.rounding
        self.exact &= bool(np.isfinite(filling.rounding)) and len(run.waves) == 1 and not draft
        self._take(roster, run, choice, filling)

    def _take(self, roster: Roster, run: Run, choice: Choice, filling: Filling) -> None:
        """Gives agents what the filling says."""
        agents, columns = _decode(choice, filling)
        lines = run.lines[columns]
        of_line = self._compiled.waves.of_need[self._compiled.lines.need[lines]]
        for wave in run.waves:
            roster.put(wave, agents[of_line == wave], lines[of_line == wave])

    def _filling(self, roster: Roster, run: Run, choice: Choice, draft: bool) -> Filling:
        market, filling = self._unmixed(roster, run, choice, ROUGH if draft else FINEST)
        if draft or market.cost.size >= LARGE:
            return filling
        return self._together(roster, run, replace(choice, market=market), filling)

    def _unmixed(self, roster: Roster, run: Run, choice: Choice, finest: float) -> tuple[Market, Filling]:
        """The best filling in which no forbidden mix stands on a need, and the market that it is best in."""
        closed = choice.market
        filling = self._best(closed, finest)
        found = self._mixes.closed(roster, run, choice.corps, closed, filling)
        if found is None:
            return closed, filling
        self.exact = False
        parted = self._as_well(roster, run, choice, filling, finest)
        if parted is not None:
            return parted
        ways = [] if closed.cost.size >= LARGE else [self._narrowed(roster, run, choice, found, finest)]
        if any(missing_in(closed.heads, one) <= missing_in(closed.heads, filling) for _, one in ways):
            return ways[0]
        settled = self._mixes.settled(roster, run, choice.corps, closed, filling)
        ways.append((settled, self._best(settled, finest)))
        return min(ways, key=lambda one: missing_in(closed.heads, one[1]))

    def _narrowed(
        self, roster: Roster, run: Run, choice: Choice, closed: Market, finest: float
    ) -> tuple[Market, Filling]:
        """Closes needs where a mix comes out, and in the end all of them."""
        found: Market | None = closed
        for attempt in count(1):
            if found is None:
                break
            closed, filling = found, self._best(found, finest)
            found = self._mixes.closed(roster, run, choice.corps, closed, filling, for_good=attempt >= OPEN_ROUNDS)
        return closed, filling

    def _as_well(
        self, roster: Roster, run: Run, choice: Choice, mixed: Filling, finest: float
    ) -> tuple[Market, Filling] | None:
        """A filling that parts the corps beforehand, where it holds as many heads as one that mixes them."""
        market = self._mixes.parted(roster, run, choice.corps, choice.market)
        if market is None or self._compiled.problem.objective.coverage_weights is not None:
            return None
        if market.cost.size >= LARGE and missing_in(market.heads, covering(market)) != missing_in(market.heads, mixed):
            return None
        filling = self._best(market, finest)
        if self._mixes.closed(roster, run, choice.corps, market, filling) is not None:
            return None  # with a corps that stands there already
        return (market, filling) if missing_in(market.heads, filling) == missing_in(market.heads, mixed) else None

    def _best(self, market: Market, finest: float) -> Filling:
        weights = self._compiled.problem.objective.coverage_weights
        return best_filling(market, weights, finest, thin=True, over=self.over)

    def _together(self, roster: Roster, run: Run, choice: Choice, filling: Filling) -> Filling:
        """Looks for as good a filling with fewer units on a need: each need draws agents of its main unit."""
        weight, market = self._compiled.problem.objective.cohesion, choice.market
        crews = np.bincount(choice.need, weights=market.heads.total) > 1
        if not weight or not crews.any() or not self._extra_units(choice, filling):
            return filling
        main = _main_unit(choice, filling)
        stranger = (choice.unit[:, None] != main) & (choice.unit != NONE)[:, None] & crews
        columns = _need_of_column(choice)
        drawn = replace(market, cost=market.cost + weight * stranger[:, columns])
        found = self._best(drawn, FINEST)
        if self._mixes.closed(roster, run, choice.corps, market, found) is not None:
            return filling
        return min(filling, found, key=lambda one: self._worth(choice, one))

    def _extra_units(self, choice: Choice, filling: Filling) -> int:
        need, present = choice.need[filling.line], choice.unit[choice.market.place[filling.group]]
        known = present != NONE
        pairs = np.unique(need[known] * (int(present.max(initial=0)) + 1) + present[known])
        return len(pairs) - len(np.unique(need[known]))

    def _worth(self, choice: Choice, filling: Filling) -> float:
        """Soft cost of a filling, its extra units included; of the same coverage as its rival."""
        soft = float((choice.market.pairs(filling.group, filling.line) * filling.flow).sum())
        weights = self._compiled.problem.objective.coverage_weights
        if weights is not None:
            soft -= float((np.array(weights)[choice.market.heads.priority[filling.line]] * filling.flow).sum())
        return soft + self._compiled.problem.objective.cohesion * self._extra_units(choice, filling)


def _plain(market: Market, block: Floats) -> Market:
    """The market with costs of its own for each group and line."""
    groups, lines = np.arange(len(market.supply)), np.arange(len(market.column))
    free = np.zeros((len(groups), 1))
    return Market(market.supply, groups, free, block, lines, np.zeros(len(lines), dtype=np.int64), market.heads)


def _need_of_column(choice: Choice) -> Ints:
    """The need of each column of the market's costs."""
    found = np.arange(choice.market.cost.shape[1])
    found[choice.market.column] = choice.need
    return found


def _main_unit(choice: Choice, filling: Filling) -> Ints:
    """The unit with most agents on each need, NONE where nobody is."""
    unit = choice.unit[choice.market.place[filling.group]]
    main = np.full(int(choice.need.max(initial=0)) + 1, NONE, dtype=np.int64)
    present = np.zeros((len(main), int(unit.max(initial=0)) + 1), dtype=np.int64)
    known = unit != NONE
    np.add.at(present, (choice.need[filling.line[known]], unit[known]), filling.flow[known])
    manned = present.any(axis=1)
    main[manned] = present[manned].argmax(axis=1)
    return main


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
