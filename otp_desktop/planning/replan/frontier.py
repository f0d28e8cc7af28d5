"""Coverage against disturbance: the best coverage for each number of agents whom a new plan may change.

Where one block of waves is the whole problem each point is exact (``budget``).

Elsewhere the points come from the repaired plan. Agents whose moves hang together (one took the line that another
left) are undone together, and each such knot adds to the coverage on its own: the best choice of knots of at most k
agents is a knapsack, and coverage vectors add up and keep their order as numbers do. Where most moves hang together, as
along a convoy, plans on the way from the old one to the new stand between.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

import numpy as np

from otp_desktop.planning.editing.edit import difference
from otp_desktop.planning.editing.judged_plan import JudgedPlan
from otp_desktop.planning.old_plan import surviving_rows
from otp_desktop.planning.plan import PRIORITIES
from otp_desktop.planning.problem import Assignment, Problem
from otp_desktop.planning.progress import StopRequested, never_stop
from otp_desktop.planning.replan.bound import forced_changes
from otp_desktop.planning.replan.budget import best_within, is_best
from otp_desktop.planning.replan.expected import Expectations
from otp_desktop.planning.replan.knots import parts_of_plan
from otp_desktop.planning.replan.least_changes import ChangeNetwork, LeastChanges
from otp_desktop.planning.replan.mending import mend
from otp_desktop.planning.replan.mixes import unmixed_view
from otp_desktop.planning.replan.replan import replan_problem, strictly_covered
from otp_desktop.planning.replan.steps import plans_on_the_way
from otp_desktop.planning.score import coverage_and_changes, score
from otp_desktop.planning.solver import SolverOptions
from otp_desktop.planning.solver.arrays import NONE
from otp_desktop.planning.solver.compiled import Compiled, compile_problem
from otp_desktop.planning.solver.exactness import legality_is_exact
from otp_desktop.planning.solver.named import line_names
from otp_desktop.planning.solver.roster import Roster
from otp_desktop.planning.solver.stopping import AnyOf, Request, TimeLimit
from otp_desktop.planning.wave_view import WaveView, blocks_of, relaxed_view, roster_of, wave_view


@dataclass(frozen=True, slots=True)
class FrontierPoint:
    """A plan that changes ``changes`` agents and what it covers.

    ``proved``: no legal plan that changes as few covers better; else it is the best one found.
    """

    changes: int
    missing_minimum: tuple[int, ...]
    missing_count: tuple[int, ...]
    assignments: tuple[Assignment, ...]
    proved: bool


def frontier(
    problem: Problem,
    old: Iterable[Assignment],
    most: int,
    seconds: float = 5,
    stop_requested: StopRequested = never_stop,
    on_point: Callable[[FrontierPoint], None] = lambda _point: None,
) -> tuple[FrontierPoint, ...]:
    """The best coverage for 0, 1 … ``most`` changed agents, as far as each covers better than the one before.

    ``on_point`` is told each as it is found. Stopped, the points found so far.

    The first point has the fewest changes there can be: agents who cannot keep what they had are changed in any plan.
    """
    asked = Request(stop_requested)
    time = TimeLimit(seconds)
    over = AnyOf(time, asked)
    compiled = compile_problem(strictly_covered(replan_problem(problem, old)))
    points: list[FrontierPoint] = []
    open_budgets = 0
    for point in _exact(compiled, most, over) if _is_one_block(compiled) else ():
        if point is None:
            open_budgets += 1
        else:
            points.append(point)
            on_point(point)
    if open_budgets or not points:
        points += _found(compiled, most, time.left, asked)
    return tuple(_climbing(points))


def _climbing(points: Iterable[FrontierPoint]) -> Iterator[FrontierPoint]:
    """Leaves out points that cover no better than one of fewer changes."""
    best: tuple[tuple[int, ...], tuple[int, ...]] | None = None
    for point in sorted(points, key=lambda point: (point.changes, point.missing_minimum, point.missing_count)):
        coverage = (point.missing_minimum, point.missing_count)
        if best is None or coverage < best:
            best = coverage
            yield point


def _is_one_block(compiled: Compiled) -> bool:
    """Whether one flow sees the whole problem, as far as coverage goes."""
    return len(blocks_of(compiled)) == 1 and not Roster(compiled).apart


def _exact(compiled: Compiled, most: int, over: StopRequested) -> Iterator[FrontierPoint | None]:
    """A point for each budget, None where it is not proved.

    Where the flow is not the law itself (corps that may not mix, derogations, unknown places) one flow runs that allows
    too little, and one that allows too much shows that nothing is better; the rules are judged once more.
    """
    problem, expected = compiled.problem, Expectations(compiled)
    forced = forced_changes(problem)
    (block,) = blocks_of(compiled)
    surviving = surviving_rows(problem, problem.baseline or ())
    wide, law = relaxed_view(compiled, block), wave_view(compiled, Roster(compiled), block)
    narrow = unmixed_view(compiled, roster_of(compiled, surviving), law)
    budget, calm = most - int(forced.sum()), ~forced[wide.agents]
    allowing_all = ChangeNetwork(wide, expected.within(wide, block, calm))
    is_law = narrow is law and legality_is_exact(compiled)
    view = wide if is_law else narrow
    network = allowing_all if is_law else ChangeNetwork(narrow, expected.within(narrow, block, calm))
    before = JudgedPlan.of(problem, surviving)
    for best in best_within(network, budget, over):
        rows = _rows(compiled, view, network.filled(best.heads))
        if not is_law and not (is_best(allowing_all, best) and _is_legal(before, rows)):
            yield None
        else:
            yield _proved_point(problem, rows)


def _is_legal(before: JudgedPlan, rows: tuple[Assignment, ...]) -> bool:
    """Whether the checker finds nothing, asked where the rows differ from those of a plan judged before."""
    return not before.edited(difference(before.assignments, rows)).violations


def _rows(compiled: Compiled, view: WaveView, filling: LeastChanges) -> tuple[Assignment, ...]:
    """The filling and the locked assignments, in the words of the problem."""
    names, agents = line_names(compiled), compiled.problem.agents
    serving = np.flatnonzero(filling.column != NONE)
    pairs = zip(view.agents[serving].tolist(), view.lines[filling.column[serving]].tolist(), strict=True)
    moving = {agents[agent].id for agent in view.agents.tolist()}
    locked = (row for row in compiled.problem.locked if row.agent not in moving)
    return (*locked, *(Assignment(agents[agent].id, *names[line]) for agent, line in pairs))


def _found(compiled: Compiled, most: int, seconds: float, asked: Request) -> list[FrontierPoint]:
    """Parts of the repaired plan, a coverage that equals the bound being proved."""
    problem = compiled.problem
    surviving = surviving_rows(problem, problem.baseline or ())
    mended = mend(compiled, SolverOptions(seconds=seconds), asked)
    best = mended.bound.missing_minimum + mended.bound.missing_count
    before = score(problem, surviving)
    return [
        FrontierPoint(
            changes=part.changes,
            missing_minimum=part.coverage[:PRIORITIES],
            missing_count=part.coverage[PRIORITIES:],
            assignments=part.rows,
            proved=part.coverage == best,
        )
        for new in dict.fromkeys((mended.first, mended.repair.roster.assignments()))
        for part in chain(
            parts_of_plan(problem, surviving, before, new), plans_on_the_way(problem, surviving, before, new)
        )
        if part.changes <= most
    ]


def _proved_point(problem: Problem, rows: tuple[Assignment, ...]) -> FrontierPoint:
    coverage = coverage_and_changes(problem, rows)
    return FrontierPoint(coverage.changes, coverage.missing_minimum, coverage.missing_count, rows, proved=True)
