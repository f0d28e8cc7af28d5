"""Agents that nothing tells apart in a block stand for each other."""

from dataclasses import dataclass

import numpy as np

from otp_desktop.planning.solver.arrays import Bools, Floats, Ints
from otp_desktop.planning.solver.chains.block import Block
from otp_desktop.planning.solver.compiled import Compiled
from otp_desktop.planning.solver.grouping import groups_of, patterns


@dataclass(frozen=True)
class Kinds:
    """``of_agent`` (agents,): the kind of each of ``agents``; ``size`` (kinds,).

    Kinds that differ in the burden carried alone share their paths: ``path`` (kinds,), ``burden`` (kinds,).
    ``may`` (paths, lines): what may be served; ``base`` and ``unit`` (paths,): where they come from.
    """

    agents: Ints
    of_agent: Ints
    size: Ints
    burden: Floats
    path: Ints
    may: Bools
    base: Ints
    unit: Ints

    @property
    def size_of_path(self) -> Ints:
        """Agents that share each path."""
        return np.bincount(self.path, weights=self.size, minlength=len(self.may)).astype(np.int64)


def kinds_of(
    compiled: Compiled, block: Block, agents: Ints, free: Bools, burden: Floats | None = None, *, priced: bool
) -> Kinds:
    """Kinds of some agents: told apart by base and unit where costs count (``priced``), and by ``burden`` (agents,).

    ``free`` (agents, needs): where nothing forbids the need alone.
    """
    free = free & _short_enough(compiled, block.need)
    may = compiled.eligibility.block(agents, block.lines) & free[:, block.need_of_line]
    origin = [compiled.agents.base[agents], compiled.agents.unit[agents]] if priced else []
    one, path = groups_of([patterns(may), *origin])
    burden = np.zeros(len(agents)) if burden is None else burden
    first, of_agent = groups_of([path, np.unique(burden, return_inverse=True)[1].reshape(-1)])
    return Kinds(
        agents=agents,
        of_agent=of_agent,
        size=np.bincount(of_agent, minlength=len(first)),
        burden=burden[first],
        path=path[first],
        may=may[one],
        base=compiled.agents.base[agents[one]],
        unit=compiled.agents.unit[agents[one]],
    )


def _short_enough(compiled: Compiled, need: Ints) -> Bools:
    """(needs,): whether a duty may be of the need alone, under the loosest limits in force."""
    needs, limits = compiled.needs, compiled.limits
    length = (needs.end - needs.start)[need]
    unbroken = needs.relieved[need] | (length <= limits.continuous.max())
    found: Bools = unbroken & (length <= min(int(limits.duty.max()), int(limits.amplitude.max())))
    return found
