"""The problem once more as arrays, for the solver."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from otp_desktop.planning.solver.arrays import Bools, Floats, Ints
from otp_desktop.planning.solver.rostering.problem import RosteringProblem


@dataclass(frozen=True)
class Tables:
    """Wishes, cover and limits looked up by index."""

    problem: RosteringProblem

    @cached_property
    def wish_cost(self) -> Floats:
        """(members, days, kinds): what a duty adds to the cost, wishes met being gains."""
        problem = self.problem
        cost = np.zeros((len(problem.members), problem.days, len(problem.kinds)))
        for wish in problem.wishes:
            place = problem.member_index[wish.member], wish.day, problem.kind_index[wish.kind]
            cost[place] += wish.cost if wish.refused else -wish.cost
        return cost

    @cached_property
    def allowed(self) -> Bools:
        """(members, days, kinds): trained for the kind, and not on a day off."""
        problem = self.problem
        allowed = np.ones((len(problem.members), problem.days, len(problem.kinds)), dtype=bool)
        allowed &= (self.most_of_kind > 0)[:, None, :]
        for index, member in enumerate(problem.members):
            allowed[index, sorted(member.days_off)] = False
        return allowed

    @cached_property
    def most_of_kind(self) -> Ints:
        """(members, kinds): the days of the horizon where there is no limit."""
        problem = self.problem
        return np.array(
            [[m.most_of_kind.get(kind.id, problem.days) for kind in problem.kinds] for m in problem.members],
            dtype=np.int64,
        )

    @cached_property
    def forbidden(self) -> Bools:
        """(kinds, kinds): the second may not follow the first on the next day."""
        kinds = self.problem.kinds
        return np.array([[other.id in kind.not_followed_by for other in kinds] for kind in kinds], dtype=bool)

    @cached_property
    def successions(self) -> tuple[tuple[Ints, Ints], ...]:
        """Pairs (kinds before, kinds after) such that none of the second may follow any of the first.

        One pair for each distinct set of forbidden followers, with all kinds that forbid at least it.
        """
        found = []
        for after in np.unique(self.forbidden, axis=0):
            if after.any():
                before = (self.forbidden | ~after).all(axis=1)
                found.append((np.flatnonzero(before), np.flatnonzero(after)))
        return tuple(found)
