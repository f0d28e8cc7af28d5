"""Corps that may not stand together on one need."""

from dataclasses import replace

import numpy as np

from otp_desktop.planning.solver.arrays import NONE, Floats, Ints
from otp_desktop.planning.solver.compiled import Compiled
from otp_desktop.planning.solver.market import Filling, Market
from otp_desktop.planning.solver.roster import Roster
from otp_desktop.planning.solver.runs import Run


class Mixes:
    """A flow doesn't see who stands beside whom: where a mix comes out, the need is closed to the smaller side."""

    def __init__(self, compiled: Compiled) -> None:
        self._compiled = compiled
        corps = [agent.corps for agent in compiled.problem.agents]
        index = dict(zip(corps, compiled.agents.corps.tolist(), strict=True))
        mixes = compiled.problem.rules.forbidden_mixes
        # A mix with a corps that nobody belongs to never comes together.
        self._mixes = [[index[one] for one in mix] for mix in mixes if mix and all(one in index for one in mix)]

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
        cost = market.cost.copy()
        needs = np.unique(need_of_line).tolist() if for_good else present
        for need in needs:
            heads = present.get(need, {})
            for mix in self._mixes if for_good else self._met(need, heads, locked):
                self._close(cost, corps_of_place, market.column[need_of_line == need], heads, need, mix, locked)
        return replace(market, cost=cost)

    def _met(self, need: int, heads: dict[int, int], locked: set[tuple[int, int]]) -> list[list[int]]:
        """The mixes that a filling makes on a need, where somebody can be moved."""
        return [
            mix
            for mix in self._mixes
            if all(corps in heads or (need, corps) in locked for corps in mix)
            and any(corps in heads and (need, corps) not in locked for corps in mix)
        ]

    def _close(
        self,
        cost: Floats,
        corps_of_place: Ints,
        columns: Ints,
        heads: dict[int, int],
        need: int,
        mix: list[int],
        locked: set[tuple[int, int]],
    ) -> None:
        """Closes a need to the corps of a mix that has fewest heads there."""
        movable = [corps for corps in mix if (need, corps) not in locked]
        if movable:
            smaller = min(movable, key=lambda corps: (heads.get(corps, 0), corps))
            cost[np.ix_(corps_of_place == smaller, columns)] = np.inf

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
