"""Stretches of one member's row, or of two members', drawn anew by the heat bath."""

import numpy as np

from otp_desktop.planning.solver.arrays import Ints
from otp_desktop.planning.solver.native import native, native_part
from otp_desktop.planning.solver.rostering.local.paths import draw
from otp_desktop.planning.solver.rostering.local.rules import Rules
from otp_desktop.planning.solver.rostering.local.standing import Standing, put
from otp_desktop.planning.solver.rostering.problem import OFF


@native_part
def redraw(
    rules: Rules,
    standing: Standing,
    member: int,
    first: int,
    last: int,
    temperature: float,
    random: np.random.Generator,
) -> bool:
    """Whether anything changed."""
    before = standing.rows[member, first:last].copy()
    off = np.full(last - first, OFF)
    put(rules.units, standing, member, first, off)
    after = off
    weight = draw(rules, standing, member, first, temperature, random, after)
    if weight > -np.inf and counts_fit(rules.most_of_kind, standing.held, member, after):
        put(rules.units, standing, member, first, after)
        return differ(before, after)
    put(rules.units, standing, member, first, before)
    return False


@native_part
def redraw_two(
    rules: Rules,
    standing: Standing,
    one: int,
    other: int,
    first: int,
    last: int,
    temperature: float,
    random: np.random.Generator,
) -> bool:
    """One's stretch is drawn as if the other had none, then the other's; accepted by what is left to him.

    His sums of weights, with one's stretch as drawn and as it was, keep the balance of the heat bath.
    """
    units = rules.units
    mine, theirs = standing.rows[one, first:last].copy(), standing.rows[other, first:last].copy()
    off = np.full(last - first, OFF)
    put(units, standing, one, first, off)
    put(units, standing, other, first, off)
    mine_after, theirs_after = off.copy(), off.copy()
    weight = draw(rules, standing, one, first, temperature, random, mine_after)
    accepted = weight > -np.inf and counts_fit(rules.most_of_kind, standing.held, one, mine_after)
    if accepted and differ(mine, mine_after):
        put(units, standing, one, first, mine)
        as_it_was = draw(rules, standing, other, first, temperature, random, theirs_after)
        put(units, standing, one, first, mine_after)
        as_drawn = draw(rules, standing, other, first, temperature, random, theirs_after)
        accepted = np.log(1.0 - random.random()) < as_drawn - as_it_was
        if accepted and counts_fit(rules.most_of_kind, standing.held, other, theirs_after):
            put(units, standing, other, first, theirs_after)
            return True
    put(units, standing, one, first, mine)
    put(units, standing, other, first, theirs)
    return False


@native
def counts_fit(most_of_kind: Ints, held: Ints, member: int, stretch: Ints) -> bool:
    """Whether the member may hold so many of each kind, beside what he holds."""
    for place in range(len(stretch)):
        kind, count = stretch[place], 0
        for other in stretch:
            count += other == kind
        if kind != OFF and held[member, kind] + count > most_of_kind[member, kind]:
            return False
    return True


@native
def differ(one: Ints, other: Ints) -> bool:
    unlike = 0
    for place in range(len(one)):
        unlike += one[place] != other[place]
    return unlike > 0
