"""Whether a path through a block is a legal duty, by the strictest limits in force.

Gaps and travel are in the network already.
"""

from itertools import pairwise

import numpy as np

from otp_desktop.planning.solver.chains.block import Block
from otp_desktop.planning.solver.compiled import Compiled
from otp_desktop.planning.solver.duty_beside import BREAK


class Lawful:
    """Judges paths of one block: work, amplitude, and runs without a break."""

    def __init__(self, compiled: Compiled, block: Block) -> None:
        needs, limits = compiled.needs, compiled.limits
        self._start, self._end = needs.start[block.need].tolist(), needs.end[block.need].tolist()
        self._relieved = needs.relieved[block.need].tolist()
        self._work, self._amplitude, self._continuous = (
            int(limit.min(initial=np.iinfo(np.int64).max))
            for limit in (limits.duty, limits.amplitude, limits.continuous)
        )

    def __call__(self, duty: list[int]) -> bool:
        in_time = self._end[duty[-1]] - self._start[duty[0]] <= self._amplitude
        return in_time and self._worked(duty) <= self._work and all(self._run(run) for run in self._runs(duty))

    def parts(self, duty: list[int]) -> list[slice]:
        """The whole duty, or the longest beginning and the longest end of it that are legal."""
        if self(duty):
            return [slice(None)]
        longest = range(len(duty) - 1, 0, -1)
        begin = next((slice(size) for size in longest if self(duty[:size])), None)
        end = next((slice(-size, None) for size in longest if self(duty[-size:])), None)
        return [part for part in (begin, end) if part is not None]

    def _runs(self, duty: list[int]) -> list[list[int]]:
        """The duty cut where there is a break."""
        found = [duty[:1]]
        for earlier, later in pairwise(duty):
            if self._start[later] - self._end[earlier] >= BREAK:
                found.append([])
            found[-1].append(later)
        return found

    def _worked(self, duty: list[int]) -> int:
        return sum(self._end[need] - self._start[need] for need in duty)

    def _run(self, run: list[int]) -> bool:
        relieved = all(self._relieved[need] for need in run)
        return relieved or self._end[run[-1]] - self._start[run[0]] <= self._continuous
