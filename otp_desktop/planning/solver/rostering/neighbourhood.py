"""Some members and a window of days set free; all else stays as it stands."""

from dataclasses import dataclass

import numpy as np

from otp_desktop.planning.solver.arrays import Ints
from otp_desktop.planning.solver.rostering.heads import ask_for_heads
from otp_desktop.planning.solver.rostering.linear import LinearModel, Solution, Solver
from otp_desktop.planning.solver.rostering.member_rows import Budget, MemberRows, Window
from otp_desktop.planning.solver.rostering.problem import OFF
from otp_desktop.planning.solver.rostering.tables import Tables

TAKEN = 0.5  # a variable above it is 1


@dataclass(frozen=True)
class Neighbourhood:
    members: Ints
    window: Window


@dataclass(frozen=True)
class Attempt:
    """The rows found (members of the neighbourhood, days), or None; and what the solver said of them."""

    roster: Ints | None
    solution: Solution


def improve(
    tables: Tables,
    roster: Ints,
    free: Neighbourhood,
    solver: Solver,
    seconds: float,
    *,
    workers: int = 1,
    seed: int = 1,
    gap: float = 0.0,
) -> Attempt:
    """The best rows of a neighbourhood with the rest fixed; the roster itself is left as it is."""
    model = LinearModel()
    duties = []
    for index in free.members:
        rows = MemberRows(model, tables, int(index), roster[index], free.window)
        rows.add(budget_of(tables, int(index), roster[index], free.window))
        duties.append(rows.duty)
    duty = np.array(duties)
    _cover(model, tables, roster, free, duty)
    solution = model.solve(solver, seconds, workers=workers, seed=seed, gap=gap)
    if solution.values is None:
        return Attempt(None, solution)
    return Attempt(_with(roster, free, duty, solution), solution)


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


def _cover(model: LinearModel, tables: Tables, roster: Ints, free: Neighbourhood, duty: Ints) -> None:
    """Heads below and above each target of the window, beside those who stay."""
    problem, window = tables.problem, free.window
    staying = np.ones(len(roster), dtype=bool)
    staying[free.members] = False
    for cover in problem.covers:
        if not window.first <= cover.day < window.last:
            continue
        kind = problem.kind_index[cover.kind]
        missing = cover.target - int((roster[staying, cover.day] == kind).sum())
        ask_for_heads(model, cover, missing, duty[:, cover.day - window.first, kind])


def _with(roster: Ints, free: Neighbourhood, duty: Ints, solution: Solution) -> Ints:
    assert solution.values is not None
    taken = (duty >= 0) & (solution.values[duty] > TAKEN)
    window = free.window
    found = roster.copy()
    found[free.members, window.first : window.last] = np.where(taken.any(axis=2), taken.argmax(axis=2), OFF)
    return found
