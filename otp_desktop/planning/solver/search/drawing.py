"""The moves of sweeps and of exploration: days, tails of days, waves, runs, crews and new duties."""

from functools import partial

from otp_desktop.planning.solver.chains.regroup import NewDuties
from otp_desktop.planning.solver.crews.regroup import Crews
from otp_desktop.planning.solver.duty_exchange.duties import days_of, tails_of
from otp_desktop.planning.solver.duty_exchange.exchange import exchange
from otp_desktop.planning.solver.moves import Kind, Move
from otp_desktop.planning.solver.neighbourhoods import neighbours
from otp_desktop.planning.solver.search.state import SearchState

FEW = 4  # below how many agents on a need a unit may be drawn away from it
QUICK_TAILS = 8.0  # the rest of a day's duties is handed out in a fraction of the time of several waves
QUICK_CREWS = 8.0  # a few needs get new crews in a fraction of the time of a whole wave

Waves = tuple[int, ...]


class Drawing:
    """Makes the moves of one search."""

    def __init__(self, state: SearchState) -> None:
        self._state = state
        self._crews = Crews(state.compiled)
        self._duties = NewDuties(state.compiled, state.random, state.watch.over)
        self.days = days_of(state.compiled)
        self._tails = [rest for waves in self.days for rest in tails_of(waves)]

    @property
    def crowded_needs(self) -> int:
        """Needs whose crews can be chosen anew."""
        return self._crews.needs if self._state.free else 0

    def sweeps(self) -> list[list[Move]]:
        """Kinds of moves, those first that gain most: whole days repair what waves alone cannot."""
        state = self._state
        waves: list[Move] = [partial(state.waves.solve, state.roster, wave) for run in state.runs for wave in run.waves]
        if not state.free:
            return [waves]
        days: list[Move] = [partial(self._hand_out, day, few=0) for day in self.days]
        tails: list[Move] = [
            partial(self._hand_out, rest, tails=True) for rest in (self._tails if self._duties.blocks else ())
        ]
        return [days, waves, tails]

    def kinds(self) -> list[Kind]:
        """A run filled alone stays as it is; duties of one post are handed out better with their crews."""
        state = self._state
        several = len(state.runs) > 1
        kinds = [Kind(self._several_runs)] if several else []
        if not state.free:
            return kinds
        if several or not self._crews.needs:
            kinds.append(Kind(lambda: partial(self._hand_out, self._pick(self.days))))
        if self._crews.needs:
            kinds.append(Kind(self._new_crews, QUICK_CREWS))
        if self._tails:
            kinds.append(Kind(lambda: partial(self._hand_out, self._pick(self._tails), tails=True), QUICK_TAILS))
        if state.strict and self._duties.blocks:
            kinds.append(Kind(lambda: self._duties.draw(state.roster)))
        return kinds

    def _hand_out(self, waves: Waves, *, tails: bool = False, few: int | None = None) -> None:
        """The duties of a day, or their tails, anew; now and then so that units with few agents somewhere leave it."""
        few = int(self._state.random.integers(FEW)) if few is None else few
        exchange(self._state.compiled, self._state.roster, waves, tails=tails, few=few)

    def _new_crews(self) -> Move:
        state = self._state
        return partial(self._crews.regroup, state.roster, state.random, state.watch.time.left)

    def _several_runs(self) -> Move:
        state = self._state
        runs = neighbours(state.compiled, state.runs, state.random, state.short())
        return partial(state.waves.refill, state.roster, runs)

    def _pick(self, days: list[Waves]) -> Waves:
        return days[int(self._state.random.integers(len(days)))]
