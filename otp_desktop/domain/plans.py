"""Who stands where: the plan of an operation, as a draft or as a published version."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class AssignmentOrigin(StrEnum):
    OPTIMISER = "optimiser"
    HAND = "hand"
    IMPORT = "import"


class PlanStatus(StrEnum):
    """How good the optimiser knows the plan to be; ``manual`` where no optimiser has judged it."""

    OPTIMAL = "optimal"
    FEASIBLE = "feasible"
    STOPPED = "stopped"
    MANUAL = "manual"


DRAFT = 0
"""The number of the draft; published versions count from 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """One agent fills one head of one role line of one need."""

    agent: str
    need: str
    role: str
    locked: bool = False
    origin: AssignmentOrigin = AssignmentOrigin.OPTIMISER


@dataclass(frozen=True, slots=True, kw_only=True)
class Shortage:
    """Heads missing on a role line: below ``count``, and of these below ``minimum``."""

    need: str
    role: str
    missing: int
    below_minimum: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverageBound:
    """Proved: no legal plan has fewer heads missing. One figure a priority, 1 to 5, compared in that order."""

    missing_minimum: tuple[int, ...] = (0, 0, 0, 0, 0)
    missing_count: tuple[int, ...] = (0, 0, 0, 0, 0)
    soft: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The assignments of an operation. ``number`` 0 is the draft, 1 and up are published versions, frozen.

    ``published_at`` is a moment in UTC; both are None for a draft, and where an older program published it.
    """

    id: int | None = None
    version: int = 0
    operation_id: int | None = None
    number: int = 0
    status: PlanStatus = PlanStatus.MANUAL
    assignments: tuple[Assignment, ...] = field(default=(), repr=False)
    bound: CoverageBound | None = None
    problem_sha256: str = ""
    seconds: float = 0.0
    seed: int = 0
    made_at: datetime | None = None
    published_at: datetime | None = None
    published_by: str | None = None

    @property
    def is_draft(self) -> bool:
        return self.number == DRAFT
