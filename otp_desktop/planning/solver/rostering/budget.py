"""A window of days, and what a member may still use inside it."""

from dataclasses import dataclass

import numpy as np

from otp_desktop.planning.solver.arrays import Ints
from otp_desktop.planning.solver.rostering.problem import OFF
from otp_desktop.planning.solver.rostering.tables import Tables


@dataclass(frozen=True)
class Window:
    """Civil days ``first`` to ``last``, the last not included."""

    first: int
    last: int

    @property
    def days(self) -> int:
        return self.last - self.first

    def weekends(self, start: int, end: int) -> int:
        """How many weekends have a day among those of the window from ``start`` to ``end``, not included."""
        return sum(
            any(start <= saturday + more - self.first < end for more in (0, 1))
            for saturday in range(5 + (self.first + start - 6) // 7 * 7, self.first + end, 7)
        )


@dataclass(frozen=True)
class Budget:
    """What a member may still use inside the window: limits less what stands outside it."""

    least_minutes: int
    most_minutes: int
    most_weekends: int
    most_of_kind: Ints


def budget_of(tables: Tables, index: int, row: Ints, window: Window) -> Budget:
    """The member's limits less what the row uses outside the window.

    A row that lacks its least minutes may be mended over the whole horizon only; elsewhere it must not get worse.
    """
    problem, member = tables.problem, tables.problem.members[index]
    outside = row.copy()
    outside[window.first : window.last] = OFF
    held = outside[outside != OFF]
    elsewhere = int(problem.minutes[held].sum())
    least = member.least_minutes
    if window.days < len(row):
        least = min(least, int(problem.minutes[row[row != OFF]].sum()))
    weekends = sum(bool((outside[saturday : saturday + 2] != OFF).any()) for saturday in problem.saturdays)
    return Budget(
        least_minutes=least - elsewhere,
        most_minutes=member.most_minutes - elsewhere,
        most_weekends=member.most_weekends - weekends,
        most_of_kind=tables.most_of_kind[index] - np.bincount(held, minlength=len(problem.kinds)),
    )
