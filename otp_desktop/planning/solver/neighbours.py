"""The needs of some agents around a wave, and their work on either side of it."""

import numpy as np

from otp_desktop.planning.solver.arrays import FAR, NONE, Bools, Ints
from otp_desktop.planning.solver.compiled import Compiled
from otp_desktop.planning.solver.duty_beside import DutyBeside, Side

REACH = 9 * 24 * 3600  # seconds: a civil week and the longest rest; work further away plays no part


class Neighbours:
    """The needs of some agents around one wave, or some in a row, in columns of time."""

    def __init__(self, compiled: Compiled, line: Ints, agents: Ints, wave: int, last_wave: int) -> None:
        self.agents = agents
        self._compiled = compiled
        instant = compiled.waves.instant
        self._longest = compiled.waves.longest
        reach = REACH + self._longest
        first, last = np.searchsorted(instant, [instant[wave] - reach, instant[last_wave] + reach + 1])
        self._instant = instant[first:last]
        self._first, self._end = wave - int(first), last_wave - int(first)
        lines = line[agents, first:last]
        self._need = np.append(compiled.lines.need, NONE)[lines]  # NONE leads to the last place
        columns = np.arange(lines.shape[1])
        taken = lines != NONE
        # The last column taken up to each column, and the first one from each column on.
        self._last = np.maximum.accumulate(np.where(taken, columns, NONE), axis=1)
        self._next = np.minimum.accumulate(np.where(taken, columns, len(columns))[:, ::-1], axis=1)[:, ::-1]

    def longest_rest(self, start: Ints, end: Ints) -> Ints:
        """Longest time free between two instants, leaving aside the gap in which the wave lies."""
        needs, rows = self._compiled.needs, np.arange(len(self.agents))
        first, last = np.searchsorted(self._instant, [start - self._longest, end + self._longest])
        taken = self._need[:, first:last]
        before = (
            self._last[:, first - 1 : last]
            if first
            else np.pad(self._last[:, :last], ((0, 0), (1, 0)), constant_values=NONE)
        )
        previous_end = np.where(before == NONE, -FAR, needs.end[self._need[rows[:, None], before]])
        begins = np.where(taken == NONE, -FAR, needs.start[taken])
        free = np.minimum(begins, end) - np.maximum(previous_end[:, :-1], start)
        after = self._column(1)
        found = after < last
        free[rows[found], after[found] - first] = 0
        to_the_end = np.where(found, end - np.maximum(previous_end[:, -1], start), 0)
        longest: Ints = np.maximum(np.maximum(free.max(axis=1, initial=0), to_the_end), 0)
        return longest

    def side(self, step: int) -> Side:
        """The work before the wave (step -1) or after it (step 1)."""
        column = self._column(step)
        exists = self._exists(column)
        duty = DutyBeside(self._compiled, self._at(column, exists), exists, step)
        while duty.lasts.any():
            duty.find_place()
            column = self._beyond(column, duty.lasts, step)
            there = duty.lasts & self._exists(column)
            duty.go_on(self._at(column, there), there)
        return duty.side()

    def _column(self, step: int) -> Ints:
        beside = (self._first if step < 0 else self._end) + step
        if 0 <= beside < self._need.shape[1]:
            return (self._last if step < 0 else self._next)[:, beside]
        return np.full(len(self.agents), NONE if step < 0 else self._need.shape[1])

    def _beyond(self, column: Ints, wanted: Bools, step: int) -> Ints:
        rows, width = np.arange(len(self.agents)), self._need.shape[1]
        beside = column + step
        inside = wanted & (beside >= 0) & (beside < width)
        table = self._last if step < 0 else self._next
        nowhere = NONE if step < 0 else width
        found: Ints = np.where(inside, table[rows, np.where(inside, beside, 0)], nowhere)
        return found

    def _exists(self, column: Ints) -> Bools:
        found: Bools = (column >= 0) & (column < self._need.shape[1])
        return found

    def _at(self, column: Ints, exists: Bools) -> Ints:
        rows = np.arange(len(self.agents))
        found: Ints = np.where(exists, self._need[rows, np.where(exists, column, 0)], NONE)
        return found
