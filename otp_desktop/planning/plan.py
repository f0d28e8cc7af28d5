"""A plan, what it is worth and what is proved of it; the types mirror the public file format ``otp-plan/1``."""

from dataclasses import dataclass, field
from enum import StrEnum

from otp_desktop.planning.problem import Assignment

PRIORITIES = 5
NOTHING_MISSING = (0,) * PRIORITIES


class Status(StrEnum):
    """``optimal``: proved equal to the bound; ``feasible``: time ran out; ``stopped``: the user stopped it."""

    OPTIMAL = "optimal"
    FEASIBLE = "feasible"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True, order=True)
class Shortage:
    """Heads missing on a role line: below ``count``, and of these below ``minimum``."""

    need: str
    role: str
    missing: int
    below_minimum: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Objective:
    """Value of a plan, recomputed from its assignments alone by ``score.py``; see there for each part."""

    missing_minimum: tuple[int, ...] = NOTHING_MISSING
    missing_count: tuple[int, ...] = NOTHING_MISSING
    changes: int = 0
    soft: float = 0.0
    travel_km: float = 0.0
    extra_units: int = 0
    continuity: int = 0
    equity: float = 0.0
    preference: float = 0.0

    @property
    def rank(self) -> tuple[tuple[int, ...], tuple[int, ...], int, float]:
        """Compared strictly in this order, least first."""
        return self.missing_minimum, self.missing_count, self.changes, self.soft


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound:
    """Proved: no legal plan of this problem ranks before it. It may be weak; it may never be wrong.

    Each part is proved of plans that reach the parts before it: where a plan doesn't, it may be above the plan's own.
    """

    missing_minimum: tuple[int, ...] = NOTHING_MISSING
    missing_count: tuple[int, ...] = NOTHING_MISSING
    changes: int = 0
    soft: float = float("-inf")

    def beside(self, found: Objective) -> "Bound":
        """The bound to show beside a plan, no part of it above the plan's: a lower bound is one as well."""
        return Bound(
            missing_minimum=_lower(self.missing_minimum, found.missing_minimum),
            missing_count=_lower(self.missing_count, found.missing_count),
            changes=min(self.changes, found.changes),
            soft=min(self.soft, found.soft),
        )


def _lower(ones: tuple[int, ...], others: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(map(min, ones, others))


@dataclass(frozen=True, kw_only=True)
class Plan:
    problem_sha256: str
    status: Status
    assignments: tuple[Assignment, ...] = field(repr=False)
    shortages: tuple[Shortage, ...] = ()
    objective: Objective
    bound: Bound
    seconds: float = 0.0
    seed: int = 0
