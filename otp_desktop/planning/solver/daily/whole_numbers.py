"""Whole agents for the columns of a day: the linear program's solution nearly is; a small program settles the rest."""

import numpy as np

from otp_desktop.planning.solver.arrays import Floats, Ints
from otp_desktop.planning.solver.daily.covering import Column, Worth
from otp_desktop.planning.solver.market import Heads
from otp_desktop.planning.solver.rostering.linear import LinearModel, Solver

SECONDS = 1.0  # hardly ever needed
ROUNDING = 1e-6


def whole_numbers(supply: Ints, heads: Heads, columns: list[Column], taken: Floats, worth: Worth) -> Ints:
    """How many agents take each column (columns,), so that the heads held are worth nearly most."""
    whole = np.floor(taken + ROUNDING).astype(np.int64)
    held, used = np.zeros_like(heads.low), np.zeros_like(supply)
    for column in np.flatnonzero(whole).tolist():
        group, lines = columns[column]
        used[group] += whole[column]
        held[lines] += whole[column]
    low = np.maximum(heads.low - held, 0)
    left = Heads(low, np.maximum(heads.total - held, 0) - low, heads.priority)
    return whole + _rest(supply - used, left, columns, worth)


def _rest(supply: Ints, heads: Heads, columns: list[Column], worth: Worth) -> Ints:
    """Agents that are left for heads that are; none when that takes too long."""
    found = np.zeros(len(columns), dtype=np.int64)
    room = heads.total > 0
    useful = [place for place, (group, lines) in enumerate(columns) if supply[group] and room[lines].any()]
    if not useful:
        return found
    model = LinearModel()
    taken = model.variables(len(useful), high=supply[[columns[place][0] for place in useful]])
    low = model.variables(len(heads.low), high=heads.low, cost=-worth.low, whole=False)
    high = model.variables(len(heads.low), high=heads.high, cost=-worth.high, whole=False)
    groups = model.rows(len(supply), high=supply)
    model.entries(groups[[columns[place][0] for place in useful]], taken)
    lines = model.rows(len(heads.low), high=0.0)
    model.entries(lines, low)
    model.entries(lines, high)
    model.entries(
        lines[[line for place in useful for line in columns[place][1]]],
        np.repeat(taken, [len(columns[place][1]) for place in useful]),
        -1.0,
    )
    solution = model.solve(Solver.HIGHS, SECONDS)
    if solution.values is not None:
        found[useful] = np.rint(solution.values[taken]).astype(np.int64)
    return found
