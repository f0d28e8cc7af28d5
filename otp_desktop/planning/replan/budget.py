"""The best coverage of a block for each number of changes that may be spent on it, exactly.

The classes of heads are settled in their order: the most heads of each at which a flow that keeps to those settled
before costs no more than the budget. More heads never cost less, so that what a smaller and a larger budget reach
are limits for those between them: the ends come first, then the middles, and where both limits are one nothing is left.
"""

from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from otp_desktop.planning.progress import StopRequested
from otp_desktop.planning.replan.least_changes import ChangeNetwork
from otp_desktop.planning.solver.arrays import Ints


@dataclass(frozen=True)
class Best:
    """The most heads of each class that so many changes can buy."""

    budget: int
    heads: Ints


def best_within(network: ChangeNetwork, most: int, over: StopRequested) -> Iterator[Best]:
    """The best of budgets from the fewest changes there can be to ``most``, or to what the best of all costs.

    First and last, then between; none where the next smaller one reaches as much. Fewer of them when it is over.
    """
    nothing, there_are = np.zeros_like(network.heads_of_class), network.heads_of_class
    all_there_is = network.best()
    best = Best(all_there_is.changes, network.classes_of(all_there_is.heads))
    least = network.cost_of(nothing)  # more than none where not everybody can keep what he had
    if least is None or least > most:
        return
    last = best if best.budget <= most else Best(most, _settled(network, most, nothing, there_are))
    yield last
    if least >= last.budget or over():
        return
    first = Best(least, _settled(network, least, nothing, last.heads))
    if (first.heads != last.heads).any():
        yield first
        yield from _between(network, first, last, over)


def is_best(network: ChangeNetwork, found: Best) -> bool:
    """Whether no filling within the budget has more heads, class by class in their order."""
    for place, there_are in enumerate(network.heads_of_class.tolist()):
        demands = np.where(np.arange(len(found.heads)) < place, found.heads, 0)
        demands[place] = found.heads[place] + 1
        if demands[place] <= there_are and _is_affordable(network, demands, found.budget):
            return False
    return True


def _between(network: ChangeNetwork, first: Best, last: Best, over: StopRequested) -> Iterator[Best]:
    gaps = deque([(first, last)])
    while gaps and not over():
        smaller, larger = gaps.popleft()
        budget = (smaller.budget + larger.budget) // 2
        if budget == smaller.budget or (smaller.heads == larger.heads).all():
            continue
        middle = Best(budget, _settled(network, budget, smaller.heads, larger.heads))
        if (middle.heads != smaller.heads).any():
            yield middle
        gaps += [(smaller, middle), (middle, larger)]


def _settled(network: ChangeNetwork, budget: int, worse: Ints, better: Ints) -> Ints:
    """The best heads of each class for a budget; ``worse`` and ``better``: those of a smaller and of a larger one."""
    demands, there_are = np.zeros_like(worse), network.heads_of_class
    for place in range(len(demands)):
        low = int(worse[place]) if (demands[:place] == worse[:place]).all() else 0
        high = int(better[place]) if (demands[:place] == better[:place]).all() else int(there_are[place])

        def is_affordable(heads: int, place: int = place) -> bool:
            demands[place] = heads
            return _is_affordable(network, demands, budget)

        demands[place] = _most(is_affordable, low, high, near=int(worse[place]))
    return demands


def _most(is_affordable: Callable[[int], bool], low: int, high: int, near: int) -> int:
    """The most between ``low``, which can be had, and ``high``; most often close to ``near``."""
    guesses = [near + 1, near, near - 1, near + 2]
    while low < high:
        middle = next((guess for guess in guesses if low < guess <= high), (low + high + 1) // 2)
        if is_affordable(middle):
            low = middle
        else:
            high = middle - 1
    return low


def _is_affordable(network: ChangeNetwork, demands: Ints, budget: int) -> bool:
    cost = network.cost_of(demands)
    return cost is not None and cost <= budget
