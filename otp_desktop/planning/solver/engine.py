"""The search: bound, construction, sweeps; it keeps the best plan itself and tells what it does."""

from functools import partial
from time import monotonic
from typing import Protocol

import numpy as np

from otp_desktop.planning.plan import Bound, Objective, Plan, Status
from otp_desktop.planning.problem import Assignment, Problem
from otp_desktop.planning.problem_file import problem_sha256
from otp_desktop.planning.progress import Progress, StopRequested
from otp_desktop.planning.score import score, score_and_shortages
from otp_desktop.planning.solver import neighbourhoods
from otp_desktop.planning.solver.arrays import Ints
from otp_desktop.planning.solver.baseline import Baseline
from otp_desktop.planning.solver.chains.regroup import NewDuties
from otp_desktop.planning.solver.chains.search import Chains
from otp_desktop.planning.solver.compiled import Compiled, compile_problem
from otp_desktop.planning.solver.crews.regroup import Crews
from otp_desktop.planning.solver.daily.repair import DayRepair
from otp_desktop.planning.solver.duty_exchange import days_of, exchange, tails_of
from otp_desktop.planning.solver.exactness import flow_sees_all
from otp_desktop.planning.solver.mixes import mixes_of
from otp_desktop.planning.solver.moves import Kind, Move, MoveChoice
from otp_desktop.planning.solver.options import SolverOptions
from otp_desktop.planning.solver.proof import Proof
from otp_desktop.planning.solver.roster import Roster
from otp_desktop.planning.solver.runs import Run, run_of, runs_of
from otp_desktop.planning.solver.stints.handing import hand_out
from otp_desktop.planning.solver.stopping import AnyOf, NoGain, Request, TimeLimit
from otp_desktop.planning.solver.value import Rank, rank_of
from otp_desktop.planning.solver.wave_solver import WaveSolver
from otp_desktop.planning.solver.whole.coverage import whole_coverage

TOLERANCE = 1e-6  # of the soft part: a plan this near its bound is called optimal
TELL_EVERY = 0.2  # seconds between two events of progress
GRACE = 0.3  # seconds: a plan is worth more with its proof, so the bound may end a little late
KEEP_EVERY = 0.25  # seconds between two plans handed out, and more where that takes long:
KEEP_SHARE = 0.03  # of the time
LITTLE = 1e-4  # share of the soft cost that a round has to gain to be followed by another
CHAINS_SHARE = 0.5  # of the time: for whole duties, where the posts are such that days or waves may do better
SPREAD_SHARE = 0.5  # of the time: for a second beginning
WHOLE_SHARE = 0.3  # of the time: for small problems chosen as a whole
DAYS_SHARE = 0.25  # of the time: for the last heads of short days, which costs what the sweeps have to win back
PATIENCE = 3  # fruitless attempts for each wave, and for each need with a crew, before the search gives up
FEW = 4  # below how many agents on a need a unit may be drawn away from it
QUICK_TAILS = 8.0  # the rest of a day's duties is handed out in a fraction of the time of several waves
QUICK_CREWS = 8.0  # a few needs get new crews in a fraction of the time of a whole wave


class Listener(Protocol):
    """Hears of the search while it runs."""

    def progress(self, event: Progress) -> None: ...

    def incumbent(self, assignments: tuple[Assignment, ...]) -> None: ...


class Search:
    """One search of one problem; ``run`` gives its plan."""

    def __init__(
        self, problem: Problem, options: SolverOptions, listener: Listener, stop: StopRequested, sha256: str = ""
    ) -> None:
        """``sha256`` of the problem's file, computed where it is not known."""
        self._time = TimeLimit(options.seconds)
        self._asked = Request(stop)
        self._over = AnyOf(self._asked, self._time)
        self._late = AnyOf(self._asked, TimeLimit(options.seconds + GRACE))
        self._problem, self._sha256 = problem, sha256
        self._options = options
        self._listener = listener
        self._random = np.random.default_rng(options.seed)
        self._told = self._keep_from = -np.inf
        self._phase = "reading"
        self._constructed = False
        self._built_in = 0.0
        self._unsent: Ints | None = None
        self._compiled: Compiled = compile_problem(problem)
        self._baseline = None if problem.baseline is None else Baseline(self._compiled)
        self._roster = Roster(self._compiled)
        self._waves = WaveSolver(self._compiled, self._baseline, self._asked)
        self._chains: Chains | None = None
        alone = [run_of(self._compiled, (wave,)) for wave in range(len(self._compiled.waves))]
        self._runs = runs_of(self._compiled) if self._baseline is None else alone
        self._drafts = any(len(run.waves) > 1 for run in self._runs)
        self._crews = Crews(self._compiled)
        self._duties = NewDuties(self._compiled, self._random, self._over)
        self._tails = [rest for waves in days_of(self._compiled) for rest in tails_of(waves)]
        self._proof = Proof(self._compiled, self._runs, self._late_told)
        self._rank: Rank = self._measure()

    def run(self) -> Plan:
        try:
            self._construct()
            self._bound_coverage()
            self._bound_soft()
            self._climb_early()
            self._repair()
            self._climb()
            self._keep_groups()
            self._sweep()
            self._explore()
            return self._plan()
        finally:
            self._proof.close()

    def _bound_coverage(self) -> None:
        """Wave by wave; where that proves less than the plan holds, by whole days, and by duties of several posts."""
        self._enter("bound")
        self._proof.prove_runs(self._missing())
        if not self._covered():
            self._cover_whole()
        if not self._covered():
            self._spread()
        if self._covered():
            return
        self._chain()
        self._enter("bound")
        if not self._covered():
            self._proof.prove_days(self._missing(), self._options.seconds)
        if self._chains is not None and not self._covered():
            self._proof.prove_chains(self._chains, self._roster, self._time.left)

    def _cover_whole(self) -> None:
        """A small problem at once, from its first need to its last."""
        if self._baseline is not None or self._problem.objective.coverage_weights is not None:
            return
        seconds = self._time.left * WHOLE_SHARE
        late = AnyOf(self._over_told, TimeLimit(seconds))
        found = whole_coverage(self._compiled, self._options.seed, late, seconds)
        if found is not None:
            self._attempt(partial(self._roster.restore, found.line))
            self._proof.prove_whole(found)

    def _spread(self) -> None:
        """A second beginning, where the hours of agents bind from run to run."""
        several = len(self._runs) > 1 and self._baseline is None and self._problem.objective.coverage_weights is None
        if several and 2 * self._built_in < self._time.left * SPREAD_SHARE:
            self._attempt(self._minimums_first)

    def _minimums_first(self) -> None:
        """The minimums of all runs before any other head: one that is filled early may cost a minimum later."""
        for run in self._runs:
            for wave in run.waves:
                self._roster.clear(wave)
        for minimum in (True, False):
            for run in self._runs:
                if not self._over_told():
                    self._waves.solve_run(self._roster, run, draft=True, minimum=minimum)

    def _over_told(self) -> bool:
        """Whether the search has to end; tells how things stand on the way."""
        self._tell()
        return self._over()

    def _late_told(self) -> bool:
        """Whether proofs have to end; tells how things stand on the way."""
        self._tell()
        return self._late()

    def _construct(self) -> None:
        self._enter("coverage")
        if self._baseline is not None:
            for wave in range(len(self._compiled.waves)):
                self._waves.restore_baseline(self._roster, wave)
        long = [run for run in self._runs if self._baseline is None and self._waves.takes_long(run)]
        for run in self._runs:
            if self._asked():
                break
            self._first(run, covered=run in long)
        self._rank = self._measure()
        self._built_in = self._time.elapsed
        self._constructed = True
        self._keep()
        self._waves.over = self._over
        for run in long:
            if self._over():
                break
            self._attempt(partial(self._waves.solve_run, self._roster, run, draft=self._drafts))

    def _first(self, run: Run, *, covered: bool) -> None:
        """Fills a run for the first plan, which takes the time that it needs."""
        if covered:
            self._waves.cover(self._roster, run)
        else:
            self._waves.solve_run(self._roster, run, draft=self._drafts)
        self._tell()

    def _chain(self) -> None:
        """Posts that whole duties fill better than the waves one by one."""
        if self._baseline is None and self._problem.objective.coverage_weights is None:
            self._enter("duties")
            self._chains = Chains(self._compiled, self._waves, self._random)
            enough = TimeLimit(self._time.left * CHAINS_SHARE)
            self._chains.fill(self._roster, self._attempt, AnyOf(self._over_told, enough))

    def _bound_soft(self) -> None:
        if flow_sees_all(self._compiled) and self._waves.exact and not self._over():
            exact = score(self._problem, self._roster.assignments())
            self._proof.bound = Bound(
                missing_minimum=exact.missing_minimum,
                missing_count=exact.missing_count,
                changes=exact.changes,
                soft=exact.soft - self._waves.rounding,
            )
        else:
            self._proof.prove_soft()

    def _climb_early(self) -> None:
        """Beside the search for heads: what it needs of a plan is roughly who carries how much."""
        if not self._covered():
            self._proof.climb_aside(self._roster, self._time.left, self._options.workers)

    def _climb(self) -> None:
        """A better soft bound; more of it is tried where the coverage of the plan is proved."""
        if not self._proved():
            target = self._rank[3] if self._covered() else None
            self._proof.climb(target, self._roster, self._time.left, self._options.workers)

    def _repair(self) -> None:
        """Runs that lack heads first, the work around them after, until a round brings no head."""
        self._enter("coverage")
        whole_days = self._mend_days()
        if self._chains is not None:
            self._chains.mend(self._roster, self._attempt, AnyOf(self._over_told, self._covered))
        gained = len(self._runs) > 1 and not whole_days
        while gained and not self._proved():
            gained = False
            for place in self._random.permutation(self._short()):
                if self._over():
                    return
                centre = np.array([place], dtype=np.int64)
                gained |= self._try(neighbourhoods.neighbours(self._compiled, self._runs, self._random, centre))

    def _mend_days(self) -> bool:
        """Whether the days are small enough to be filled as a whole, and helped by one another."""
        if self._baseline is not None or self._covered():
            return False
        repair = DayRepair(self._compiled, self._waves, self._random, self._proof.of_days)
        enough = TimeLimit(self._time.left * DAYS_SHARE)
        return repair.mend(self._roster, self._attempt, AnyOf(self._over_told, self._covered, enough))

    def _keep_groups(self) -> None:
        """Agents stay with their groups over the days, chosen for all days at once."""
        if self._baseline is not None or mixes_of(self._compiled) or not self._covered() or self._proved():
            return
        self._enter("neighbourhoods")
        for kept in self._proof.keepings(self._over_told, self._random):
            self._attempt(partial(self._rebuild, kept))

    def _sweep(self) -> None:
        """The duties of each day handed out anew, then each wave, in turn, until a full round brings little."""
        if len(self._runs) < 2:
            return  # nothing has changed since the only run was filled
        self._enter("sweeps")
        kinds = self._sweeps()
        gained = True
        while gained and not self._proved():
            before = self._rank
            for move in [moves[place] for moves in kinds for place in self._random.permutation(len(moves))]:
                if self._over():
                    return
                self._attempt(move)
            gained = self._rank[:3] < before[:3] or self._rank[3] < before[3] * (1 - LITTLE)

    def _sweeps(self) -> list[list[Move]]:
        """Kinds of moves, those first that gain most: whole days repair what waves alone cannot."""
        waves: list[Move] = [partial(self._waves.solve, self._roster, wave) for run in self._runs for wave in run.waves]
        if self._baseline is not None:
            return [waves]
        days: list[Move] = [partial(self._hand_out, day, few=0) for day in days_of(self._compiled)]
        tails: list[Move] = [
            partial(self._hand_out, rest, tails=True) for rest in (self._tails if self._duties.blocks else ())
        ]
        return [days, waves, tails]

    def _explore(self) -> None:
        """Several runs at once, or the duties of a day, whichever gains more in its time, until nothing is gained."""
        self._enter("neighbourhoods")
        kinds = self._kinds()
        patience = NoGain(PATIENCE * max(1, len(self._runs) + self._crews.needs * (self._baseline is None)))
        choice = MoveChoice(kinds, self._random)
        while kinds and not (self._over() or patience() or self._proved()):
            place, move = choice.draw()
            gained = self._attempt(move)
            choice.judge(place, gained=gained)
            patience.tried(gained=gained)

    def _kinds(self) -> list[Kind]:
        """A run filled alone stays as it is; duties of one post are handed out better with their crews."""
        several, free, days = len(self._runs) > 1, self._baseline is None, days_of(self._compiled)
        kinds = [Kind(self._several_runs)] if several else []
        if free and (several or not self._crews.needs):
            kinds.append(Kind(lambda: partial(self._hand_out, self._pick(days))))
        if free and self._crews.needs:
            kinds.append(Kind(self._new_crews, QUICK_CREWS))
        if free and self._tails:
            kinds.append(Kind(lambda: partial(self._hand_out, self._pick(self._tails), tails=True), QUICK_TAILS))
        if free and self._problem.objective.coverage_weights is None and self._duties.blocks:
            kinds.append(Kind(lambda: self._duties.draw(self._roster)))
        return kinds

    def _hand_out(self, waves: tuple[int, ...], *, tails: bool = False, few: int | None = None) -> None:
        """The duties of a day, or their tails, anew; now and then so that units with few agents somewhere leave it."""
        few = int(self._random.integers(FEW)) if few is None else few
        exchange(self._compiled, self._roster, waves, tails=tails, few=few)

    def _new_crews(self) -> Move:
        return partial(self._crews.regroup, self._roster, self._random, self._time.left)

    def _several_runs(self) -> Move:
        return partial(self._refill, neighbourhoods.neighbours(self._compiled, self._runs, self._random, self._short()))

    def _pick(self, days: list[tuple[int, ...]]) -> tuple[int, ...]:
        return days[int(self._random.integers(len(days)))]

    def _try(self, runs: list[Run]) -> bool:
        return self._attempt(partial(self._refill, runs))

    def _refill(self, runs: list[Run]) -> None:
        """Empties some runs of waves and fills them one after the other."""
        for run in runs:
            for wave in run.waves:
                self._roster.clear(wave)
        for run in runs:
            self._waves.solve_run(self._roster, run)

    def _attempt(self, move: Move) -> bool:
        """Makes a move, and undoes it when the plan got worse; says whether it got better."""
        before, rank = self._roster.line.copy(), self._rank
        move()
        found = self._measure()
        if found > rank:
            self._roster.restore(before)
        else:
            self._rank = found
        self._tell()
        gained = _better(found, rank)
        if gained:
            self._keep()
        return gained

    def _rebuild(self, kept: Ints) -> None:
        """A plan in which agents keep their groups (agents, waves), filled up wave by wave."""
        hand_out(self._compiled, self._roster, kept)
        for wave in range(len(self._compiled.waves)):
            self._waves.complete(self._roster, wave)

    def _short(self) -> Ints:
        """Places of the runs with more heads missing than is proved, for the run and for the day."""
        if self._covered():
            return np.zeros(0, dtype=np.int64)
        missing, day = self._missing(), self._compiled.needs.day[self._compiled.lines.need]
        for one, bound in self._proof.of_days.items():
            if missing[day == one].sum() <= sum(bound.missing_count):
                missing[day == one] = 0
        of_run = np.array([missing[run.lines].sum() for run in self._runs], dtype=np.int64)
        proved = np.array([sum(bound.missing_count) for bound in self._proof.of_runs], dtype=np.int64)
        return np.flatnonzero(of_run > proved)

    def _missing(self) -> Ints:
        """(lines): heads that nobody holds."""
        found: Ints = np.maximum(self._compiled.lines.count - self._roster.heads, 0)
        return found

    def _covered(self) -> bool:
        """Whether the coverage is proved to be the best there is."""
        assert self._proof.bound is not None
        proved = (self._proof.bound.missing_minimum, self._proof.bound.missing_count)
        return self._rank[:2] == proved and self._problem.objective.coverage_weights is None

    def _measure(self) -> Rank:
        return rank_of(self._compiled, self._roster, self._baseline)

    def _proved(self) -> bool:
        if self._proof.bound is None:
            return False
        return not len(self._compiled.waves) or meets(_objective(self._rank), self._proof.bound)

    def _enter(self, phase: str) -> None:
        self._phase = phase
        self._tell(now=True)

    def _tell(self, *, now: bool = False) -> None:
        if not now and monotonic() - self._told < TELL_EVERY:
            return
        self._told = monotonic()
        self._hand_over()
        self._proof.hear()
        held = int(np.minimum(self._roster.heads, self._compiled.lines.count).sum())
        event = Progress(
            seconds=self._time.elapsed,
            phase=self._phase,
            required_heads=self._compiled.required_heads,
            held_heads=held,
            incumbent=_objective(self._rank) if self._constructed else None,
            bound=self._proof.bound,
        )
        self._listener.progress(event)

    def _keep(self) -> None:
        """Hands the plan out, now or as soon as the last one is old enough."""
        self._unsent = self._roster.line.copy()
        self._hand_over()

    def _hand_over(self) -> None:
        begun = monotonic()
        if self._unsent is not None and begun >= self._keep_from:
            self._listener.incumbent(self._roster.assignments_of(self._unsent))
            self._unsent = None
            self._keep_from = begun + max(KEEP_EVERY, (monotonic() - begun) / KEEP_SHARE)

    def _plan(self) -> Plan:
        assert self._proof.bound is not None
        assignments = self._roster.assignments()
        objective, lacking = score_and_shortages(self._problem, assignments)
        return Plan(
            problem_sha256=self._sha256 or problem_sha256(self._problem),
            status=self._status(objective),
            assignments=assignments,
            shortages=lacking,
            objective=objective,
            bound=self._proof.bound,
            seconds=self._time.elapsed,
            seed=self._options.seed,
        )

    def _status(self, objective: Objective) -> Status:
        if self._proof.bound is not None and meets(objective, self._proof.bound):
            return Status.OPTIMAL
        return Status.STOPPED if self._asked.heard else Status.FEASIBLE


def meets(objective: Objective, bound: Bound) -> bool:
    """Whether the plan is proved optimal."""
    strict = (objective.missing_minimum, objective.missing_count, objective.changes)
    if strict != (bound.missing_minimum, bound.missing_count, bound.changes):
        return False
    return objective.soft <= bound.soft + TOLERANCE * max(1.0, abs(objective.soft))


def _objective(rank: Rank) -> Objective:
    minimum, count, changes, soft = rank
    return Objective(missing_minimum=minimum, missing_count=count, changes=changes, soft=soft)


def _better(found: Rank, rank: Rank) -> bool:
    """Better by more than rounding."""
    return found[:3] < rank[:3] or (found[:3] == rank[:3] and found[3] < rank[3] - TOLERANCE * max(1.0, abs(rank[3])))
