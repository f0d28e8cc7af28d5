"""What agents are left with over all days, when each rests between the work of one day and that of the next.

A set of needs opens at some second, and leaves its agent free for the next day's sets from a later one on. The best
that days up to one leave an agent follows day by day from what the day before left him by the time each set opens.
With a ``temperature`` the best of several values is their soft maximum. Read from the last day to the first, with the
signs of time turned, the same tells what is still to come.
"""

import numpy as np

from otp_desktop.planning.solver.arrays import Floats, Ints
from otp_desktop.planning.solver.pay.softness import soft_larger, soft_running


class Succession:
    """Takes days in their order, or in the opposite one. A day without work counts as rest enough, however short."""

    def __init__(self, agents: int, temperature: float) -> None:
        self._temperature = temperature
        self.total = np.zeros(agents)  # all days taken so far, whatever the last one was
        self._rested = np.zeros(agents)  # the same when nothing was done on the last one
        self._row = np.full(agents, -1)
        self._free: Ints = np.zeros(0, dtype=np.int64)
        self._running = np.zeros((0, 1))

    def before(self, agents: Ints, opens: Ints) -> Floats:
        """(agents, opens): what the days so far leave agents who must be free at each of these seconds."""
        found = np.repeat(self._rested[agents][:, None], len(opens), axis=1)
        rows = self._row[agents]
        worked, in_time = np.flatnonzero(rows >= 0), np.searchsorted(self._free, opens, side="right") - 1
        open_ = np.flatnonzero(in_time >= 0)
        mine = np.ix_(worked, open_)
        found[mine] = soft_larger(found[mine], self._running[np.ix_(rows[worked], in_time[open_])], self._temperature)
        return found

    def take(self, agents: Ints, free: Ints, value: Floats) -> None:
        """Adds a day: ``value`` (agents, sets) of all days up to each set, and when each leaves one ``free``."""
        order = np.argsort(free, kind="stable")
        self._free, self._running = free[order], soft_running(value[:, order], self._temperature)
        self._row = np.full(len(self.total), -1)
        self._row[agents] = np.arange(len(agents))
        self._rested = self.total.copy()
        if len(free):
            self.total[agents] = soft_larger(self.total[agents], self._running[:, -1], self._temperature)
