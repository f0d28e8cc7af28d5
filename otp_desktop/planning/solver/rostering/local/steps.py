"""Steps of simulated annealing over whole rosters, on members and days of chance."""

from typing import NamedTuple

import numpy as np

from otp_desktop.planning.solver.arrays import Ints
from otp_desktop.planning.solver.native import native, native_in_place, native_part
from otp_desktop.planning.solver.rostering.local.chance import below
from otp_desktop.planning.solver.rostering.local.redrawing import redraw, redraw_two
from otp_desktop.planning.solver.rostering.local.rules import LEAST_UNITS, Rules
from otp_desktop.planning.solver.rostering.local.standing import Standing
from otp_desktop.planning.solver.rostering.local.swapping import swap
from otp_desktop.planning.solver.rostering.problem import OFF

SWAPS = 300  # a round: a swap costs no more than a 200th of a stretch drawn anew
LONGEST = 14  # days drawn anew, or swapped, at most
LONGER = 4  # times as many where a member lacks minutes


class Part(NamedTuple):
    """Where steps are taken: some members, and civil days ``first`` to ``last``, the last not included.

    Steps read and write nothing of other members' rows, nor heads of other days: two parts that share neither members
    nor days may be walked at the same time.
    """

    members: Ints
    first: int
    last: int


@native
def rounds(
    rules: Rules, standing: Standing, part: Part, count: int, temperature: float, random: np.random.Generator
) -> None:
    """Each round: many swaps, a stretch of one member drawn anew, and one of two members."""
    room = np.empty((2, LONGEST), dtype=np.int64)
    for _ in range(count):
        _swap_some(rules, standing, part, temperature, random, room)
        member = _member(part, random)
        longest = LONGEST * LONGER if _lacking(rules, standing, member) else LONGEST
        first, last = _stretch(part, longest, random)
        redraw(rules, standing, member, first, last, temperature, random)
        other = _member(part, random)
        first, last = _stretch(part, LONGEST, random)
        if other != member:
            redraw_two(rules, standing, member, other, first, last, temperature, random)


@native_in_place
def _swap_some(
    rules: Rules, standing: Standing, part: Part, temperature: float, random: np.random.Generator, room: Ints
) -> None:
    for _ in range(SWAPS):
        one, other = _member(part, random), _member(part, random)
        first = part.first + below(random, part.last - part.first)
        last = min(part.last, first + 1 + below(random, LONGEST))
        if one != other:
            bound = -temperature * np.log(1.0 - random.random())
            swap(rules, standing, one, other, first, last, bound, room)


@native_part
def _member(part: Part, random: np.random.Generator) -> int:
    return int(part.members[below(random, len(part.members))])


@native_part
def _stretch(part: Part, longest: int, random: np.random.Generator) -> tuple[int, int]:
    """Days of chance, up to the longest, every one of them as likely."""
    days = part.last - part.first
    length = min(days, 2 + below(random, longest - 1))
    first = part.first + below(random, days + length - 1) - length + 1
    return max(part.first, first), min(part.last, first + length)


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
