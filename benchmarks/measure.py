"""One measurement: what was asked, when it was reached, and what our checker and score say of the plan."""

import json
import resource
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from time import perf_counter
from typing import Any

from otp_desktop.planning.checker import check
from otp_desktop.planning.plan import Bound, Objective
from otp_desktop.planning.problem import Assignment, Problem
from otp_desktop.planning.score import score

Vector = tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """How things stood so many seconds after the start."""

    missing_minimum: Vector
    missing_count: Vector
    soft: float
    bound: float | None


@dataclass(frozen=True, kw_only=True)
class Measurement:
    """Times in seconds from the start of the solver; ``None`` is "never". ``missing`` of both kinds by priority.

    ``heads``: all that are wanted; ``violations``: rules broken; ``peak_mib``: greatest memory.
    """

    scenario: str
    seed: int
    solver: str
    seconds: float
    wall: float
    missing_minimum: Vector
    missing_count: Vector
    changes: int
    soft: float
    heads: int
    violations: int
    check_seconds: float
    peak_mib: float
    status: str = ""
    first_plan: float | None = None
    coverage_proved: float | None = None
    bound_minimum: Vector | None = None
    bound_count: Vector | None = None
    bound_changes: int | None = None
    bound_soft: float | None = None
    marks: dict[str, Mark] = field(default_factory=dict)

    @property
    def coverage(self) -> tuple[Vector, Vector]:
        return tuple(self.missing_minimum), tuple(self.missing_count)

    def as_json(self) -> str:
        return json.dumps(asdict(self), separators=(",", ":"))

    @classmethod
    def from_row(cls, row: Mapping[str, Any]) -> "Measurement":
        """From what ``as_json`` wrote, read as JSON."""
        marks = {name: Mark(**mark) for name, mark in row["marks"].items()}
        return cls(**{**row, "marks": marks})


def heads_wanted(problem: Problem) -> int:
    return sum(role.count for need in problem.needs for role in need.roles)


def judged(problem: Problem, assignments: Iterable[Assignment]) -> tuple[Objective, int, float]:
    """Our own score, the number of broken rules, and the seconds the checker took."""
    rows = tuple(assignments)
    begun = perf_counter()
    broken = len(check(problem, rows))
    seconds = perf_counter() - begun
    return score(problem, rows), broken, seconds


def bound_parts(bound: Bound | None) -> dict[str, Any]:
    if bound is None:
        return {}
    return {
        "bound_minimum": bound.missing_minimum,
        "bound_count": bound.missing_count,
        "bound_changes": bound.changes,
        "bound_soft": bound.soft,
    }


def peak_mib() -> float:
    """Greatest memory of this process, or of the greatest of its ended children, in MiB."""
    return max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) / 1024
