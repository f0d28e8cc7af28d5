"""The best plan found beside an earlier one, with what is proved of it: re-planning and its frontier share it.

First what the earlier plan lost is filled with the fewest changes. Where that is not proved best, a small problem is
solved as a whole, posts that agents serve one after the other are given out as whole duties, and at last a search from
nothing may cover better. Each step only stands where it makes the plan better.
"""

from dataclasses import dataclass, replace

from otp_desktop.planning.old_plan import surviving_rows
from otp_desktop.planning.plan import Bound
from otp_desktop.planning.problem import Assignment
from otp_desktop.planning.replan.bound import change_bound
from otp_desktop.planning.replan.expected import Expectations
from otp_desktop.planning.replan.repair import Repair
from otp_desktop.planning.solver import SolverOptions, solve
from otp_desktop.planning.solver.bounds import better
from otp_desktop.planning.solver.compiled import Compiled
from otp_desktop.planning.solver.stopping import AnyOf, Request, TimeLimit
from otp_desktop.planning.solver.whole.plan import whole_plan
from otp_desktop.planning.wave_view import roster_of

LEAST_PROOF = 0.5  # seconds that the proof of the fewest changes has, even where the plan took all the time
LEAST_SEARCH = 0.2  # seconds below which no search is begun
WHOLE = 0.5  # share of the time left that goes to a small problem as a whole
RENEWED = 0.8  # share of the time left that goes to duties of several posts
SEARCHED = 0.6  # share of the time left that goes to a search from nothing; the rest brings its plan near the old one


@dataclass(frozen=True)
class Mended:
    """A plan (``repair.roster``) and the ``bound`` of all.

    ``first``: the plan in which only what was lost had been filled; it may cover less, and disturb fewer.
    """

    repair: Repair
    bound: Bound
    first: tuple[Assignment, ...]


def mend(compiled: Compiled, options: SolverOptions, asked: Request) -> Mended:
    """Mends the baseline of a problem whose coverage is strict."""
    time = TimeLimit(options.seconds)
    over = AnyOf(asked, time)
    expected = Expectations(compiled)
    surviving = surviving_rows(compiled.problem, compiled.problem.baseline or ())
    repair = Repair(compiled, expected, surviving)
    repair.refill(over, asked)
    late = AnyOf(asked, TimeLimit(max(time.left, LEAST_PROOF)))
    first = repair.roster.assignments()
    mended = Mended(repair, change_bound(compiled, expected, roster_of(compiled, surviving), late), first)
    if not over():
        mended = _as_a_whole(
            compiled, mended, options.seed, AnyOf(over, TimeLimit(time.left * WHOLE)), time.left * WHOLE
        )
    repair.renew_duties(mended.bound, over, time.left * RENEWED)
    repair.run(mended.bound, over)
    if not repair.covers(mended.bound) and time.left * SEARCHED > LEAST_SEARCH and not over():
        mended = _searched(compiled, expected, mended, replace(options, seconds=time.left * SEARCHED), over)
    mended.repair.complete(asked)
    return mended


def _as_a_whole(compiled: Compiled, mended: Mended, seed: int, over: AnyOf, seconds: float) -> Mended:
    """A small problem solved whole: all sets of needs that each agent may serve are known."""
    late = AnyOf(over, TimeLimit(seconds))
    found = whole_plan(compiled, mended.repair.roster.line, seed, late, seconds)
    if found is None:
        return mended
    mended.repair.take_over(found.line)
    return replace(mended, bound=found.bound if better(found.bound, mended.bound) else mended.bound)


def _searched(
    compiled: Compiled, expected: Expectations, mended: Mended, options: SolverOptions, over: AnyOf
) -> Mended:
    """The better plan of two, once one that was searched from nothing has been brought near the old plan."""
    found = solve(replace(compiled.problem, baseline=None), options, stop_requested=over)
    searched = Repair(compiled, expected, found.assignments)
    if searched.strict_rank()[:2] < mended.repair.strict_rank()[:2]:
        searched.run(mended.bound, over)
    return replace(mended, repair=min(mended.repair, searched, key=Repair.rank))
