"""The larger of values, softly: T log(exp(a / T) + exp(b / T)) at a temperature T, the larger itself at 0."""

import numpy as np

from otp_desktop.planning.solver.arrays import Floats, Ints

FARTHEST = -60.0  # exponents below are nothing


def soft_larger(one: Floats, other: Floats, temperature: float) -> Floats:
    larger: Floats = np.maximum(one, other)
    if not temperature:
        return larger
    return larger + temperature * np.log1p(weights(-np.abs(one - other), temperature))


def soft_parts(value: Floats, first: Ints, temperature: float) -> Floats:
    """(rows, parts): the larger of the columns of each part, which begins at its ``first`` one."""
    largest: Floats = np.maximum.reduceat(value, first, axis=1)
    if not temperature:
        return largest
    size = np.diff(np.append(first, value.shape[1]))
    below = weights(value - np.repeat(largest, size, axis=1), temperature)
    found: Floats = largest + temperature * np.log(np.add.reduceat(below, first, axis=1))
    return found


def soft_running(value: Floats, temperature: float) -> Floats:
    """(rows, columns): the larger of all columns up to each one."""
    if not temperature:
        found: Floats = np.maximum.accumulate(value, axis=1)
        return found
    largest = value.max(axis=1, initial=-np.inf, keepdims=True)
    running: Floats = largest + temperature * np.log(np.cumsum(weights(value - largest, temperature), axis=1))
    return running


def weights(below: Floats, temperature: float) -> Floats:
    """Exponentials of what is at most 0, at a temperature; never quite nothing."""
    found: Floats = np.exp(np.maximum(below / temperature, FARTHEST))
    return found
