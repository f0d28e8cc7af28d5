"""Agents that nothing tells apart stand for each other: a flow needs one node a group."""

import numpy as np

from otp_desktop.planning.solver.arrays import Bools, Ints

_ODD = np.uint64(0x9E3779B97F4A7C15)  # multiplier and shifts of the splitmix64 generator (Steele, Lea, Flood 2014)
_MIX = np.uint64(0xBF58476D1CE4E5B9)
_HALF = np.uint64(31)
_BYTES = 8  # of a number


def groups_of(columns: list[Ints]) -> tuple[Ints, Ints]:
    """The first row of each group of rows with equal columns, and the group of each row."""
    if not len(columns[0]):
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
    first, group = _unique(_hashes(columns))
    same = first[group]
    if not all(np.array_equal(column[same], column) for column in columns):  # two different rows of one hash
        _, first, group = np.unique(np.stack(columns, axis=1), axis=0, return_index=True, return_inverse=True)
    return first, group.reshape(-1)


def patterns(table: Bools) -> Ints:
    """A number for each distinct row."""
    partly = ~table.all(axis=1)
    found = np.zeros(len(table), dtype=np.int64)
    if partly.any():
        found[partly] = groups_of(_packed(table[partly]))[1] + 1
    return found


def _packed(table: Bools) -> list[Ints]:
    """The same rows, 64 columns a number."""
    bits = np.packbits(table, axis=1)
    whole = np.zeros((len(bits), -(-bits.shape[1] // _BYTES) * _BYTES), dtype=np.uint8)
    whole[:, : bits.shape[1]] = bits
    return list(whole.view(np.int64).T)


def _hashes(columns: list[Ints]) -> Ints:
    """One number a row: sorting numbers is many times faster than sorting wide rows."""
    found = np.zeros(len(columns[0]), dtype=np.uint64)
    for column in columns:
        found = (found ^ column.astype(np.uint64)) * _ODD
        found = (found ^ (found >> _HALF)) * _MIX
        found ^= found >> _HALF
    return found.view(np.int64)


def _unique(keys: Ints) -> tuple[Ints, Ints]:
    _, first, group = np.unique(keys, return_index=True, return_inverse=True)
    return first, group
