"""The limits in force on a day: those of the rules, replaced between two dates by derogations."""

from dataclasses import dataclass
from datetime import date

from otp_desktop.domain.working_time import Derogation, WorkingTimeRules

LIMIT_NAMES = (
    "duty_minutes",
    "amplitude_minutes",
    "daily_rest_minutes",
    "week_minutes",
    "mean_week_minutes",
    "weekly_rest_minutes",
    "continuous_minutes",
    "consecutive_days",
)


@dataclass(frozen=True, slots=True)
class LimitsInForce:
    """Answers for any civil day or run of days; where two derogations speak of a limit, the last one stands."""

    rules: WorkingTimeRules
    derogations: tuple[Derogation, ...] = ()

    def on(self, day: date, name: str) -> int | None:
        """The limit of this name on a civil day; None where there is none."""
        return self.during(day, day, name)

    def during(self, first: date, last: date, name: str) -> int | None:
        """The limit over a period: a derogation replaces it when it covers at least one day of the period."""
        limit: int | None = getattr(self.rules, name)
        for derogation in self.derogations:
            if derogation.first_day <= last and first <= derogation.last_day:
                limit = dict(derogation.limits).get(name, limit)
        return limit
