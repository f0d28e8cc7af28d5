"""Corps that may not stand together on one need."""

import numpy as np

from otp_desktop.planning.solver.arrays import NONE, Bools, Ints
from otp_desktop.planning.solver.compiled import Compiled
from otp_desktop.planning.solver.flow import Filling
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

    def forbid(self, roster: Roster, wave: int, one_of_each: Ints, filling: Filling, allowed: Bools) -> bool:
        """Closes, in ``allowed``, the needs of a wave where a filling mixes corps; False when there is none."""
        if not self._mixes:
            return False
        compiled = self._compiled
        lines = compiled.lines_of_wave[wave]
        need_of_line = compiled.lines.need[lines]
        corps_of_group = compiled.agents.corps[one_of_each]
        locked = self._locked(roster, wave)
        present: dict[int, dict[int, int]] = {}
        for need, corps, heads in zip(
            need_of_line[filling.line].tolist(),
            corps_of_group[filling.group].tolist(),
            filling.flow.tolist(),
            strict=True,
        ):
            of_need = present.setdefault(need, {})
            of_need[corps] = of_need.get(corps, 0) + heads
        closed = False
        for need, heads_of_corps in present.items():
            for mix in self._mixes:
                if not all(corps in heads_of_corps or (need, corps) in locked for corps in mix):
                    continue
                movable = [corps for corps in mix if corps in heads_of_corps and (need, corps) not in locked]
                if movable:
                    smaller = min(movable, key=lambda corps: (heads_of_corps[corps], corps))
                    allowed[np.ix_(corps_of_group == smaller, need_of_line == need)] = False
                    closed = True
        return closed

    def _locked(self, roster: Roster, wave: int) -> set[tuple[int, int]]:
        """Needs and the corps that locked assignments put on them."""
        compiled = self._compiled
        agents = np.flatnonzero(roster.locked[:, wave] & (roster.line[:, wave] != NONE))
        pairs = [*zip(agents.tolist(), roster.line[agents, wave].tolist(), strict=True), *roster.apart]
        return {(int(compiled.lines.need[line]), int(compiled.agents.corps[agent])) for agent, line in pairs}
