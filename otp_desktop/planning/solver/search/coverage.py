"""Coverage, proved: run by run, and by larger and larger wholes where the plan holds less than that proves."""

from otp_desktop.planning.solver.chains.search import Chains
from otp_desktop.planning.solver.search.construction import spread
from otp_desktop.planning.solver.search.state import SearchState
from otp_desktop.planning.solver.search.whole import cover_whole
from otp_desktop.planning.solver.stopping import AnyOf, TimeLimit

CHAINS_SHARE = 0.5  # of the time: for whole duties, where the posts are such that days or waves may do better


def prove_coverage(state: SearchState, built_in: float) -> Chains | None:
    """Proves runs, whole days and duties of several posts; the blocks of such duties, where they had to be sought.

    ``built_in``: seconds that the first plan took.
    """
    state.telling.enter("bound")
    state.proof.prove_runs(state.incumbent.missing())
    if not state.covered():
        cover_whole(state)
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


def _chain(state: SearchState) -> Chains | None:
    """Posts that whole duties fill better than the waves one by one."""
    if not (state.free and state.strict):
        return None
    state.telling.enter("duties")
    chains = Chains(state.compiled, state.waves, state.random)
    enough = TimeLimit(state.watch.time.left * CHAINS_SHARE)
    chains.fill(state.roster, state.attempt, AnyOf(state.over, enough))
    return chains
