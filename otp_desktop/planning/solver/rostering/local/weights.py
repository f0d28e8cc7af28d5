"""What each duty of a stretch costs beside all others' rows, and its weight at a temperature."""

import numpy as np

from otp_desktop.planning.solver.arrays import Bools, Floats, Ints
from otp_desktop.planning.solver.native import native_part
from otp_desktop.planning.solver.rostering.local.rules import Rules
from otp_desktop.planning.solver.rostering.local.standing import Standing
from otp_desktop.planning.solver.rostering.problem import OFF


@native_part
def duty_costs(rules: Rules, standing: Standing, member: int, first: int, last: int) -> Floats:
    """(days, kinds): of a wish and one more head; infinite where the member may not hold the kind."""
    wish_cost, head_cost, heads, held = rules.wish_cost, rules.head_cost, standing.heads, standing.held
    kinds = wish_cost.shape[2]
    cost = np.full((last - first, kinds), np.inf)
    for kind in range(kinds):
        if held[member, kind] < rules.most_of_kind[member, kind]:
            for day in range(first, last):
                cost[day - first, kind] = wish_cost[member, day, kind] + head_cost[day, kind, heads[day, kind]]
    _forbid_at_the_ends(rules.forbidden, standing.rows, member, first, last, cost)
    return cost


@native_part
def _forbid_at_the_ends(forbidden: Bools, rows: Ints, member: int, first: int, last: int, cost: Floats) -> None:
    for kind in range(cost.shape[1]):
        if first > 0 and rows[member, first - 1] != OFF and forbidden[rows[member, first - 1], kind]:
            cost[0, kind] = np.inf
        if last < rows.shape[1] and rows[member, last] != OFF and forbidden[kind, rows[member, last]]:
            cost[-1, kind] = np.inf


@native_part
def weigh(cost: Floats, temperature: float) -> tuple[Floats, float]:
    """(days, kinds and OFF): exp(-cost / temperature), of each day's best 1; and the log of what that left out."""
    days, kinds = cost.shape
    weight = np.zeros((days, kinds + 1))
    log_scale = 0.0
    for day in range(days):
        least = 0.0
        for kind in range(kinds):
            least = min(least, cost[day, kind])
        for kind in range(kinds):
            if cost[day, kind] < np.inf:
                weight[day, kind] = np.exp((least - cost[day, kind]) / temperature)
        weight[day, kinds] = np.exp(least / temperature)
        log_scale -= least / temperature
    return weight, log_scale


@native_part
def weigh_groups(weight: Floats, group_of: Ints, groups: int) -> Floats:
    """(days, groups and OFF): sums of their kinds."""
    days, kinds = weight.shape[0], weight.shape[1] - 1
    of_group = np.zeros((days, groups + 1))
    for day in range(days):
        for kind in range(kinds):
            of_group[day, group_of[kind]] += weight[day, kind]
        of_group[day, groups] = weight[day, kinds]
    return of_group
