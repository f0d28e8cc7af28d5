"""Assignments by name and by index."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from otp_desktop.planning.problem import Assignment

if TYPE_CHECKING:
    from otp_desktop.planning.solver.compiled import Compiled


def line_names(compiled: "Compiled") -> list[tuple[str, str]]:
    """Ids of need and role of each role line."""
    return [(need.id, role.id) for need in compiled.problem.needs for role in need.roles]


def indexed(compiled: "Compiled", assignments: Iterable[Assignment]) -> list[tuple[int, int]]:
    """Each distinct assignment as agent and role line."""
    agents = {agent.id: row for row, agent in enumerate(compiled.problem.agents)}
    lines = {name: line for line, name in enumerate(line_names(compiled))}
    return [(agents[one.agent], lines[one.need, one.role]) for one in dict.fromkeys(assignments)]
