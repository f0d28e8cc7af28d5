"""What stands before and after a window, for several members as arrays."""

from collections.abc import Sequence

import numpy as np

from otp_desktop.planning.solver.arrays import Bools, Floats, Ints
from otp_desktop.planning.solver.rostering.boundary import State, fits_before, state_before
from otp_desktop.planning.solver.rostering.budget import Window
from otp_desktop.planning.solver.rostering.problem import OFF, Member
from otp_desktop.planning.solver.rostering.tables import Tables


class RowEnds:
    """``works`` (members,): a run is under way before the window; ``rested``: days off before it, as far as they count.

    ``run_may_end``: that run may end there. ``may_end`` (days off, members): a row may end with so many days off, the
    last of which stands for "at least so many as are asked".
    """

    def __init__(self, tables: Tables, members: Sequence[Member], rows: Ints, window: Window) -> None:
        self._tables, self._members, self._rows, self._window = tables, members, rows, window
        self._states = [state_before(one, row, window.first) for one, row in zip(members, rows, strict=True)]
        self.longest = min(window.days, max(1, *(member.most_days_in_row for member in members)))
        self.rest: Ints = np.array([max(1, member.least_days_off_in_row) for member in members])
        self.works: Bools = np.array([state.works for state in self._states])
        self.rested: Ints = np.array([0 if state.works else state.length for state in self._states])
        self.run_may_end: Bools = np.array(
            [
                state.works and (state.length >= member.least_days_in_row or state.length == window.first)
                for state, member in zip(self._states, members, strict=True)
            ]
        )
        self.may_end = self._may_end()
        self._closed = self._closed_kinds()

    def _may_end(self) -> Bools:
        """A row that works after the window goes on with a run of its last day: no days off are then none."""
        may = np.zeros((int(self.rest.max()) + 1, len(self._members)), dtype=bool)
        for place, (member, row) in enumerate(zip(self._members, self._rows, strict=True)):
            for off in range(int(self.rest[place]) + 1):
                may[off, place] = (
                    off == 0
                    or self._window.last == len(row)
                    or fits_before(member, row, self._window.last, State(False, off))
                )
        return may

    def lawful(self, length: int) -> Bools:
        """(members, first days): whether a run of work within the window may have this length."""
        starts = self._window.days - length + 1
        return np.array(
            [
                [self._lawful(member, row, state, start, length) for start in range(starts)]
                for member, row, state in zip(self._members, self._rows, self._states, strict=True)
            ]
        )

    def _lawful(self, member: Member, row: Ints, state: State, start: int, length: int) -> bool:
        window = self._window
        whole = length + (state.length if start == 0 and state.works else 0)
        if start + length == window.days:
            after = window.last == len(row) or fits_before(member, row, window.last, State(True, whole))
            return whole <= member.most_days_in_row and after
        since_the_start = whole == window.first + start + length
        return whole <= member.most_days_in_row and (whole >= member.least_days_in_row or since_the_start)

    def _closed_kinds(self) -> tuple[Bools, Bools]:
        """(members, kinds): not held on the first day, beside what comes before; on the last, beside what follows."""
        forbidden = np.vstack([self._tables.forbidden, np.zeros_like(self._tables.forbidden[:1])])  # of OFF: none
        onward = np.hstack([self._tables.forbidden, np.zeros_like(self._tables.forbidden[:, :1])])
        nothing = np.full(len(self._rows), OFF)
        before = self._rows[:, self._window.first - 1] if self._window.first else nothing
        after = self._rows[:, self._window.last] if self._window.last < self._rows.shape[1] else nothing
        return forbidden[before], onward[:, after].T

    def closed(self, cost: Floats) -> Floats:
        """``cost`` (members, days, kinds), infinite where the days around the window forbid a kind."""
        cost = cost.copy()
        before, after = self._closed
        cost[:, 0][before] = np.inf
        cost[:, -1][after] = np.inf
        return cost
