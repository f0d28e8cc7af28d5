"""A cheaper plan of the same coverage: groups that keep their agents, sweeps in turn, then whatever gains most."""

from functools import partial

from otp_desktop.planning.solver.arrays import Ints
from otp_desktop.planning.solver.mixes import mixes_of
from otp_desktop.planning.solver.moves import Move, MoveChoice
from otp_desktop.planning.solver.search.drawing import Drawing
from otp_desktop.planning.solver.search.state import SearchState
from otp_desktop.planning.solver.stints.handing import hand_out
from otp_desktop.planning.solver.stopping import AnyOf, NoGain, StoppingCriterion

LITTLE = 1e-4  # share of the soft cost that a round has to gain to be followed by another
PATIENCE = 3  # fruitless attempts for each wave, and for each need with a crew, before the search gives up


def keep_groups(state: SearchState) -> None:
    """Agents stay with their groups over the days, chosen for all days at once."""
    if state.watch.over() or not state.free or mixes_of(state.compiled) or not state.covered() or state.proved():
        return
    state.telling.enter("neighbourhoods")
    for kept in state.proof.keepings(state.over, state.random):
        state.attempt(partial(_rebuild, state, kept))


def _rebuild(state: SearchState, kept: Ints) -> None:
    """A plan in which agents keep their groups (agents, waves), filled up wave by wave."""
    hand_out(state.compiled, state.roster, kept)
    for wave in range(len(state.compiled.waves)):
        state.waves.complete(state.roster, wave)


def sweep_many_days(state: SearchState, drawing: Drawing) -> None:
    """One round where work lies on many days: after it, annealing brings more than a second one."""
    if state.many_days and len(state.runs) > 1:
        state.telling.enter("sweeps")
        _sweep_once(state, drawing.sweeps(), state.watch.over)


def sweep(state: SearchState, drawing: Drawing, until: StoppingCriterion = lambda: False) -> None:
    """The duties of each day handed out anew, then each wave, in turn, until a full round brings little or ``until``
    says so.
    """
    if len(state.runs) < 2:
        return  # nothing has changed since the only run was filled
    state.telling.enter("sweeps")
    kinds, over, gained = drawing.sweeps(), AnyOf(state.watch.over, until), True
    while gained and not (over() or state.proved()):
        before = state.incumbent.rank
        _sweep_once(state, kinds, over)
        found = state.incumbent.rank
        gained = found[:3] < before[:3] or found[3] < before[3] * (1 - LITTLE)


def _sweep_once(state: SearchState, kinds: list[list[Move]], over: StoppingCriterion) -> None:
    for move in [moves[place] for moves in kinds for place in state.random.permutation(len(moves))]:
        if over():
            return
        state.attempt(move)


def explore(state: SearchState, drawing: Drawing) -> None:
    """Several runs at once, or the duties of a day, whichever gains more in its time, until nothing is gained."""
    state.telling.enter("neighbourhoods")
    kinds = drawing.kinds()
    patience = NoGain(PATIENCE * max(1, len(state.runs) + drawing.crowded_needs))
    choice = MoveChoice(kinds, state.random)
    while kinds and not (state.watch.over() or patience() or state.proved()):
        place, move = choice.draw()
        gained = state.attempt(move)
        choice.judge(place, gained=gained)
        patience.tried(gained=gained)
