"""What wishes to work can gain at most."""

import numpy as np

from otp_desktop.planning.solver.compiled import Compiled


def least_of_wishes(compiled: Compiled) -> float:
    """The most that wishes to work (of negative cost) can gain: one assignment in each wave they touch."""
    wishes, gained = compiled.wishes, 0.0
    for start, end, cost in zip(wishes.start, wishes.end, wishes.cost, strict=True):
        if cost < 0:
            touched = (compiled.needs.start < end) & (start < compiled.needs.end)
            gained += float(cost) * len(np.unique(compiled.waves.of_need[touched]))
    return compiled.problem.objective.preference * gained
