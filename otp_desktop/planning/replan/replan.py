"""A new plan after absences, new, cancelled or moved needs: best coverage, then fewest agents disturbed."""

from collections.abc import Iterable
from dataclasses import replace

from otp_desktop.planning.plan import Bound, Plan, Status
from otp_desktop.planning.problem import Assignment, Problem
from otp_desktop.planning.problem_file import problem_sha256
from otp_desktop.planning.progress import StopRequested, never_stop
from otp_desktop.planning.replan.bound import change_bound
from otp_desktop.planning.replan.expected import Expectations
from otp_desktop.planning.replan.old_plan import known_rows, surviving_rows
from otp_desktop.planning.replan.repair import Repair
from otp_desktop.planning.score import score, shortages
from otp_desktop.planning.solver import SolverOptions, solve
from otp_desktop.planning.solver.bounds import better
from otp_desktop.planning.solver.compiled import Compiled, compile_problem
from otp_desktop.planning.solver.search.incumbent import meets
from otp_desktop.planning.solver.stopping import AnyOf, Request, StoppingCriterion, TimeLimit
from otp_desktop.planning.solver.whole.plan import whole_plan
from otp_desktop.planning.wave_view import roster_of

LEAST_PROOF = 0.5  # seconds that the proof of the fewest changes has, even where the plan took all the time
LEAST_SEARCH = 0.2  # seconds below which no search is begun
WHOLE = 0.3  # share of the time left in which a small problem is solved as a whole
RENEWED = 0.8  # share of the time left that goes to duties of several posts, where coverage is not proved
SEARCHED = 0.6  # share of the time left that goes to it; the rest brings its plan near the old one


def replan_problem(problem: Problem, old: Iterable[Assignment]) -> Problem:
    """The problem with the old plan as its baseline, less the rows of agents, needs and roles that are gone."""
    return replace(problem, baseline=known_rows(problem, old))


def replan(
    problem: Problem,
    old: Iterable[Assignment],
    options: SolverOptions = SolverOptions(seconds=5),  # noqa: B008 - frozen
    stop_requested: StopRequested = never_stop,
) -> Plan:
    """The plan of ``replan_problem(problem, old)``: its hash, objective and bound are of that problem.

    Coverage comes strictly first, also where the problem's ``coverage_weights`` would trade it for calm. The repair of
    the old plan stands unless coverage is not proved best and a search from nothing, in the time left, covers better.
    However little time there is, what the old plan has lost is filled once more: late, but no post stays open beside
    idle agents.
    """
    time, asked = TimeLimit(options.seconds), Request(stop_requested)
    over = AnyOf(asked, time)
    asked_for = replan_problem(problem, old)
    strict = replace(asked_for, objective=replace(asked_for.objective, coverage_weights=None))
    compiled = compile_problem(strict)
    expected = Expectations(compiled)
    surviving = surviving_rows(strict, strict.baseline or ())
    repair = Repair(compiled, expected, surviving)
    repair.refill(over, asked)
    proved_late = AnyOf(asked, TimeLimit(max(options.seconds - time.elapsed, LEAST_PROOF)))
    bound = change_bound(compiled, expected, roster_of(compiled, surviving), proved_late)
    at_most = replace(options, seconds=(options.seconds - time.elapsed) * WHOLE)
    bound = _as_a_whole(compiled, repair, bound, at_most, over)
    if repair.rank()[:2] != (bound.missing_minimum, bound.missing_count):
        repair.renew_duties(over, (options.seconds - time.elapsed) * RENEWED)
    repair.run(bound, over)
    left = (options.seconds - time.elapsed) * SEARCHED
    if repair.rank()[:2] != (bound.missing_minimum, bound.missing_count) and left > LEAST_SEARCH and not over():
        found = solve(replace(strict, baseline=None), replace(options, seconds=left), stop_requested=over)
        repair = _better_of(repair, Repair(compiled, expected, found.assignments), bound, over)
    repair.complete(asked)
    spent = replace(options, seconds=time.elapsed)
    return _plan(asked_for, strict, repair.roster.assignments(), bound, spent, stopped=asked.heard)


def _as_a_whole(
    compiled: Compiled, repair: Repair, bound: Bound, options: SolverOptions, over: StoppingCriterion
) -> Bound:
    """The best plan there is, with its proof, where the problem is small; what is proved then."""
    late = AnyOf(over, TimeLimit(options.seconds))
    whole = None if late() else whole_plan(compiled, repair.roster.line, options.seed, late, options.seconds)
    if whole is None:
        return bound
    repair.take_over(whole.line)
    return whole.bound if better(whole.bound, bound) else bound


def _better_of(repair: Repair, searched: Repair, bound: Bound, over: StopRequested) -> Repair:
    """The better plan of two, once the one that was searched has been brought near the old plan too."""
    if searched.rank()[:2] < repair.rank()[:2]:
        searched.run(bound, over)
    return min(repair, searched, key=Repair.rank)


def _plan(
    asked_for: Problem,
    strict: Problem,
    rows: tuple[Assignment, ...],
    bound: Bound,
    spent: SolverOptions,
    *,
    stopped: bool,
) -> Plan:
    """The plan with its figures; nothing is proved of it where the problem trades coverage for other things."""
    weighted, objective = asked_for.objective.coverage_weights is not None, score(asked_for, rows)
    if meets(objective, bound) and not weighted:
        status = Status.OPTIMAL
    else:
        status = Status.STOPPED if stopped else Status.FEASIBLE
    return Plan(
        problem_sha256=problem_sha256(asked_for),
        status=status,
        assignments=rows,
        shortages=shortages(strict, rows),
        objective=objective,
        bound=(Bound() if weighted else bound).beside(objective),
        seconds=spent.seconds,
        seed=spent.seed,
    )
