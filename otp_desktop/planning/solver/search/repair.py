"""Heads that are missing though nothing proves that they must: short days and runs first, and the work around them."""

from functools import partial

import numpy as np

from otp_desktop.planning.solver.chains.search import Chains
from otp_desktop.planning.solver.daily.repair import DayRepair
from otp_desktop.planning.solver.neighbourhoods import neighbours
from otp_desktop.planning.solver.search.state import SearchState
from otp_desktop.planning.solver.stopping import AnyOf, TimeLimit

DAYS_SHARE = 0.25  # of the time: for the last heads of short days, which costs what the sweeps have to win back


def repair(state: SearchState, chains: Chains | None) -> None:
    """By whole days, by whole duties, and by runs where days are too large for that."""
    state.telling.enter("coverage")
    whole_days = _mend_days(state)
    if chains is not None:
        chains.mend(state.roster, state.attempt, AnyOf(state.over, state.covered))
    if len(state.runs) > 1 and not whole_days:
        _mend_runs(state)


def _mend_days(state: SearchState) -> bool:
    """Whether the days are small enough to be filled as a whole, and helped by one another."""
    if not state.free or state.covered():
        return False
    days = DayRepair(state.compiled, state.waves, state.random, state.proof.of_days)
    enough = TimeLimit(state.watch.time.left * DAYS_SHARE)
    return days.mend(state.roster, state.attempt, AnyOf(state.over, state.covered, enough))


def _mend_runs(state: SearchState) -> None:
    """Each short run with its neighbours, until a round brings no head."""
    gained = True
    while gained and not state.proved():
        gained = False
        for place in state.random.permutation(state.short()):
            if state.watch.over():
                return
            centre = np.array([place], dtype=np.int64)
            runs = neighbours(state.compiled, state.runs, state.random, centre)
            gained |= state.attempt(partial(state.waves.refill, state.roster, runs))
