"""Whole agents from shares of them: a dive fixes the duties that the relaxation is surest of, and prices again.

Where agents would rather keep what they had, first of all it is settled who does.
"""

from collections.abc import Sequence

import numpy as np

from otp_desktop.planning.progress import StopRequested
from otp_desktop.planning.solver.arrays import Floats
from otp_desktop.planning.solver.chains.generation import Generation
from otp_desktop.planning.solver.chains.master import Column, Relaxed
from otp_desktop.planning.solver.chains.setting import Setting
from otp_desktop.planning.solver.chains.staying import Own

STEPS, FEW_STEPS = 12, 6  # a dive fixes at least one in so many of the agents still free at a time
SURE = 0.8  # a share of an agent that is rounded up at once
ROUNDS, FEW_ROUNDS = 2, 1  # of pricing after each fixing
TINY = 1e-6


class Dive:
    """One dive from a relaxation; ``run`` gives the duties to hand out, each for one agent of its kind.

    ``stays``: those of ``own``, who would keep what they had, who do; with them it takes fewer and larger steps.
    """

    def __init__(self, generation: Generation, setting: Setting, over: StopRequested, own: Sequence[Own] = ()) -> None:
        self._generation, self._master, self._over = generation, generation.master, over
        kinds, turns = setting.kinds, setting.turns
        self._path = kinds.path
        self._duties = np.outer(kinds.size, turns.most)
        self._agents = np.repeat(kinds.size_of_path[:, None], len(turns.moments), axis=1)
        self._fixed: dict[int, int] = {}
        self._own, self._most = own, turns.most
        self._steps, self._rounds = (FEW_STEPS, FEW_ROUNDS) if own else (STEPS, ROUNDS)
        self.stays: list[Own] = []

    def run(self, relaxed: Relaxed) -> list[Column]:
        """Fixes until nothing is shared any more; what time does not allow stays out."""
        current = self._settle(relaxed)
        while current is not None and self._fix(current) and not self._over():
            current = self._generation.again(self._rounds)
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

    def _fix(self, relaxed: Relaxed) -> bool:
        """Whether anything was left to fix."""
        taken = relaxed.taken.copy()
        for column, agents in self._fixed.items():
            taken[column] -= agents
        whole = np.floor(taken + TINY).astype(np.int64)
        for column in np.flatnonzero(whole > 0).tolist():
            self._take(column, int(whole[column]))
        self._round_up(taken - whole, max(1, -(-int(self._duties.sum()) // self._steps)) - int(whole.sum()))
        return bool((taken > TINY).any())

    def _round_up(self, share: Floats, least: int) -> None:
        for column in np.argsort(-share, kind="stable").tolist():
            if share[column] <= TINY or (share[column] < SURE and least <= 0):
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
