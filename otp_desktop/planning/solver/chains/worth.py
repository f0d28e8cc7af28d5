"""What heads are worth while coverage is sought: weights that fall from class to class, or one class after another.

The classes, best first: heads below the minimum of priority 1 … 5, then heads below the count of priority 1 … 5.
"""

import numpy as np

from otp_desktop.planning.plan import PRIORITIES
from otp_desktop.planning.solver.arrays import Floats, Ints
from otp_desktop.planning.solver.chains.demand import Demand
from otp_desktop.planning.solver.market import Heads

CLASSES = 2 * PRIORITIES
STEP = 3.0  # how much more than the next class a head is worth: enough in practice, while numbers stay small
EARLIER = 20.0  # worth of a head of an earlier class while a later one is bounded


def classes_asked(heads: Heads) -> list[int]:
    """The classes that have a head to fill, best first."""
    asked = [*heads.priority[heads.low > 0], *(PRIORITIES + heads.priority[heads.total > 0])]
    return [int(place) for place in np.unique(np.array(asked, dtype=np.int64))]


def falling(heads: Heads) -> Demand:
    """Every class counts, the first ones most."""
    return demand_of(heads, STEP ** np.arange(CLASSES - 1.0, -1.0, -1.0))


def one_class(heads: Heads, place: int) -> Demand:
    """A head of one class is worth 1; those of earlier classes more, those of later ones nothing."""
    worth = np.zeros(CLASSES)
    worth[:place], worth[place] = EARLIER, 1.0
    return demand_of(heads, worth)


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
