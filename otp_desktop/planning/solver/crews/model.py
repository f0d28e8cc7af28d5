"""The crews of a few needs as one model of CP-SAT: costs of pairs, extra units and forbidden mixes, all exact."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from ortools.sat.python import cp_model

from otp_desktop.planning.plan import PRIORITIES
from otp_desktop.planning.solver.arrays import NONE, Floats, Ints
from otp_desktop.planning.solver.crews.question import Pairs, Question

FINEST = 10_000.0  # integer costs a unit of soft cost
LARGEST = 2.0**45  # of an integer cost: the sum of all has to fit in 64 bits
EFFORT = 0.3  # of CP-SAT's deterministic time: less than a second


@dataclass(frozen=True)
class Answer:
    """``flow`` agents of ``group`` fill ``line``: places in the question."""

    group: Ints
    line: Ints
    flow: Ints


class CrewModel:
    """Variables: agents of each group on each line, and whether a unit or a corps is present on a need."""

    def __init__(
        self, question: Question, cohesion: float, mixes: Sequence[Sequence[int]], worth: Sequence[float] | None
    ) -> None:
        self._asked = question
        self._model = cp_model.CpModel()
        self._group, self._line = np.nonzero(np.isfinite(question.cost))
        most = np.minimum(question.supply[self._group], question.total[self._line])
        self._flow = [self._model.new_int_var(0, high, "") for high in most.tolist()]
        self._priced: list[cp_model.IntVar] = list(self._flow)
        pairs, heads = question.cost[self._group, self._line], _worth(question, cohesion, worth)
        self._scale = min(FINEST, LARGEST / max(1.0, cohesion, heads.max(), np.abs(pairs).max(initial=0.0)))
        self._costs = self._scaled(pairs)
        self._limit_groups()
        self._count_heads(heads)
        if cohesion:
            self._count_units(cohesion)
        for mix in mixes:
            self._keep_apart(mix)

    def solve(self, hint: Answer, seed: int, seconds: float) -> Answer | None:
        """The best answer within its effort; None where not even one was found."""
        self._hint(hint)
        self._model.minimize(cp_model.LinearExpr.weighted_sum(self._priced, self._costs))
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.random_seed = seed
        solver.parameters.max_deterministic_time = EFFORT
        solver.parameters.max_time_in_seconds = max(seconds, 0.0)
        if solver.solve(self._model) not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            return None
        flow = np.array([solver.value(variable) for variable in self._flow], dtype=np.int64)
        taken = flow > 0
        return Answer(self._group[taken], self._line[taken], flow[taken])

    def _hint(self, hint: Answer) -> None:
        known = dict(zip(zip(hint.group.tolist(), hint.line.tolist(), strict=True), hint.flow.tolist(), strict=True))
        for variable, group, line in zip(self._flow, self._group.tolist(), self._line.tolist(), strict=True):
            self._model.add_hint(variable, known.get((group, line), 0))

    def _limit_groups(self) -> None:
        for one, members in self._by(self._group):
            self._model.add(cp_model.LinearExpr.sum(members) <= int(self._asked.supply[self._group[one]]))

    def _count_heads(self, worth: Floats) -> None:
        """Heads on each line, and what those below the minimum and all of them are worth."""
        low, total, priority = self._asked.low, self._asked.total, self._asked.priority
        for one, members in self._by(self._line):
            line = self._line[one]
            held = self._model.new_int_var(0, int(total[line]), "")
            below = self._model.new_int_var(0, int(low[line]), "")
            self._model.add(held == cp_model.LinearExpr.sum(members))
            self._model.add(below <= held)
            self._price(held, -worth[1, priority[line]])
            self._price(below, -worth[0, priority[line]])

    def _count_units(self, cohesion: float) -> None:
        """Each unit on a need but the first costs cohesion; agents without a unit cost nothing."""
        there = self._asked.units_there
        present = self._presence(self._asked.unit, there)
        for need in sorted({need for need, _ in present}):
            coming = [variable for (one, _), variable in present.items() if one == need]
            free = 0 if any(one == need and unit != NONE for one, unit in there) else 1
            extra = self._model.new_int_var(0, len(coming), "")
            self._model.add(extra >= cp_model.LinearExpr.sum(coming) - free)
            self._price(extra, cohesion)

    def _keep_apart(self, mix: Sequence[int]) -> None:
        """Not all corps of a mix are present on one need."""
        there = self._asked.corps_there
        present = self._presence(np.where(np.isin(self._asked.corps, mix), self._asked.corps, NONE), there)
        for need in np.unique(self._asked.need).tolist():
            free = [present[need, corps] for corps in mix if (need, corps) in present]
            standing = sum((need, corps) in there for corps in mix)
            if free and standing + len(free) == len(mix):
                self._model.add(cp_model.LinearExpr.sum(free) <= len(free) - 1)

    def _presence(self, kind: Ints, there: Pairs) -> dict[tuple[int, int], cp_model.IntVar]:
        """For each need and kind of group that may come there and does not stand there: whether it comes."""
        found: dict[tuple[int, int], cp_model.IntVar] = {}
        kinds = kind[self._group]
        for one, members in self._by(kinds * len(self._asked.line) + self._line):
            pair = (int(self._asked.need[self._line[one]]), int(kinds[one]))
            if kinds[one] == NONE or pair in there:
                continue
            if pair not in found:
                found[pair] = self._model.new_bool_var("")
            mine = kind == kinds[one]
            most = min(int(self._asked.total[self._line[one]]), int(self._asked.supply[mine].sum()))
            self._model.add(cp_model.LinearExpr.sum(members) <= most * found[pair])
        return found

    def _by(self, key: Ints) -> Iterator[tuple[int, list[cp_model.IntVar]]]:
        """Flows of equal keys together, with the place of one of them."""
        order = np.argsort(key, kind="stable")
        for members in np.split(order, np.flatnonzero(np.diff(key[order])) + 1):
            if len(members):
                yield int(members[0]), [self._flow[member] for member in members.tolist()]

    def _price(self, variable: cp_model.IntVar, cost: float) -> None:
        self._priced.append(variable)
        self._costs += self._scaled(np.array([cost]))

    def _scaled(self, cost: Floats) -> list[int]:
        found: list[int] = np.rint(cost * self._scale).astype(np.int64).tolist()
        return found


def _worth(question: Question, cohesion: float, weights: Sequence[float] | None) -> Floats:
    """(below the minimum or all, priorities): what a head is worth; without ``weights`` more than it can cost."""
    if weights is not None:
        return np.tile(np.array(weights), (2, 1))
    possible = question.cost[np.isfinite(question.cost)]
    span = float(possible.max(initial=0) - possible.min(initial=0)) + cohesion + 1.0
    classes = np.arange(2 * PRIORITIES, 0, -1, dtype=np.float64).reshape(2, PRIORITIES)
    found: Floats = classes * span * (1 + int(question.total.sum()))
    return found
