"""Chance in machine code."""

import numpy as np

from otp_desktop.planning.solver.arrays import Floats
from otp_desktop.planning.solver.native import native_part


@native_part
def below(random: np.random.Generator, limit: int) -> int:
    """A whole number from 0 on, less than the limit."""
    return int(random.random() * limit)


@native_part
def drawn(chance: Floats, random: np.random.Generator) -> int:
    """An index, by its share of the sum."""
    total = 0.0
    for share in chance:
        total += share
    left, last = random.random() * total, 0
    for index in range(len(chance)):
        if chance[index] > 0.0:
            last = index
            left -= chance[index]
            if left < 0.0:
                break
    return last
