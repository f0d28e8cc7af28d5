"""Whole agents from shares of them: what the linear program is surest of is fixed, and it prices again."""

import numpy as np

from otp_desktop.planning.progress import StopRequested
from otp_desktop.planning.solver.arrays import Floats
from otp_desktop.planning.solver.stints.box import TINY
from otp_desktop.planning.solver.stints.master import Master, Stint
from otp_desktop.planning.solver.stints.setting import Setting

SURE = 0.75  # a share of an agent that is rounded up at once
FEW = 5  # stints fixed at a time where none is sure


def dive(setting: Setting, master: Master, over: StopRequested) -> list[Stint]:
    """The stints to hand out, each for one agent; what time does not allow stays out."""
    found = _Dive(setting, master)
    master.fix_from_now()
    found.go_down(over)
    master.insist()
    found.go_down(over)
    return found.stints()


class _Dive:
    def __init__(self, setting: Setting, master: Master) -> None:
        self._master = master
        self._agents, self._heads = setting.supply.copy(), setting.most.copy()
        self._fixed: dict[int, int] = {}

    def go_down(self, over: StopRequested) -> None:
        """Until the last solution has nothing more to fix."""
        self._master.generate(over, 1)
        while not over() and self._fix(self._master.taken):
            self._master.generate(over, 1)

    def stints(self) -> list[Stint]:
        return [self._master.stints[stint] for stint, agents in self._fixed.items() for _ in range(agents)]

    def _fix(self, taken: Floats) -> bool:
        """Fixes some more; whether there were any."""
        for stint, agents in self._fixed.items():
            taken[stint] -= agents
        fixed = 0
        for stint in np.argsort(-taken, kind="stable").tolist():
            if taken[stint] <= TINY or (taken[stint] < SURE and fixed >= FEW):
                break
            agents = min(max(1, int(taken[stint] + TINY)), self._room(stint))
            if agents > 0:
                self._take(stint, agents)
                fixed += 1
        return fixed > 0

    def _room(self, stint: int) -> int:
        known = self._master.stints[stint]
        parts = list(known.parts)
        return int(min(self._agents[known.kind, parts].min(), self._heads[known.group, parts].min()))

    def _take(self, stint: int, agents: int) -> None:
        known = self._master.stints[stint]
        self._agents[known.kind, list(known.parts)] -= agents
        self._heads[known.group, list(known.parts)] -= agents
        self._fixed[stint] = self._fixed.get(stint, 0) + agents
        self._master.at_least(stint, self._fixed[stint])
