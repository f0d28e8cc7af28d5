"""The restricted master problem: one known row for each member, cover met as well as these rows can."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta

import numpy as np
from ortools.math_opt.python import mathopt

from otp_desktop.planning.solver.arrays import Bools, Floats, Ints
from otp_desktop.planning.solver.glop import Glop
from otp_desktop.planning.solver.rostering.problem import OFF
from otp_desktop.planning.solver.rostering.tables import Tables

NO_ROW = 100_000.0  # cost of a member without a row: dearer than anything else, and never part of a bound
WANTED = mathopt.ModelSolveParameters(  # of a solution: to read what is zero takes longer than to solve
    variable_values_filter=mathopt.VariableFilter(skip_zero_values=True),
    reduced_costs_filter=mathopt.VariableFilter(filtered_items=()),
)


@dataclass(frozen=True)
class Column:
    """A row (days,) of a member and what it costs in wishes."""

    member: int
    row: Ints
    cost: float

    def same_as(self, other: "Column") -> bool:
        return self.member == other.member and np.array_equal(self.row, other.row)


@dataclass(frozen=True)
class Relaxed:
    """A solution of the linear relaxation: ``taken`` is the share (columns,), ``duals`` the prices of cover (covers,).

    ``member_duals`` (members,) is what a row must cost less than, at these prices, to be of use.
    """

    cost: float
    taken: Floats
    duals: Floats
    member_duals: Floats


class Master:
    """Grows by columns; solved by GLOP from its last basis."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self.columns: list[Column] = []
        self.fixed: dict[int, int] = {}
        """Columns of members who have their row."""
        self._closed: set[int] = set()  # columns that may not be taken
        self._known: dict[tuple[int, bytes], int] = {}
        self._model = mathopt.Model()
        self._taken: list[mathopt.Variable] = []
        self._one = [self._member_row() for _ in tables.problem.members]
        self._covers, self._covers_of = self._cover_rows()
        self._glop = Glop(self._model)

    def _member_row(self) -> mathopt.LinearConstraint:
        row = self._model.add_linear_constraint(lb=1, ub=1)
        nothing = self._model.add_variable(lb=0)
        row.set_coefficient(nothing, 1)
        self._model.objective.set_linear_coefficient(nothing, NO_ROW)
        return row

    def _cover_rows(
        self,
    ) -> tuple[list[mathopt.LinearConstraint], dict[tuple[int, int], list[mathopt.LinearConstraint]]]:
        """One row a cover, and those of each day and kind."""
        rows, of_place = [], {}  # type: ignore[var-annotated]  # of the private types of OR-Tools
        for cover in self._tables.problem.covers:
            row = self._model.add_linear_constraint(lb=cover.target, ub=cover.target)
            below, above = self._model.add_variable(lb=0), self._model.add_variable(lb=0)
            row.set_coefficient(below, 1)
            row.set_coefficient(above, -1)
            self._model.objective.set_linear_coefficient(below, cover.below_cost)
            self._model.objective.set_linear_coefficient(above, cover.above_cost)
            rows.append(row)
            of_place.setdefault((cover.day, self._tables.problem.kind_index[cover.kind]), []).append(row)
        return rows, of_place

    def add(self, member: int, row: Ints) -> bool:
        """Whether the row is new."""
        key = member, row.tobytes()
        if key in self._known:
            return False
        self._known[key] = len(self.columns)
        days = np.flatnonzero(row != OFF)
        cost = float(self._tables.wish_cost[member, days, row[days]].sum())
        taken = self._model.add_variable(lb=0)
        self._one[member].set_coefficient(taken, 1)
        for day, kind in zip(days.tolist(), row[days].tolist(), strict=True):
            for cover in self._covers_of.get((day, kind), ()):
                cover.set_coefficient(taken, 1)
        self._model.objective.set_linear_coefficient(taken, cost)
        self._taken.append(taken)
        self.columns.append(Column(member, row, cost))
        return True

    def place(self, member: int, row: Ints) -> int:
        """Of a known row, among the columns."""
        return self._known[member, row.tobytes()]

    def fix(self, column: int) -> None:
        """This member has this row from now on."""
        self._taken[column].lower_bound = 1
        self.fixed[self.columns[column].member] = column

    def fix_row(self, member: int, row: Ints) -> None:
        """As ``fix``, of a row that may be new."""
        self.add(member, row)
        self.fix(self.place(member, row))

    def release(self, members: Collection[int] | None = None) -> None:
        """Some members, or all of them, may have any row again."""
        for member in list(self.fixed) if members is None else members:
            self._taken[self.fixed.pop(member)].lower_bound = 0

    def allow(self, may: Bools) -> None:
        """Only rows are taken of which every day is one that may be (members, days, kinds + 1), days off last."""
        rows, members = np.array([column.row for column in self.columns]), [column.member for column in self.columns]
        fit = may[np.array(members)[:, None], np.arange(rows.shape[1]), rows].all(axis=1)
        closed = set(np.flatnonzero(~fit).tolist())
        for column in closed ^ self._closed:
            self._taken[column].upper_bound = 0.0 if column in closed else np.inf
        self._closed = closed

    def held(self, taken: Floats) -> Floats:
        """How much of each duty each member has in a solution (members, days, kinds)."""
        held = np.zeros((*self._tables.allowed.shape[:2], self._tables.allowed.shape[2] + 1))
        days = np.arange(held.shape[1])
        for column in np.flatnonzero(taken).tolist():
            held[self.columns[column].member, days, self.columns[column].row] += taken[column]  # OFF is the last index
        return held[..., :-1]

    def rounded(self, taken: Floats) -> Ints:
        """The roster of a solution in whole rows."""
        roster = self._tables.problem.empty_roster()
        for column in np.flatnonzero(taken > 1 / 2).tolist():
            roster[self.columns[column].member] = self.columns[column].row
        return roster

    def trimmed(self, prices: Floats, kept: int) -> "Master":
        """Anew, with so many columns of each member: those dearest beside a duty's gain (days, kinds) are left out."""
        master = Master(self._tables)
        reduced = self.reduced_costs(prices)
        members = np.array([column.member for column in self.columns])
        for member in range(len(self._tables.problem.members)):
            own = np.flatnonzero(members == member)
            for place in own[np.argsort(reduced[own], kind="stable")[:kept]]:
                master.add(member, self.columns[place].row)
        for member, column in self.fixed.items():
            master.fix_row(member, self.columns[column].row)
        return master

    def reduced_costs(self, prices: Floats) -> Floats:
        """(columns,), but for a constant of each member."""
        rows = np.array([column.row for column in self.columns])
        gains = np.pad(prices, ((0, 0), (0, 1)))  # OFF is the last index, and gains nothing
        gained = gains[np.arange(rows.shape[1]), rows].sum(axis=1)
        return np.asarray(np.array([column.cost for column in self.columns]) - gained)

    def solve(self, seconds: float) -> Relaxed | None:
        """None when the time did not suffice, or GLOP lost its way."""
        parameters = mathopt.SolveParameters(time_limit=timedelta(seconds=seconds))
        result = self._glop.solve(lambda solver: solver.solve(params=parameters, model_params=WANTED))
        if result is None:
            return None
        values = result.variable_values()
        return Relaxed(
            cost=result.objective_value(),
            taken=np.array([values.get(taken, 0.0) for taken in self._taken]),
            duals=np.array(result.dual_values(self._covers)),
            member_duals=np.array(result.dual_values(self._one)),
        )
