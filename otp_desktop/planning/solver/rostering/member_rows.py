"""One member's days as a path through states, in rows of a linear model.

A day's state is "k-th day worked in a row" or "j-th day off in a row", the last j standing for "long enough off". With
successions stated as cuts of the flow between two days (the kinds held on a day either end the run or are followed by
kinds they allow), the linear relaxation is the path polytope wherever minutes, weekends and counts of kinds don't bind;
so branching has little left to do. Compare the state-expanded networks of M. Römer, "Block-based state-expanded network
models for multi-activity shift scheduling", Journal of Scheduling 27 (2024).
"""

from dataclasses import dataclass

import numpy as np

from otp_desktop.planning.solver.arrays import Ints
from otp_desktop.planning.solver.rostering.boundary import State, fits_before, state_before
from otp_desktop.planning.solver.rostering.linear import NO_VARIABLE, LinearModel
from otp_desktop.planning.solver.rostering.problem import OFF, Member
from otp_desktop.planning.solver.rostering.tables import Tables


@dataclass(frozen=True)
class Budget:
    """What a member may still use inside the window: limits less what stands outside it."""

    least_minutes: int
    most_minutes: int
    most_weekends: int
    most_of_kind: Ints


@dataclass(frozen=True)
class Window:
    """Civil days ``first`` to ``last``, the last not included."""

    first: int
    last: int

    @property
    def days(self) -> int:
        return self.last - self.first


class MemberRows:
    """Adds one member's variables and rows; ``duty`` (days of the window, kinds) holds the variables of duties."""

    def __init__(self, model: LinearModel, tables: Tables, index: int, row: Ints, window: Window) -> None:
        self._model, self._tables, self._index, self._row, self._window = model, tables, index, row, window
        self._member: Member = tables.problem.members[index]
        self._ran, self._rested = self._states()
        self.duty = self._duties()

    def add(self, budget: Budget) -> None:
        self._runs()
        self._rests()
        self._link()
        self._successions()
        self._minutes(budget)
        self._weekends(budget)
        self._counts(budget)

    def _states(self) -> tuple[Ints, Ints]:
        """Variables (1 + days, k) and (1 + days, j); the first layer is the day before the window, as it stands."""
        member, window = self._member, self._window
        work, off = member.most_days_in_row, member.least_days_off_in_row
        off = max(off, 1)
        low = np.zeros((window.days + 1, work + off))
        high = np.ones((window.days + 1, work + off))
        before = state_before(member, self._row, window.first)
        high[0] = 0
        low[0, _column(before, work)] = high[0, _column(before, work)] = 1
        if window.last < len(self._row):
            for column in range(work + off):
                state = State(True, column + 1) if column < work else State(False, column - work + 1)
                if not fits_before(member, self._row, window.last, state):
                    high[-1, column] = 0
        states = self._model.variables(low.size, low=low.ravel(), high=high.ravel()).reshape(low.shape)
        return states[:, :work], states[:, work:]

    def _duties(self) -> Ints:
        window, tables = self._window, self._tables
        allowed = tables.allowed[self._index, window.first : window.last].copy()
        if window.first > 0 and self._row[window.first - 1] != OFF:
            allowed[0] &= ~tables.forbidden[self._row[window.first - 1]]
        if window.last < len(self._row) and self._row[window.last] != OFF:
            allowed[-1] &= ~tables.forbidden[:, self._row[window.last]]
        duty = np.full(allowed.shape, NO_VARIABLE, dtype=np.int64)
        cost = tables.wish_cost[self._index, window.first : window.last][allowed]
        duty[allowed] = self._model.variables(int(allowed.sum()), cost=cost)
        return duty

    def _runs(self) -> None:
        """A run grows by a day, or ends once it is long enough; one that began on day 0 may end at any time."""
        layers, longest = self._window.days, self._member.most_days_in_row
        if longest < 2:
            return
        day = self._window.first + np.arange(layers)[:, None]
        length = np.arange(1, longest)[None, :]
        may_end = (length >= self._member.least_days_in_row) | (length == day)
        row = self._model.rows(may_end.size, low=np.where(may_end, -np.inf, 0).ravel(), high=0).reshape(may_end.shape)
        self._model.entries(row, self._ran[1:, 1:])
        self._model.entries(row, self._ran[:-1, :-1], -1.0)

    def _rests(self) -> None:
        """Days off follow an ended run; a run begins after enough of them."""
        model, ran, rested = self._model, self._ran, self._rested
        layers, enough = self._window.days, rested.shape[1]
        whole = model.rows(layers, low=1, high=1)  # one state a day
        model.entries(whole[:, None], ran[1:])
        model.entries(whole[:, None], rested[1:])
        begin = model.rows(layers, high=0)
        model.entries(begin, ran[1:, 0])
        model.entries(begin, rested[:-1, -1], -1.0)
        if enough == 1:
            return
        stay = model.rows(layers, low=0, high=0)  # who is off long enough stays off or begins; nobody else comes there
        model.entries(stay, ran[1:, 0])
        model.entries(stay, rested[1:, -1])
        model.entries(stay, rested[:-1, -1], -1.0)
        model.entries(stay, rested[:-1, -2], -1.0)
        grow = model.rows(layers * (enough - 2), low=0, high=0).reshape(layers, enough - 2)
        model.entries(grow, rested[1:, 1:-1])
        model.entries(grow, rested[:-1, :-2], -1.0)

    def _link(self) -> None:
        row = self._model.rows(self._window.days, low=0, high=0)[:, None]
        self._model.entries(row, self.duty)
        self._model.entries(row, self._ran[1:], -1.0)

    def _successions(self) -> None:
        """Kinds of a day and forbidden followers of them on the next: no more than worked days and fresh starts."""
        model, days = self._model, self._window.days
        for before, after in self._tables.successions:
            row = model.rows(days - 1, high=0)[:, None]
            model.entries(row, self.duty[:-1, before])
            model.entries(row, self.duty[1:, after])
            model.entries(row, self._ran[1:-1], -1.0)
            model.entries(row, self._ran[2:, :1], -1.0)

    def _minutes(self, budget: Budget) -> None:
        model, unit = self._model, self._tables.problem.minutes_unit
        units = self._tables.problem.minutes // unit
        least = -(-budget.least_minutes // unit)
        row = model.rows(1, low=least, high=max(0, budget.most_minutes // unit))
        model.entries(row, self.duty, units[None, :])

    def _weekends(self, budget: Budget) -> None:
        """A weekend is worked when its Saturday is, or when a run begins on its Sunday."""
        window, model = self._window, self._model
        weekends = [s for s in range(5, len(self._row), 7) if s + 1 >= window.first and s < window.last]
        row = model.rows(1, high=max(0, budget.most_weekends))
        for saturday in weekends:
            sunday = saturday + 1
            if saturday < window.first:
                if self._row[saturday] == OFF:
                    model.entries(row, self._ran[sunday - window.first + 1])
            elif sunday >= window.last and sunday < len(self._row) and self._row[sunday] != OFF:
                continue  # worked whatever the window holds: the budget knows it
            else:
                model.entries(row, self._ran[saturday - window.first + 1])
                if sunday < window.last:
                    model.entries(row, self._ran[sunday - window.first + 1, 0])

    def _counts(self, budget: Budget) -> None:
        for kind in np.flatnonzero(budget.most_of_kind < self._window.days):
            self._model.entries(self._model.rows(1, high=budget.most_of_kind[kind]), self.duty[:, kind])


def _column(state: State, work: int) -> int:
    return state.length - 1 if state.works else work + state.length - 1
