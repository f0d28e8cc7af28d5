"""A new plan after absences, new, cancelled or moved needs: best coverage, then fewest agents disturbed."""

from collections.abc import Iterable
from dataclasses import replace

from otp_desktop.planning.plan import Bound, Objective, Plan, Status
from otp_desktop.planning.problem import Assignment, Problem
from otp_desktop.planning.problem_file import problem_sha256
from otp_desktop.planning.progress import StopRequested, never_stop
from otp_desktop.planning.replan.bound import change_bound
from otp_desktop.planning.replan.expected import Expectations
from otp_desktop.planning.replan.old_plan import known_rows, surviving_rows
from otp_desktop.planning.replan.repair import Repair
from otp_desktop.planning.score import score, shortages
from otp_desktop.planning.solver import SolverOptions, solve
from otp_desktop.planning.solver.compiled import compile_problem
from otp_desktop.planning.solver.stopping import AnyOf, Request, TimeLimit

LEAST_SEARCH = 0.2  # seconds below which no search is begun


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
    the old plan stands unless coverage is not proved best and a search in the time left covers better.
    """
    time, asked = TimeLimit(options.seconds), Request(stop_requested)
    over = AnyOf(asked, time)
    asked_for = replan_problem(problem, old)
    strict = replace(asked_for, objective=replace(asked_for.objective, coverage_weights=None))
    compiled = compile_problem(strict)
    expected = Expectations(compiled)
    repair = Repair(compiled, expected, surviving_rows(strict, strict.baseline or ()))
    bound = change_bound(compiled, expected, repair.roster, over)
    repair.run(bound, over)
    rows = repair.roster.assignments()
    if not _coverage_is_proved(score(strict, rows), bound):
        rows = _better_of(strict, rows, replace(options, seconds=options.seconds - time.elapsed), over)
    return _plan(asked_for, strict, rows, bound, replace(options, seconds=time.elapsed), stopped=asked.heard)


def _coverage_is_proved(objective: Objective, bound: Bound) -> bool:
    return objective.rank[:2] == (bound.missing_minimum, bound.missing_count)


def _better_of(
    problem: Problem, rows: tuple[Assignment, ...], options: SolverOptions, over: StopRequested
) -> tuple[Assignment, ...]:
    """The repaired plan, or the one of a search where it ranks before."""
    if options.seconds < LEAST_SEARCH or over():
        return rows
    found = solve(problem, options, stop_requested=over).assignments
    return min(rows, found, key=lambda plan: score(problem, plan).rank)


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
    weighted = asked_for.objective.coverage_weights is not None
    return Plan(
        problem_sha256=problem_sha256(asked_for),
        status=Status.STOPPED if stopped else Status.FEASIBLE,
        assignments=rows,
        shortages=shortages(strict, rows),
        objective=score(asked_for, rows),
        bound=Bound() if weighted else bound,
        seconds=spent.seconds,
        seed=spent.seed,
    )
