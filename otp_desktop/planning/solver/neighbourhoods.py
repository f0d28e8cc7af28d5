"""Which runs of waves to empty and fill again, to make a good plan better."""

import numpy as np

from otp_desktop.planning.solver.arrays import Ints
from otp_desktop.planning.solver.calendar import DAY
from otp_desktop.planning.solver.compiled import Compiled
from otp_desktop.planning.solver.runs import Run

WIDEST = 6  # runs that are emptied together
REACH = 1.7 * DAY  # seconds between the run in the middle and the others: work of the day before forbids the day's


def neighbours(compiled: Compiled, runs: list[Run], random: np.random.Generator, short: Ints) -> list[Run]:
    """Some runs in a row, in the order to fill them; around one that is short where there is one, and it comes first.

    ``short``: places in ``runs``.
    """
    centre = int(random.choice(short)) if len(short) else int(random.integers(len(runs)))
    instant = np.array([compiled.waves.instant[run.waves[0]] for run in runs])
    near = np.flatnonzero(np.abs(instant - instant[centre]) < REACH)
    width = int(random.integers(2, WIDEST + 1))
    first = max(int(near[0]), centre - int(random.integers(width)))
    window = near[(near >= first) & (near < first + width)]
    shuffled = random.permutation(window)
    if len(short):
        shuffled = np.concatenate([[centre], shuffled[shuffled != centre]])
    return [runs[place] for place in shuffled]
