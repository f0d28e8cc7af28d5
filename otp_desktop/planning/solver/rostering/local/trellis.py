"""The trellis of a stretch: sums of weights of all ways from its first day to each state of each day."""

from typing import NamedTuple

import numpy as np

from otp_desktop.planning.solver.arrays import Bools, Floats, Ints
from otp_desktop.planning.solver.native import native_part
from otp_desktop.planning.solver.rostering.local.frame import Frame
from otp_desktop.planning.solver.rostering.local.rules import Rules


class Trellis(NamedTuple):
    """The sums, and room to work in, so that nothing is allocated for each day."""

    sums: Floats
    """(1 + days, states, 1 + weekends, 1 + units)"""
    together: Floats
    """(runs, 1 + weekends, 1 + units): sums of all classes that may stand before a group."""
    within: Bools
    """(classes,): those in ``together``."""
    greatest: Floats
    """(1 + units,): of a day."""
    chance: Floats
    """(ways,): of each way to a state from the day before."""
    way: Ints
    """(ways, 2): the group of its duty, or OFF, and the state it comes from."""


@native_part
def trellis_of(rules: Rules, frame: Frame) -> Trellis:
    """Empty but for the state in which the stretch begins."""
    days, states = frame.last - frame.first, frame.longest_run * frame.classes + frame.shortest_rest
    sums = np.zeros((days + 1, states, frame.weekends + 1, frame.units + 1))
    sums[0, frame.before, 0, 0] = 1.0
    ways = states + rules.before.size
    return Trellis(
        sums,
        np.zeros((frame.longest_run, frame.weekends + 1, frame.units + 1)),
        np.zeros(frame.classes, dtype=np.bool_),
        np.zeros(frame.units + 1),
        np.zeros(ways),
        np.zeros((ways, 2), dtype=np.int64),
    )
