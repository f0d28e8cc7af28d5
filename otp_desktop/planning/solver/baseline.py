"""The plan that stood before, laid over the waves: who is disturbed by what."""

from collections.abc import Sequence

import numpy as np

from otp_desktop.planning.solver.arrays import NONE, Bools, Floats, Ints
from otp_desktop.planning.solver.availability import away
from otp_desktop.planning.solver.compiled import Compiled
from otp_desktop.planning.solver.named import indexed
from otp_desktop.planning.solver.roster import Roster


class Baseline:
    """``line[agent, wave]`` of the earlier plan; of two in one wave the one that he can still have.

    An agent who loses what he is away for now is not disturbed; one who should still be at two places at once always
    is (``impossible``, agents).
    """

    def __init__(self, compiled: Compiled) -> None:
        agents, waves = len(compiled.problem.agents), len(compiled.waves)
        self.line = np.full((agents, waves), NONE, dtype=np.int64)
        self._lost = np.zeros((agents, waves), dtype=bool)
        rows = np.array(list(indexed(compiled, compiled.problem.baseline or ())), dtype=np.int64).reshape(-1, 2)
        agent, line = rows.T
        need = compiled.lines.need[line]
        wave = compiled.waves.of_need[need]
        lost = away(compiled, agent, need)
        kept = np.asarray(~lost, dtype=bool)
        for part, is_lost in ((lost, True), (kept, False)):
            self.line[agent[part], wave[part]] = line[part]
            self._lost[agent[part], wave[part]] = is_lost
        expected = np.zeros((agents, waves), dtype=np.int64)
        np.add.at(expected, (agent[kept], wave[kept]), 1)
        self.impossible: Bools = np.asarray((expected > 1).any(axis=1), dtype=bool)

    @property
    def awaited(self) -> Bools:
        """(agents, waves): where an agent has work that he can still expect."""
        found: Bools = (self.line != NONE) & ~self._lost
        return found

    def disturbed_outside(self, line: Ints, waves: Sequence[int]) -> Bools:
        """(agents): whom a plan disturbs in other waves than these."""
        elsewhere = self.disturbed(line)
        elsewhere[:, list(waves)] = self.impossible[:, None]
        return np.asarray(elsewhere.any(axis=1), dtype=bool)

    def disturbed(self, line: Ints) -> Bools:
        """(agents, waves): where a plan disturbs an agent."""
        differs: Bools = np.not_equal(line, self.line) & ~(np.equal(line, NONE) & self._lost)
        found: Bools = differs | self.impossible[:, None]
        return found

    def cost(self, roster: Roster, wave: int, agents: Ints, lines: Ints) -> Floats:
        """(agents, lines): 1 for a line that disturbs somebody who is not yet, -1 for the one that he expects.

        An agent who expects a line and gets none is disturbed too, hence the reward.
        """
        calm = ~self._disturbed_elsewhere(roster, wave, agents)
        expected = self.line[agents, wave]
        awaits = (expected != NONE) & ~self._lost[agents, wave]
        price = np.repeat(np.where(calm & ~awaits, 1.0, 0.0)[:, None], len(lines), axis=1)
        column = np.minimum(np.searchsorted(lines, expected), len(lines) - 1)
        own = np.flatnonzero(calm & (lines[column] == expected))
        price[own, column[own]] -= 1.0
        return price

    def columns(self, roster: Roster, wave: int, agents: Ints) -> list[Ints]:
        return [self.line[agents, wave], self._disturbed_elsewhere(roster, wave, agents).astype(np.int64)]

    def _disturbed_elsewhere(self, roster: Roster, wave: int, agents: Ints) -> Bools:
        elsewhere = self.disturbed(roster.line)[agents]
        elsewhere[:, wave] = self.impossible[agents]  # whoever is disturbed anyway costs no change here either
        return np.asarray(elsewhere.any(axis=1), dtype=bool)
