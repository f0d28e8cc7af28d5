"""Rounds of annealing: from the plan in hand, as hot as it bears, cooled until hardly anything costlier is kept."""

from threading import Thread
from time import monotonic

import numpy as np

from otp_desktop.planning.checker import check
from otp_desktop.planning.solver.anneal.nearness import nearness_of
from otp_desktop.planning.solver.anneal.scratch import scratch_for
from otp_desktop.planning.solver.anneal.state import State, stand_ins_of, state_of
from otp_desktop.planning.solver.anneal.tables import Tables, tables_of
from otp_desktop.planning.solver.anneal.walk import settle, walk
from otp_desktop.planning.solver.arrays import Floats
from otp_desktop.planning.solver.compiled import Compiled
from otp_desktop.planning.solver.roster import Roster
from otp_desktop.planning.solver.stopping import StoppingCriterion, TimeLimit

SLICE = 50_000  # moves between two looks at the clock: some hundredths of a second
LEVELS = 20  # of heat in a round, at the least
COLD = 0.08  # the heat at the end of a round, as a share of that at its beginning
SAMPLE = 2_000  # rises that the heat is told from
NO_SAMPLE = np.zeros(0)


class Annealing:
    """Anneals plans of one problem.

    ``moves_a_second``, and ``seconds_to_close`` from the end of a round until its plan is judged, are measured from the
    first round on.
    """

    def __init__(self, compiled: Compiled, random: np.random.Generator) -> None:
        self._compiled, self._random = compiled, random
        self._near = nearness_of(compiled)
        self._scratch = scratch_for(len(compiled.waves), compiled.calendar.weeks)
        self.moves_a_second = self.seconds_to_close = 0.0

    def compile(self, roster: Roster) -> Thread:
        """Has the loops compiled, some seconds once on each machine, in a thread that holds up nobody's end."""
        thread = Thread(target=self._compile, args=self._laid_out(roster), daemon=True)
        thread.start()
        return thread

    def round(self, roster: Roster, moves: float, share: float, time: TimeLimit, over: StoppingCriterion) -> None:
        """Leaves another plan in the roster, better or not, and as lawful as the one before.

        ``share``: of the median rise, the heat to begin with. It is cold after so many moves, or when the ``time`` is
        out if that is sooner, and ends as it stands when it is ``over``.
        """
        tables, state = self._laid_out(roster)
        settle(tables, state, self._scratch)
        begun, done, step = monotonic(), 0, int(max(1, min(SLICE, moves // LEVELS)))
        heat = share * self._median_rise(tables, state)
        while (cooled := max(done / moves, time.share)) < 1 and not over():
            self._walk(tables, state, step, heat * COLD**cooled)
            done += step
        ended = monotonic()
        self._walk(tables, state, SLICE)
        self.moves_a_second = (done + SLICE) / max(ended - begun, 1e-3)
        self._hand_over(roster, state)
        self.seconds_to_close = monotonic() - ended

    def _compile(self, tables: Tables, state: State) -> None:
        settle(tables, state, self._scratch)
        walk(tables, self._near, state, self._scratch, 0, 0, 0.0, NO_SAMPLE)

    def _laid_out(self, roster: Roster) -> tuple[Tables, State]:
        stand_ins = stand_ins_of(self._compiled, roster)
        tables = tables_of(self._compiled, len(stand_ins))
        return tables, state_of(self._compiled, tables, roster, stand_ins)

    def _median_rise(self, tables: Tables, state: State) -> float:
        """Of what lawful moves would cost where none is kept that costs more."""
        rises = np.full(SAMPLE, np.nan)
        self._walk(tables, state, SLICE, rises=rises)
        found = rises[rises > 0]
        return float(np.median(found)) if len(found) else 0.0

    def _walk(self, tables: Tables, state: State, moves: int, heat: float = 0.0, rises: Floats = NO_SAMPLE) -> None:
        seed = int(self._random.integers(2**31))
        walk(tables, self._near, state, self._scratch, seed, moves, heat, rises)
        self._scratch.partners.learn()
        self._scratch.windows.learn()

    def _hand_over(self, roster: Roster, state: State) -> None:
        """The checker has the last word on what machine code calls lawful."""
        before = roster.line.copy()
        roster.restore(state.line[: len(before)])
        problem = self._compiled.problem
        broken = check(problem, roster.assignments())
        if broken and not set(broken) <= set(check(problem, roster.assignments_of(before))):
            roster.restore(before)
