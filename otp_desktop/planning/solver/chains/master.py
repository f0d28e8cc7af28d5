"""The restricted master problem: how many agents of each kind have each known duty, as a linear program."""

from dataclasses import dataclass

import numpy as np
from ortools.linear_solver import pywraplp

from otp_desktop.planning.progress import StopRequested
from otp_desktop.planning.solver.arrays import Floats
from otp_desktop.planning.solver.chains.demand import Demand
from otp_desktop.planning.solver.chains.kinds import Kinds
from otp_desktop.planning.solver.chains.program import CUT, DUAL, GROWN, Program, duals_of, values_of
from otp_desktop.planning.solver.chains.staying import CHANGE, Own, Staying
from otp_desktop.planning.solver.chains.turns import Turns

TINY = 1e-6


@dataclass(frozen=True)
class Column:
    """A duty of one agent of a kind: the role lines it fills, the moments at which it holds its agent, its cost."""

    kind: int
    part: int
    lines: tuple[int, ...]
    held: range
    cost: float


@dataclass(frozen=True)
class Relaxed:
    """A solution: the agents that have ``taken`` each column (columns,), and the whole ``cost``.

    ``prices`` (lines,) of heads; ``wages`` (paths, moments) of an agent who is held, ``fees`` (kinds, parts) of a duty.
    ``kept`` (agents who would stay,): how far each keeps what he had.
    """

    cost: float
    taken: Floats
    prices: Floats
    wages: Floats
    fees: Floats
    kept: Floats


class Master:
    """Grows by columns."""

    def __init__(self, demand: Demand, kinds: Kinds, turns: Turns, staying: Staying | None = None) -> None:
        self._program = Program()
        self._demand = demand
        self.columns: list[Column] = []
        self._known: dict[tuple[int, tuple[int, ...]], int] = {}
        self._used: set[int] = set()
        self._barred: set[int] = set()
        self._taken: list[pywraplp.Variable] = []
        self._missing: list[tuple[pywraplp.Variable, pywraplp.Variable]] = []
        self._held = [self._line(line) for line in range(len(demand.low))]
        self._path, self._parts = kinds.path.tolist(), len(turns.most)
        self._size = np.repeat(kinds.size_of_path[:, None], len(turns.moments), axis=1)
        self._agents: dict[tuple[int, int], pywraplp.Constraint] = {}
        self._duties = [
            [self._at_most(agents * most) for most in turns.most.tolist()] for agents in kinds.size.tolist()
        ]
        self._parameters, self._solved = CUT, False
        self._own = [] if staying is None else staying.own
        self._kept = [] if staying is None else self._stay(staying, turns)
        self.aim(demand)

    def _at_most(self, amount: float) -> pywraplp.Constraint:
        return self._program.row(-self._program.infinity, float(amount))

    def _line(self, line: int) -> pywraplp.Constraint:
        """Heads held or missing are as many as are asked."""
        low, high = float(self._demand.low[line]), float(self._demand.high[line])
        row = self._program.row(low + high, self._program.infinity)
        self._missing.append((self._program.variable(low), self._program.variable(high)))
        for missing in self._missing[-1]:
            row.SetCoefficient(missing, 1.0)
        return row

    def _stay(self, staying: Staying, turns: Turns) -> list[pywraplp.Variable]:
        """Who keeps what he had has no other duty and earns a change; who had nothing costs one when he is called."""
        for kind, idle in enumerate(staying.idle.tolist()):
            called = self._program.variable(float(idle))
            self._program.cost(called, CHANGE)
            for row, most in zip(self._duties[kind], turns.most.tolist(), strict=True):
                row.SetUb(row.Ub() - idle * most)
                row.SetCoefficient(called, float(-most))
        return [self._kept_by(own, turns) for own in staying.own]

    def _kept_by(self, own: Own, turns: Turns) -> pywraplp.Variable:
        kept = self._program.variable(1.0)
        self._program.cost(kept, -CHANGE)
        for row, most in zip(self._duties[own.kind], turns.most.tolist(), strict=True):
            row.SetCoefficient(kept, float(most))
        for line in own.lines:
            self._held[line].SetCoefficient(kept, 1.0)
        return kept

    def keep(self, place: int, *, whole: bool) -> None:
        """Whether an agent who would stay does, from now on."""
        self._parameters = DUAL
        self._kept[place].SetBounds(float(whole), float(whole))

    def aim(self, demand: Demand) -> None:
        """Gives the same heads another worth."""
        self._grow()
        worth = zip(demand.low_worth.tolist(), demand.high_worth.tolist(), strict=True)
        for pair, worths in zip(self._missing, worth, strict=True):
            for missing, each in zip(pair, worths, strict=True):
                self._program.cost(missing, each)

    def add(self, column: Column) -> bool:
        """Whether the column is new, or was barred."""
        place = self._known.setdefault((column.kind, column.lines), len(self.columns))
        if place < len(self.columns):
            return self._readmit(place)
        self._grow()
        taken = self._program.variable(self._program.infinity)
        self._duties[column.kind][column.part].SetCoefficient(taken, 1.0)
        for moment in column.held:
            if (self._path[column.kind], moment) in self._agents:
                self._agents[self._path[column.kind], moment].SetCoefficient(taken, 1.0)
        for line in column.lines:
            self._held[line].SetCoefficient(taken, 1.0)
        self._program.cost(taken, column.cost)
        self._taken.append(taken)
        self.columns.append(column)
        return True

    def _readmit(self, column: int) -> bool:
        if column not in self._barred:
            return False
        self._grow()
        self._barred.remove(column)
        self._taken[column].SetUb(self._program.infinity)
        return True

    @property
    def used(self) -> list[Column]:
        """The columns that some solution had."""
        return [self.columns[place] for place in sorted(self._used)]

    def _grow(self) -> None:
        """The last solution, where there is one and nothing is fixed, still is one."""
        if self._solved and self._parameters == CUT:
            self._parameters = GROWN

    def bar_unused(self) -> None:
        """Leaves out columns that no solution had so far, until they are found again: solving gets quick."""
        for column in set(range(len(self.columns))) - self._used - self._barred:
            self._barred.add(column)
            self._taken[column].SetUb(0.0)

    def at_least(self, column: int, agents: int) -> None:
        """So many agents have this duty from now on."""
        self._parameters = DUAL
        self._taken[column].SetLb(float(agents))

    def solve(self, over: StopRequested) -> Relaxed | None:
        """With agents enough at each moment; None when it was stopped, or every solver lost its way."""
        while True:
            cost = self._program.solve(over, self._parameters)
            if cost is None:
                return None
            self._solved = True
            if self._parameters == GROWN:
                self._parameters = CUT
            taken = values_of(self._taken)
            self._used.update(np.flatnonzero(taken > TINY).tolist())
            kept = values_of(self._kept)
            if not self._limit(taken, kept):
                return self._relaxed(cost, taken, kept)

    def _limit(self, taken: Floats, kept: Floats) -> bool:
        """Adds rows for the moments that hold more agents than there are: few ever do."""
        held = np.zeros(self._size.shape)
        used = np.flatnonzero(taken > 0).tolist()
        for place in used:
            column = self.columns[place]
            held[self._path[column.kind], column.held] += taken[place]
        for own, share in zip(self._own, kept.tolist(), strict=True):
            held[self._path[own.kind]] += share
        full = [(int(path), int(moment)) for path, moment in np.argwhere(held > self._size + TINY)]
        broken = dict.fromkeys(place for place in full if place not in self._agents)
        for path, moment in broken:
            self._agents[path, moment] = self._at_most(float(self._size[path, moment]))
        for column, variable in zip(self.columns, self._taken, strict=True):
            for moment in column.held if broken else ():
                if (self._path[column.kind], moment) in broken:
                    self._agents[self._path[column.kind], moment].SetCoefficient(variable, 1.0)
        for own, kept_by in zip(self._own, self._kept, strict=True):
            for path, moment in broken:
                if path == self._path[own.kind]:
                    self._agents[path, moment].SetCoefficient(kept_by, 1.0)
        return bool(broken)

    def _relaxed(self, cost: float, taken: Floats, kept: Floats) -> Relaxed:
        wages = np.zeros(self._size.shape)
        for place, dual in zip(self._agents, duals_of(list(self._agents.values())).tolist(), strict=True):
            wages[place] = max(-dual, 0.0)
        fees = np.array([np.maximum(-duals_of(rows), 0.0) for rows in self._duties]).reshape(-1, self._parts)
        prices = np.maximum(duals_of(self._held), 0.0)
        return Relaxed(cost=cost, taken=taken, prices=prices, wages=wages, fees=fees, kept=kept)
