"""The parts of the objective one after the other, in whole numbers, over all rows that agents may take."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from ortools.sat.python import cp_model

from otp_desktop.planning.progress import StopRequested
from otp_desktop.planning.solver.arrays import NONE, Bools, Ints
from otp_desktop.planning.solver.compiled import Compiled
from otp_desktop.planning.solver.whole.people import People
from otp_desktop.planning.solver.whole.rows import Kinds, Rows

EFFORT = 3.0  # of CP-SAT's deterministic time for each part


@dataclass(frozen=True)
class Found:
    """``taken`` (rows): agents of the row's kind that take it; ``standing`` (kinds, lines): where they stand.

    ``proved``: the least of each part, those before it being as they are here; -inf where nothing is proved.
    """

    taken: Ints
    standing: Ints
    proved: tuple[float, ...]


class Parts:
    """Solves part after part; where one is not solved to the end, nothing is proved of those behind it."""

    def __init__(self, people: People, seed: int, seconds: float) -> None:
        self._people, self._model = people, people.model
        self._solver = _solver(seed, seconds)

    def hint(self, line: Ints) -> None:
        """A plan to begin with (agents, waves), as far as its rows are known."""
        people = self._people
        for variable, value in zip(people.take, _rows_taken(people, line).tolist(), strict=True):
            self._model.add_hint(variable, value)
        standing = np.zeros(people.kinds.may.shape, dtype=np.int64)
        agents, waves = np.nonzero(line != NONE)
        np.add.at(standing, (people.kinds.of_agent[agents], line[agents, waves]), 1)
        for place, variable in people.stand.items():
            self._model.add_hint(variable, int(standing[place]))

    def solve(self, parts: Sequence[cp_model.LinearExprT | None], late: StopRequested) -> Found | None:
        """None when no plan was found; a part that is None is nothing to solve."""
        proved, found = [-np.inf] * len(parts), None
        for place, part in enumerate(parts):
            if part is None:
                continue
            self._model.minimize(part)
            status = self._solver.solve(self._model)
            if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
                break
            found = self._read()
            proved[place] = self._solver.best_objective_bound
            if status != cp_model.OPTIMAL or late():
                break
            self._model.add(part <= round(self._solver.objective_value))
            self._keep_as_hint()
        return None if found is None else Found(*found, tuple(proved))

    def _keep_as_hint(self) -> None:
        self._model.clear_hints()  # type: ignore[no-untyped-call]  # OR-Tools leaves it so
        for variable in (*self._people.take, *self._people.stand.values()):
            self._model.add_hint(variable, self._solver.value(variable))

    def _read(self) -> tuple[Ints, Ints]:
        people = self._people
        taken = np.array([self._solver.value(variable) for variable in people.take], dtype=np.int64)
        standing = np.zeros(people.kinds.may.shape, dtype=np.int64)
        for place, variable in people.stand.items():
            standing[place] = self._solver.value(variable)
        return taken, standing


def lines_held(compiled: Compiled, kinds: Kinds, rows: Rows, found: Found) -> Ints:
    """(agents, waves): the plan, each agent of a kind taking a row, and of each need what is left of its lines."""
    line = np.full((len(kinds.of_agent), len(compiled.waves)), NONE, dtype=np.int64)
    for kind in range(len(kinds.agent)):
        agents, mine = np.flatnonzero(kinds.of_agent == kind), rows.of_kind(kind)
        holds = np.repeat(rows.holds[mine], found.taken[mine], axis=0)
        for one in np.flatnonzero(found.standing[kind]).tolist():
            served = int(compiled.lines.need[one])
            wave = int(compiled.waves.of_need[served])
            free = np.flatnonzero(holds[:, served] & (line[agents, wave] == NONE))
            line[agents[free[: found.standing[kind, one]]], wave] = one
    return line


def _rows_taken(people: People, line: Ints) -> Ints:
    """(rows): agents of a plan who have the row."""
    place = {(int(kind), _packed(holds)): row for row, (kind, holds) in enumerate(_each(people.rows))}
    taken = np.zeros(len(people.take), dtype=np.int64)
    holds = np.zeros((len(line), people.rows.holds.shape[1]), dtype=bool)
    agents, waves = np.nonzero(line != NONE)
    holds[agents, people.compiled.lines.need[line[agents, waves]]] = True
    for agent, kind in enumerate(people.kinds.of_agent.tolist()):
        row = place.get((kind, _packed(holds[agent])))
        if row is not None:
            taken[row] += 1
    return taken


def _each(rows: Rows) -> Sequence[tuple[int, Bools]]:
    return list(zip(rows.kind.tolist(), rows.holds, strict=True))


def _packed(holds: Bools) -> bytes:
    return np.packbits(holds).tobytes()


def _solver(seed: int, seconds: float) -> cp_model.CpSolver:
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = seed
    solver.parameters.max_deterministic_time = EFFORT
    solver.parameters.max_time_in_seconds = max(seconds, 0.0)
    return solver
