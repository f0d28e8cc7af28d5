"""All legal stretches of one member at once, each weighed by what it costs; and one drawn by its weight.

With weights exp(-cost / temperature) this is the exact heat-bath step of simulated annealing for a whole stretch:
forward filtering, backward sampling along the states of a path. States are those of ``Frame``; beside each are counted
the weekends and the units of minutes worked by then. Counts of kinds are not: a stretch that breaks them is refused.
"""

import numpy as np

from otp_desktop.planning.solver.arrays import Floats, Ints
from otp_desktop.planning.solver.native import native, native_part
from otp_desktop.planning.solver.rostering.local.backward import sample
from otp_desktop.planning.solver.rostering.local.chance import drawn
from otp_desktop.planning.solver.rostering.local.forward import sum_up
from otp_desktop.planning.solver.rostering.local.frame import fits, frame_of
from otp_desktop.planning.solver.rostering.local.rules import Rules
from otp_desktop.planning.solver.rostering.local.standing import Standing
from otp_desktop.planning.solver.rostering.local.trellis import trellis_of
from otp_desktop.planning.solver.rostering.local.weights import duty_costs, weigh, weigh_groups
from otp_desktop.planning.solver.rostering.problem import OFF


@native
def draw(
    rules: Rules,
    standing: Standing,
    member: int,
    first: int,
    temperature: float,
    random: np.random.Generator,
    stretch: Ints,
) -> float:
    """Writes a stretch for days that are off; returns the logarithm of all weights' sum, -inf where there is none."""
    last = first + len(stretch)
    frame = frame_of(rules, standing, member, first, last)
    weight, log_left_out = weigh(duty_costs(rules, standing, member, first, last), temperature)
    of_group = weigh_groups(weight, rules.group_of, len(rules.class_of))
    trellis = trellis_of(rules, frame)
    log_scale = sum_up(rules, member, frame, of_group, trellis)
    ends = trellis.sums[-1]
    for state in range(len(ends)):
        if not fits(frame, standing.rows, member, state):
            ends[state] = 0.0
    log_end = _weigh_ends(ends, frame.lacking, rules.lacking_cost[member] / temperature)
    if log_end == -np.inf:
        return -np.inf
    sample(rules, member, frame, of_group, trellis, random, stretch)
    _choose_kinds(weight, rules.group_of, random, stretch)
    return log_left_out + log_scale + log_end


@native_part
def _weigh_ends(ends: Floats, lacking: int, lacking_cost: float) -> float:
    """Weighs the last states by what they lack from the least units; returns the logarithm of the sum."""
    states, weekends, units = ends.shape
    base, total = -1, 0.0
    for unit in range(units - 1, -1, -1):
        lacks = max(0, lacking - unit)
        factor = 1.0 if base < 0 else np.exp((base - lacks) * lacking_cost)
        for state in range(states):
            for weekend in range(weekends):
                ends[state, weekend, unit] *= factor
                total += ends[state, weekend, unit]
        if base < 0 and total > 0.0:
            base = lacks
    return float(np.log(total) - base * lacking_cost) if total > 0.0 else -np.inf


@native_part
def _choose_kinds(weight: Floats, group_of: Ints, random: np.random.Generator, stretch: Ints) -> None:
    """A kind for each group, by its weight."""
    chance = np.zeros(len(group_of))
    for place in range(len(stretch)):
        if stretch[place] == OFF:
            continue
        for kind in range(len(group_of)):
            chance[kind] = weight[place, kind] if group_of[kind] == stretch[place] else 0.0
        stretch[place] = drawn(chance, random)
