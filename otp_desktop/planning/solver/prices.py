"""What the agents of a run cost: the soft part of each pair, and what tells agents apart for it."""

import numpy as np

from otp_desktop.planning.solver import costs
from otp_desktop.planning.solver.arrays import NONE, Floats, Ints
from otp_desktop.planning.solver.baseline import Baseline
from otp_desktop.planning.solver.compiled import Compiled
from otp_desktop.planning.solver.grouping import groups_of
from otp_desktop.planning.solver.legality import Pairs
from otp_desktop.planning.solver.roster import Roster, heads_left
from otp_desktop.planning.solver.runs import Run


class Prices:
    """The costs of one problem."""

    def __init__(self, compiled: Compiled, baseline: Baseline | None) -> None:
        self._compiled = compiled
        self._baseline = baseline

    def faces(self, roster: Roster, need: Ints) -> costs.Faces | None:
        """Who is already on the groups of some needs, where a new face costs something."""
        groups = self._compiled.needs.group[need]
        counts = self._compiled.problem.objective.continuity and (groups != NONE).any()
        return costs.Faces(self._compiled, roster, need) if counts else None

    def columns(self, roster: Roster, run: Run, agents: Ints, faces: costs.Faces | None) -> list[Ints]:
        """What tells agents apart for their costs, burdens aside."""
        compiled = self._compiled
        columns = [compiled.agents.base[agents]]
        weights = compiled.problem.objective
        if weights.cohesion:
            columns.append(compiled.agents.unit[agents])
        if (weights.preference and len(compiled.wishes.agent)) or weights.continuity:
            columns.append(self._own_ways(run.need, agents, faces))
        if self._baseline is not None:
            columns += self._baseline.columns(roster, run.waves[0], agents)
        return columns

    def burdens(self, roster: Roster, agents: Ints, need: Ints) -> Ints:
        """A number for each burden carried, where the wave adds to it."""
        if not self._counts_burden(need):
            return np.zeros(len(agents), dtype=np.int64)
        return np.unique(roster.burden[agents], return_inverse=True)[1].reshape(-1)

    def kinds(self, lines: Ints) -> tuple[Ints, Ints]:
        """The kind of each line, by skills asked and burden, and one line of each kind."""
        compiled = self._compiled
        columns = [compiled.eligibility.line_class[lines]]
        served = compiled.lines.need[lines]
        if self._counts_burden(served):
            columns.append(np.unique(compiled.needs.burden[served], return_inverse=True)[1].reshape(-1))
        first, kind = groups_of(columns)
        return kind, lines[first]

    def growth(self, roster: Roster, agents: Ints, lines: Ints) -> Floats:
        """(agents, lines): the cost of equity."""
        served = self._compiled.lines.need[lines]
        if not self._counts_burden(served):
            return np.zeros((len(agents), len(lines)))
        return self._compiled.problem.objective.equity * costs.equity(self._compiled, roster.burden[agents], served)

    def soft(self, pairs: Pairs, faces: costs.Faces | None) -> Floats:
        """(groups, needs): what each pair adds to the soft cost."""
        compiled, agents, need = self._compiled, pairs.situation.agent, pairs.need
        weights = compiled.problem.objective
        soft = np.zeros((len(agents), len(need)))
        if weights.travel:
            soft += weights.travel * costs.travel_km(pairs)
        if faces is not None:
            soft += weights.continuity * faces.new_faces(compiled, agents, need)
        if weights.preference and len(compiled.wishes.agent):
            soft += weights.preference * costs.preference(compiled, agents, need)
        return soft

    def with_changes(self, roster: Roster, run: Run, agents: Ints, soft: Floats) -> Floats:
        """A change costs more than any soft gain in the wave; that of coverage too where it is not strict."""
        assert self._baseline is not None
        heads = int(heads_left(self._compiled, roster, run.lines).total.sum())
        worth = 2 * max(self._compiled.problem.objective.coverage_weights or (0.0,))
        possible = np.isfinite(soft)
        span = float(soft.max(where=possible, initial=0) - soft.min(where=possible, initial=0))
        cost = self._baseline.cost(roster, run.waves[0], agents, run.lines)
        cost *= (span + worth + 1.0) * (heads + 1)
        cost += soft
        return cost

    def _counts_burden(self, need: Ints) -> bool:
        return bool(self._compiled.problem.objective.equity and self._compiled.needs.burden[need].any())

    def _own_ways(self, need: Ints, agents: Ints, faces: costs.Faces | None) -> Ints:
        """The agent himself where he has wishes, or has served a group of the wave elsewhere."""
        compiled = self._compiled
        own = np.full(len(compiled.problem.agents), NONE, dtype=np.int64)
        start, end = compiled.needs.start[need].min(), compiled.needs.end[need].max()
        wishing = compiled.wishes.agent[(compiled.wishes.start < end) & (start < compiled.wishes.end)]
        if compiled.problem.objective.preference:
            own[wishing] = wishing
        if faces is not None:
            own[faces.agent] = faces.agent
        return own[agents]
