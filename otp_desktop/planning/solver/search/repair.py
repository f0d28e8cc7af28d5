"""Heads that are missing though nothing proves that they must: short days and runs first, and the work around them."""

from functools import partial

import numpy as np

from otp_desktop.planning.solver.chains.search import Chains
from otp_desktop.planning.solver.daily.repair import DayRepair
from otp_desktop.planning.solver.neighbourhoods import neighbours
from otp_desktop.planning.solver.search.state import SearchState
from otp_desktop.planning.solver.stopping import AnyOf, TimeLimit

DAYS_SHARE = 0.25  # of the time: for the last heads of short days, which costs what the sweeps have to win back
HELP_SHARE = 0.05  # of the time left, for each help between other steps


def repair(state: SearchState, chains: Chains | None) -> DayRepair | None:
    """By whole days, by whole duties, and by runs where days are too large for that; who can help days later on."""
    state.telling.enter("coverage")
    days = _mend_days(state)
    if chains is not None:
        chains.mend(state.roster, state.attempt, AnyOf(state.over, state.covered))
    if len(state.runs) > 1 and days is None:
        _mend_runs(state)
    return days if state.many_days else None


def _mend_days(state: SearchState) -> DayRepair | None:
    """None where the days are too large to be filled as a whole, and to be helped by one another.

    Of many days, help waits until the plan is cheaper: what it rebuilds then is cheaper as well.
    """
    if not state.free or state.covered():
        return None
    days = DayRepair(state.compiled, state.waves, state.random, state.proof.of_days)
    enough = AnyOf(state.over, state.covered, TimeLimit(state.watch.time.left * DAYS_SHARE))
    if not days.fill(state.roster, state.attempt, enough):
        return None
    if not state.many_days:
        days.help(state.roster, state.attempt, enough)
    return days


def help_days(state: SearchState, days: DayRepair | None) -> None:
    """Short days get help of others, for a while."""
    if days is None or state.covered() or state.over():
        return
    state.telling.enter("coverage")
    enough = AnyOf(state.over, state.covered, TimeLimit(state.watch.time.left * HELP_SHARE))
    days.help(state.roster, state.attempt, enough)


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
