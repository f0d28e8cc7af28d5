"""A rostering problem in flat arrays, as machine code takes it."""

from math import gcd
from typing import NamedTuple

import numpy as np

from otp_desktop.planning.solver.arrays import Bools, Floats, Ints
from otp_desktop.planning.solver.rostering.problem import RosteringProblem
from otp_desktop.planning.solver.rostering.tables import Tables

DEAREST = 10.0  # a duty lacking from the least minutes costs so many times the dearest wish or head
LEAST_UNITS, MOST_UNITS, MOST_WEEKENDS, LONGEST_RUN, SHORTEST_RUN, SHORTEST_REST = range(6)  # columns of ``limits``


class Rules(NamedTuple):
    """What a search never changes. Minutes are counted in each member's own units.

    Kinds alike in minutes and in what may precede and follow them are one group, and groups that forbid the same
    followers one class: to a path, they are the same. Groups that may follow few classes come first: mostly those of
    each may stand before the next one too.
    """

    wish_cost: Floats
    """(members, days, kinds): infinite where the member may not hold the kind."""
    head_cost: Floats
    """(days, kinds, members): what one more head costs beside so many."""
    forbidden: Bools
    """(kinds, kinds): the second may not follow the first on the next day."""
    group_of: Ints
    """(kinds,)"""
    class_of: Ints
    """(groups,)"""
    before: Bools
    """(groups, classes): the class may stand on the day before the group."""
    units: Ints
    """(members, kinds)"""
    group_units: Ints
    """(members, groups)"""
    limits: Ints
    """(members, six columns)"""
    most_of_kind: Ints
    """(members, kinds)"""
    lacking_cost: Floats
    """(members,): of each unit lacking from the least."""


def rules_of(tables: Tables) -> Rules:
    problem = tables.problem
    group_of, first_of, class_of, before = _groups(tables)
    unit = np.array([_unit(problem, row) for row in tables.most_of_kind])
    units = problem.minutes // unit[:, None]
    return Rules(
        wish_cost=np.where(tables.allowed, tables.wish_cost, np.inf),
        head_cost=_head_cost(tables),
        forbidden=tables.forbidden,
        group_of=group_of,
        class_of=class_of,
        before=before,
        units=units,
        group_units=np.ascontiguousarray(units[:, first_of]),
        limits=_limits(problem, unit),
        most_of_kind=tables.most_of_kind,
        lacking_cost=_lacking_cost(problem) * unit / max(1, problem.minutes.min()),
    )


def _unit(problem: RosteringProblem, most_of_kind: Ints) -> int:
    """The greatest number of minutes of which all duties a member may hold are multiples."""
    return gcd(*problem.minutes[most_of_kind > 0].tolist()) or 1


def _groups(tables: Tables) -> tuple[Ints, Ints, Ints, Bools]:
    """The group of each kind, a kind and the class of each group, and which classes may stand before a group."""
    classes, class_of_kind = np.unique(tables.forbidden, axis=0, return_inverse=True)
    class_of_kind = class_of_kind.ravel()
    alike = np.column_stack((class_of_kind, tables.problem.minutes, tables.forbidden.T))
    _, first_of, group_of = np.unique(alike, axis=0, return_index=True, return_inverse=True)
    before = ~classes[:, first_of].T
    order = np.argsort(before.sum(axis=1), kind="stable")
    first_of, group_of = first_of[order], np.argsort(order)[group_of.ravel()]
    return group_of, first_of, class_of_kind[first_of], np.ascontiguousarray(before[order])


def _head_cost(tables: Tables) -> Floats:
    problem = tables.problem
    heads = np.arange(len(problem.members))
    cost = np.zeros((problem.days, len(problem.kinds), len(heads)))
    for cover in problem.covers:
        one_more = np.where(heads < cover.target, -cover.below_cost, cover.above_cost)
        cost[cover.day, problem.kind_index[cover.kind]] += one_more
    return cost


def _limits(problem: RosteringProblem, unit: Ints) -> Ints:
    return np.array(
        [
            (
                -(-member.least_minutes // size),
                member.most_minutes // size,
                member.most_weekends,
                member.most_days_in_row,
                member.least_days_in_row,
                max(1, member.least_days_off_in_row),
            )
            for member, size in zip(problem.members, unit.tolist(), strict=True)
        ],
        dtype=np.int64,
    )


def _lacking_cost(problem: RosteringProblem) -> float:
    """More than a duty of the shortest kind can cost."""
    wishes = (wish.cost for wish in problem.wishes)
    heads = (max(cover.below_cost, cover.above_cost) for cover in problem.covers)
    return DEAREST * max([1, *wishes, *heads])
