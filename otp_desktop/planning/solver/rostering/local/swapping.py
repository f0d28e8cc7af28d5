"""Two members swap a stretch of their rows: cover stays as it is, and a step costs next to nothing."""

import numpy as np

from otp_desktop.planning.solver.arrays import Bools, Floats, Ints
from otp_desktop.planning.solver.native import native_part
from otp_desktop.planning.solver.rostering.local.rules import (
    LEAST_UNITS,
    LONGEST_RUN,
    MOST_UNITS,
    MOST_WEEKENDS,
    SHORTEST_REST,
    SHORTEST_RUN,
    Rules,
)
from otp_desktop.planning.solver.rostering.local.standing import Standing, put
from otp_desktop.planning.solver.rostering.problem import OFF


@native_part
def swap(
    rules: Rules, standing: Standing, one: int, other: int, first: int, last: int, bound: float, room: Ints
) -> bool:
    """Swaps unless that breaks a limit or costs more than the bound; returns whether it did.

    ``room`` (2, days at least) is to work in: a swap allocates nothing.
    """
    rows = standing.rows
    change = _wish_change(rules.wish_cost, rows, one, other, first, last)
    if not change <= bound:
        return False
    _exchange(rows, one, other, first, last)
    legal = (
        _successions_legal(rules.forbidden, rows, one, first, last)
        and _successions_legal(rules.forbidden, rows, other, first, last)
        and _runs_legal(rules.limits, rows, one, first, last)
        and _runs_legal(rules.limits, rows, other, first, last)
    )
    _exchange(rows, one, other, first, last)
    if not legal:
        return False
    mine, theirs = room[0, : last - first], room[1, : last - first]
    for place in range(last - first):
        mine[place], theirs[place] = rows[one, first + place], rows[other, first + place]
    lacking = _lacking(rules, standing, one) + _lacking(rules, standing, other)
    put(rules.units, standing, one, first, theirs)
    put(rules.units, standing, other, first, mine)
    change += _lacking(rules, standing, one) + _lacking(rules, standing, other) - lacking
    if change <= bound and _counts_legal(rules, standing, one) and _counts_legal(rules, standing, other):
        return True
    put(rules.units, standing, one, first, mine)
    put(rules.units, standing, other, first, theirs)
    return False


@native_part
def _wish_change(wish_cost: Floats, rows: Ints, one: int, other: int, first: int, last: int) -> float:
    """Infinite where one may not hold what the other does, or where they don't differ."""
    change, differ = 0.0, False
    for day in range(first, last):
        mine, theirs = rows[one, day], rows[other, day]
        if mine == theirs:
            continue
        differ = True
        if mine != OFF:
            change += wish_cost[other, day, mine] - wish_cost[one, day, mine]
        if theirs != OFF:
            change += wish_cost[one, day, theirs] - wish_cost[other, day, theirs]
    return change if differ else np.inf


@native_part
def _exchange(rows: Ints, one: int, other: int, first: int, last: int) -> None:
    for day in range(first, last):
        rows[one, day], rows[other, day] = rows[other, day], rows[one, day]


@native_part
def _successions_legal(forbidden: Bools, rows: Ints, member: int, first: int, last: int) -> bool:
    """Where the stretch meets the rest of the row."""
    for day in (first, last):
        inside = 0 < day < rows.shape[1] and rows[member, day - 1] != OFF and rows[member, day] != OFF
        if inside and forbidden[rows[member, day - 1], rows[member, day]]:
            return False
    return True


@native_part
def _runs_legal(limits: Ints, rows: Ints, member: int, first: int, last: int) -> bool:
    """The runs of work and rest that touch these days or end just before them."""
    days, start = rows.shape[1], max(0, first - 1)
    while start > 0 and (rows[member, start - 1] != OFF) == (rows[member, start] != OFF):
        start -= 1
    while start < days and start <= last:
        works, end = rows[member, start] != OFF, start + 1
        while end < days and (rows[member, end] != OFF) == works:
            end += 1
        if works and end - start > limits[member, LONGEST_RUN]:
            return False
        least = limits[member, SHORTEST_RUN] if works else limits[member, SHORTEST_REST]
        if start > 0 and end < days and end - start < least:
            return False
        start = end
    return True


@native_part
def _lacking(rules: Rules, standing: Standing, member: int) -> float:
    return float(rules.lacking_cost[member] * max(0, rules.limits[member, LEAST_UNITS] - standing.units[member]))


@native_part
def _counts_legal(rules: Rules, standing: Standing, member: int) -> bool:
    if standing.units[member] > rules.limits[member, MOST_UNITS]:
        return False
    if standing.weekends[member] > rules.limits[member, MOST_WEEKENDS]:
        return False
    for kind in range(rules.most_of_kind.shape[1]):
        if standing.held[member, kind] > rules.most_of_kind[member, kind]:
            return False
    return True
