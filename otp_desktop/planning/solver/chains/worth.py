"""What heads are worth while coverage is sought: weights that fall from class to class, or one class after another.

The classes, best first: heads below the minimum of priority 1 … 5, then heads below the count of priority 1 … 5.
"""

import numpy as np

from otp_desktop.planning.plan import PRIORITIES
from otp_desktop.planning.solver.arrays import Bools, Floats, Ints
from otp_desktop.planning.solver.chains.demand import Demand
from otp_desktop.planning.solver.market import Heads

STEP = 3.0  # how much more than the next class a head is worth: enough in practice, while numbers stay small
EARLIER = 20.0  # how much more where the next class is known to lack heads: one head may be had for several of those


def classes_asked(heads: Heads) -> list[int]:
    """The classes that have a head to fill, best first."""
    asked = [*heads.priority[heads.low > 0], *(PRIORITIES + heads.priority[heads.total > 0])]
    return [int(place) for place in np.unique(np.array(asked, dtype=np.int64))]


def fall(lacking: Bools) -> Floats:
    """(classes,): the worth of a head of each, 1 in the last; more before classes that are ``lacking`` (classes,)."""
    steps = np.where(lacking[1:], EARLIER, STEP)
    return np.append(np.cumprod(steps[::-1])[::-1], 1.0)


def down_to(heads: Heads, place: int, worth: Floats) -> Demand:
    """A head of one class is worth 1, those of earlier classes more, in proportion to ``worth`` (classes,)."""
    relative: Floats = worth / worth[place]
    relative[place + 1 :] = 0.0
    return demand_of(heads, relative)


def above(cost: float, missing: Ints) -> Floats:
    """(classes,): what heads are worth when that is more than a cost; ``missing`` (classes,) are known to be missing.

    Each class that lacks heads leaves those before it worth more.
    """
    lacking = (missing > 0).astype(np.float64)
    found: Floats = cost * STEP ** (np.cumsum(lacking[::-1])[::-1] - lacking)
    return found


def demand_of(heads: Heads, worth: Floats) -> Demand:
    """Heads of each class are worth so much; one missing below the minimum is missing below the count as well."""
    above = worth[PRIORITIES + heads.priority]
    return Demand(heads.low, heads.high, worth[heads.priority] + above, above)
