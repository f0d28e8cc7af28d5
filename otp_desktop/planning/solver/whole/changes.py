"""Agents whose plan changes, in the words of the model."""

import numpy as np
from ortools.sat.python import cp_model

from otp_desktop.planning.solver.arrays import Ints
from otp_desktop.planning.solver.availability import away
from otp_desktop.planning.solver.named import indexed
from otp_desktop.planning.solver.whole.people import People


def changed_agents(people: People) -> cp_model.LinearExprT:
    """Agents who differ from the earlier plan; who had none shares his kind with others alike, who has stands alone."""
    expected = _expected(people)
    same = []
    for kind, agents in enumerate(people.kinds.size.tolist()):
        lines = np.array(expected.get(kind, []), dtype=np.int64)
        rows = _as_before(people, kind, people.compiled.lines.need[lines])
        unchanged = people.model.new_int_var(0, agents if len(rows) else 0, "")
        people.model.add(unchanged <= people.taking(rows))
        for line in lines.tolist():
            people.model.add(unchanged <= people.stand.get((kind, line), 0))
        same.append(unchanged)
    return len(people.kinds.of_agent) - cp_model.LinearExpr.sum(same)


def _expected(people: People) -> dict[int, list[int]]:
    """The lines that agents of each kind expect: those of the earlier plan, without what they are away for now."""
    compiled, found = people.compiled, dict[int, list[int]]()
    rows = np.array(indexed(compiled, compiled.problem.baseline or ()), dtype=np.int64).reshape(-1, 2)
    agent, line = rows.T
    kept = ~away(compiled, agent, compiled.lines.need[line])
    for one, expects in zip(agent[kept].tolist(), line[kept].tolist(), strict=True):
        found.setdefault(int(people.kinds.of_agent[one]), []).append(expects)
    return found


def _as_before(people: People, kind: int, needs: Ints) -> Ints:
    """The row of a kind with these needs and no other; none where one of them is expected in two roles."""
    if len(np.unique(needs)) < len(needs):
        return np.zeros(0, dtype=np.int64)
    rows = people.rows.of_kind(kind)
    wanted = np.zeros(people.rows.holds.shape[1], dtype=bool)
    wanted[needs] = True
    found: Ints = rows[(people.rows.holds[rows] == wanted).all(axis=1)]
    return found
