"""How many agents of each kind take each row, and on which lines they stand: the best coverage in whole numbers."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from ortools.sat.python import cp_model

from otp_desktop.planning.plan import PRIORITIES
from otp_desktop.planning.progress import StopRequested
from otp_desktop.planning.solver.arrays import NONE, Ints
from otp_desktop.planning.solver.compiled import Compiled
from otp_desktop.planning.solver.whole.rows import Kinds, Rows

EFFORT = 3.0  # of CP-SAT's deterministic time for each priority
Sum = cp_model.LinearExprT


@dataclass(frozen=True)
class Cover:
    """``taken`` (rows): agents of the row's kind that take it; ``standing`` (kinds, lines): where they stand.

    ``proved`` (classes): heads missing in any plan, below the minimum of priority 1 … 5, then in all.
    """

    taken: Ints
    standing: Ints
    proved: tuple[int, ...]


class CoverModel:
    def __init__(self, compiled: Compiled, kinds: Kinds, rows: Rows, mixes: Sequence[Sequence[int]]) -> None:
        self._compiled, self._kinds, self._rows = compiled, kinds, rows
        self._model = cp_model.CpModel()
        self._take = self._rows_of_kinds()
        self._stand = self._places()
        self._missing = self._missing_heads()
        for mix in mixes:
            self._keep_apart(mix)

    def solve(self, seed: int, late: StopRequested, seconds: float) -> Cover | None:
        """Class after class of heads; where one is not solved to the end, nothing is proved of those behind it."""
        solver, proved, found = _solver(seed, seconds), [0] * len(self._missing), None
        for place, missing in enumerate(self._missing):
            if not missing:
                continue
            total = cp_model.LinearExpr.sum(missing)
            self._model.minimize(total)
            status = solver.solve(self._model)
            if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
                break
            found = self._read(solver)
            proved[place] = round(solver.best_objective_bound)
            if status != cp_model.OPTIMAL or late():
                break
            self._model.add(total <= round(solver.objective_value))
            self._hint(solver)
        return None if found is None else Cover(*found, tuple(proved))

    def _rows_of_kinds(self) -> list[cp_model.IntVar]:
        size = self._kinds.size
        take = [self._model.new_int_var(0, int(size[kind]), "") for kind in self._rows.kind.tolist()]
        for kind, agents in enumerate(size.tolist()):
            mine = [take[row] for row in np.flatnonzero(self._rows.kind == kind).tolist()]
            self._model.add(cp_model.LinearExpr.sum(mine) == agents)
        return take

    def _places(self) -> dict[tuple[int, int], cp_model.IntVar]:
        """Agents of a kind on a line: on the lines of a need no more than have the need in their rows."""
        compiled, size = self._compiled, self._kinds.size
        found: dict[tuple[int, int], cp_model.IntVar] = {}
        of_need: dict[tuple[int, int], list[cp_model.IntVar]] = {}
        for kind, line in np.argwhere(self._kinds.may).tolist():
            most = min(int(size[kind]), int(compiled.lines.count[line]))
            found[kind, line] = self._model.new_int_var(0, most, "")
            of_need.setdefault((kind, int(compiled.lines.need[line])), []).append(found[kind, line])
        waves = compiled.waves.of_need
        for (kind, need), standing in of_need.items():
            serving = np.flatnonzero((self._rows.kind == kind) & (self._rows.need[:, waves[need]] == need))
            self._model.add(
                cp_model.LinearExpr.sum(standing)
                <= cp_model.LinearExpr.sum([self._take[row] for row in serving.tolist()])
            )
        return found

    def _missing_heads(self) -> list[list[cp_model.IntVar]]:
        """The missing heads of each class."""
        lines, priority = self._compiled.lines, self._compiled.needs.priority
        found: list[list[cp_model.IntVar]] = [[] for _ in range(2 * PRIORITIES)]
        for line, (count, minimum) in enumerate(zip(lines.count.tolist(), lines.minimum.tolist(), strict=True)):
            standing = [self._stand[kind, line] for kind in np.flatnonzero(self._kinds.may[:, line]).tolist()]
            rank = int(priority[lines.need[line]])
            held = cp_model.LinearExpr.sum(standing) if standing else 0
            for wanted, of_class in ((minimum, rank), (count, PRIORITIES + rank)):
                if wanted:
                    lacking = self._model.new_int_var(0, wanted, "")
                    self._model.add(held + lacking >= wanted)
                    found[of_class].append(lacking)
            self._model.add(held <= count)
        return found

    def _keep_apart(self, mix: Sequence[int]) -> None:
        """Not all corps of a mix are present on one need."""
        corps = self._compiled.agents.corps[self._kinds.agent]
        present: dict[tuple[int, int], cp_model.IntVar] = {}
        for (kind, line), standing in self._stand.items():
            if corps[kind] in mix:
                pair = int(self._compiled.lines.need[line]), int(corps[kind])
                if pair not in present:
                    present[pair] = self._model.new_bool_var("")
                self._model.add(standing == 0).only_enforce_if(present[pair].negated())
        for need in {need for need, _ in present}:
            there = [present[need, one] for one in mix if (need, one) in present]
            if len(there) == len(mix):
                self._model.add(cp_model.LinearExpr.sum(there) < len(mix))

    def _hint(self, solver: cp_model.CpSolver) -> None:
        self._model.clear_hints()  # type: ignore[no-untyped-call]  # OR-Tools leaves it so
        for variable in (*self._take, *self._stand.values()):
            self._model.add_hint(variable, solver.value(variable))

    def _read(self, solver: cp_model.CpSolver) -> tuple[Ints, Ints]:
        taken = np.array([solver.value(variable) for variable in self._take], dtype=np.int64)
        standing = np.zeros(self._kinds.may.shape, dtype=np.int64)
        for (kind, line), variable in self._stand.items():
            standing[kind, line] = solver.value(variable)
        return taken, standing


def lines_held(compiled: Compiled, kinds: Kinds, rows: Rows, cover: Cover) -> Ints:
    """(agents, waves): the plan, each agent of a kind taking a row, and of each need what is left of its lines."""
    found = np.full((len(kinds.of_agent), len(compiled.waves)), NONE, dtype=np.int64)
    for kind in range(len(kinds.agent)):
        agents, mine = np.flatnonzero(kinds.of_agent == kind), np.flatnonzero(rows.kind == kind)
        need = np.repeat(rows.need[mine], cover.taken[mine], axis=0)
        for line in np.flatnonzero(cover.standing[kind]).tolist():
            served = int(compiled.lines.need[line])
            wave = int(compiled.waves.of_need[served])
            free = np.flatnonzero((need[:, wave] == served) & (found[agents, wave] == NONE))
            found[agents[free[: cover.standing[kind, line]]], wave] = line
    return found


def _solver(seed: int, seconds: float) -> cp_model.CpSolver:
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = seed
    solver.parameters.max_deterministic_time = EFFORT
    solver.parameters.max_time_in_seconds = max(seconds, 0.0)
    return solver
