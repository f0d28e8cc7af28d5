"""The restricted master problem: how many agents of each kind have each known duty, as a linear program."""

from collections.abc import Callable
from dataclasses import dataclass
from threading import Event, Thread

import numpy as np
from ortools.math_opt.python import mathopt
from ortools.util.python.solve_interrupter import SolveInterrupter

from otp_desktop.planning.progress import StopRequested
from otp_desktop.planning.solver.arrays import Floats
from otp_desktop.planning.solver.chains.demand import Demand
from otp_desktop.planning.solver.chains.kinds import Kinds
from otp_desktop.planning.solver.chains.staying import CHANGE, Own, Staying
from otp_desktop.planning.solver.chains.turns import Turns
from otp_desktop.planning.solver.glop import Glop
from otp_desktop.planning.solver.highs import middle, vertex

POLL = 0.05  # seconds between two looks at whether to stop
TINY = 1e-6
PARAMETERS = mathopt.SolveParameters(lp_algorithm=mathopt.LPAlgorithm.DUAL_SIMPLEX)
GROWING = mathopt.SolveParameters(lp_algorithm=mathopt.LPAlgorithm.PRIMAL_SIMPLEX, presolve=mathopt.Emphasis.OFF)
"""Where the last solution stays one and only columns are new: beside agents who stay, four times as quick."""


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
    """Grows by columns; solved by GLOP from its last basis, or by interior points.

    ``central``: prices from the middle of all optimal ones, for bounds; nothing then stops a solution that has begun.
    """

    def __init__(
        self, demand: Demand, kinds: Kinds, turns: Turns, staying: Staying | None = None, *, central: bool = False
    ) -> None:
        self._central = central
        self._model = mathopt.Model()
        self._demand = demand
        self.columns: list[Column] = []
        self._known: dict[tuple[int, tuple[int, ...]], int] = {}
        self._used: set[int] = set()
        self._barred: set[int] = set()
        self._taken: list[mathopt.Variable] = []
        self._missing: list[tuple[mathopt.Variable, mathopt.Variable]] = []
        self._held = [self._line(line) for line in range(len(demand.low))]
        self._path, self._parts = kinds.path.tolist(), len(turns.most)
        self._size = np.repeat(kinds.size_of_path[:, None], len(turns.moments), axis=1)
        self._agents: dict[tuple[int, int], mathopt.LinearConstraint] = {}
        self._duties = [
            [self._model.add_linear_constraint(ub=agents * most) for most in turns.most.tolist()]
            for agents in kinds.size.tolist()
        ]
        self._parameters = PARAMETERS if staying is None else GROWING
        self._own = [] if staying is None else staying.own
        self._kept = [] if staying is None else self._stay(staying, turns)
        self.aim(demand)
        self._glop = Glop(self._model)

    def _line(self, line: int) -> mathopt.LinearConstraint:
        """Heads held or missing are as many as are asked."""
        low, high = float(self._demand.low[line]), float(self._demand.high[line])
        row = self._model.add_linear_constraint(lb=low + high)
        self._missing.append((self._model.add_variable(lb=0, ub=low), self._model.add_variable(lb=0, ub=high)))
        for missing in self._missing[-1]:
            row.set_coefficient(missing, 1)
        return row

    def _stay(self, staying: Staying, turns: Turns) -> list[mathopt.Variable]:
        """Who keeps what he had has no other duty and earns a change; who had nothing costs one when he is called."""
        for kind, idle in enumerate(staying.idle.tolist()):
            called = self._model.add_variable(lb=0, ub=idle)
            self._model.objective.set_linear_coefficient(called, CHANGE)
            for row, most in zip(self._duties[kind], turns.most.tolist(), strict=True):
                row.upper_bound -= idle * most
                row.set_coefficient(called, -most)
        return [self._kept_by(own, turns) for own in staying.own]

    def _kept_by(self, own: Own, turns: Turns) -> mathopt.Variable:
        kept = self._model.add_variable(lb=0, ub=1)
        self._model.objective.set_linear_coefficient(kept, -CHANGE)
        for row, most in zip(self._duties[own.kind], turns.most.tolist(), strict=True):
            row.set_coefficient(kept, most)
        for line in own.lines:
            self._held[line].set_coefficient(kept, 1)
        return kept

    def keep(self, place: int, *, whole: bool) -> None:
        """Whether an agent who would stay does, from now on."""
        self._parameters = PARAMETERS
        self._kept[place].lower_bound = self._kept[place].upper_bound = float(whole)

    def aim(self, demand: Demand) -> None:
        """Gives the same heads another worth."""
        worth = zip(demand.low_worth.tolist(), demand.high_worth.tolist(), strict=True)
        for pair, worths in zip(self._missing, worth, strict=True):
            for missing, each in zip(pair, worths, strict=True):
                self._model.objective.set_linear_coefficient(missing, each)

    def add(self, column: Column) -> bool:
        """Whether the column is new, or was barred."""
        place = self._known.setdefault((column.kind, column.lines), len(self.columns))
        if place < len(self.columns):
            return self._readmit(place)
        taken = self._model.add_variable(lb=0)
        self._duties[column.kind][column.part].set_coefficient(taken, 1)
        for moment in column.held:
            if (self._path[column.kind], moment) in self._agents:
                self._agents[self._path[column.kind], moment].set_coefficient(taken, 1)
        for line in column.lines:
            self._held[line].set_coefficient(taken, 1)
        self._model.objective.set_linear_coefficient(taken, column.cost)
        self._taken.append(taken)
        self.columns.append(column)
        return True

    def _readmit(self, column: int) -> bool:
        if column not in self._barred:
            return False
        self._barred.remove(column)
        self._taken[column].upper_bound = np.inf
        return True

    @property
    def used(self) -> list[Column]:
        """The columns that some solution had."""
        return [self.columns[place] for place in sorted(self._used)]

    def bar_unused(self) -> None:
        """Leaves out columns that no solution had so far, until they are found again: solving gets quick."""
        for column in set(range(len(self.columns))) - self._used - self._barred:
            self._barred.add(column)
            self._taken[column].upper_bound = 0.0

    def at_least(self, column: int, agents: int) -> None:
        """So many agents have this duty from now on."""
        self._parameters = PARAMETERS
        self._taken[column].lower_bound = agents

    def solve(self, over: StopRequested) -> Relaxed | None:
        """With agents enough at each moment; None when it was stopped, or every solver lost its way."""
        while True:
            result = self._optimum(over)
            if result is None:
                return None
            taken = np.array(result.variable_values(self._taken))
            self._used.update(np.flatnonzero(taken > TINY).tolist())
            if not self._limit(taken, np.array(result.variable_values(self._kept))):
                return self._relaxed(result, taken)

    def _optimum(self, over: StopRequested) -> mathopt.SolveResult | None:
        """By the next solver where one fails."""
        found = middle(self._model) if self._central and not over() else None
        if found is None:
            found = self._glop.solve(lambda solver: _interruptible(solver, self._parameters, over))
        return vertex(self._model) if found is None and not over() else found

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
            self._agents[path, moment] = self._model.add_linear_constraint(ub=float(self._size[path, moment]))
        for column, variable in zip(self.columns, self._taken, strict=True):
            for moment in column.held if broken else ():
                if (self._path[column.kind], moment) in broken:
                    self._agents[self._path[column.kind], moment].set_coefficient(variable, 1)
        for own, kept_by in zip(self._own, self._kept, strict=True):
            for path, moment in broken:
                if path == self._path[own.kind]:
                    self._agents[path, moment].set_coefficient(kept_by, 1)
        return bool(broken)

    def _relaxed(self, result: mathopt.SolveResult, taken: Floats) -> Relaxed:
        wages = np.zeros(self._size.shape)
        for place, dual in zip(self._agents, result.dual_values(list(self._agents.values())), strict=True):
            wages[place] = max(-dual, 0.0)
        fees = np.zeros((len(self._duties), self._parts))
        for kind, rows in enumerate(self._duties):
            fees[kind] = np.maximum(-np.array(result.dual_values(rows)), 0.0)
        return Relaxed(
            cost=result.objective_value(),
            taken=taken,
            prices=np.maximum(np.array(result.dual_values(self._held)), 0.0),
            wages=wages,
            fees=fees,
            kept=np.array(result.variable_values(self._kept)),
        )


def _interruptible(
    solver: mathopt.IncrementalSolver, parameters: mathopt.SolveParameters, over: Callable[[], bool]
) -> mathopt.SolveResult | None:
    """Solves, and gives up soon after somebody wants an end: a linear program may take seconds."""
    interrupter, done = SolveInterrupter(), Event()

    def watch() -> None:
        while not done.wait(POLL):
            if over():
                interrupter.interrupt()
                return

    if over():
        return None
    watcher = Thread(target=watch, daemon=True)
    watcher.start()
    try:
        return solver.solve(params=parameters, interrupter=interrupter)
    finally:
        done.set()
        watcher.join()
