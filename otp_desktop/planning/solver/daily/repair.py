"""The days that miss more heads than is proved: each filled anew as a whole, then helped by agents of other days."""

from collections.abc import Callable
from functools import partial

import numpy as np

from otp_desktop.planning.progress import StopRequested
from otp_desktop.planning.solver.bounds import WaveBound
from otp_desktop.planning.solver.compiled import Compiled
from otp_desktop.planning.solver.daily.bound import day_of
from otp_desktop.planning.solver.daily.filling import DayFilling
from otp_desktop.planning.solver.daily.release import release, release_and_fill
from otp_desktop.planning.solver.roster import Roster
from otp_desktop.planning.solver.runs import Run
from otp_desktop.planning.solver.stopping import NoGain
from otp_desktop.planning.solver.wave_solver import WaveSolver

ROUNDS = 3  # of help for every short day without a head gained, before one gives up

WHOLE = 0.5  # share of the helps in which the day is filled anew

Attempt = Callable[[Callable[[], None]], bool]
"""Makes a move, undoes it when the plan got worse, and says whether it got better."""


class DayRepair:
    """``proved``: the bound of each day of which there is one."""

    def __init__(
        self, compiled: Compiled, waves: WaveSolver, random: np.random.Generator, proved: dict[int, WaveBound]
    ) -> None:
        self._compiled, self._waves, self._random, self._proved = compiled, waves, random, proved

    def fill(self, roster: Roster, attempt: Attempt, over: StopRequested) -> bool:
        """Fills each short day anew; whether the days are such that they can be filled whole."""
        possible = False
        for day in self._short(roster):
            filling = DayFilling(self._compiled, day_of(self._compiled, day))
            if filling.possible and not over():
                attempt(partial(filling.fill, roster, over))
                possible = True
        return possible

    def help(self, roster: Roster, attempt: Attempt, over: StopRequested) -> None:
        """Frees agents of other days for the short ones, until that brings no more heads."""
        fruitless, held = NoGain(ROUNDS), int(roster.heads.sum())
        while not (over() or fruitless()):
            for day in self._random.permutation(self._short(roster)).tolist():
                if not over():
                    attempt(partial(self._release, roster, day_of(self._compiled, day), over))
            fruitless.tried(gained=int(roster.heads.sum()) > held)
            held = int(roster.heads.sum())

    def _release(self, roster: Roster, day: Run, over: StopRequested) -> None:
        arguments = self._compiled, roster, self._waves, day, self._random
        filling = DayFilling(self._compiled, day)
        if filling.possible and self._random.random() < WHOLE:
            release_and_fill(*arguments, partial(filling.fill, roster, over))
        else:
            release(*arguments)

    def _short(self, roster: Roster) -> list[int]:
        """The days, those first that miss most more than is proved."""
        missing = np.maximum(self._compiled.lines.count - roster.heads, 0)
        day = self._compiled.needs.day[self._compiled.lines.need]
        excess = {one: int(missing[day == one].sum()) - sum(bound.missing_count) for one, bound in self._proved.items()}
        return sorted((one for one in excess if excess[one] > 0), key=lambda one: (-excess[one], one))
