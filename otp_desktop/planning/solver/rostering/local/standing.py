"""A roster as it stands, with all that its limits count; a stretch of a row is taken out and put in."""

from typing import NamedTuple

import numpy as np

from otp_desktop.planning.solver.arrays import Ints
from otp_desktop.planning.solver.native import native, native_part
from otp_desktop.planning.solver.rostering.local.rules import Rules
from otp_desktop.planning.solver.rostering.problem import OFF


class Standing(NamedTuple):
    """``rows`` (members, days) of kinds or OFF; the others count what is in them."""

    rows: Ints
    heads: Ints
    """(days, kinds)"""
    held: Ints
    """(members, kinds)"""
    units: Ints
    """(members,)"""
    weekends: Ints
    """(members,)"""


def standing_of(rules: Rules, roster: Ints) -> Standing:
    members, days, kinds = rules.wish_cost.shape
    standing = Standing(
        rows=np.full((members, days), OFF, dtype=np.int64),
        heads=np.zeros((days, kinds), dtype=np.int64),
        held=np.zeros((members, kinds), dtype=np.int64),
        units=np.zeros(members, dtype=np.int64),
        weekends=np.zeros(members, dtype=np.int64),
    )
    for member, row in enumerate(np.ascontiguousarray(roster, dtype=np.int64)):
        put(rules.units, standing, member, 0, row)
    return standing


@native
def put(units: Ints, standing: Standing, member: int, first: int, stretch: Ints) -> None:
    """The member's days from ``first`` on become the stretch; ``units`` are those of the rules."""
    last = first + len(stretch)
    rows, heads, held = standing.rows, standing.heads, standing.held
    standing.weekends[member] -= weekends_touched(rows, member, first, last)
    for place in range(len(stretch)):
        before, after = rows[member, first + place], stretch[place]
        if before != OFF:
            heads[first + place, before] -= 1
            held[member, before] -= 1
            standing.units[member] -= units[member, before]
        if after != OFF:
            heads[first + place, after] += 1
            held[member, after] += 1
            standing.units[member] += units[member, after]
        rows[member, first + place] = after
    standing.weekends[member] += weekends_touched(rows, member, first, last)


@native_part
def weekends_touched(rows: Ints, member: int, first: int, last: int) -> int:
    """Worked weekends of which a day lies from ``first`` to ``last``, the last not included."""
    count, days = 0, rows.shape[1]
    for saturday in range(first - 1 + (6 - first) % 7, min(last, days), 7):
        if rows[member, saturday] != OFF or (saturday + 1 < days and rows[member, saturday + 1] != OFF):
            count += 1
    return count
