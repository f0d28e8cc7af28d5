"""The plan annealed in rounds that grow, each from the best, until they bring nothing or the time is over."""

from functools import partial
from threading import Thread
from typing import TYPE_CHECKING

import numpy as np

from otp_desktop.planning.solver.anneal.tables import fits
from otp_desktop.planning.solver.moves import Move
from otp_desktop.planning.solver.search.drawing import Drawing
from otp_desktop.planning.solver.search.improvement import sweep
from otp_desktop.planning.solver.search.state import SearchState
from otp_desktop.planning.solver.stopping import TimeLimit

if TYPE_CHECKING:
    from otp_desktop.planning.solver.anneal.annealing import Annealing

FIRST_ROUND = 200  # moves for each head: about half a second for some thousand heads
MILD = 0.1  # of the median rise of a move: the heat of the first round, for a hotter one ends worse when it is short
HOTTEST = 0.5
WARMER, MILDER = 1.5, 0.3  # the heat of the next round, of one that brought something, and of one that brought nothing
PATIENCE = 3  # fruitless rounds in a row
CLOSING = 1.5  # of the time that closing a round took, kept for closing the next
LOADING = 1.0  # seconds in which loops compiled before are ready
LOOK_EVERY = 0.1  # seconds, while they are loaded or compiled


def anneal(state: SearchState, drawing: Drawing, between: Move) -> None:
    """Rounds, with something else ``between`` them. Not where an earlier plan is to be kept: whom a move disturbs is
    not in its cost; nor beside contrary locks.
    """
    if not state.free or state.roster.apart or not fits(state.compiled) or state.proved() or state.watch.over():
        return
    state.telling.enter("neighbourhoods")
    from otp_desktop.planning.solver.anneal.annealing import Annealing  # numba takes a while to import

    annealing = Annealing(state.compiled, state.random)
    compiling = annealing.compile(state.roster)
    if not _ready(compiling, state, LOADING):
        sweep(state, drawing, until=lambda: not compiling.is_alive())
        _ready(compiling, state, state.watch.time.left)
    moves, heat, fruitless = FIRST_ROUND * state.compiled.required_heads, MILD, 0
    while fruitless < PATIENCE and not (_left(state, annealing) <= 0 or state.over() or state.proved()):
        state.telling.enter("neighbourhoods")
        gained = state.attempt(_round(state, annealing, moves, heat))
        fruitless = 0 if gained else fruitless + 1
        moves, heat = (2 * moves, min(heat * WARMER, HOTTEST)) if gained else (moves, heat * MILDER)
        between()


def _ready(compiling: Thread, state: SearchState, seconds: float) -> bool:
    """Waits for the loops, so many seconds at the most, or until the search has nothing more to do."""
    waiting = TimeLimit(seconds)
    while compiling.is_alive() and not (waiting() or state.over() or state.proved()):
        compiling.join(LOOK_EVERY)
    return not compiling.is_alive()


def _round(state: SearchState, annealing: "Annealing", moves: int, heat: float) -> Move:
    """As many moves as were meant, or all that the time allows where the next round could not be longer."""
    left = _left(state, annealing)
    last = 0 < annealing.moves_a_second * left < 3 * moves
    return partial(annealing.round, state.roster, np.inf if last else moves, heat, TimeLimit(left), state.over)


def _left(state: SearchState, annealing: "Annealing") -> float:
    """Seconds in which a round has to be cold, so that its plan is handed out before the time is over."""
    return state.watch.time.left - CLOSING * annealing.seconds_to_close
