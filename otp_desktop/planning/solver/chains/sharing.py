"""Kind after kind takes the duties that bring most beside what the others hold: whole numbers, and soon nearly full."""

import numpy as np

from otp_desktop.planning.progress import StopRequested
from otp_desktop.planning.solver.arrays import Ints
from otp_desktop.planning.solver.chains.demand import Demand
from otp_desktop.planning.solver.chains.flows import Duty, Flows
from otp_desktop.planning.solver.chains.setting import Setting


class Sharing:
    """``duties`` (kinds): what the agents of each kind do."""

    def __init__(self, setting: Setting, flows: Flows, demand: Demand, duties: list[list[Duty]]) -> None:
        self._setting, self._flows, self._demand = setting, flows, demand
        self.duties = duties
        self._heads = np.array([self._count(own) for own in duties]).reshape(-1, len(demand.low))

    def sweep(self, over: StopRequested) -> None:
        """Each kind in turn."""
        kinds, total = self._setting.kinds, self._heads.sum(axis=0)
        for kind, agents in enumerate(kinds.size.tolist()):
            if over():
                return
            others = total - self._heads[kind]
            found = self._flows.best(agents, kinds.may[kinds.path[kind]], self._left(others))
            self.duties[kind] = [self._legal(duty) for duty in found.duties]
            self._heads[kind] = self._count(self.duties[kind])
            total = others + self._heads[kind]

    def _left(self, heads: Ints) -> Demand:
        """What is demanded beside so many heads (lines,)."""
        low = np.maximum(self._demand.low - heads, 0)
        high = np.maximum(self._demand.low + self._demand.high - heads, 0) - low
        return Demand(low, high, self._demand.low_worth, self._demand.high_worth)

    def _legal(self, duty: Duty) -> Duty:
        needs = self._setting.block.need_of_line[duty].tolist()
        return max((duty[part] for part in self._setting.lawful.parts(needs)), key=len)

    def _count(self, duties: list[Duty]) -> Ints:
        lines = [line for duty in duties for line in duty]
        return np.bincount(np.array(lines, dtype=np.int64), minlength=len(self._demand.low))
