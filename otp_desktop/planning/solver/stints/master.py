"""The linear program over stints, which grows by those that its prices make worth while.

It begins with the stints that guessed prices (``soft``) make nearly worth while, in a box around these prices: far from
them thousands of stints would seem worth while that nobody takes in the end.
"""

from dataclasses import dataclass

import numpy as np
from ortools.linear_solver import pywraplp

from otp_desktop.planning.progress import StopRequested
from otp_desktop.planning.solver.arrays import Floats
from otp_desktop.planning.solver.stints.box import TINY, Box
from otp_desktop.planning.solver.stints.setting import Prices, Setting

WARM, AFRESH = "use_preprocessing: false", "use_preprocessing: true"  # GLOP goes on from its last basis with the first
NEAR = 1 / 6  # of a face: what a stint may lack of being worth while to be there from the beginning
WIDTH = 1 / 2  # of a face: how far prices may go at once
WIDER = 2.0  # of a face: how far they may go where stints are fixed
MOST_NEW, MOST_NEW_OF_GROUP = 3000, 6  # columns added a round
DEAR = 200.0  # faces: a head that nobody holds
LONGEST = 5000  # milliseconds for one solution, which cannot be asked to stop


@dataclass(frozen=True)
class Stint:
    """One agent of a kind on a group, in some parts; rows of the setting."""

    kind: int
    group: int
    parts: tuple[int, ...]


class Master:
    """``stints`` known so far; ``taken`` (stints) of the last solution; ``prices`` of the last solution."""

    def __init__(self, setting: Setting, guess: Prices) -> None:
        self._setting = setting
        self._solver = pywraplp.Solver.CreateSolver("GLOP")
        self._solver.SetSolverSpecificParametersAsString(WARM)
        self._solver.SetTimeLimit(LONGEST)
        self._solver.Objective().SetMinimization()
        infinity = self._solver.infinity()
        self._supply = [[self._solver.Constraint(-infinity, float(most)) for most in row] for row in setting.supply]
        self._heads = [
            [self._solver.Constraint(float(low), float(high)) for low, high in zip(least, most, strict=True)]
            for least, most in zip(setting.least.tolist(), setting.most.tolist(), strict=True)
        ]
        self._held = [self._solver.Constraint(float(heads), infinity) for heads in setting.held]
        self._box = Box(self._solver, self._heads, self._held, self._supply, WIDTH * setting.face)
        self.prices = guess.lowered(setting)
        self._box.put_around(self.prices)
        self._known: set[Stint] = set()
        self._taken: list[float] = []
        self._variables: list[pywraplp.Variable] = []
        self.stints: list[Stint] = []
        self._begin()

    def generate(self, over: StopRequested, rounds: int) -> bool:
        """Solves and prices so often at most; whether no stint is missing any more.

        Where GLOP gives up, or takes too long, what was found last stands.
        """
        for _ in range(rounds):
            if over() or self._solver.Solve() != pywraplp.Solver.OPTIMAL:
                return False
            self._taken = [variable.solution_value() for variable in self._variables]
            self.prices = self._read_prices()
            if not self._price() and not self._box.moves_to(self.prices):
                return True
        return False

    def fix_from_now(self) -> None:
        """Prices may go further, but not to any length. Goes on from nothing: the last basis is far each time."""
        self._box.widen(WIDER * self._setting.face, self.prices)
        self._solver.SetSolverSpecificParametersAsString(AFRESH)

    def insist(self) -> None:
        """From now on only stints hold heads."""
        self._box.open(DEAR * self._setting.face)

    @property
    def taken(self) -> Floats:
        """(stints) agents of the last solution; those added since have none."""
        return np.array(self._taken + [0.0] * (len(self.stints) - len(self._taken)))

    def at_least(self, stint: int, agents: int) -> None:
        self._variables[stint].SetLb(agents)

    def excess(self, stints: list[Stint]) -> Floats:
        """(stints) what each costs beyond what it is worth at the last prices."""
        gain = self.prices.gain(self._setting)
        found = [self._setting.face - float(gain[stint.kind, stint.group, list(stint.parts)].sum()) for stint in stints]
        return np.array(found)

    def cost(self, stint: Stint) -> float:
        """Of its face and its ways."""
        return self._setting.face + float(self._setting.way[stint.kind, stint.group, list(stint.parts)].sum())

    def _read_prices(self) -> Prices:
        heads = np.array([[row.dual_value() for row in rows] for rows in self._heads])
        heads = heads + np.array([row.dual_value() for row in self._held])
        return Prices(heads, np.array([[row.dual_value() for row in rows] for rows in self._supply]))

    def _begin(self) -> None:
        """The stints that the guess makes nearly worth while, and those with one part more or less."""
        gain, near = self.prices.gain(self._setting), NEAR * self._setting.face
        lacks = self._setting.face - np.maximum(gain, 0.0).sum(axis=2)
        for other in (None, *range(gain.shape[2])):
            lack = lacks if other is None else lacks + np.abs(gain[:, :, other])
            for kind, group in zip(*(place.tolist() for place in np.nonzero(lack < near)), strict=True):
                parts = gain[kind, group] > 0
                if other is not None:
                    parts[other] ^= True
                self._add(Stint(kind, group, tuple(np.flatnonzero(parts).tolist())))

    def _price(self) -> int:
        """Adds the stints that would lower the cost most; how many."""
        worth = self.prices.worth(self._setting)
        reduced = self._setting.face - worth.sum(axis=2)
        kinds, groups = np.nonzero(reduced < -TINY)
        order = np.argsort(reduced[kinds, groups], kind="stable")[:MOST_NEW]
        of_group = np.zeros(len(self._setting.group), dtype=np.int64)
        added = 0
        for kind, group in zip(kinds[order].tolist(), groups[order].tolist(), strict=True):
            stint = Stint(kind, group, tuple(np.flatnonzero(worth[kind, group] > 0).tolist()))
            if of_group[group] < MOST_NEW_OF_GROUP and self._add(stint):
                of_group[group] += 1
                added += 1
        return added

    def _add(self, stint: Stint) -> bool:
        if stint in self._known or not stint.parts:
            return False
        self._known.add(stint)
        self.stints.append(stint)
        self._variables.append(self._column(stint))
        return True

    def _column(self, stint: Stint) -> pywraplp.Variable:
        variable = self._solver.NumVar(0.0, self._solver.infinity(), "")
        self._solver.Objective().SetCoefficient(variable, self.cost(stint))
        for part in stint.parts:
            for row in (self._supply[stint.kind][part], self._heads[stint.group][part], self._held[part]):
                row.SetCoefficient(variable, 1.0)
        return variable
