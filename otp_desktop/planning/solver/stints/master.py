"""The linear program over stints, which grows by those that its prices make worth while."""

from dataclasses import dataclass

import numpy as np
from ortools.linear_solver import pywraplp

from otp_desktop.planning.progress import StopRequested
from otp_desktop.planning.solver.arrays import Floats
from otp_desktop.planning.solver.stints.setting import Setting

WARM, AFRESH = "use_preprocessing: false", "use_preprocessing: true"  # GLOP goes on from its last basis with the first
NEAREST = 60  # groups for which each kind begins with a stint of all its parts
MOST_NEW, MOST_NEW_OF_GROUP = 3000, 6  # columns added a round
DEAR = 200.0  # a head that nobody holds
TINY = 1e-6


@dataclass(frozen=True)
class Stint:
    """One agent of a kind on a group, in some parts; rows of the setting."""

    kind: int
    group: int
    parts: tuple[int, ...]


class Master:
    """``stints`` known so far; ``taken`` (stints) of the last solution."""

    def __init__(self, setting: Setting) -> None:
        self._setting = setting
        self._solver = pywraplp.Solver.CreateSolver("GLOP")
        self._solver.SetSolverSpecificParametersAsString(WARM)
        self._solver.Objective().SetMinimization()
        infinity = self._solver.infinity()
        self._supply = [[self._solver.Constraint(-infinity, float(most)) for most in row] for row in setting.supply]
        self._heads = [
            [self._solver.Constraint(float(low), float(high)) for low, high in zip(least, most, strict=True)]
            for least, most in zip(setting.least.tolist(), setting.most.tolist(), strict=True)
        ]
        self._held = [self._solver.Constraint(float(heads), infinity) for heads in setting.held]
        self._way = setting.way
        self._prices = np.zeros(setting.most.shape), np.zeros(setting.supply.shape)
        self._known: set[Stint] = set()
        self._taken: list[float] = []
        self._variables: list[pywraplp.Variable] = []
        self.stints: list[Stint] = []
        self._begin()

    def generate(self, over: StopRequested, rounds: int) -> bool:
        """Solves and prices so often at most; whether no stint is missing any more.

        Where GLOP gives up, what was found last stands.
        """
        for _ in range(rounds):
            if over() or self._solver.Solve() != pywraplp.Solver.OPTIMAL:
                return False
            self._taken = [variable.solution_value() for variable in self._variables]
            self._prices = self._read_prices()
            if not self._price():
                return True
        return False

    def start_afresh(self) -> None:
        """No longer goes on from the last basis, which takes longer once variables have been fixed."""
        self._solver.SetSolverSpecificParametersAsString(AFRESH)

    @property
    def taken(self) -> Floats:
        """(stints) agents of the last solution; those added since have none."""
        return np.array(self._taken + [0.0] * (len(self.stints) - len(self._taken)))

    def charge(self, extra: Floats) -> None:
        """From now on stints cost so much more (kinds, groups) for each of their parts."""
        self._way = self._way + extra[:, :, None]
        for stint, variable in zip(self.stints, self._variables, strict=True):
            if extra[stint.kind, stint.group]:
                self._solver.Objective().SetCoefficient(variable, self.cost(stint))

    def at_least(self, stint: int, agents: int) -> None:
        self._variables[stint].SetLb(agents)

    def worth(self) -> Floats:
        """(kinds, groups, parts) what each part of a stint is worth beyond its way, at the last prices."""
        heads, agents = self._prices
        found: Floats = np.maximum(heads[None, :, :] + agents[:, None, :] - self._way, 0.0)
        return found

    def excess(self) -> Floats:
        """(stints) what each costs beyond what it is worth at the last prices."""
        heads, agents = self._prices
        found = [
            self.cost(stint) - heads[stint.group, list(stint.parts)].sum() - agents[stint.kind, list(stint.parts)].sum()
            for stint in self.stints
        ]
        return np.array(found)

    def _read_prices(self) -> tuple[Floats, Floats]:
        """(groups, parts) of a head, and (kinds, parts) of an agent, which is negative."""
        heads = np.array([[row.dual_value() for row in rows] for rows in self._heads])
        heads = heads + np.array([row.dual_value() for row in self._held])
        return heads, np.array([[row.dual_value() for row in rows] for rows in self._supply])

    def _begin(self) -> None:
        """Stand-ins for every head, and for each kind the stints of all its parts on the nearest groups."""
        setting = self._setting
        for group in range(len(setting.group)):
            for part in range(len(setting.place)):
                self._add_column(DEAR * setting.face, [self._heads[group][part], self._held[part]])
        for kind in range(len(setting.supply)):
            nearest = np.where(setting.can[kind], setting.way[kind], 0.0).sum(axis=1) / np.maximum(
                setting.can[kind].sum(axis=1), TINY
            )
            for group in np.argsort(nearest, kind="stable")[:NEAREST].tolist():
                self._add(Stint(kind, group, tuple(np.flatnonzero(setting.can[kind, group]).tolist())))

    def _price(self) -> int:
        """Adds the stints that would lower the cost most; how many."""
        worth = self.worth()
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
        rows = [row for part in stint.parts for row in self._rows(stint, part)]
        self._variables.append(self._add_column(self.cost(stint), rows))
        return True

    def cost(self, stint: Stint) -> float:
        """Of its face and its ways, and of what is charged."""
        return self._setting.face + float(self._way[stint.kind, stint.group, list(stint.parts)].sum())

    def _rows(self, stint: Stint, part: int) -> list[pywraplp.Constraint]:
        return [self._supply[stint.kind][part], self._heads[stint.group][part], self._held[part]]

    def _add_column(self, cost: float, rows: list[pywraplp.Constraint]) -> pywraplp.Variable:
        variable = self._solver.NumVar(0.0, self._solver.infinity(), "")
        self._solver.Objective().SetCoefficient(variable, cost)
        for row in rows:
            row.SetCoefficient(variable, 1.0)
        return variable
