"""The shape of ``otp-problem/1``: what stands where, and of which type. What refers to what is in problem_faults.py."""

from typing import Annotated, Literal

from pydantic import Field

from otp_desktop.domain.times import PARIS
from otp_desktop.planning.file_types import (
    Amount,
    CivilDay,
    CivilTime,
    Count,
    Id,
    Latitude,
    Longitude,
    Number,
    Part,
    Positive,
    Priority,
    Text,
    Timezone,
    Whole,
)

FORMAT = "otp-problem/1"
Corps = Annotated[list[Id], Field(min_length=2)]


class PlacedPart(Part):
    lat: Latitude | None = None
    lon: Longitude | None = None


class UnitPart(PlacedPart):
    id: Id
    name: Text = ""


class SkillPart(Part):
    """``from`` and ``until`` are civil days, both included."""

    code: Id
    from_: CivilDay | None = Field(None, alias="from")
    until: CivilDay | None = None


class IntervalPart(Part):
    start: CivilTime
    end: CivilTime


class LimitsPart(Part):
    week_minutes: Whole | None = None
    total_minutes: Whole | None = None


class HistoryPart(Part):
    """``week_minutes``: the last civil weeks before the first need, oldest first."""

    week_minutes: list[Whole] = Field(default_factory=list)
    burden: Number = 0
    last_end: CivilTime | None = None


class AgentPart(PlacedPart):
    id: Id
    unit: Id | None = None
    corps: Id | None = None
    grade: Text | None = None
    skills: list[SkillPart] = Field(default_factory=list)
    unavailable: list[IntervalPart] = Field(default_factory=list)
    limits: LimitsPart | None = None
    history: HistoryPart | None = None


class SitePart(PlacedPart):
    id: Id
    name: Text = ""
    zone: Text | None = None


class RolePart(Part):
    """Without ``corps`` any corps may fill it."""

    id: Id
    count: Whole
    minimum: Whole = 0
    skills: list[Id] = Field(default_factory=list)
    corps: list[Id] | None = None


class NeedPart(Part):
    """``priority``: 1 vital … 5 useful."""

    id: Id
    site: Id
    start: CivilTime
    end: CivilTime
    priority: Priority = 3
    burden: Amount = 0
    relieved: bool = False
    group: Id | None = None
    roles: list[RolePart]


class RuleLimitsPart(Part):
    """Limits in real minutes; a missing one is no limit, or in a derogation the limit of the rules."""

    duty_minutes: Whole | None = None
    amplitude_minutes: Whole | None = None
    daily_rest_minutes: Whole | None = None
    week_minutes: Whole | None = None
    mean_week_minutes: Whole | None = None
    weekly_rest_minutes: Whole | None = None
    continuous_minutes: Whole | None = None
    consecutive_days: Whole | None = None


class RulesPart(RuleLimitsPart):
    mean_weeks: Count = 12
    forbidden_mixes: list[Corps] | None = None


class DerogationPart(Part):
    """Other limits between two civil days, both included."""

    from_: CivilDay = Field(alias="from")
    until: CivilDay
    rules: RuleLimitsPart


class TravelPart(Part):
    """Minutes from site to site: straight line km × detour / speed_kmh × 60 + fixed_minutes."""

    detour: Positive = 1
    speed_kmh: Positive
    fixed_minutes: Amount = 0


class WishPart(IntervalPart):
    """Costs ``cost`` for each assignment of the agent that overlaps it; a negative cost is a wish to work."""

    agent: Id
    cost: Number


class AssignmentPart(Part):
    agent: Id
    need: Id
    role: Id


class WeightsPart(Part):
    """A missing weight is 0. ``coverage_weights``: one cost a priority, 1 to 5, that trades coverage."""

    travel: Amount = 0
    cohesion: Amount = 0
    continuity: Amount = 0
    equity: Amount = 0
    preference: Amount = 0
    coverage_weights: Annotated[list[Amount], Field(min_length=5, max_length=5)] | None = None


class ProblemPart(Part):
    """Who can work, what has to be held, under which rules."""

    format: Literal["otp-problem/1"]
    name: Text = ""
    timezone: Timezone = PARIS
    units: list[UnitPart] = Field(default_factory=list)
    agents: list[AgentPart]
    sites: list[SitePart]
    needs: list[NeedPart]
    rules: RulesPart | None = None
    travel: TravelPart | None = None
    wishes: list[WishPart] = Field(default_factory=list)
    locked: list[AssignmentPart] = Field(default_factory=list)
    baseline: list[AssignmentPart] | None = None
    objective: WeightsPart | None = None
    derogations: list[DerogationPart] = Field(default_factory=list)
