"""The proved cost of duties, where long chains of posts make up most of a problem."""

from collections.abc import Callable

from otp_desktop.planning.plan import Bound
from otp_desktop.planning.progress import StopRequested
from otp_desktop.planning.solver.arrays import Ints
from otp_desktop.planning.solver.chains.coupled import long_chains
from otp_desktop.planning.solver.compiled import Compiled
from otp_desktop.planning.solver.roster import Roster
from otp_desktop.planning.solver.wishes import least_of_wishes

FEWEST_WAVES = 4  # of a chain: with fewer, payments that flows share (``softbound``) prove as much


def climb_by_duties(
    compiled: Compiled,
    bound: Bound,
    line: Ints,
    late: StopRequested,
    on_gain: Callable[[float], None],
) -> None:
    """Tells better and better bounds of the soft cost, where long chains of posts make up most of the problem.

    ``line`` (agents, waves): a known plan. Nothing is said beside locked assignments, which a duty would
    have to hold.
    """
    blocks, roster = long_chains(compiled, FEWEST_WAVES), Roster(compiled)
    weights = compiled.problem.objective
    if not blocks or roster.locked.any() or len(roster.apart) or weights.coverage_weights is not None or late():
        return
    roster.restore(line)
    from otp_desktop.planning.solver.chains.least_cost import LeastCost  # machine code: only where it is of use

    base = least_of_wishes(compiled)
    LeastCost(compiled, blocks, bound, roster, late).climb(lambda cost: on_gain(base + cost))
