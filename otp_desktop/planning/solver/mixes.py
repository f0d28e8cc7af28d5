"""Corps that may not stand together on one need."""

from dataclasses import replace

import numpy as np

from otp_desktop.planning.solver.arrays import NONE, Ints
from otp_desktop.planning.solver.compiled import Compiled
from otp_desktop.planning.solver.flow import Filling, Market
from otp_desktop.planning.solver.roster import Roster


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
        self, roster: Roster, wave: int, corps_of_place: Ints, market: Market, filling: Filling
    ) -> Market | None:
        """The market with the needs where a filling mixes corps closed to one side; None when there is no mix."""
        if not self._mixes or not len(filling.group):
            return None
        lines = self._compiled.lines_of_wave[wave]
        need_of_line = self._compiled.lines.need[lines]
        locked = self._locked(roster, wave)
        cost = market.cost.copy()
        mixed = False
        for need, heads in self._present(need_of_line, corps_of_place[market.place], filling).items():
            for mix in self._mixes:
                if not all(corps in heads or (need, corps) in locked for corps in mix):
                    continue
                movable = [corps for corps in mix if corps in heads and (need, corps) not in locked]
                if movable:
                    smaller = min(movable, key=lambda corps: (heads[corps], corps))
                    cost[np.ix_(corps_of_place == smaller, market.column[need_of_line == need])] = np.inf
                    mixed = True
        return replace(market, cost=cost) if mixed else None

    def _present(self, need_of_line: Ints, corps_of_group: Ints, filling: Filling) -> dict[int, dict[int, int]]:
        """Heads of each corps on each need."""
        found: dict[int, dict[int, int]] = {}
        needs, corps = need_of_line[filling.line].tolist(), corps_of_group[filling.group].tolist()
        for need, one, heads in zip(needs, corps, filling.flow.tolist(), strict=True):
            of_need = found.setdefault(need, {})
            of_need[one] = of_need.get(one, 0) + heads
        return found

    def _locked(self, roster: Roster, wave: int) -> set[tuple[int, int]]:
        """Needs and the corps that locked assignments put on them."""
        compiled = self._compiled
        agents = np.flatnonzero(roster.locked[:, wave] & (roster.line[:, wave] != NONE))
        pairs = [*zip(agents.tolist(), roster.line[agents, wave].tolist(), strict=True), *roster.apart]
        return {(int(compiled.lines.need[line]), int(compiled.agents.corps[agent])) for agent, line in pairs}
