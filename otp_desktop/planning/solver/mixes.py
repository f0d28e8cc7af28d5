"""Corps that may not stand together on one need."""

from dataclasses import replace

import numpy as np

from otp_desktop.planning.solver.arrays import NONE, Bools, Ints
from otp_desktop.planning.solver.compiled import Compiled
from otp_desktop.planning.solver.market import Filling, Market, missing_in
from otp_desktop.planning.solver.roster import Roster
from otp_desktop.planning.solver.runs import Run
from otp_desktop.planning.solver.sides import Sides


class Mixes:
    """A flow doesn't see who stands beside whom: where a mix comes out, the need is closed to the smaller side."""

    def __init__(self, compiled: Compiled) -> None:
        self._compiled = compiled
        self._mixes = mixes_of(compiled)

    def closed(
        self,
        roster: Roster,
        run: Run,
        corps_of_place: Ints,
        market: Market,
        filling: Filling,
        *,
        for_good: bool = False,
    ) -> Market | None:
        """The market with the needs where a filling mixes corps closed to one side; None when there is no mix.

        With ``for_good`` every need is closed to all but one side, so that no filling of that market has a mix.
        """
        if not self._mixes or not len(filling.group):
            return None
        need_of_line = self._compiled.lines.need[run.lines]
        locked = self._standing(roster, run)
        present = self._present(need_of_line, corps_of_place[market.place], filling)
        if not any(self._met(need, heads, locked) for need, heads in present.items()):
            return None
        losers = []
        for mix in self._mixes:
            needs = [need for need, heads in present.items() if mix in self._met(need, heads, locked)]
            if for_good:
                needs = np.unique(need_of_line).tolist()
            losers.append(_losers(mix, needs, present, locked))
        return Sides(self._mixes, need_of_line, corps_of_place, market, locked).market(losers)

    def settled(self, roster: Roster, run: Run, corps_of_place: Ints, market: Market, filling: Filling) -> Market:
        """The market with every need closed to all but one side: as a filling has them, then so that few heads lack."""
        need_of_line, locked = self._compiled.lines.need[run.lines], self._standing(roster, run)
        present = self._present(need_of_line, corps_of_place[market.place], filling)
        every = np.unique(need_of_line).tolist()
        losers = [_losers(mix, every, present, locked) for mix in self._mixes]
        sides = Sides(self._mixes, need_of_line, corps_of_place, market, locked)
        return sides.mended(losers, missing_in(market.heads, filling))

    def parted(self, roster: Roster, run: Run, corps_of_place: Ints, market: Market) -> Market | None:
        """The market with the scarcest corps of each mix turned away wherever the others may come.

        None where somebody stands there already: who has to leave is then another question.
        """
        need_of_line = self._compiled.lines.need[run.lines]
        cost, standing = market.cost.copy(), self._standing(roster, run)
        for mix in self._mixes:
            may = {corps: _may_come(market, corps_of_place == corps) for corps in mix}
            scarce = min(mix, key=lambda corps: int(market.supply[corps_of_place[market.place] == corps].sum()))
            shared = np.flatnonzero(np.stack([_on_need(may[corps], need_of_line) for corps in mix]).all(axis=0))
            if any((need, corps) in standing for need in np.unique(need_of_line[shared]).tolist() for corps in mix):
                return None
            cost[np.ix_(corps_of_place == scarce, market.column[shared])] = np.inf
        return replace(market, cost=cost)

    def _met(self, need: int, heads: dict[int, int], locked: set[tuple[int, int]]) -> list[list[int]]:
        """The mixes that a filling makes on a need, where somebody can be moved."""
        return [
            mix
            for mix in self._mixes
            if all(corps in heads or (need, corps) in locked for corps in mix)
            and any(corps in heads and (need, corps) not in locked for corps in mix)
        ]

    def _present(self, need_of_line: Ints, corps_of_group: Ints, filling: Filling) -> dict[int, dict[int, int]]:
        """Heads of each corps on each need."""
        found: dict[int, dict[int, int]] = {}
        needs, corps = need_of_line[filling.line].tolist(), corps_of_group[filling.group].tolist()
        for need, one, heads in zip(needs, corps, filling.flow.tolist(), strict=True):
            of_need = found.setdefault(need, {})
            of_need[one] = of_need.get(one, 0) + heads
        return found

    def _standing(self, roster: Roster, run: Run) -> set[tuple[int, int]]:
        """Needs and the corps that stand there whatever the filling."""
        compiled = self._compiled
        agents, places = np.nonzero(roster.line[:, run.waves] != NONE)
        lines = roster.line[agents, np.array(run.waves)[places]]
        pairs = [*zip(agents.tolist(), lines.tolist(), strict=True), *roster.apart]
        return {(int(compiled.lines.need[line]), int(compiled.agents.corps[agent])) for agent, line in pairs}


def _may_come(market: Market, places: Bools) -> Bools:
    """(lines): whether somebody of some places may fill the line."""
    groups = np.flatnonzero(places[market.place] & (market.supply > 0))
    here = np.flatnonzero(np.isfinite(market.cost[places]).any(axis=0))
    able = np.flatnonzero(np.isfinite(market.surcharge[groups]).any(axis=0))
    found: Bools = np.isin(market.kind, able) & np.isin(market.column, here) & (market.heads.total > 0)
    return found


def _on_need(lines: Bools, need_of_line: Ints) -> Bools:
    """(lines): whether the need of the line has one of some lines."""
    return np.isin(need_of_line, need_of_line[lines])


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
