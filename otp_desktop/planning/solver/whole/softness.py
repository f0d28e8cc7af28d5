"""The soft cost, term by term, in the words of the model: agents must not be told apart by it within a kind."""

from dataclasses import dataclass
from fractions import Fraction
from math import lcm

import numpy as np
from ortools.sat.python import cp_model

from otp_desktop.planning.solver.arrays import NONE, Floats, Ints
from otp_desktop.planning.solver.availability import wish_costs
from otp_desktop.planning.solver.compiled import Compiled
from otp_desktop.planning.solver.costs import detour_of
from otp_desktop.planning.solver.value import burdens_are_whole, least_squares
from otp_desktop.planning.solver.whole.people import People

FINEST = 10.0**7  # parts of a unit of cost
LARGEST = 10.0**14  # of the sum of all terms, which stays far below what 64 bits hold
MOST_TOTALS = 20_000  # of burdens served that equity tells apart
FINEST_BURDEN = 1000  # parts of a point


@dataclass(frozen=True)
class Scaled:
    """``total`` is ``scale`` times the cost, in whole numbers; ``rounding``: by how much the cost itself may be off."""

    total: cp_model.LinearExprT
    scale: float
    rounding: float


def soft_cost(people: People, heads: list[list[cp_model.IntVar]]) -> Scaled | None:
    """None where burdens are too fine to be told apart one by one."""
    fair = _Fairness.of(people.compiled)
    if fair is None:
        return None
    weights = people.compiled.problem.objective
    variables, costs, most = list(people.take), _of_rows(people).tolist(), [1] * len(people.take)
    for extra, weight in ((_extra_units, weights.cohesion), (_extra_faces, weights.continuity)):
        found = extra(people) if weight else []
        variables += found
        costs += [weight] * len(found)
        most += [len(people.kinds.of_agent)] * len(found)
    for place, weight in enumerate(weights.coverage_weights or ()):
        missing = [*heads[place], *heads[place + len(heads) // 2]]
        variables += missing
        costs += [weight] * len(missing)
        most += [int(people.compiled.lines.count.max(initial=0))] * len(missing)
    return _scaled(people, variables, np.array(costs), np.array(most), fair)


def _scaled(people: People, variables: list[cp_model.IntVar], costs: Floats, most: Ints, fair: "_Fairness") -> Scaled:
    agents = len(people.kinds.of_agent)
    largest = float(np.abs(costs * most).sum()) + abs(fair.least).max(initial=0.0) + 1.0
    scale = float(min(FINEST, 10.0 ** np.floor(np.log10(LARGEST / largest))))
    whole = np.rint(costs * scale)
    terms: list[cp_model.LinearExprT] = [cp_model.LinearExpr.weighted_sum(variables, whole.astype(np.int64).tolist())]
    off = np.abs(whole - costs * scale)
    rows = len(people.take)
    rounding = agents * off[:rows].max(initial=0.0) + float((off * most)[rows:].sum())
    if fair.weighs:
        terms.append(_least_possible(people, fair, scale))
        rounding += 0.5
    return Scaled(cp_model.LinearExpr.sum(terms), scale, float(rounding / scale))


def _of_rows(people: People) -> Floats:
    """(rows): ways, wishes and the square of the burden of one agent who takes the row."""
    compiled, rows = people.compiled, people.rows
    weights, agent = compiled.problem.objective, people.kinds.agent[rows.kind]
    wishes = wish_costs(compiled, people.kinds.agent, np.arange(len(compiled.needs.start)))
    burden = compiled.agents.burden[agent] + rows.holds @ compiled.needs.burden
    found: Floats = weights.travel * detour_of(compiled) * rows.km
    found = found + weights.preference * (rows.holds * wishes[rows.kind]).sum(axis=1)
    return found + weights.equity * burden**2 if compiled.needs.burden.any() else found


def _extra_units(people: People) -> list[cp_model.IntVar]:
    """For each need that several units may serve, the units present, less one."""
    model, unit = people.model, people.compiled.agents.unit[people.kinds.agent]
    present: dict[int, dict[int, cp_model.IntVar]] = {}
    for (kind, line), standing in people.stand.items():
        if unit[kind] != NONE:
            of_need = present.setdefault(int(people.compiled.lines.need[line]), {})
            here = of_need.setdefault(int(unit[kind]), model.new_bool_var(""))
            model.add(standing == 0).only_enforce_if(here.negated())
    found = []
    for units in present.values():
        if len(units) > 1:
            found.append(model.new_int_var(0, len(units) - 1, ""))
            model.add(found[-1] >= cp_model.LinearExpr.sum(list(units.values())) - 1)
    return found


def _extra_faces(people: People) -> list[cp_model.IntVar]:
    """For each group, the agents who serve one of its needs, less its heads."""
    group, found = people.compiled.needs.group, []
    for one in np.unique(group[group != NONE]).tolist():
        faces = people.taking(np.flatnonzero(people.rows.holds[:, group == one].any(axis=1)))
        found.append(people.model.new_int_var(0, len(people.kinds.of_agent), ""))
        people.model.add(found[-1] >= faces - int(people.compiled.group_heads[one]))
    return found


@dataclass(frozen=True)
class _Fairness:
    """``least``: the weighted least sum of squares for each total that may be served, in ``1 / parts`` of a point."""

    parts: int
    least: Floats

    @property
    def weighs(self) -> bool:
        return len(self.least) > 0

    @classmethod
    def of(cls, compiled: Compiled) -> "_Fairness | None":
        weight, burden = compiled.problem.objective.equity, compiled.needs.burden
        if not weight or not burden.any():
            return cls(1, np.zeros(0))
        parts = lcm(*(Fraction(one).limit_denominator(FINEST_BURDEN).denominator for one in set(burden.tolist())))
        most = float(np.bincount(compiled.lines.need, compiled.lines.count, len(burden)) @ burden) * parts
        if most > MOST_TOTALS or np.abs(np.rint(burden * parts) - burden * parts).max() > 1e-9:
            return None
        whole, history = burdens_are_whole(compiled), compiled.agents.burden
        totals = np.arange(round(most) + 1) / parts
        return cls(parts, weight * np.array([least_squares(history, total, whole=whole) for total in totals.tolist()]))


def _least_possible(people: People, fair: _Fairness, scale: float) -> cp_model.LinearExprT:
    """Less what the fairest way to share the burden served would cost."""
    served = np.rint(people.rows.holds @ people.compiled.needs.burden * fair.parts).astype(np.int64)
    total = people.model.new_int_var(0, len(fair.least) - 1, "")
    people.model.add(total == cp_model.LinearExpr.weighted_sum(people.take, served.tolist()))
    values = np.rint(-scale * fair.least).astype(np.int64)
    found = people.model.new_int_var(int(values.min()), int(values.max()), "")
    people.model.add_element(total, values.tolist(), found)
    return found
