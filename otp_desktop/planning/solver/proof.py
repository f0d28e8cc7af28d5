"""What is proved while the search runs: coverage run by run and day by day, then the soft cost, better and better."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from otp_desktop.planning.plan import Bound
from otp_desktop.planning.progress import StopRequested
from otp_desktop.planning.solver import bounds
from otp_desktop.planning.solver.arrays import Bools, Ints
from otp_desktop.planning.solver.chains.search import Chains
from otp_desktop.planning.solver.chains.sparing import climb_by_duties
from otp_desktop.planning.solver.compiled import Compiled
from otp_desktop.planning.solver.daily.bound import day_bounds, short_days
from otp_desktop.planning.solver.pay.ascent import climb_by_pay, lasts_days
from otp_desktop.planning.solver.roster import Roster
from otp_desktop.planning.solver.runs import Run
from otp_desktop.planning.solver.softbound.aside import ClimbAside, may_start, worth_a_process
from otp_desktop.planning.solver.softbound.bound import soft_bound_of
from otp_desktop.planning.solver.stopping import AnyOf, TimeLimit
from otp_desktop.planning.solver.whole.plan import Whole

DAYS_SHARE = 0.3  # of the time: for bounds by days
CHAINS_SHARE = 0.5  # of the time left: for bounds by duties of several posts, so that some is left for the plan
CLIMB_SHARE = 0.1  # of the time: for the soft bound, where it has no core of its own
CLIMB_ROUNDS = 100
LEAST_SECONDS = 2.0  # left, for a process to be worth its start


class Proof:
    """``bound`` is None until coverage has been looked at; ``of_runs`` and ``of_days`` are its parts."""

    def __init__(self, compiled: Compiled, runs: list[Run], late: StopRequested) -> None:
        self._compiled = compiled
        self._runs = runs
        self._late = late
        self._aside: ClimbAside | None = None
        self._out: Bools | None = None
        self.of_runs = [bounds.NOTHING_PROVED] * len(runs)
        self.of_days: dict[int, bounds.WaveBound] = {}
        self.bound: Bound | None = None

    def prove_runs(self, missing: Ints) -> None:
        """Run by run where a plan misses heads (lines): elsewhere there is nothing to prove."""
        locked = Roster(self._compiled)
        for place, run in enumerate(self._runs):
            if self._late():
                break
            if missing[run.lines].any():
                self.of_runs[place] = bounds.run_bound(self._compiled, locked, run)
        self.bound = bounds.sum_of(self.of_runs)

    def prove_days(self, missing: Ints, seconds: float) -> None:
        """Day by day, which sees duties of several posts; stands where it proves more than run by run."""
        assert self.bound is not None
        enough = AnyOf(self._late, TimeLimit(seconds * DAYS_SHARE))
        self.of_days = day_bounds(self._compiled, Roster(self._compiled), missing, enough)
        of_days = bounds.sum_of(list(self.of_days.values()))
        if bounds.better(of_days, self.bound):
            self.bound, self._out = of_days, short_days(self._compiled, self.of_days)

    def prove_chains(self, chains: Chains, roster: Roster, seconds: float) -> None:
        """Blocks of posts that duties of several serve; stands where it proves more than what is known."""
        assert self.bound is not None
        locked, enough = Roster(self._compiled), AnyOf(self._late, TimeLimit(seconds * CHAINS_SHARE))
        chained, short = chains.bound(locked, roster, self._runs, self.of_runs, enough)
        if bounds.better(chained, self.bound):
            self.bound, self._out = chained, short

    def prove_whole(self, whole: Whole) -> None:
        """A small problem chosen as a whole: nobody knows then in which wave the heads are missing."""
        assert self.bound is not None
        if bounds.better(whole.bound, self.bound):
            self.bound, self._out = whole.bound, np.ones(len(self._compiled.needs.start), dtype=bool)

    def prove_soft(self) -> None:
        """Ways, burdens and wishes alone; nothing when it is late already."""
        assert self.bound is not None
        soft = soft_bound_of(self._compiled, self.bound, self._runs, self._late, self._out)
        self.bound = replace(self.bound, soft=-np.inf if self._late() else soft.simple())

    def climb(self, target: float | None, roster: Roster, seconds: float, workers: int) -> None:
        """What couples the heads: in a process of its own where there is a core for it and the problem is large.

        ``target``: the soft cost of the plan, None where its coverage is not proved: then only pay (``solver/pay``)
        says something.
        """
        if self._aside is not None and target is None:
            return  # it climbs already
        if self.bound is None or not self._may_climb() or self.climb_aside(roster, seconds, workers, target):
            return
        nothing_yet = replace(self.bound, soft=0.0)
        enough = AnyOf(self._late, TimeLimit(seconds * CLIMB_SHARE))
        if target is not None:
            self._climb_by_flows(target, nothing_yet, roster, enough)
        if lasts_days(self._compiled):
            climb_by_pay(self._compiled, nothing_yet, roster.line, enough, self._raise)

    def climb_aside(self, roster: Roster, seconds: float, workers: int, target: float | None = None) -> bool:
        """Starts the other process, where there is a core for it and it is worth it; whether it did."""
        late = seconds < LEAST_SECONDS or workers < 2
        if self.bound is None or late or not self._may_climb() or not may_start():
            return False
        if not worth_a_process(self._compiled.problem) or (target is None and not lasts_days(self._compiled)):
            return False
        self.close()
        nothing_yet = replace(self.bound, soft=0.0)
        self._aside = ClimbAside(self._compiled.problem, nothing_yet, self._runs, self._out, roster.line, target)
        return True

    def _climb_by_flows(self, target: float, nothing_yet: Bound, roster: Roster, enough: StopRequested) -> None:
        climb_by_duties(self._compiled, nothing_yet, roster.line, enough, self._raise)
        soft = soft_bound_of(self._compiled, nothing_yet, self._runs, enough, self._out)
        soft.climb(lambda: target, CLIMB_ROUNDS, self._raise)

    def _may_climb(self) -> bool:
        weights = self._compiled.problem.objective
        couples = weights.cohesion or weights.continuity or len(self._runs) > 1
        known = self.bound is not None and bool(np.isfinite(self.bound.soft))
        return bool(couples) and known and weights.coverage_weights is None

    def hear(self) -> None:
        """Takes over what the other process has proved since."""
        newest = None if self._aside is None else self._aside.newest()
        if newest is not None:
            self._raise(newest)

    def keepings(self, over: StopRequested, random: np.random.Generator) -> Iterator[Ints]:
        """The groups that agents should keep (agents, waves), NONE for none, better and better."""
        assert self.bound is not None
        yield from soft_bound_of(self._compiled, self.bound, self._runs, over, self._out).keepings(random)

    def close(self) -> None:
        if self._aside is not None:
            self._aside.close()
            self._aside = None

    def _raise(self, soft: float) -> None:
        assert self.bound is not None
        self.bound = replace(self.bound, soft=max(self.bound.soft, soft))
