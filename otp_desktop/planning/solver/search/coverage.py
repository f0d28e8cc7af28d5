"""Coverage, proved: run by run, and by larger and larger wholes where the plan holds less than that proves."""

from functools import partial

from otp_desktop.planning.solver.chains.search import Chains
from otp_desktop.planning.solver.search.construction import spread
from otp_desktop.planning.solver.search.state import SearchState
from otp_desktop.planning.solver.stopping import AnyOf, TimeLimit
from otp_desktop.planning.solver.whole.coverage import whole_coverage

CHAINS_SHARE = 0.5  # of the time: for whole duties, where the posts are such that days or waves may do better
WHOLE_SHARE = 0.3  # of the time: for small problems chosen as a whole


def prove_coverage(state: SearchState, built_in: float) -> Chains | None:
    """Proves runs, whole days and duties of several posts; the blocks of such duties, where they had to be sought.

    ``built_in``: seconds that the first plan took.
    """
    state.telling.enter("bound")
    state.proof.prove_runs(state.incumbent.missing())
    if not state.covered():
        _cover_whole(state)
    if not state.covered():
        spread(state, built_in)
    if state.covered():
        return None
    chains = _chain(state)
    state.telling.enter("bound")
    if not state.covered():
        state.proof.prove_days(state.incumbent.missing(), state.options.seconds)
    if chains is not None and not state.covered():
        state.proof.prove_chains(chains, state.roster, state.watch.time.left)
    return chains


def _cover_whole(state: SearchState) -> None:
    """A small problem at once, from its first need to its last."""
    if not (state.free and state.strict):
        return
    seconds = state.watch.time.left * WHOLE_SHARE
    late = AnyOf(state.over, TimeLimit(seconds))
    found = whole_coverage(state.compiled, state.options.seed, late, seconds)
    if found is not None:
        state.attempt(partial(state.roster.restore, found.line))
        state.proof.prove_whole(found)


def _chain(state: SearchState) -> Chains | None:
    """Posts that whole duties fill better than the waves one by one."""
    if not (state.free and state.strict):
        return None
    state.telling.enter("duties")
    chains = Chains(state.compiled, state.waves, state.random)
    enough = TimeLimit(state.watch.time.left * CHAINS_SHARE)
    chains.fill(state.roster, state.attempt, AnyOf(state.over, enough))
    return chains
