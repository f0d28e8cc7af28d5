"""The soft cost of paths, in parts that add up over agents: travel, and the growth of squared burdens."""

from dataclasses import dataclass

import numpy as np

from otp_desktop.planning.solver.arrays import Floats
from otp_desktop.planning.solver.chains.block import Block
from otp_desktop.planning.solver.chains.kinds import Kinds
from otp_desktop.planning.solver.chains.meter import Meter, meter_of, no_meter
from otp_desktop.planning.solver.compiled import Compiled
from otp_desktop.planning.solver.costs import detour_of
from otp_desktop.planning.solver.equity_growth import Growth


@dataclass(frozen=True)
class Costs:
    """``way`` (needs, needs) and ``per_need`` (paths, needs) add up along a path; ``home`` (paths, needs) is at both
    ends.

    ``growth`` (kinds, levels) belongs to the burden of the whole. No duty costs less than these say.
    """

    way: Floats | None
    home: Floats
    meter: Meter
    per_need: Floats
    growth: Floats


class DutyCosts:
    """What paths really cost; nothing at all where only coverage counts."""

    def __init__(
        self,
        compiled: Compiled,
        block: Block,
        kinds: Kinds,
        growth: Growth | None = None,
        strange: Floats | None = None,
        *,
        priced: bool,
    ) -> None:
        """``strange`` (paths, needs): what it costs besides to serve a need where nobody of the agent's unit stands."""
        needs, weight = compiled.needs, compiled.problem.objective.travel * detour_of(compiled)
        burdened = growth is not None and bool(needs.burden[block.need].any())
        self._growth, self._carried = growth if burdened else None, kinds.burden
        self._strange = np.zeros((len(kinds.may), len(block.need))) if strange is None else strange
        self._path = kinds.path
        self.counts = priced or burdened or strange is not None
        """Whether duties cost anything."""
        home = compiled.base_to_site.block(kinds.base, needs.site[block.need])
        self._home = home * weight if priced else np.zeros_like(home)
        self._way = block.km * weight if priced else None
        self._burden = needs.burden[block.need] if burdened else np.zeros(len(block.need))
        self._work = (needs.end - needs.start)[block.need].astype(np.float64)
        self._before, self._duty = block.before, float(compiled.limits.duty.max())

    def in_parts(self, *, hours: bool = True) -> Costs:
        """The costs as the search of paths wants them; without ``hours``, paths may be too long."""
        levels = self._meter(hours=hours)
        if self._growth is None:
            nothing = np.zeros((len(self._carried), len(levels.amount)))
            return Costs(self._way, self._home, levels, self._strange, nothing)
        slope = self._growth.weight * self._growth.slope
        growth = self._growth.of(self._carried[:, None], levels.amount) + slope * levels.amount
        return Costs(self._way, self._home, levels, self._strange - slope * self._burden, growth)

    def of(self, kind: int, duty: list[int]) -> float:
        """The cost of a duty of an agent of some kind."""
        home = self._home[self._path[kind]]
        cost = float(home[duty[0]] + home[duty[-1]] + self._strange[self._path[kind], duty].sum())
        if self._way is not None:
            cost += float(self._way[duty[:-1], duty[1:]].sum())
        if self._growth is not None:
            cost += float(self._growth.of(self._carried[kind : kind + 1], self._burden[duty].sum())[0])
        return cost

    def dearest(self) -> float:
        """More than a duty of one need costs any agent."""
        growth = (
            0.0 if self._growth is None else float(self._growth.of(self._carried, self._burden.max(initial=0)).max())
        )
        return 1.0 + 4 * float(self._home.max(initial=0)) + max(0.0, growth) + float(self._strange.max(initial=0))

    def _meter(self, *, hours: bool) -> Meter:
        """Burdens where they cost; else hours, where a path can have too many."""
        if self._burden.any():
            return meter_of(self._burden, self._most(self._burden))
        if hours and self._most(self._work) > self._duty:
            return meter_of(self._work, self._duty)
        return no_meter(len(self._work))

    def _most(self, amount: Floats) -> float:
        """The largest sum along a path."""
        most = np.zeros(len(amount))
        for need, before in enumerate(self._before):
            most[need] = amount[need] + most[before].max(initial=0)
        return float(most.max(initial=0))
