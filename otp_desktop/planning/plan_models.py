"""The shape of ``otp-plan/1``."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from otp_desktop.planning.file_types import Amount, Id, Part, Whole
from otp_desktop.planning.problem_models import AssignmentPart

FORMAT = "otp-plan/1"
Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
ByPriority = Annotated[list[Whole], Field(min_length=5, max_length=5)]


class ShortagePart(Part):
    """Heads missing on a role line: below ``count``, and of these below ``minimum``."""

    need: Id
    role: Id
    missing: Whole
    below_minimum: Whole


class StrictPart(Part):
    """Compared in this order, one figure a priority, 1 to 5."""

    missing_minimum: ByPriority
    missing_count: ByPriority
    changes: Whole = 0


class ObjectivePart(StrictPart):
    soft: float
    travel_km: float
    extra_units: Whole
    continuity: Whole
    equity: float
    preference: float


class BoundPart(StrictPart):
    """Proved: no legal plan is better. Without ``soft`` nothing is proved of the soft part."""

    soft: float | None = None


class PlanPart(Part):
    """Only the assignments matter: all else is told by whoever made the plan, and the score recomputes it."""

    format: Literal["otp-plan/1"]
    problem_sha256: Sha256 | None = None
    status: Literal["optimal", "feasible", "stopped"] = "feasible"
    assignments: list[AssignmentPart]
    shortages: list[ShortagePart] | None = None
    objective: ObjectivePart | None = None
    bound: BoundPart | None = None
    seconds: Amount = 0
    seed: int = 0
