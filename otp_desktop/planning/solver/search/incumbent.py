"""The best plan so far: moves are made on it, and undone when they made it worse."""

import numpy as np

from otp_desktop.planning.plan import Bound, Objective
from otp_desktop.planning.solver.arrays import Ints
from otp_desktop.planning.solver.baseline import Baseline
from otp_desktop.planning.solver.compiled import Compiled
from otp_desktop.planning.solver.moves import Move
from otp_desktop.planning.solver.roster import Roster
from otp_desktop.planning.solver.value import Rank, rank_of

TOLERANCE = 1e-6  # of the soft part: a plan this near its bound is called optimal


class Incumbent:
    """``stands`` once the first plan is whole: before, ``roster`` holds its beginning."""

    def __init__(self, compiled: Compiled, baseline: Baseline | None) -> None:
        self._compiled, self._baseline = compiled, baseline
        self.roster = Roster(compiled)
        self.rank: Rank = self._measure()
        self.stands = False

    def stand(self) -> None:
        """The first plan is whole."""
        self.rank = self._measure()
        self.stands = True

    def attempt(self, move: Move) -> bool:
        """Makes a move, and undoes it when the plan got worse; says whether it got better."""
        before, rank = self.roster.line.copy(), self.rank
        move()
        found = self._measure()
        if found > rank:
            self.roster.restore(before)
        else:
            self.rank = found
        return _better(found, rank)

    def missing(self) -> Ints:
        """(lines): heads that nobody holds."""
        found: Ints = np.maximum(self._compiled.lines.count - self.roster.heads, 0)
        return found

    @property
    def held_heads(self) -> int:
        return int(np.minimum(self.roster.heads, self._compiled.lines.count).sum())

    @property
    def objective(self) -> Objective:
        """In the public words, its parts aside."""
        minimum, count, changes, soft = self.rank
        return Objective(missing_minimum=minimum, missing_count=count, changes=changes, soft=soft)

    def _measure(self) -> Rank:
        return rank_of(self._compiled, self.roster, self._baseline)


def meets(objective: Objective, bound: Bound) -> bool:
    """Whether the plan is proved optimal."""
    strict = (objective.missing_minimum, objective.missing_count, objective.changes)
    if strict != (bound.missing_minimum, bound.missing_count, bound.changes):
        return False
    return objective.soft <= bound.soft + TOLERANCE * max(1.0, abs(objective.soft))


def _better(found: Rank, rank: Rank) -> bool:
    """Better by more than rounding."""
    return found[:3] < rank[:3] or (found[:3] == rank[:3] and found[3] < rank[3] - TOLERANCE * max(1.0, abs(rank[3])))
