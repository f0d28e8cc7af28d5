"""Whole agents from shares of them: a dive fixes the duties that the relaxation is surest of, and prices again.

Where agents would rather keep what they had, first of all it is settled who does.
"""

from collections.abc import Sequence

import numpy as np

from otp_desktop.planning.progress import StopRequested
from otp_desktop.planning.solver.arrays import Floats, Ints
from otp_desktop.planning.solver.chains.generation import Generation
from otp_desktop.planning.solver.chains.master import Column, Relaxed
from otp_desktop.planning.solver.chains.setting import Setting
from otp_desktop.planning.solver.chains.staying import Own

STEPS, FEW_STEPS = 12, 6  # a dive fixes at least one in so many of the agents still free at a time
SURE = 0.8  # a share of an agent that is rounded up at once
ROUNDS, FEW_ROUNDS = 2, 1  # of pricing after each fixing
UNDOS = 16  # times that a dive takes back what it has fixed last
TINY = 1e-6


class Dive:
    """One dive from a relaxation; ``run`` gives the duties to hand out, each for one agent of its kind.

    ``stays``: those of ``own``, who would keep what they had, who do; with them it takes fewer and larger steps. A step
    that costs as much as ``loss`` is taken back, and a smaller one is made.
    """

    def __init__(
        self,
        generation: Generation,
        setting: Setting,
        over: StopRequested,
        own: Sequence[Own] = (),
        loss: float = np.inf,
    ) -> None:
        self._generation, self._master, self._over = generation, generation.master, over
        kinds, turns = setting.kinds, setting.turns
        self._path = kinds.path
        self._duties = np.outer(kinds.size, turns.most)
        self._agents = np.repeat(kinds.size_of_path[:, None], len(turns.moments), axis=1)
        self._fixed: dict[int, int] = {}
        self._own, self._most = own, turns.most
        self._steps, self._rounds = (FEW_STEPS, FEW_ROUNDS) if own else (STEPS, ROUNDS)
        self._loss, self._pace, self._undos = loss, int(self._duties.sum()), UNDOS
        self.stays: list[Own] = []

    def run(self, relaxed: Relaxed) -> list[Column]:
        """Fixes until nothing is shared any more; what time does not allow stays out."""
        current = self._settle(relaxed)
        while current is not None and not self._over() and (self._shared(current) > TINY).any():
            current = self._step(current)
        return [self._master.columns[column] for column, agents in self._fixed.items() for _ in range(agents)]

    def _settle(self, relaxed: Relaxed) -> Relaxed | None:
        """Settles who stays, those first of whom it is nearly certain."""
        current: Relaxed | None = relaxed
        undecided = np.arange(len(self._own))
        while current is not None and len(undecided):
            share = current.kept[undecided]
            leave = share <= 1 - SURE
            stay = ~leave & (share >= min(SURE, share.max()))
            for place in undecided[stay].tolist():
                self._stay(place)
            for place in undecided[leave & ~stay].tolist():
                self._master.keep(place, whole=False)
            undecided = undecided[~stay & ~leave]
            current = self._generation.again(FEW_ROUNDS)
        return current

    def _stay(self, place: int) -> None:
        own = self._own[place]
        self._duties[own.kind] -= self._most
        self._agents[self._path[own.kind]] -= 1
        self._master.keep(place, whole=True)
        self.stays.append(own)

    def _step(self, relaxed: Relaxed) -> Relaxed | None:
        """Fixes some and prices again; where that costs too much, fewer from now on."""
        least = min(self._pace, max(1, -(-int(self._duties.sum()) // self._steps)))
        while True:
            before = dict(self._fixed), self._duties.copy(), self._agents.copy()
            self._fix(relaxed, least)
            found = self._generation.again(self._rounds, relaxed.cost + TINY)
            if found is None or found.cost < relaxed.cost + self._loss or least == 1 or not self._undos:
                self._pace = least + 1
                return found
            self._undos -= 1
            self._undo(*before)
            least = max(1, least // 2)

    def _undo(self, fixed: dict[int, int], duties: Ints, agents: Ints) -> None:
        for column in self._fixed:
            self._master.at_least(column, fixed.get(column, 0))
        self._fixed, self._duties, self._agents = fixed, duties, agents

    def _shared(self, relaxed: Relaxed) -> Floats:
        """(columns,): agents that have each, beyond those who are fixed."""
        taken = relaxed.taken.copy()
        for column, agents in self._fixed.items():
            taken[column] -= agents
        return taken

    def _fix(self, relaxed: Relaxed, least: int) -> None:
        """All that is whole, and so many at ``least``."""
        taken = self._shared(relaxed)
        whole = np.floor(taken + TINY).astype(np.int64)
        for column in np.flatnonzero(whole > 0).tolist():
            self._take(column, int(whole[column]))
        self._round_up(taken - whole, least - int(whole.sum()), sure=least > 1)

    def _round_up(self, share: Floats, least: int, *, sure: bool) -> None:
        for column in np.argsort(-share, kind="stable").tolist():
            if share[column] <= TINY or (least <= 0 and not (sure and share[column] >= SURE)):
                return
            if self._room(column) > 0:
                self._take(column, 1)
                least -= 1

    def _take(self, column: int, agents: int) -> None:
        agents, known = min(agents, self._room(column)), self._master.columns[column]
        self._duties[known.kind, known.part] -= agents
        self._agents[self._path[known.kind], known.held] -= agents
        self._fixed[column] = self._fixed.get(column, 0) + agents
        self._master.at_least(column, self._fixed[column])

    def _room(self, column: int) -> int:
        """Agents that can still have the duty."""
        known = self._master.columns[column]
        held = self._agents[self._path[known.kind], known.held]
        return min(int(self._duties[known.kind, known.part]), int(held.min(initial=self._duties.max())))
