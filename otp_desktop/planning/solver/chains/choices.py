"""What agents would do if each chose among all his duties by chance, good ones by far the likeliest: machine code.

A duty that earns more than another by one ``heat`` is e times as likely. What the choices are worth is never below what
the best duty earns, and changes smoothly with the prices, where best duties jump. One pass over the needs forwards and
one backwards, for each path of agents alone.
"""

import numpy as np

from otp_desktop.planning.solver.arrays import Floats, Ints
from otp_desktop.planning.solver.native import native, native_part

NEGLIGIBLE = 35.0  # heats: what is so much worse than the best is left out


@native
def choose(
    worth: Floats,
    home: Floats,
    start: Ints,
    before: Ints,
    way: Floats,
    size: Ints,
    after: Ints,
    of_path: Ints,
    agents: Floats,
    growth: Floats,
    heat: float,
    served: Floats,
) -> float:
    """What all agents' choices are worth; fills ``served`` (paths, needs) with the heads that they hold.

    ``worth`` and ``home`` (paths, needs): what serving a need earns, -inf where it may not be served, and the way
    between home and it. ``before[start[need] : start[need + 1]]``: the needs from which one comes to a need; ``way``:
    the cost of each of these ways. ``after`` (sizes, levels + 1): the level that the ``size`` (needs,) of a need leads
    to, or -1; the last column is from nothing. Kinds ``of_path[path] : of_path[path + 1]`` share a path: ``agents``
    (kinds,), ``growth`` (kinds, levels).
    """
    paths, needs = worth.shape
    value, mass = np.empty((needs, growth.shape[1])), np.empty((needs, growth.shape[1]))
    total = 0.0
    for path in range(paths):
        _forwards(worth[path], home[path], start, before, way, size, after, heat, value)
        first, last = of_path[path], of_path[path + 1]
        total += _end(value, home[path], agents[first:last], growth[first:last], heat, mass)
        _backwards(worth[path], start, before, way, size, after, heat, value, mass)
        for need in range(needs):
            served[path, need] = mass[need].sum()
    return total


@native_part
def _forwards(
    worth: Floats,
    home: Floats,
    start: Ints,
    before: Ints,
    way: Floats,
    size: Ints,
    after: Ints,
    heat: float,
    value: Floats,
) -> None:
    """``value`` (needs, levels): of all beginnings of duties that end with the need, together."""
    levels = value.shape[1]
    best, every = np.empty(levels), np.empty(levels)
    value[:] = -np.inf
    for need in range(len(worth)):
        if worth[need] > -np.inf:
            onward, ways = after[size[need]], slice(start[need], start[need + 1])
            best[:] = -np.inf
            _take_best(-home[need], worth, before[ways], way[ways], onward, value, best)
            every[:] = 0.0
            _take_all(-home[need], worth, before[ways], way[ways], onward, heat, value, best, every)
            for level in range(levels):
                if every[level] > 0.0:
                    value[need, level] = best[level] + heat * np.log(every[level]) + worth[need]


@native_part
def _take_best(
    alone: float, worth: Floats, before: Ints, way: Floats, onward: Ints, value: Floats, best: Floats
) -> None:
    """``best`` (levels,): of the ways to arrive, from home (``alone``) or from another need."""
    levels = len(best)
    if onward[levels] >= 0:
        best[onward[levels]] = alone
    for place in range(len(before)):
        if worth[before[place]] > -np.inf:
            for source in range(levels):
                level = onward[source]
                if level >= 0:
                    best[level] = max(best[level], value[before[place], source] - way[place])


@native_part
def _take_all(
    alone: float,
    worth: Floats,
    before: Ints,
    way: Floats,
    onward: Ints,
    heat: float,
    value: Floats,
    best: Floats,
    every: Floats,
) -> None:
    """``every`` (levels,): how much likelier than the best way all ways are together."""
    levels = len(best)
    if onward[levels] >= 0:
        every[onward[levels]] = np.exp((alone - best[onward[levels]]) / heat)
    for place in range(len(before)):
        if worth[before[place]] > -np.inf:
            for source in range(levels):
                level = onward[source]
                if level >= 0 and value[before[place], source] - way[place] > best[level] - NEGLIGIBLE * heat:
                    every[level] += np.exp((value[before[place], source] - way[place] - best[level]) / heat)


@native_part
def _end(value: Floats, home: Floats, agents: Floats, growth: Floats, heat: float, mass: Floats) -> float:
    """What the agents of a path gain; ``mass`` (needs, levels): how many end with each need."""
    mass[:] = 0.0
    total = 0.0
    for kind in range(len(agents)):
        gain = _gain(value, home, growth[kind], heat)
        total += agents[kind] * gain
        for need in range(len(home)):
            for level in range(value.shape[1]):
                lack = (gain - value[need, level] + home[need] + growth[kind, level]) / heat
                if lack < NEGLIGIBLE:
                    mass[need, level] += agents[kind] * np.exp(-lack)
    return total


@native_part
def _gain(value: Floats, home: Floats, growth: Floats, heat: float) -> float:
    """What an agent's choice is worth, to stay at home being one."""
    best = 0.0
    for need in range(len(home)):
        for level in range(len(growth)):
            best = max(best, value[need, level] - home[need] - growth[level])
    every = np.exp(-best / heat)
    for need in range(len(home)):
        for level in range(len(growth)):
            lack = (best - value[need, level] + home[need] + growth[level]) / heat
            if lack < NEGLIGIBLE:
                every += np.exp(-lack)
    return float(best + heat * np.log(every))


@native_part
def _backwards(
    worth: Floats,
    start: Ints,
    before: Ints,
    way: Floats,
    size: Ints,
    after: Ints,
    heat: float,
    value: Floats,
    mass: Floats,
) -> None:
    """Adds to those who end with a need (``mass``) those who go on from it."""
    for need in range(len(worth) - 1, -1, -1):
        if mass[need].max() > 0.0:
            onward, arriving = after[size[need]], value[need] - worth[need]
            for place in range(start[need], start[need + 1]):
                if worth[before[place]] > -np.inf:
                    _hand_back(need, before[place], way[place], onward, arriving, heat, value, mass)


@native_part
def _hand_back(
    need: int, one: int, way: float, onward: Ints, arriving: Floats, heat: float, value: Floats, mass: Floats
) -> None:
    """Of those who arrive at a need, the ones who come from another, by how likely that is."""
    for source in range(value.shape[1]):
        level = onward[source]
        if level >= 0 and mass[need, level] > 0.0:
            lack = (arriving[level] + way - value[one, source]) / heat
            if lack < NEGLIGIBLE:
                mass[one, source] += mass[need, level] * np.exp(-lack)
