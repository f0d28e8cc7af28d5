"""Small problems at once, from their first need to their last."""

from functools import partial

from otp_desktop.planning.solver.search.state import SearchState
from otp_desktop.planning.solver.stopping import AnyOf, TimeLimit
from otp_desktop.planning.solver.whole.plan import Whole, whole_coverage, whole_plan

WHOLE_SHARE = 0.3  # of the time left


def cover_whole(state: SearchState) -> None:
    """The coverage alone."""
    seconds = state.watch.time.left * WHOLE_SHARE
    late = AnyOf(state.over, TimeLimit(seconds))
    _take_over(state, whole_coverage(state.compiled, state.options.seed, late, seconds))


def choose_whole(state: SearchState) -> None:
    """All that the objective asks for, where the flows were not the whole answer."""
    if state.proved():
        return
    seconds = state.watch.time.left * WHOLE_SHARE
    late = AnyOf(state.over, TimeLimit(seconds))
    _take_over(state, whole_plan(state.compiled, state.roster.line, state.options.seed, late, seconds))


def _take_over(state: SearchState, found: Whole | None) -> None:
    if found is not None:
        state.attempt(partial(state.roster.restore, found.line))
        state.proof.prove_whole(found)
