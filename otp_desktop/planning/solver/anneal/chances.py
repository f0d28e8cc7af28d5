"""How often each kind of move is drawn: as often as it has lately led to a plan of another cost, and never not at all.

Counted by moves, not by the clock, so that one seed gives one plan.
"""

from typing import NamedTuple

import numpy as np

from otp_desktop.planning.solver.arrays import Floats

LEAST = 0.15  # of all draws, shared evenly by the kinds
FORGET = 0.9  # weight of the past, from one slice of moves to the next

# counts (…, kinds)
TRIED, KEPT = range(2)


class Chances(NamedTuple):
    """``upto`` (kinds): the chances of all kinds up to each; ``counts`` (2, kinds): moves tried, and kept."""

    upto: Floats
    counts: Floats

    def learn(self) -> None:
        """From the counts of the last slice and, ever fainter, of those before."""
        kinds = len(self.upto)
        worth = (self.counts[KEPT] + 1) / (self.counts[TRIED] + kinds)
        chance = LEAST / kinds + (1 - LEAST) * worth / worth.sum()
        self.upto[:] = np.cumsum(chance)
        self.counts[:] *= FORGET


def even_chances(kinds: int) -> Chances:
    return Chances(np.cumsum(np.full(kinds, 1 / kinds)), np.zeros((2, kinds)))
