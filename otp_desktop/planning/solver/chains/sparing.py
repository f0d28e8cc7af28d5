"""Duties at least cost for the best coverage: what they cost at the least is proved, and cheaper plans are found."""

import numpy as np

from otp_desktop.planning.plan import PRIORITIES
from otp_desktop.planning.solver.arrays import Ints
from otp_desktop.planning.solver.chains.costs import DutyCosts
from otp_desktop.planning.solver.chains.demand import Demand
from otp_desktop.planning.solver.chains.worth import CLASSES, demand_of
from otp_desktop.planning.solver.market import Heads

STEP = 3.0  # how much more than the next class that lacks heads a head is worth


def dear(heads: Heads, missing: Ints, costs: DutyCosts) -> Demand:
    """Heads worth more than any duty costs; ``missing`` (classes,) are the fewest that can be missing."""
    later = np.cumsum(missing[::-1] > 0)[::-1] - (missing > 0)
    return demand_of(heads, costs.dearest() * STEP**later)
