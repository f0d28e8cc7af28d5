"""The locked assignments as arrays, looked up once for all rosters of a problem."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from otp_desktop.planning.solver.arrays import Ints
from otp_desktop.planning.solver.named import indexed

if TYPE_CHECKING:
    from otp_desktop.planning.solver.compiled import Compiled


@dataclass(frozen=True)
class Locked:
    """``agent`` and ``line``, an entry a row; ``apart``: the rows of agents whose locks contradict each other."""

    agent: Ints
    line: Ints
    apart: tuple[tuple[int, int], ...]


def locked_of(compiled: "Compiled") -> Locked:
    of_agent: dict[int, list[int]] = {}
    for agent, line in indexed(compiled, compiled.problem.locked):
        of_agent.setdefault(agent, []).append(line)
    contrary = {agent for agent, lines in of_agent.items() if _overlap(compiled, lines)}
    rows = [(agent, line) for agent, lines in of_agent.items() if agent not in contrary for line in lines]
    agents, lines = np.array(rows, dtype=np.int64).reshape(-1, 2).T
    return Locked(
        agents, lines, tuple((agent, line) for agent in of_agent if agent in contrary for line in of_agent[agent])
    )


def _overlap(compiled: "Compiled", lines: list[int]) -> bool:
    """Whether two of an agent's lines are of one wave, or share a moment."""
    if len(lines) < 2:
        return False
    served = compiled.lines.need[lines]
    order = served[np.argsort(compiled.waves.instant[compiled.waves.of_need[served]], kind="stable")]
    same_wave = len(set(compiled.waves.of_need[served].tolist())) < len(lines)
    return same_wave or bool((compiled.needs.start[order[1:]] < compiled.needs.end[order[:-1]]).any())
