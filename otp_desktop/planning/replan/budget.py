"""The best coverage of a block for each number of changes that may be spent on it, exactly."""

from collections.abc import Iterator

import numpy as np

from otp_desktop.planning.progress import StopRequested
from otp_desktop.planning.replan.least_changes import ChangeNetwork, LeastChanges
from otp_desktop.planning.solver.arrays import Ints


def best_within(network: ChangeNetwork, most: int, over: StopRequested) -> Iterator[LeastChanges]:
    """The best filling for each number of changes, from the fewest there can be to ``most``, or to the best of all.

    Fewer of them when it is over.

    The classes of heads are settled in their order: the most heads of each at which a flow that keeps to those settled
    before costs no more than the budget. More heads never cost less, so bisection finds them.
    """
    best = network.solve()
    settled = np.zeros_like(network.heads_of_class)
    least = network.solve(settled).changes  # more than none where not everybody can keep what he had
    for budget in range(least, most + 1):
        if best.changes <= budget:
            yield best
            return
        if over():
            return
        settled = _settled(network, budget, settled)
        yield network.solve(settled)


def _settled(network: ChangeNetwork, budget: int, before: Ints) -> Ints:
    """Heads of each class for a budget; ``before``: those of a smaller one, which can be had again."""
    demands = np.zeros_like(before)
    there_are = network.heads_of_class
    for place in range(len(demands)):
        low = int(before[place]) if (demands[:place] == before[:place]).all() else 0
        high = int(there_are[place]) + 1
        middle = low + 1  # one head more is what one change more mostly buys
        while high - low > 1:
            demands[place] = middle
            filling = network.solve(demands)
            if filling.feasible and filling.changes <= budget:
                low = middle
            else:
                high = middle
            middle = (low + high) // 2
        demands[place] = low
    return demands
