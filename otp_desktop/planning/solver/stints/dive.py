"""Whole agents from shares of them: what the linear program is surest of is fixed, and it prices again."""

import numpy as np

from otp_desktop.planning.progress import StopRequested
from otp_desktop.planning.solver.arrays import NONE, Floats
from otp_desktop.planning.solver.stints.master import TINY, Master, Stint
from otp_desktop.planning.solver.stints.setting import Setting

SURE = 0.75  # a share of an agent that is rounded up at once
FEW = 5  # stints fixed at a time where none is sure
ROUNDS_WITH_UNITS = 20  # of pricing once units count


def dive(setting: Setting, master: Master, cohesion: float, over: StopRequested) -> list[Stint]:
    """The stints to hand out, each for one agent; what time does not allow stays out."""
    if cohesion:
        master.charge(cohesion * _strangers(setting, master))
        master.generate(over, ROUNDS_WITH_UNITS)
    master.start_afresh()
    return _Dive(setting, master).run(over)


def _strangers(setting: Setting, master: Master) -> Floats:
    """(kinds, groups) needs a part on which kinds of another unit than the group's main one would be a unit more."""
    present = np.zeros((int(setting.unit.max(initial=0)) + 1, len(setting.group)))
    for stint, agents in zip(master.stints, master.taken.tolist(), strict=True):
        if setting.unit[stint.kind] != NONE:
            present[setting.unit[stint.kind], stint.group] += agents * len(stint.parts)
    crews = setting.most.max(axis=1) > 1
    stranger = (setting.unit[:, None] != present.argmax(axis=0)) & (setting.unit[:, None] != NONE) & crews
    found: Floats = stranger * (setting.needs / len(setting.place))
    return found


class _Dive:
    def __init__(self, setting: Setting, master: Master) -> None:
        self._master = master
        self._agents, self._heads = setting.supply.copy(), setting.most.copy()
        self._fixed: dict[int, int] = {}

    def run(self, over: StopRequested) -> list[Stint]:
        while not over() and self._fix(self._master.taken):
            self._master.generate(over, 1)
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
