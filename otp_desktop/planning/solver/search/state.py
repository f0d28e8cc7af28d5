"""What the steps of a search share."""

import numpy as np

from otp_desktop.planning.problem import Problem
from otp_desktop.planning.progress import StopRequested
from otp_desktop.planning.solver.arrays import Ints
from otp_desktop.planning.solver.baseline import Baseline
from otp_desktop.planning.solver.compiled import Compiled, compile_problem
from otp_desktop.planning.solver.moves import Move
from otp_desktop.planning.solver.options import SolverOptions
from otp_desktop.planning.solver.proof import Proof
from otp_desktop.planning.solver.roster import Roster
from otp_desktop.planning.solver.runs import run_of, runs_of
from otp_desktop.planning.solver.search.incumbent import Incumbent, meets
from otp_desktop.planning.solver.search.telling import Listener, Telling
from otp_desktop.planning.solver.search.watch import Watch
from otp_desktop.planning.solver.wave_solver import WaveSolver

MANY_DAYS = 14  # beyond them, each day is a small part of the whole


class SearchState:
    """One problem, the plan in hand and what is proved of it.

    ``exact``: one flow is the whole problem, and it gave the plan.
    """

    def __init__(self, problem: Problem, options: SolverOptions, listener: Listener, stop: StopRequested) -> None:
        self.watch = Watch(options.seconds, stop)
        self.options = options
        self.random = np.random.default_rng(options.seed)
        self.compiled: Compiled = compile_problem(problem)
        self.baseline = None if problem.baseline is None else Baseline(self.compiled)
        self.waves = WaveSolver(self.compiled, self.baseline, self.watch.asked)
        alone = [run_of(self.compiled, (wave,)) for wave in range(len(self.compiled.waves))]
        self.runs = runs_of(self.compiled) if self.baseline is None else alone
        self.exact = False
        self.incumbent = Incumbent(self.compiled, self.baseline)
        self.proof = Proof(self.compiled, self.runs, self.late)
        self.telling = Telling(listener, self.compiled, self.incumbent, self.proof, self.watch.time)

    @property
    def roster(self) -> Roster:
        return self.incumbent.roster

    @property
    def free(self) -> bool:
        """No earlier plan is to be kept."""
        return self.baseline is None

    @property
    def strict(self) -> bool:
        """Coverage comes before everything else, and is not weighed against it."""
        return self.compiled.problem.objective.coverage_weights is None

    @property
    def many_days(self) -> bool:
        """Flows of whole days then bring more at first than small exchanges do."""
        return len(np.unique(self.compiled.needs.day)) > MANY_DAYS

    def attempt(self, move: Move) -> bool:
        """Makes a move, and undoes it when the plan got worse; a better plan is handed out. Whether it is better."""
        gained = self.incumbent.attempt(move)
        self.telling.tell()
        if gained:
            self.telling.keep()
        return gained

    def over(self) -> bool:
        """Whether the search has to end; tells how things stand on the way."""
        self.telling.tell()
        return self.watch.over()

    def late(self) -> bool:
        """Whether proofs have to end; tells how things stand on the way."""
        self.telling.tell()
        return self.watch.late()

    def covered(self) -> bool:
        """Whether the coverage is proved to be the best there is."""
        assert self.proof.bound is not None
        proved = (self.proof.bound.missing_minimum, self.proof.bound.missing_count)
        return self.strict and self.incumbent.rank[:2] == proved

    def proved(self) -> bool:
        """Whether no plan is better."""
        if self.proof.bound is None:
            return False
        return not len(self.compiled.waves) or meets(self.incumbent.objective, self.proof.bound)

    def short(self) -> Ints:
        """Places of the runs with more heads missing than is proved, for the run and for the day."""
        if self.covered():
            return np.zeros(0, dtype=np.int64)
        missing, day = self.incumbent.missing(), self.compiled.needs.day[self.compiled.lines.need]
        for one, bound in self.proof.of_days.items():
            if missing[day == one].sum() <= sum(bound.missing_count):
                missing[day == one] = 0
        of_run = np.array([missing[run.lines].sum() for run in self.runs], dtype=np.int64)
        proved = np.array([sum(bound.missing_count) for bound in self.proof.of_runs], dtype=np.int64)
        return np.flatnonzero(of_run > proved)
