"""What heads on the role lines of a block are worth."""

from dataclasses import dataclass

import numpy as np

from otp_desktop.planning.solver.arrays import Floats, Ints


@dataclass(frozen=True)
class Demand:
    """Heads asked on each line of a block: ``low`` below the minimum, ``high`` above it, and their worth (lines,).

    A head below the minimum is worth no less than one above it.
    """

    low: Ints
    high: Ints
    low_worth: Floats
    high_worth: Floats

    def bought(self, prices: Floats) -> float:
        """What all heads cost when each is bought at the lower of its price (lines,) and its worth."""
        low, high = np.minimum(prices, self.low_worth), np.minimum(prices, self.high_worth)
        return float(low @ self.low + high @ self.high)
