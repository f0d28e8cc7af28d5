"""What agents would do if each chose among all his duties by chance, good ones by far the likeliest: machine code.

A duty that earns more than another by one ``heat`` is e times as likely. What the choices are worth is never below what
the best duty earns, and changes smoothly with the prices, where best duties jump. One pass over the needs forwards and
one backwards, for each path of agents alone.
"""

from typing import NamedTuple

import numpy as np

from otp_desktop.planning.solver.arrays import Floats, Ints
from otp_desktop.planning.solver.native import native, native_part

NEGLIGIBLE = 35.0  # heats: what is so much worse than the best is left out


class Ways(NamedTuple):
    """``before[start[need] : start[need + 1]]``: the needs from which one comes to a need, at such a ``cost``."""

    start: Ints
    before: Ints
    cost: Floats


class Levels(NamedTuple):
    """``after`` (sizes, levels + 1): where the ``size`` (needs,) of a need leads to, or -1; last, from nothing."""

    size: Ints
    after: Ints


class Kinds(NamedTuple):
    """Kinds ``of_path[path] : of_path[path + 1]`` share a path: ``agents`` (kinds,), ``growth`` (kinds, levels)."""

    of_path: Ints
    agents: Floats
    growth: Floats


@native
def choose(worth: Floats, home: Floats, ways: Ways, levels: Levels, kinds: Kinds, heat: float, served: Floats) -> float:
    """What all agents' choices are worth; fills ``served`` (paths, needs) with the heads that they hold.

    ``worth`` and ``home`` (paths, needs): what serving a need earns, -inf where it may not be served, and the way
    between home and it.
    """
    paths, needs = worth.shape
    value, mass = np.empty((needs, kinds.growth.shape[1])), np.empty((needs, kinds.growth.shape[1]))
    total = 0.0
    for path in range(paths):
        _forwards(worth[path], home[path], ways, levels, heat, value)
        first, last = kinds.of_path[path], kinds.of_path[path + 1]
        total += _end(value, home[path], kinds.agents[first:last], kinds.growth[first:last], heat, mass)
        _backwards(worth[path], ways, levels, heat, value, mass)
        for need in range(needs):
            served[path, need] = mass[need].sum()
    return total


@native_part
def _forwards(worth: Floats, home: Floats, ways: Ways, levels: Levels, heat: float, value: Floats) -> None:
    """``value`` (needs, levels): of all beginnings of duties that end with the need, together."""
    best, every = np.empty(value.shape[1]), np.empty(value.shape[1])
    value[:] = -np.inf
    for need in range(len(worth)):
        if worth[need] > -np.inf:
            onward, into = levels.after[levels.size[need]], slice(ways.start[need], ways.start[need + 1])
            before, way = ways.before[into], ways.cost[into]
            best[:] = -np.inf
            _take_best(-home[need], worth, before, way, onward, value, best)
            every[:] = 0.0
            _take_all(-home[need], worth, before, way, onward, heat, value, best, every)
            for level in range(len(best)):
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
def _backwards(worth: Floats, ways: Ways, levels: Levels, heat: float, value: Floats, mass: Floats) -> None:
    """Adds to those who end with a need (``mass``) those who go on from it."""
    for need in range(len(worth) - 1, -1, -1):
        if mass[need].max() > 0.0:
            onward, arriving = levels.after[levels.size[need]], value[need] - worth[need]
            for place in range(ways.start[need], ways.start[need + 1]):
                before = ways.before[place]
                if worth[before] > -np.inf:
                    _hand_back(mass[need], before, ways.cost[place], onward, arriving, heat, value, mass)


@native_part
def _hand_back(
    here: Floats, before: int, way: float, onward: Ints, arriving: Floats, heat: float, value: Floats, mass: Floats
) -> None:
    """Of those who arrive at a need (``here``), the ones who come from the need before, by how likely that is."""
    for source in range(value.shape[1]):
        level = onward[source]
        if level >= 0 and here[level] > 0.0:
            lack = (arriving[level] + way - value[before, source]) / heat
            if lack < NEGLIGIBLE:
                mass[before, source] += here[level] * np.exp(-lack)
