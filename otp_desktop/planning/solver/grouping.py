"""Agents that nothing tells apart stand for each other: a flow needs one node a group."""

import numpy as np

from otp_desktop.planning.solver.arrays import Bools, Ints


def groups_of(columns: list[Ints]) -> tuple[Ints, Ints]:
    """The first row of each group of rows with equal columns, and the group of each row."""
    table = np.stack(columns, axis=1)
    if not len(table):
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
    _, first, group = np.unique(table, axis=0, return_index=True, return_inverse=True)
    return first, group.reshape(-1)


def patterns(table: Bools) -> Ints:
    """A number for each distinct row."""
    partly = ~table.all(axis=1)
    found = np.zeros(len(table), dtype=np.int64)
    if partly.any():
        packed = np.packbits(table[partly], axis=1)
        found[partly] = np.unique(packed, axis=0, return_inverse=True)[1].reshape(-1) + 1
    return found
