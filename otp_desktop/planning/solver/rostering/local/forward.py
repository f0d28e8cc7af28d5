"""Forward filtering: the sums of a trellis, day by day."""

import numpy as np

from otp_desktop.planning.solver.arrays import Bools, Floats
from otp_desktop.planning.solver.native import native_in_place, native_part
from otp_desktop.planning.solver.rostering.local.frame import Frame, may_end
from otp_desktop.planning.solver.rostering.local.rules import Rules
from otp_desktop.planning.solver.rostering.local.trellis import Trellis

LEAST_SUM = 1e-300  # a day whose greatest sum is less leads nowhere


@native_in_place
def sum_up(rules: Rules, member: int, frame: Frame, weight: Floats, trellis: Trellis) -> float:
    """Sums by the weights (days, groups and OFF); of each day the greatest is 1: returns the logarithm of the rest."""
    log_scale = 0.0
    for place in range(len(weight)):
        _rest(frame, place, weight[place, -1], trellis.sums)
        _work(rules, member, frame, place, weight[place], trellis)
        log_scale += _rescale(trellis.sums[place + 1], trellis.greatest)
    return log_scale


@native_part
def _rest(frame: Frame, place: int, weight: float, sums: Floats) -> None:
    """A day off after a run that may end, or after another."""
    here, then, work = sums[place], sums[place + 1], frame.longest_run * frame.classes
    for state in range(work):
        if may_end(frame, state % frame.longest_run + 1, frame.first + place):
            _add(here[state], then[work], weight)
    for length in range(frame.shortest_rest):
        _add(here[work + length], then[work + min(length + 1, frame.shortest_rest - 1)], weight)


@native_part
def _work(rules: Rules, member: int, frame: Frame, place: int, weight: Floats, trellis: Trellis) -> None:
    """A duty of each group after a full rest, or after the runs of all classes that may stand before it."""
    here, then, together = trellis.sums[place], trellis.sums[place + 1], trellis.together
    goes_on, begins = frame.new_weekend[place, 0], frame.new_weekend[place, 1]
    together[:] = 0.0
    trellis.within[:] = False
    for group in range(len(rules.class_of)):
        if weight[group] == 0.0:
            continue
        _gather(here, rules.before[group], trellis.within, together)
        first, units = rules.class_of[group] * frame.longest_run, rules.group_units[member, group]
        _add_duty(here[-1], then[first], weight[group], begins, units)
        for run in range(1, frame.longest_run):
            _add_duty(together[run - 1], then[first + run], weight[group], goes_on, units)


@native_part
def _gather(here: Floats, wanted: Bools, within: Bools, together: Floats) -> None:
    """``together`` becomes the sum of the classes wanted: from the last ones on, where those are all wanted still."""
    runs = len(together)
    for last in range(len(wanted)):
        if within[last] and not wanted[last]:
            within[:] = False
            together[:] = 0.0
    for last in range(len(wanted)):
        if wanted[last] and not within[last]:
            within[last] = True
            _add(here[last * runs : (last + 1) * runs], together, 1.0)


@native_part
def _add(ways: Floats, then: Floats, weight: float) -> None:
    """Ways on which nothing more is counted."""
    source, target = ways.reshape(ways.size), then.reshape(then.size)
    for place in range(len(source)):
        target[place] += weight * source[place]


@native_part
def _add_duty(ways: Floats, then: Floats, weight: float, weekends: int, units: int) -> None:
    """Ways (weekends, units) on which so many more are counted."""
    for weekend in range(len(then) - weekends):
        source, target = ways[weekend], then[weekend + weekends]
        for unit in range(len(source) - units):
            target[unit + units] += weight * source[unit]


@native_part
def _rescale(layer: Floats, greatest: Floats) -> float:
    """Divides by the greatest; returns its logarithm."""
    states, weekends, units = layer.shape
    sums, rows = layer.reshape(layer.size), layer.reshape(states * weekends, units)
    greatest[:] = 0.0
    for row in range(len(rows)):
        ways = rows[row]
        for unit in range(units):  # one maximum for all would be slower: each would wait for the last
            greatest[unit] = max(greatest[unit], ways[unit])
    most = 0.0
    for value in greatest:
        most = max(most, value)
    if most < LEAST_SUM:
        return 0.0
    share = 1.0 / most
    for place in range(len(sums)):
        sums[place] *= share
    return float(np.log(most))
