"""Steps of simulated annealing over whole rosters, on members and days of chance."""

import numpy as np

from otp_desktop.planning.solver.native import native
from otp_desktop.planning.solver.rostering.local.chance import below
from otp_desktop.planning.solver.rostering.local.redrawing import redraw, redraw_two
from otp_desktop.planning.solver.rostering.local.rules import LEAST_UNITS, Rules
from otp_desktop.planning.solver.rostering.local.standing import Standing
from otp_desktop.planning.solver.rostering.local.swapping import swap
from otp_desktop.planning.solver.rostering.problem import OFF


@native
def swaps(
    rules: Rules, standing: Standing, steps: int, longest: int, temperature: float, random: np.random.Generator
) -> int:
    members, days = standing.rows.shape
    done = 0
    for _ in range(steps):
        one, other = below(random, members), below(random, members)
        first = below(random, days)
        last = min(days, first + 1 + below(random, longest))
        bound = -temperature * np.log(1.0 - random.random())
        if one != other:
            done += swap(rules, standing, one, other, first, last, bound)
    return done


@native
def redraws(
    rules: Rules, standing: Standing, steps: int, longest: int, temperature: float, random: np.random.Generator
) -> int:
    done = 0
    for _ in range(steps):
        member = below(random, len(standing.rows))
        first, last = stretch(standing.rows.shape[1], longest, random)
        done += redraw(rules, standing, member, first, last, temperature, random)
    return done


@native
def pair_redraws(
    rules: Rules, standing: Standing, steps: int, longest: int, temperature: float, random: np.random.Generator
) -> int:
    done = 0
    members, days = standing.rows.shape
    for _ in range(steps):
        one, other = below(random, members), below(random, members)
        first, last = stretch(days, longest, random)
        if one != other:
            done += redraw_two(rules, standing, one, other, first, last, temperature, random)
    return done


@native
def stretch(days: int, longest: int, random: np.random.Generator) -> tuple[int, int]:
    """Days of chance, of two or more up to the longest, every one of them as likely."""
    length = 2 + below(random, longest - 1)
    first = below(random, days + length - 1) - length + 1
    return max(0, first), min(days, first + length)


@native
def cost_of(rules: Rules, standing: Standing) -> float:
    """Wishes and heads, beside those of an empty roster, and what is lacking from least minutes."""
    total = 0.0
    members, days = standing.rows.shape
    for member in range(members):
        for day in range(days):
            if standing.rows[member, day] != OFF:
                total += rules.wish_cost[member, day, standing.rows[member, day]]
        lacking = max(0, rules.limits[member, LEAST_UNITS] - standing.units[member])
        total += rules.lacking_cost[member] * lacking
    for day in range(days):
        for kind in range(standing.heads.shape[1]):
            for heads in range(standing.heads[day, kind]):
                total += rules.head_cost[day, kind, heads]
    return total
