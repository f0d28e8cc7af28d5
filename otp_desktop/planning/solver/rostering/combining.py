"""The best roster of known rows: one for each member, found by a mixed integer program."""

from collections.abc import Sequence

import numpy as np

from otp_desktop.planning.solver.arrays import Ints
from otp_desktop.planning.solver.rostering.heads import ask_for_heads
from otp_desktop.planning.solver.rostering.linear import LinearModel, Solver
from otp_desktop.planning.solver.rostering.master import Column
from otp_desktop.planning.solver.rostering.neighbourhood import TAKEN
from otp_desktop.planning.solver.rostering.tables import Tables


def combine(tables: Tables, columns: Sequence[Column], seconds: float, seed: int) -> Ints | None:
    """A roster of these rows, or None when the time did not suffice."""
    model = LinearModel()
    taken = model.variables(len(columns), cost=[column.cost for column in columns])
    members = np.array([column.member for column in columns])
    model.entries(model.rows(len(tables.problem.members), low=1, high=1)[members], taken)
    rows = np.array([column.row for column in columns])
    for cover in tables.problem.covers:
        ask_for_heads(model, cover, cover.target, taken[rows[:, cover.day] == tables.problem.kind_index[cover.kind]])
    values = model.solve(Solver.HIGHS, seconds, seed=seed).values
    if values is None:
        return None
    roster = tables.problem.empty_roster()
    for column in np.flatnonzero(values[taken] > TAKEN).tolist():
        roster[members[column]] = columns[column].row
    return roster
