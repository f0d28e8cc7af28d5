"""Corps that may not stand together on one need."""

from dataclasses import replace
from functools import cached_property

import numpy as np

from otp_desktop.planning.solver.arrays import NONE, Bools, Ints
from otp_desktop.planning.solver.compiled import Compiled
from otp_desktop.planning.solver.market import Filling, Market, missing_in
from otp_desktop.planning.solver.roster import Roster
from otp_desktop.planning.solver.runs import Run
from otp_desktop.planning.solver.sides import Sides


class Mixes:
    """A flow doesn't see who stands beside whom: where a mix comes out, the need is closed to the smaller side.

    Of the ``mixes`` of a problem, in some waves of a roster that agents from places of ``corps`` (places,) may fill.
    """

    def __init__(self, compiled: Compiled, mixes: list[list[int]], roster: Roster, run: Run, corps: Ints) -> None:
        self._compiled, self._roster, self._run = compiled, roster, run
        self._mixes, self._corps = mixes, corps
        self._need_of_line = compiled.lines.need[run.lines]

    def closed(self, market: Market, filling: Filling, *, for_good: bool = False) -> Market | None:
        """The market with the needs where a filling mixes corps closed to one side; None when there is no mix.

        With ``for_good`` every need is closed to all but one side, so that no filling of that market has a mix.
        """
        if not self._mixes or not len(filling.group):
            return None
        present = self._present(market, filling)
        met = {need: found for need, heads in present.items() if (found := self._met(need, heads))}
        if not met:
            return None
        every = np.unique(self._need_of_line).tolist()
        losers = []
        for mix in self._mixes:
            needs = every if for_good else [need for need, mixes in met.items() if mix in mixes]
            losers.append(_losers(mix, needs, present, self._standing))
        return self._sides(market).market(losers)

    def settled(self, market: Market, filling: Filling) -> Market:
        """The market with every need closed to all but one side: as a filling has them, then so that few heads lack."""
        present, every = self._present(market, filling), np.unique(self._need_of_line).tolist()
        losers = [_losers(mix, every, present, self._standing) for mix in self._mixes]
        return self._sides(market).mended(losers, missing_in(market.heads, filling))

    def parted(self, market: Market) -> Market | None:
        """The market with the scarcest corps of each mix turned away wherever the others may come.

        None where somebody stands there already: who has to leave is then another question.
        """
        cost = market.cost.copy()
        for mix in self._mixes:
            may = {corps: _may_come(market, self._corps == corps) for corps in mix}
            scarce = min(mix, key=lambda corps: int(market.supply[self._corps[market.place] == corps].sum()))
            shared = np.flatnonzero(np.stack([self._on_need(may[corps]) for corps in mix]).all(axis=0))
            needs = np.unique(self._need_of_line[shared]).tolist()
            if any((need, corps) in self._standing for need in needs for corps in mix):
                return None
            cost[np.ix_(self._corps == scarce, market.column[shared])] = np.inf
        return replace(market, cost=cost)

    @cached_property
    def _standing(self) -> set[tuple[int, int]]:
        """Needs and the corps that stand there whatever the filling."""
        compiled, roster, waves = self._compiled, self._roster, self._run.waves
        agents, places = np.nonzero(roster.line[:, waves] != NONE)
        lines = roster.line[agents, np.array(waves)[places]]
        pairs = [*zip(agents.tolist(), lines.tolist(), strict=True), *roster.apart]
        return {(int(compiled.lines.need[line]), int(compiled.agents.corps[agent])) for agent, line in pairs}

    def _sides(self, market: Market) -> Sides:
        return Sides(self._mixes, self._need_of_line, self._corps, market, self._standing)

    def _met(self, need: int, heads: dict[int, int]) -> list[list[int]]:
        """The mixes that a filling makes on a need, where somebody can be moved."""
        return [
            mix
            for mix in self._mixes
            if all(corps in heads or (need, corps) in self._standing for corps in mix)
            and any(corps in heads and (need, corps) not in self._standing for corps in mix)
        ]

    def _present(self, market: Market, filling: Filling) -> dict[int, dict[int, int]]:
        """Heads of each corps on each need."""
        found: dict[int, dict[int, int]] = {}
        needs = self._need_of_line[filling.line].tolist()
        corps = self._corps[market.place[filling.group]].tolist()
        for need, one, heads in zip(needs, corps, filling.flow.tolist(), strict=True):
            of_need = found.setdefault(need, {})
            of_need[one] = of_need.get(one, 0) + heads
        return found

    def _on_need(self, lines: Bools) -> Bools:
        """(lines): whether the need of the line has one of some lines."""
        return np.isin(self._need_of_line, self._need_of_line[lines])


def _may_come(market: Market, places: Bools) -> Bools:
    """(lines): whether somebody of some places may fill the line."""
    groups = np.flatnonzero(places[market.place] & (market.supply > 0))
    here = np.flatnonzero(np.isfinite(market.cost[places]).any(axis=0))
    able = np.flatnonzero(np.isfinite(market.surcharge[groups]).any(axis=0))
    found: Bools = np.isin(market.kind, able) & np.isin(market.column, here) & (market.heads.total > 0)
    return found


def mixes_of(compiled: Compiled) -> list[list[int]]:
    """The forbidden mixes by index of corps; one with a corps that nobody belongs to never comes together."""
    corps = [agent.corps for agent in compiled.problem.agents]
    index = dict(zip(corps, compiled.agents.corps.tolist(), strict=True))
    mixes = compiled.problem.rules.forbidden_mixes
    return [[index[one] for one in mix] for mix in mixes if mix and all(one in index for one in mix)]


def _losers(
    mix: list[int], needs: list[int], present: dict[int, dict[int, int]], locked: set[tuple[int, int]]
) -> dict[int, int]:
    """The corps that leaves each need: the one with fewest heads there, but all agents of a scarce corps find room.

    Turned away wherever it is the smaller side, a scarce corps would stand nowhere. So it keeps the needs where its
    share is largest, until these have room for as many heads as it had.
    """
    found: dict[int, int] = {}
    heads = {need: [present.get(need, {}).get(corps, 0) for corps in mix] for need in needs}
    totals = np.sum([heads[need] for need in needs], axis=0)
    scarce = int(np.argmin(totals)) if needs else 0
    room = int(totals[scarce]) if needs else 0
    for need in sorted(needs, key=lambda need: (-heads[need][scarce] / max(1, sum(heads[need])), need)):
        movable = [place for place, corps in enumerate(mix) if (need, corps) not in locked]
        if not movable:
            continue
        loser = min(movable, key=lambda place: (heads[need][place], mix[place]))
        if room > 0 and len(movable) == len(mix) and heads[need][scarce]:
            loser = max(movable, key=lambda place: (heads[need][place], mix[place]) if place != scarce else (-1, -1))
            room -= sum(heads[need])
        found[need] = mix[loser]
    return found
