"""The soft cost, proved: what the flow itself proves, or a bound that climbs while the search goes on."""

from otp_desktop.planning.plan import Bound
from otp_desktop.planning.score import score
from otp_desktop.planning.solver.search.state import SearchState


def prove_soft(state: SearchState) -> None:
    """Exactly where one flow is the whole problem."""
    if not state.exact:
        state.proof.prove_soft()
        return
    exact = score(state.compiled.problem, state.roster.assignments())
    state.proof.bound = Bound(
        missing_minimum=exact.missing_minimum,
        missing_count=exact.missing_count,
        changes=exact.changes,
        soft=exact.soft - state.waves.rounding,
    )


def climb_early(state: SearchState) -> None:
    """Beside the search for heads: what it needs of a plan is roughly who carries how much."""
    if not state.covered():
        state.proof.climb_aside(state.roster, state.watch.time.left, state.options.workers)


def climb(state: SearchState) -> None:
    """A better soft bound; more of it is tried where the coverage of the plan is proved."""
    if not state.proved():
        target = state.incumbent.rank[3] if state.covered() else None
        state.proof.climb(target, state.roster, state.watch.time.left, state.options.workers)
