"""The limits of working time, as data: the rules that apply them are in ``planning/rules``.

Defaults: décret 2000-815 du 25 août 2000, article 3, applied to local government by décret 2001-623.
"""

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkingTimeRules:
    """Limits in real minutes; ``None`` means no such limit."""

    duty_minutes: int | None = 600
    amplitude_minutes: int | None = 720
    daily_rest_minutes: int | None = 660
    week_minutes: int | None = 2880
    mean_week_minutes: int | None = 2640
    mean_weeks: int = 12
    weekly_rest_minutes: int | None = 2100
    continuous_minutes: int | None = 360
    consecutive_days: int | None = 6
    forbidden_mixes: tuple[tuple[str, ...], ...] = (("ASVP", "PM"),)


@dataclass(frozen=True, slots=True, kw_only=True)
class Derogation:
    """Other limits between two civil days, both included (décret 2000-815, article 3 II).

    ``limits`` pairs the name of a limit of WorkingTimeRules with its new value.
    """

    first_day: date
    last_day: date
    limits: tuple[tuple[str, int], ...]
    reason: str = ""
    signed_by: str = ""
    representatives_informed_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TravelModel:
    """Minutes between two sites: straight line × detour / speed × 60 + fixed, zero at the same site."""

    detour: float = 1.4
    speed_kmh: float = 13.0
    fixed_minutes: float = 5.0


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectiveWeights:
    """Weights of the soft costs; coverage always comes first, unless ``coverage_weights`` trade it."""

    travel: float = 1.0
    cohesion: float = 2.0
    continuity: float = 3.0
    equity: float = 1.0
    preference: float = 1.0
    coverage_weights: tuple[float, ...] | None = field(default=None)
