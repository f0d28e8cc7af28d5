"""What the soft part of the objective gains or loses when an agent leaves a post or joins it, counts kept beside it."""

import numpy as np

from otp_desktop.planning.solver.anneal.columns import (
    BURDEN,
    CORPS,
    COUNT,
    END,
    FACES,
    FIRST_AGENT,
    FREE,
    GROUP,
    KNOWN,
    MINIMUM,
    NEED,
    PRICE,
    SITE,
    START,
    UNIT,
    UNITS,
    WISHES,
    WISHES_END,
)
from otp_desktop.planning.solver.anneal.law import in_reach, parts
from otp_desktop.planning.solver.anneal.tables import Numbers
from otp_desktop.planning.solver.arrays import NONE, Bools, Floats, Ints
from otp_desktop.planning.solver.native import native_in_place, native_part


@native_part
def ways(
    post: Ints,
    day: Ints,
    home_km: Floats,
    site_km: Floats,
    numbers: Numbers,
    base: int,
    before: int,
    lines: Ints,
    after: int,
) -> float:
    """Kilometres in a straight line from a post over those of some waves to the next one; NONE is the base.

    Infinite where one of them is out of reach of the one before: that is most of what the law forbids.
    """
    km = 0.0
    for line in lines:
        if line != NONE:
            km += _way(post, day, home_km, site_km, numbers, base, before, line)
            before = line
    return km + _way(post, day, home_km, site_km, numbers, base, before, after)


@native_part
def _way(
    post: Ints, day: Ints, home_km: Floats, site_km: Floats, numbers: Numbers, base: int, line: int, following: int
) -> float:
    """From one post to the other, by the base where a duty ends between them."""
    if line == NONE or following == NONE:
        there = following if line == NONE else line
        return 0.0 if there == NONE else float(home_km[base, post[there, SITE]])
    if parts(post, day, line, following):
        return float(home_km[base, post[line, SITE]] + home_km[base, post[following, SITE]])
    if post[following, START] < post[line, END]:
        return np.inf
    known = post[line, KNOWN] and post[following, KNOWN]
    if known and not in_reach(post, site_km, numbers.seconds_per_km, numbers.seconds_a_way, line, following):
        return np.inf
    return float(site_km[post[line, SITE], post[following, SITE]])


@native_part
def wished(post: Ints, agents: Ints, wish: Ints, price_of_wish: Floats, agent: int, lines: Ints) -> float:
    """What the agent's wishes cost with this work; NONE among the lines is none."""
    cost = 0.0
    for row in range(agents[agent, WISHES], agents[agent, WISHES_END]):
        for line in lines:
            if line != NONE and wish[row, 0] < post[line, END] and post[line, START] < wish[row, 1]:
                cost += price_of_wish[row]
    return cost


@native_part
def count_one(
    post: Ints,
    weight: Floats,
    agents: Ints,
    standing: Ints,
    known: Ints,
    carried: Floats,
    numbers: Numbers,
    agent: int,
    line: int,
    step: int,
) -> float:
    """What units, faces and burdens cost more when a real agent joins a line (step 1) or leaves it (-1)."""
    need, group = post[line, NEED], post[line, GROUP]
    standing[need, agents[agent, CORPS]] += step
    grown = numbers.price_of_unit * _count_unit(standing, need, agents[agent, UNIT], step)
    if group != NONE:
        grown += numbers.price_of_face * _count_face(known, group, agent, step)
    burden, before = step * weight[line, BURDEN], carried[agent]
    carried[agent] = before + burden
    return float(grown + numbers.price_of_square * burden * (2 * before + burden))


@native_part
def count_missing(post: Ints, grave: Ints, weight: Floats, missing: Ints, line: int, step: int) -> tuple[int, float]:
    """How much graver the missing heads become, in the strict order of classes, and how much dearer in the soft cost,
    when one more is missing (step 1) or one less (-1)."""
    held = post[line, COUNT] - min(missing[line], missing[line] + step)
    missing[line] += step
    lacks = step * (1 + (held <= post[line, MINIMUM]))
    return step * (grave[line, 1] + (held <= post[line, MINIMUM]) * grave[line, 0]), lacks * weight[line, PRICE]


@native_part
def _count_unit(standing: Ints, need: int, unit: int, step: int) -> int:
    """The growth of the units beyond the first; agents without a unit are counted for nothing."""
    if unit == NONE:
        return 0
    before = standing[need, unit]
    standing[need, unit] = before + step
    if min(before, before + step) > 0:
        return 0
    standing[need, UNITS] += step
    return step if max(standing[need, UNITS], standing[need, UNITS] - step) > 1 else 0


@native_part
def _count_face(known: Ints, group: int, agent: int, step: int) -> int:
    """The growth of the faces beyond those that are free."""
    before = known[group, FIRST_AGENT + agent]
    known[group, FIRST_AGENT + agent] = before + step
    if min(before, before + step) > 0:
        return 0
    known[group, FACES] += step
    return step if max(known[group, FACES], known[group, FACES] - step) > known[group, FREE] else 0


@native_part
def mixed(mix: Bools, standing: Ints, need: int, corps: int) -> bool:
    """Whether corps that may not stand together do so on a need, this one among them; ``mix`` as ``standing``."""
    for row in range(len(mix)):
        if mix[row, corps]:
            together = True
            for other in range(mix.shape[1]):
                together = together and (not mix[row, other] or standing[need, other] > 0)
            if together:
                return True
    return False


@native_in_place
def least_squares(level: Floats, poured: Floats, whole: bool, total: float) -> float:
    """``value.least_squares``: the total poured over histories, lowest first, whose sums are ``poured``."""
    filled, most = 1, len(level)
    while filled < most:  # to the last one whose history lies under the water
        middle = (filled + most + 1) // 2
        if poured[middle - 1] + total > level[middle - 1] * middle:
            filled = middle
        else:
            most = middle - 1
    above = 0.0
    for place in range(filled, len(level)):
        above += level[place] ** 2
    water = poured[filled - 1] + total
    if not whole:
        return float(water**2 / filled + above)
    low = water // filled
    higher = water - low * filled
    return float(higher * (low + 1) ** 2 + (filled - higher) * low**2 + above)
