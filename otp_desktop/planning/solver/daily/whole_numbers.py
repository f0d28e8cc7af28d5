"""Whole agents for the columns of a day: a mixed-integer program on what the linear program found worth taking."""

import numpy as np

from otp_desktop.planning.solver.arrays import Ints
from otp_desktop.planning.solver.daily.covering import Column, Worth
from otp_desktop.planning.solver.market import Heads
from otp_desktop.planning.solver.rostering.linear import LinearModel, Solver

GAP = 1e-6


def whole_numbers(supply: Ints, heads: Heads, columns: list[Column], worth: Worth, seconds: float) -> Ints | None:
    """How many agents take each column (columns,), so that the heads held are worth most; None when time ran out."""
    model = LinearModel()
    most = np.array([min([supply[group], *heads.total[lines].tolist()]) for group, lines in columns])
    taken = model.variables(len(columns), high=most)
    low = model.variables(len(heads.low), high=heads.low, cost=-worth.low, whole=False)
    high = model.variables(len(heads.low), high=heads.high, cost=-worth.high, whole=False)
    groups = model.rows(len(supply), high=supply)
    model.entries(groups[[group for group, _ in columns]], taken)
    lines = model.rows(len(heads.low), high=0.0)
    model.entries(lines, low)
    model.entries(lines, high)
    places = np.repeat(taken, [len(lines) for _, lines in columns])
    model.entries(lines[[line for _, of_column in columns for line in of_column]], places, -1.0)
    found = model.solve(Solver.HIGHS, seconds, gap=GAP)
    return None if found.values is None else np.rint(found.values[taken]).astype(np.int64)
