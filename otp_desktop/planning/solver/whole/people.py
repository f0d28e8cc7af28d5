"""How many agents of each kind take each row, and on which lines they stand: the variables that all parts speak of."""

from dataclasses import dataclass

import numpy as np
from ortools.sat.python import cp_model

from otp_desktop.planning.solver.arrays import Ints
from otp_desktop.planning.solver.compiled import Compiled
from otp_desktop.planning.solver.named import indexed
from otp_desktop.planning.solver.whole.rows import Kinds, Rows

Sum = cp_model.LinearExprT


@dataclass(frozen=True)
class People:
    """``take``: one variable a row; ``stand``: agents of a kind on a line, by kind and line."""

    compiled: Compiled
    kinds: Kinds
    rows: Rows
    model: cp_model.CpModel
    take: list[cp_model.IntVar]
    stand: dict[tuple[int, int], cp_model.IntVar]

    def taking(self, rows: Ints) -> Sum:
        return cp_model.LinearExpr.sum([self.take[row] for row in rows.tolist()])

    def serving(self, kind: int, need: int) -> Ints:
        """Rows of a kind that hold the need."""
        return np.flatnonzero((self.rows.kind == kind) & self.rows.holds[:, need])

    def of_line(self, line: int) -> list[cp_model.IntVar]:
        return [self.stand[kind, line] for kind in np.flatnonzero(self.kinds.may[:, line]).tolist()]


def people(compiled: Compiled, kinds: Kinds, rows: Rows) -> People:
    """Each agent takes one row; on the lines of a need stand no more of a kind than hold it; locked agents stand."""
    model, size = cp_model.CpModel(), kinds.size
    take = [model.new_int_var(0, int(size[kind]), "") for kind in rows.kind.tolist()]
    pairs = np.argwhere(kinds.may).tolist()
    most = np.minimum(size[:, None], compiled.lines.count)
    stand = {(kind, line): model.new_int_var(0, int(most[kind, line]), "") for kind, line in pairs}
    found = People(compiled, kinds, rows, model, take, stand)
    for kind, agents in enumerate(size.tolist()):
        model.add(found.taking(rows.of_kind(kind)) == agents)
    _keep_to_rows(found)
    _lock(found)
    _limit_heads(found)
    return found


def _keep_to_rows(found: People) -> None:
    of_need: dict[tuple[int, int], list[cp_model.IntVar]] = {}
    for (kind, line), standing in found.stand.items():
        of_need.setdefault((kind, int(found.compiled.lines.need[line])), []).append(standing)
    for (kind, need), standing_there in of_need.items():
        found.model.add(cp_model.LinearExpr.sum(standing_there) == found.taking(found.serving(kind, need)))


def _lock(found: People) -> None:
    """A locked agent is a kind of his own. One who may not be where he is locked leaves no plan at all."""
    for agent, line in indexed(found.compiled, found.compiled.problem.locked):
        standing = found.stand.get((int(found.kinds.of_agent[agent]), line))
        if standing is None:
            found.model.add_bool_or([])
        else:
            found.model.add(standing == 1)


def _limit_heads(found: People) -> None:
    for line, count in enumerate(found.compiled.lines.count.tolist()):
        found.model.add(cp_model.LinearExpr.sum(found.of_line(line)) <= count)
