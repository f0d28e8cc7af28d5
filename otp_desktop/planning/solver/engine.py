"""The search: first plan, proofs, repair, improvement; it keeps the best plan itself and tells what it does."""

from functools import partial

from otp_desktop.planning.plan import Objective, Plan, Status
from otp_desktop.planning.problem import Problem
from otp_desktop.planning.problem_file import problem_sha256
from otp_desktop.planning.progress import StopRequested
from otp_desktop.planning.score import score_and_shortages
from otp_desktop.planning.solver.options import SolverOptions
from otp_desktop.planning.solver.search.annealing import anneal
from otp_desktop.planning.solver.search.construction import construct
from otp_desktop.planning.solver.search.coverage import prove_coverage
from otp_desktop.planning.solver.search.drawing import Drawing
from otp_desktop.planning.solver.search.improvement import explore, keep_groups, sweep, sweep_many_days
from otp_desktop.planning.solver.search.incumbent import meets
from otp_desktop.planning.solver.search.repair import help_days, repair
from otp_desktop.planning.solver.search.soft_bound import climb, climb_early, prove_soft
from otp_desktop.planning.solver.search.state import SearchState
from otp_desktop.planning.solver.search.telling import Listener
from otp_desktop.planning.solver.search.whole import choose_whole


class Search:
    """One search of one problem; ``run`` gives its plan."""

    def __init__(
        self, problem: Problem, options: SolverOptions, listener: Listener, stop: StopRequested, sha256: str = ""
    ) -> None:
        """``sha256`` of the problem's file, computed where it is not known."""
        self._problem, self._sha256 = problem, sha256
        self._state = SearchState(problem, options, listener, stop)

    def run(self) -> Plan:
        try:
            self._search(self._state)
            return self._plan()
        finally:
            self._state.proof.close()

    @staticmethod
    def _search(state: SearchState) -> None:
        """The steps in their order."""
        built_in = construct(state)
        chains = prove_coverage(state, built_in)
        prove_soft(state)
        choose_whole(state)
        climb_early(state)
        days = repair(state, chains)
        climb(state)
        keep_groups(state)
        drawing = Drawing(state)
        sweep_many_days(state, drawing)
        help_days(state, days)
        anneal(state, drawing, partial(help_days, state, days))
        sweep(state, drawing)
        explore(state, drawing)

    def _plan(self) -> Plan:
        state = self._state
        assert state.proof.bound is not None
        assignments = state.roster.assignments()
        objective, lacking = score_and_shortages(self._problem, assignments)
        return Plan(
            problem_sha256=self._sha256 or problem_sha256(self._problem),
            status=self._status(objective),
            assignments=assignments,
            shortages=lacking,
            objective=objective,
            bound=state.proof.bound.beside(objective),
            seconds=state.watch.time.elapsed,
            seed=state.options.seed,
        )

    def _status(self, objective: Objective) -> Status:
        bound, asked = self._state.proof.bound, self._state.watch.asked
        if bound is not None and meets(objective, bound):
            return Status.OPTIMAL
        return Status.STOPPED if asked.heard else Status.FEASIBLE
