"""What each agent expects from the old plan, and what it costs to disappoint him."""

from collections.abc import Sequence

import numpy as np

from otp_desktop.planning.old_plan import is_away
from otp_desktop.planning.replan.least_changes import Expected
from otp_desktop.planning.solver.arrays import NONE, Bools, Ints
from otp_desktop.planning.solver.baseline import Baseline
from otp_desktop.planning.solver.compiled import Compiled
from otp_desktop.planning.solver.named import indexed
from otp_desktop.planning.solver.roster import Roster
from otp_desktop.planning.wave_view import WaveView


class Expectations:
    """The old plan, laid over the waves; ``awaited`` (agents, waves): where he had a row that no absence touches."""

    def __init__(self, compiled: Compiled) -> None:
        self.baseline = Baseline(compiled)
        self.awaited = np.zeros((len(compiled.problem.agents), len(compiled.waves)), dtype=bool)
        rows = [row for row in compiled.problem.baseline or () if not is_away(compiled.problem, row)]
        for agent, line in indexed(compiled, rows):
            self.awaited[agent, compiled.waves.of_need[compiled.lines.need[line]]] = True

    def within(self, view: WaveView, waves: Sequence[int], calm: Bools, now: Roster | None = None) -> Expected:
        """Only ``calm`` agents are disturbed by a change: the others are changed anyway, and best left as they are
        ``now``.
        """
        line = self._line_had(view, waves)
        if now is not None:
            line = np.where(calm, line, now.line[view.agents][:, list(waves)].max(axis=1))
        own = np.where(line == NONE, NONE, np.searchsorted(view.lines, line))
        awaits = self.awaited[view.agents][:, list(waves)].any(axis=1)
        return Expected(own=own, moved=calm.astype(np.int64), left=(calm & awaits).astype(np.int64))

    def _line_had(self, view: WaveView, waves: Sequence[int]) -> Ints:
        """Of two old rows in a block the one that no absence touches; where none does, he is changed anyway."""
        had = self.baseline.line[view.agents][:, list(waves)]
        awaited = np.where(self.awaited[view.agents][:, list(waves)], had, NONE).max(axis=1)
        line: Ints = np.where(awaited == NONE, had.max(axis=1), awaited)
        return line

    def calm_outside(self, view: WaveView, roster: Roster, waves: Sequence[int]) -> Bools:
        """Agents of the view whom nothing outside these waves disturbs."""
        disturbed = self.baseline.disturbed(roster.line)[view.agents]
        disturbed[:, list(waves)] = False
        found: Bools = np.asarray(~disturbed.any(axis=1), dtype=bool)
        return found
