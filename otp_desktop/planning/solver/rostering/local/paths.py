"""All legal stretches of one member at once, each weighed by what it costs; and one drawn by its weight.

With weights exp(-cost / temperature) this is the exact heat-bath step of simulated annealing for a whole stretch:
forward filtering, backward sampling along the states of a path. States are those of ``Frame``; beside each are counted
the weekends and the units of minutes worked by then. Counts of kinds are not: a stretch that breaks them is refused.
"""

import numpy as np

from otp_desktop.planning.solver.arrays import Bools, Floats, Ints
from otp_desktop.planning.solver.native import native, native_part
from otp_desktop.planning.solver.rostering.local.chance import drawn
from otp_desktop.planning.solver.rostering.local.frame import Frame, fits, frame_of, may_end
from otp_desktop.planning.solver.rostering.local.rules import Rules
from otp_desktop.planning.solver.rostering.local.standing import Standing
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
    units = rules.group_units[member]
    layers, log_scale = _forward(frame, of_group, rules.class_of, rules.before, units)
    for state in range(layers.shape[1]):
        if not fits(frame, standing.rows, member, state):
            layers[-1, state] = 0.0
    log_end = _weigh_ends(layers[-1], frame.lacking, rules.lacking_cost[member] / temperature)
    if log_end == -np.inf:
        return -np.inf
    _backward(frame, layers, of_group, rules.class_of, rules.before, units, random, stretch)
    _choose_kinds(weight, rules.group_of, random, stretch)
    return log_left_out + log_scale + log_end


@native_part
def _forward(frame: Frame, weight: Floats, class_of: Ints, before: Bools, units: Ints) -> tuple[Floats, float]:
    """Sums of weights of all ways to each state: (1 + days, states, 1 + weekends, 1 + units)."""
    days, classes, rest = frame.last - frame.first, frame.classes, frame.shortest_rest
    work = frame.longest_run * classes
    layers = np.zeros((days + 1, work + rest, frame.weekends + 1, frame.units + 1))
    layers[0, frame.before, 0, 0] = 1.0
    log_scale = 0.0
    for place in range(days):
        _rest(frame, layers, place, weight[place, -1])
        for group in range(len(class_of)):
            if weight[place, group] == 0.0:
                continue
            dear, last, more = weight[place, group], class_of[group], units[group]
            _add(layers, place, work + rest - 1, last, dear, frame.new_weekend[place, 1], more)
            for run in range(1, frame.longest_run):
                for kind in range(classes):
                    if before[group, kind]:
                        source, to = (run - 1) * classes + kind, run * classes + last
                        _add(layers, place, source, to, dear, frame.new_weekend[place, 0], more)
        log_scale += _rescale(layers, place + 1)
    return layers, log_scale


@native_part
def _rest(frame: Frame, layers: Floats, place: int, weight: float) -> None:
    """A day off after a run that may end, or after another."""
    work = frame.longest_run * frame.classes
    for state in range(work):
        if may_end(frame, state // frame.classes + 1, frame.first + place):
            _add(layers, place, state, work, weight, 0, 0)
    for length in range(frame.shortest_rest):
        _add(layers, place, work + length, work + min(length + 1, frame.shortest_rest - 1), weight, 0, 0)


@native_part
def _add(layers: Floats, place: int, source: int, to: int, weight: float, weekends: int, units: int) -> None:
    for weekend in range(layers.shape[2] - weekends):
        for unit in range(layers.shape[3] - units):
            layers[place + 1, to, weekend + weekends, unit + units] += weight * layers[place, source, weekend, unit]


@native_part
def _rescale(layers: Floats, place: int) -> float:
    """Divides by the greatest; returns its logarithm."""
    layer = layers[place].reshape(layers[place].size)
    most = 0.0
    for value in layer:
        most = max(most, value)
    if most == 0.0:
        return 0.0
    for index in range(len(layer)):
        layer[index] /= most
    return float(np.log(most))


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
def _backward(
    frame: Frame,
    layers: Floats,
    weight: Floats,
    class_of: Ints,
    before: Bools,
    units: Ints,
    random: np.random.Generator,
    stretch: Ints,
) -> None:
    """Draws a last state by its weight, and from each day on the one before; writes groups."""
    states, classes = layers.shape[1], frame.classes
    work = frame.longest_run * classes
    shape = layers.shape[2] * layers.shape[3]
    end = drawn(layers[-1].reshape(states * shape), random)
    state, weekends, unit = end // shape, end % shape // layers.shape[3], end % layers.shape[3]
    for place in range(len(stretch) - 1, -1, -1):
        chance = np.zeros((len(class_of) + 1, states))
        if state >= work:
            _weigh_rests(frame, layers, place, state, weekends, unit, chance)
        else:
            weekends -= frame.new_weekend[place, int(state < classes)]
            for group in range(len(class_of)):
                left = unit - units[group]
                if class_of[group] == state % classes and left >= 0 and weekends >= 0:
                    dear = weight[place, group]
                    _weigh_sources(frame, layers, place, state, weekends, left, before[group], dear, chance[group])
        choice = drawn(chance.reshape(chance.size), random)
        group, state = choice // states, choice % states
        stretch[place] = group if group < len(class_of) else OFF
        unit -= units[group] if group < len(class_of) else 0


@native_part
def _weigh_sources(
    frame: Frame,
    layers: Floats,
    place: int,
    state: int,
    weekends: int,
    unit: int,
    before: Bools,
    weight: float,
    chance: Floats,
) -> None:
    """States from which a duty of some weight leads to a run of work."""
    if state < frame.classes:
        source = frame.longest_run * frame.classes + frame.shortest_rest - 1
        chance[source] = weight * layers[place, source, weekends, unit]
        return
    for last in range(frame.classes):
        if before[last]:
            source = state - state % frame.classes - frame.classes + last
            chance[source] = weight * layers[place, source, weekends, unit]


@native_part
def _weigh_rests(
    frame: Frame, layers: Floats, place: int, state: int, weekends: int, unit: int, chance: Floats
) -> None:
    """States from which a day off leads to a rest."""
    for source in range(layers.shape[1]):
        if _rests(frame, frame.first + place, source, state):
            chance[-1, source] = layers[place, source, weekends, unit]


@native_part
def _rests(frame: Frame, day: int, source: int, state: int) -> bool:
    """Whether a day off leads from one state to the other."""
    work = frame.longest_run * frame.classes
    if source < work:
        return state == work and may_end(frame, source // frame.classes + 1, day)
    return state == work + min(source - work + 1, frame.shortest_rest - 1)


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
