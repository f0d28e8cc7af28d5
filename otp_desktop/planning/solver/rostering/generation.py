"""Column generation: rows priced against cover, a proved bound, and whole rosters found by diving.

The linear relaxation over whole legal rows is much nearer the best roster than any model in single duties. Prices of
cover are smoothed towards those of the best bound (Wentges, "Weighted Dantzig–Wolfe decomposition for linear
mixed-integer programming", ITOR 4, 1997). A dive fixes the rows that the relaxation is nearly sure of, prices the
other members' rows again, and goes on until everybody has one.
"""

from collections.abc import Callable
from time import monotonic

import numpy as np

from otp_desktop.planning.solver.arrays import Floats, Ints
from otp_desktop.planning.solver.rostering.master import Master, Relaxed
from otp_desktop.planning.solver.rostering.pricing import Priced
from otp_desktop.planning.solver.rostering.problem import OFF
from otp_desktop.planning.solver.rostering.tables import Tables

SMOOTH = 0.6  # weight of the prices of the best round
TINY = 1e-6
SURE = 0.9  # a row taken by so much is fixed in a dive
STEPS = 20  # a dive fixes at least one in so many members at a time
DIVING_ROUNDS = 3  # of pricing after each fixing
IN_TIME = 0.8  # of a dive's time, by which it should be through
FEW = 0.1  # useful rows by member, below which pricing must be exact

Price = Callable[[Ints, Floats, bool], Priced]
"""Rows of some members (members,) when a duty gains its price (days, kinds); exactly the best ones where it is true."""


class Generation:
    def __init__(self, tables: Tables, price: Price, deadline: float, over: Callable[[], bool]) -> None:
        self._tables, self._price = tables, price
        self._deadline, self._over = deadline, over
        self.master = Master(tables)
        self._members = np.arange(len(tables.problem.members))
        self._targets = np.array([cover.target for cover in tables.problem.covers])
        self._center = np.zeros(len(self._targets))
        self._center_worth = -np.inf
        self._exact = False
        self._relaxed: Relaxed | None = None
        self._diving_from = 0.0
        self.value = -np.inf
        """Proved: the linear relaxation over all legal rows costs no less."""

    def start_from(self, roster: Ints) -> None:
        for member, row in enumerate(roster):
            self.master.add(member, row)

    def converge(self, until: float, on_bound: Callable[[float], None]) -> Relaxed | None:
        """Prices rows until the bound, rounded up, meets the relaxation; None when stopped before a first one."""
        relaxed = None
        while not self._over() and monotonic() < until:
            found = self.master.solve(max(0.1, self._deadline - monotonic()))
            if found is None or self._over():
                return relaxed
            relaxed = self._relaxed = found
            done = self._round(self._smooth(relaxed), relaxed, on_bound)
            if done or np.ceil(self.value - TINY) >= relaxed.cost - TINY:
                return relaxed
        return relaxed

    def _smooth(self, relaxed: Relaxed) -> Floats:
        if self._exact:
            return relaxed.duals
        return SMOOTH * self._center + (1 - SMOOTH) * relaxed.duals

    def _round(self, duals: Floats, relaxed: Relaxed, on_bound: Callable[[float], None]) -> bool:
        """Prices rows, keeps the bound where these prices give a better one; whether nothing is left to find."""
        priced = self._price(self._members, self._prices(duals), self._exact)
        known = np.where(np.isfinite(priced.cheapest), priced.cheapest, priced.least)
        value, worth = (float(duals @ self._targets + costs.sum()) for costs in (priced.least, known))
        if worth > self._center_worth:
            self._center, self._center_worth = duals, worth
        if value > self.value:
            self.value = value
            on_bound(value)
        useful = self._add(priced, relaxed)
        was_exact, self._exact = self._exact, useful < FEW * len(self._members)
        return was_exact and not useful

    def _add(self, priced: Priced, relaxed: Relaxed) -> int:
        """How many of the rows promise something at the relaxation's own prices."""
        prices, useful = self._prices(relaxed.duals), 0
        for member, row in zip(priced.members.tolist(), priced.rows, strict=True):
            days = np.flatnonzero(row != OFF)
            worth = float((self._tables.wish_cost[member, days, row[days]] - prices[days, row[days]]).sum())
            if self.master.add(member, row) and worth < relaxed.member_duals[member] - TINY:
                useful += 1
        return useful

    def _prices(self, duals: Floats) -> Floats:
        """(days, kinds)"""
        problem = self._tables.problem
        prices = np.zeros((problem.days, len(problem.kinds)))
        for cover, dual in zip(problem.covers, duals.tolist(), strict=True):
            prices[cover.day, problem.kind_index[cover.kind]] += dual
        return prices

    def dive(self) -> Ints | None:
        """A whole roster, or None when the time did not suffice or somebody has no row."""
        return self._dive_from({})

    def dive_around(self, roster: Ints, free: Ints) -> Ints | None:
        """A dive from a roster (members, days) in which only the rows of ``free`` members may change."""
        kept = np.setdiff1d(self._members, free).tolist()
        return self._dive_from({member: self.master.column_of(member, roster[member]) for member in kept})

    def _dive_from(self, fixed: dict[int, int]) -> Ints | None:
        self._diving_from = monotonic()
        for column in fixed.values():
            self.master.fix(column)
        try:
            return self._dive(fixed)
        finally:
            self.master.release(list(fixed.values()))

    def _dive(self, fixed: dict[int, int]) -> Ints | None:
        relaxed = self._reprice(fixed) if fixed else self._solved()
        while relaxed is not None and not self._over():
            self._fix(relaxed, fixed)
            if len(fixed) == len(self._members):
                roster = self._tables.problem.empty_roster()
                for member, column in fixed.items():
                    roster[member] = self.master.columns[column].row
                return roster
            relaxed = self._reprice(fixed) or relaxed  # out of time: what was likely before is still a guess
        return None

    def _solved(self) -> Relaxed | None:
        """The relaxation as it is now, or as it was when it was last solved."""
        self._relaxed = self.master.solve(max(0.1, self._deadline - monotonic())) or self._relaxed
        return self._relaxed

    def _fix(self, relaxed: Relaxed, fixed: dict[int, int]) -> None:
        """Rows nearly sure are fixed, and at least a share of the members."""
        least = -(-len(self._members) // STEPS)
        for column in np.argsort(-relaxed.taken, kind="stable").tolist():
            member = self.master.columns[column].member
            if relaxed.taken[column] < SURE and least <= 0:
                break
            if member not in fixed:
                fixed[member] = column
                self.master.fix(column)
                least -= 1

    def _reprice(self, fixed: dict[int, int]) -> Relaxed | None:
        free = np.array([member for member in self._members if member not in fixed])
        relaxed = self.master.solve(max(0.1, self._deadline - monotonic()))
        for _ in range(DIVING_ROUNDS):
            if relaxed is None or self._over() or self._behind(len(fixed)):
                return relaxed
            if not self._add(self._price(free, self._prices(relaxed.duals), self._exact), relaxed):
                break
            relaxed = self.master.solve(max(0.1, self._deadline - monotonic()))
        return relaxed

    def _behind(self, fixed: int) -> bool:
        """Whether the dive would end too late if it went on like that: it then fixes without pricing."""
        allowed = self._deadline - self._diving_from
        return monotonic() - self._diving_from > IN_TIME * allowed * fixed / len(self._members)
