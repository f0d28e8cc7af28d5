"""Which needs to open together: one that could stand better, and those whose agents could help it."""

import numpy as np

from otp_desktop.planning.solver.arrays import NONE, Floats, Ints
from otp_desktop.planning.solver.compiled import Compiled
from otp_desktop.planning.solver.roster import Roster

MOST_HEADS = 30  # on the opened needs: more than these CP-SAT does not settle in a fraction of a second
MOST_NEEDS = 6
PREFERRED = 4.0  # how much sooner a need with extra units is opened


class Opening:
    """Draws needs of a wave: one at the centre, and the nearest, sooner those that share its units.

    ``heads`` wanted on each need.
    """

    def __init__(self, compiled: Compiled) -> None:
        self._compiled = compiled
        self.heads = np.bincount(
            compiled.lines.need, weights=compiled.lines.count, minlength=len(compiled.needs.start)
        ).astype(np.int64)

    def draw(self, roster: Roster, wave: int, random: np.random.Generator) -> Ints:
        need = self._compiled.waves.members[wave]
        present = self._present(roster, wave)
        wanted = np.where(present.sum(axis=1) > 1, PREFERRED, 1.0) * (self.heads[need] > 0)
        if not wanted.any():
            return need[:0]
        centre = int(random.choice(len(need), p=wanted / wanted.sum()))
        shared = (present & present[centre]).sum(axis=1) / np.maximum(present.sum(axis=1), 1)
        way = self._way(need, centre)
        far = way / max(float(np.median(way)), 1e-9) * random.uniform(0.5, 1.5, len(need)) - shared * random.random()
        far[centre] = -np.inf
        far[wanted == 0] = np.inf
        order = np.argsort(far, kind="stable")[:MOST_NEEDS]
        fits = np.cumsum(self.heads[need[order]]) <= MOST_HEADS
        fits[0] = True
        return np.sort(need[order[fits]])

    def _present(self, roster: Roster, wave: int) -> Ints:
        """(needs, units) whether a unit stands on a need."""
        compiled, members = self._compiled, self._compiled.waves.members[wave]
        agents = np.flatnonzero(roster.line[:, wave] != NONE)
        unit = compiled.agents.unit[agents]
        agents = agents[unit != NONE]
        found = np.zeros((len(members), int(compiled.agents.unit.max(initial=0)) + 1), dtype=np.int64)
        row = np.searchsorted(members, compiled.lines.need[roster.line[agents, wave]])
        found[row, compiled.agents.unit[agents]] = 1
        return found

    def _way(self, need: Ints, centre: int) -> Floats:
        site = self._compiled.needs.site[need]
        return self._compiled.site_to_site.pairs(np.full(len(site), site[centre]), site)
