"""Which waves to empty and fill again, to make a good plan better."""

from collections.abc import Iterator

import numpy as np

from otp_desktop.planning.solver.arrays import Ints
from otp_desktop.planning.solver.calendar import DAY
from otp_desktop.planning.solver.compiled import Compiled

WIDEST = 6  # waves that are emptied together


def one_by_one(compiled: Compiled, random: np.random.Generator) -> Iterator[Ints]:
    """Every wave once, in random order."""
    for wave in random.permutation(len(compiled.waves)):
        yield np.array([wave])


def neighbours(compiled: Compiled, random: np.random.Generator, short: Ints) -> Ints:
    """Some waves in a row within a day, in the order to fill them; around a wave that is short where there is one."""
    waves = len(compiled.waves)
    centre = int(random.choice(short)) if len(short) else int(random.integers(waves))
    instant = compiled.waves.instant
    near = np.flatnonzero(np.abs(instant - instant[centre]) < DAY)
    width = int(random.integers(2, WIDEST + 1))
    first = max(int(near[0]), centre - int(random.integers(width)))
    window = near[(near >= first) & (near < first + width)]
    shuffled = random.permutation(window)
    if len(short):
        return np.concatenate([[centre], shuffled[shuffled != centre]])
    return shuffled
