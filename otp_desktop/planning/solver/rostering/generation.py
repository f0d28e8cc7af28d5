"""Column generation: rows priced against cover, a proved bound, and whole rosters found by diving.

The linear relaxation over whole legal rows is much nearer the best roster than any model in single duties. Prices of
cover are smoothed towards those of the best bound (Wentges, "Weighted Dantzig–Wolfe decomposition for linear
mixed-integer programming", ITOR 4, 1997). A dive fixes the rows that the relaxation is nearly sure of, prices the
other members' rows again, and goes on until everybody has one.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from time import monotonic

import numpy as np

from otp_desktop.planning.solver.arrays import Bools, Floats, Ints
from otp_desktop.planning.solver.rostering.master import NO_ROW, Column, Master, Relaxed
from otp_desktop.planning.solver.rostering.pricing import Priced, row_value
from otp_desktop.planning.solver.rostering.tables import Tables

SMOOTH = 0.6  # weight of the prices of the best bound
TINY = 1e-6
SURE = 0.9  # a row taken by so much is fixed in a dive
STEPS = 12  # a dive fixes at least one in so many free members at a time: the last ones singly, where most can go wrong
LOSS = 0.002  # of the cost: a step of a dive that costs more is taken back
TRIES = 3  # single rows, of which the one that costs least is fixed
DIVING_ROUNDS = 40  # of pricing after each fixing, at most
IN_TIME = 0.8  # of a dive's time, by which it should be through
MOST, KEPT = 80, 30  # columns of a member, on average: where there are more, the cheapest are kept

Price = Callable[[Sequence[int], Floats], Sequence[Priced]]
"""The rows of some members when a duty gains its price (days, kinds)."""


@dataclass
class Steps:
    """Of a dive: the ``loss`` from which one is taken back, ``again`` so often at most, and the rows of the next."""

    loss: float
    most: int
    again: int = 60


class Generation:
    def __init__(self, tables: Tables, price: Price, deadline: float, over: Callable[[], bool]) -> None:
        self._tables, self._price = tables, price
        self.deadline, self._over = deadline, over
        self.master = Master(tables)
        self._members = range(len(tables.problem.members))
        self._targets = np.array([cover.target for cover in tables.problem.covers])
        self._best_duals: Floats | None = None  # of the bound
        self._least = np.full(len(self._members), -np.inf)  # of each member's rows, at those
        self._duals: Floats | None = None  # of the last relaxation
        self._diving_from = 0.0
        self.value = -np.inf
        """Proved: the linear relaxation over all legal rows costs no less."""

    def start_from(self, roster: Ints) -> None:
        for member, row in enumerate(roster):
            self.master.add(member, row)

    def converge(
        self, until: float, on_bound: Callable[[float], None], others: Callable[[], Ints] | None = None
    ) -> Relaxed | None:
        """Prices rows until the bound, rounded up, meets the relaxation; None when stopped before a first one.

        Rows of the roster that ``others`` found meanwhile come in too.
        """
        self._round(np.zeros(len(self._targets)), on_bound)  # a first bound, where prices may still be extreme
        relaxed, smooth = None, SMOOTH
        while not self._over() and monotonic() < until:
            if others is not None:
                self.start_from(others())
            found = self._solve()
            if found is None or self._over():
                return relaxed
            relaxed = found
            best = relaxed.duals if self._best_duals is None else self._best_duals
            duals = smooth * best + (1 - smooth) * relaxed.duals
            fresh = self._round(duals, on_bound)
            if np.ceil(self.value - TINY) >= relaxed.cost - TINY:
                return relaxed
            smooth = SMOOTH if fresh else 0.0
            if not fresh and np.array_equal(duals, relaxed.duals):
                return relaxed
        return relaxed

    def _round(self, duals: Floats, on_bound: Callable[[float], None]) -> int:
        """Prices rows; returns how many new ones came, and keeps the bound where these prices give a better one."""
        priced = self._price(self._members, self._prices(duals))
        value = self._proved(duals, priced)
        if value > self.value:
            self.value, self._best_duals = value, duals
            self._least = np.array([one.least for one in priced])
            on_bound(value)
        return self._add(priced)

    def _prices(self, duals: Floats) -> Floats:
        """(days, kinds)"""
        problem = self._tables.problem
        prices = np.zeros((problem.days, len(problem.kinds)))
        for cover, dual in zip(problem.covers, duals.tolist(), strict=True):
            prices[cover.day, problem.kind_index[cover.kind]] += dual
        return prices

    def relax_within(self, may: Bools, least: float, most: float) -> tuple[Relaxed | None, float]:
        """The relaxation over rows that keep ``may`` (members, days, kinds + 1), as pricing does, and what is proved.

        That is ``least`` at first. The relaxation is None where more than ``most`` is proved, where nobody knows a
        roster, or where the time is over.
        """
        while not self._over():
            self._trim()
            self.master.allow(may)
            relaxed = self._solve()
            if relaxed is None:
                return None, least
            priced = self._price(self._members, self._prices(relaxed.duals))
            least = max(least, self._proved(relaxed.duals, priced))
            if least > most:
                return None, least
            if not self._add(priced) or np.ceil(least - TINY) >= relaxed.cost - TINY:
                return (relaxed if relaxed.cost < NO_ROW / 2 else None), least
        return None, least

    def _proved(self, duals: Floats, priced: Sequence[Priced]) -> float:
        return float(duals @ self._targets + sum(one.least for one in priced))

    def _add(self, priced: Sequence[Priced]) -> int:
        """How many rows of the members are new."""
        return sum(self.master.add(member, row) for member, one in enumerate(priced) for row in one.rows)

    def dive(self, *, careful: bool = True) -> Ints | None:
        """A whole roster, or None when the time did not suffice or somebody has no row.

        A ``careful`` dive takes back steps that cost much.
        """
        self._diving_from = monotonic()
        try:
            relaxed = self._solve()
            if relaxed is None:
                return None
            loss = max(1.0, LOSS * abs(relaxed.cost)) if careful else np.inf
            steps = Steps(loss, most=len(self._members))
            while relaxed is not None and not self._over():
                if len(self.master.fixed) == len(self._members):
                    return self._fixed_roster()
                relaxed = self._step(relaxed, steps)
            return None
        finally:
            self.master.release()

    def dive_beside(self, roster: Ints, kept: Sequence[int], *, careful: bool = True) -> Ints | None:
        """As ``dive``, with the roster's own rows for the members ``kept``; the others may have theirs again."""
        self.start_from(roster)
        for member in kept:
            self.master.fix_row(member, roster[member])
        return self.dive(careful=careful)

    def excess(self, roster: Ints) -> Floats:
        """(members,): what their rows cost above their cheapest at the prices of the bound; nothing without one."""
        if self._best_duals is None:
            return np.zeros(len(roster))
        gains = self._tables.wish_cost - self._prices(self._best_duals)
        values = np.array([row_value(row, own) for row, own in zip(roster, gains, strict=True)])
        return np.asarray(np.maximum(0.0, values - self._least))

    def cheapest(self, kept: int, roster: Ints, cost: float) -> list[Column]:
        """So many columns of each member, the cheapest at the prices of the bound, and the roster's own.

        Left out are those of no roster cheaper than ``cost``: one row of it would make up more than there is between
        the bound and that.
        """
        if self._best_duals is None:
            return list(self.master.columns)
        prices = self._prices(self._best_duals)
        trimmed = self.master.trimmed(prices, kept)
        beyond_least = trimmed.reduced_costs(prices) - self._least[[column.member for column in trimmed.columns]]
        useful = np.flatnonzero(beyond_least <= cost - self.value + TINY)
        columns = {(column.member, column.row.tobytes()): column for column in (trimmed.columns[one] for one in useful)}
        for member, row in enumerate(roster):
            own = self.master.columns[self.master.place(member, row)]
            columns[member, row.tobytes()] = own
        return list(columns.values())

    def _solve(self) -> Relaxed | None:
        """The relaxation of the columns there are, without the dearest where there were too many."""
        self._trim()
        relaxed = self.master.solve(max(0.1, self.deadline - monotonic()))
        if relaxed is not None:
            self._duals = relaxed.duals
        return relaxed

    def _trim(self) -> None:
        if self._duals is not None and len(self.master.columns) > MOST * len(self._members):
            self.master = self.master.trimmed(self._prices(self._duals), KEPT)

    def _fixed_roster(self) -> Ints:
        roster = self._tables.problem.empty_roster()
        for member, column in self.master.fixed.items():
            roster[member] = self.master.columns[column].row
        return roster

    def _step(self, relaxed: Relaxed, steps: Steps) -> Relaxed | None:
        """Fixes rows and prices again; where that costs too much fewer, and of single ones that which costs least."""
        most = min(steps.most, -(-(len(self._members) - len(self.master.fixed)) // STEPS))
        tried: list[tuple[float, Column]] = []
        current: Relaxed | None = relaxed
        while current is not None:
            fixed = self._fix(current, most, tried)
            found = self._reprice()
            steps.most = most + 1
            if found is None or found.cost <= current.cost + steps.loss or not self._may_go_back(steps):
                return found
            self.master.release([one.member for one in fixed])
            if most == 1:
                tried.append((found.cost, fixed[0]))
            if len(tried) == TRIES:
                _, least = min(tried, key=lambda each: each[0])
                self.master.fix_row(least.member, least.row)
                return self._reprice()
            most = max(1, most // 2)
            current = self._solve()
        return None

    def _may_go_back(self, steps: Steps) -> bool:
        """As long as the dive is twice as quick as it has to be."""
        steps.again -= 1
        return steps.again >= 0 and not self._behind(len(self.master.fixed) / 2)

    def _fix(self, relaxed: Relaxed, most: int, tried: Sequence[tuple[float, Column]]) -> list[Column]:
        """At least so many rows, those taken most, and others nearly sure; of members left, no row ``tried`` before."""
        fixed: list[Column] = []
        for place in np.argsort(-relaxed.taken, kind="stable").tolist():
            if len(fixed) >= most and relaxed.taken[place] < (SURE if most > 1 else 1 - TINY):
                break
            column = self.master.columns[place]
            if column.member not in self.master.fixed and not any(one.same_as(column) for _, one in tried):
                self.master.fix(place)
                fixed.append(column)
        return fixed

    def _reprice(self) -> Relaxed | None:
        free = [member for member in self._members if member not in self.master.fixed]
        relaxed = self._solve()
        for _ in range(DIVING_ROUNDS):
            if relaxed is None or self._over() or self._behind(len(self.master.fixed)):
                return relaxed
            priced = self._price(free, self._prices(relaxed.duals))
            fresh = [
                self.master.add(member, row)
                for member, one in zip(free, priced, strict=True)
                for row in one.rows
                if one.least < relaxed.member_duals[member] - TINY
            ]
            if not any(fresh):
                break
            relaxed = self._solve()
        return relaxed

    def _behind(self, fixed: float) -> bool:
        """Whether the dive would end too late if it went on like that: it then fixes without pricing."""
        allowed = self.deadline - self._diving_from
        return monotonic() - self._diving_from > IN_TIME * allowed * fixed / len(self._members)
