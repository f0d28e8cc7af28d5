"""A new plan after absences, new, cancelled or moved needs: best coverage, then fewest agents disturbed."""

from collections.abc import Iterable
from dataclasses import replace

from otp_desktop.planning.old_plan import known_rows
from otp_desktop.planning.plan import Bound, Plan, Status
from otp_desktop.planning.problem import Assignment, Problem
from otp_desktop.planning.problem_file import problem_sha256
from otp_desktop.planning.progress import StopRequested, never_stop
from otp_desktop.planning.replan.mending import mend
from otp_desktop.planning.score import score_and_shortages
from otp_desktop.planning.solver import SolverOptions
from otp_desktop.planning.solver.compiled import compile_problem
from otp_desktop.planning.solver.search.incumbent import meets
from otp_desktop.planning.solver.stopping import Request, TimeLimit


def replan_problem(problem: Problem, old: Iterable[Assignment]) -> Problem:
    """The problem with the old plan as its baseline, less the rows of agents, needs and roles that are gone."""
    return replace(problem, baseline=known_rows(problem, old))


def replan(
    problem: Problem,
    old: Iterable[Assignment],
    options: SolverOptions = SolverOptions(seconds=5),  # noqa: B008 - frozen
    stop_requested: StopRequested = never_stop,
    sha256: str = "",
) -> Plan:
    """The plan of ``replan_problem(problem, old)``: its objective and bound are of that problem.

    So is its hash, unless the ``sha256`` of the file that the plan is for is said.

    Coverage comes strictly first, also where the problem's ``coverage_weights`` would trade it for calm. The repair of
    the old plan stands unless coverage is not proved best and a search from nothing, in the time left, covers better.
    However little time there is, what the old plan has lost is filled once more: late, but no post stays open beside
    idle agents.
    """
    time, asked = TimeLimit(options.seconds), Request(stop_requested)
    asked_for = replan_problem(problem, old)
    mended = mend(compile_problem(strictly_covered(asked_for)), options, asked)
    spent = replace(options, seconds=time.elapsed)
    sha256 = sha256 or problem_sha256(asked_for)
    return _plan(asked_for, sha256, mended.repair.roster.assignments(), mended.bound, spent, stopped=asked.heard)


def strictly_covered(problem: Problem) -> Problem:
    """The problem in which coverage is never traded."""
    return replace(problem, objective=replace(problem.objective, coverage_weights=None))


def _plan(
    asked_for: Problem,
    sha256: str,
    rows: tuple[Assignment, ...],
    bound: Bound,
    spent: SolverOptions,
    *,
    stopped: bool,
) -> Plan:
    """The plan with its figures; nothing is proved of it where the problem trades coverage for other things."""
    weighted = asked_for.objective.coverage_weights is not None
    objective, lacking = score_and_shortages(asked_for, rows)
    if meets(objective, bound) and not weighted:
        status = Status.OPTIMAL
    else:
        status = Status.STOPPED if stopped else Status.FEASIBLE
    return Plan(
        problem_sha256=sha256,
        status=status,
        assignments=rows,
        shortages=lacking,
        objective=objective,
        bound=(Bound() if weighted else bound).beside(objective),
        seconds=spent.seconds,
        seed=spent.seed,
    )
