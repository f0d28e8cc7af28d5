"""Steps of simulated annealing over whole rosters, on members and days of chance."""

import numpy as np

from otp_desktop.planning.solver.native import native, native_part
from otp_desktop.planning.solver.rostering.local.chance import below
from otp_desktop.planning.solver.rostering.local.redrawing import redraw, redraw_two
from otp_desktop.planning.solver.rostering.local.rules import LEAST_UNITS, Rules
from otp_desktop.planning.solver.rostering.local.standing import Standing
from otp_desktop.planning.solver.rostering.local.swapping import swap
from otp_desktop.planning.solver.rostering.problem import OFF

SWAPS = 100  # a round: a swap costs a hundredth of a stretch drawn anew
LONGEST = 14  # days drawn anew, or swapped, at most
LONGER = 4  # times as many where a member lacks minutes


@native
def rounds(rules: Rules, standing: Standing, count: int, temperature: float, random: np.random.Generator) -> None:
    """Each round: many swaps, a stretch of one member drawn anew, and one of two members."""
    for _ in range(count):
        for _swap in range(SWAPS):
            _swap_some(rules, standing, temperature, random)
        member = below(random, len(standing.rows))
        longest = LONGEST * LONGER if _lacking(rules, standing, member) else LONGEST
        first, last = _stretch(standing.rows.shape[1], longest, random)
        redraw(rules, standing, member, first, last, temperature, random)
        other = below(random, len(standing.rows))
        first, last = _stretch(standing.rows.shape[1], LONGEST, random)
        if other != member:
            redraw_two(rules, standing, member, other, first, last, temperature, random)


@native_part
def _swap_some(rules: Rules, standing: Standing, temperature: float, random: np.random.Generator) -> None:
    members, days = standing.rows.shape
    one, other = below(random, members), below(random, members)
    first = below(random, days)
    last = min(days, first + 1 + below(random, LONGEST))
    if one != other:
        swap(rules, standing, one, other, first, last, -temperature * np.log(1.0 - random.random()))


@native_part
def _stretch(days: int, longest: int, random: np.random.Generator) -> tuple[int, int]:
    """Days of chance, up to the longest, every one of them as likely."""
    length = min(days, 2 + below(random, longest - 1))
    first = below(random, days + length - 1) - length + 1
    return max(0, first), min(days, first + length)


@native_part
def _lacking(rules: Rules, standing: Standing, member: int) -> int:
    """Units to the member's least minutes."""
    return int(max(0, rules.limits[member, LEAST_UNITS] - standing.units[member]))


@native
def cost_of(rules: Rules, standing: Standing) -> float:
    """Wishes and heads, beside those of an empty roster, and what is lacking from least minutes."""
    total = 0.0
    members, days = standing.rows.shape
    for member in range(members):
        for day in range(days):
            if standing.rows[member, day] != OFF:
                total += rules.wish_cost[member, day, standing.rows[member, day]]
        total += rules.lacking_cost[member] * _lacking(rules, standing, member)
    for day in range(days):
        for kind in range(standing.heads.shape[1]):
            for heads in range(standing.heads[day, kind]):
                total += rules.head_cost[day, kind, heads]
    return total
