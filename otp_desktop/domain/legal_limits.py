"""How far the law lets the rules of an operation go; beyond, a derogation is needed.

Source: décret 2000-815 du 25 août 2000, article 3 I and II, applied to local government by décret 2001-623.
"""

from dataclasses import dataclass

from otp_desktop.domain.working_time import WorkingTimeRules
from otp_desktop.texts import N_


@dataclass(frozen=True, slots=True)
class Limit:
    """One limit of WorkingTimeRules. ``legal`` is the law's value, None where no text sets one.

    ``at_least`` tells a rest, which may be longer, from a duration of work, which may be shorter. ``days``: counted in
    civil days rather than in minutes.
    """

    name: str
    label: str
    rule: str
    legal: int | None
    at_least: bool = False
    days: bool = False

    def allows(self, value: int | None) -> bool:
        """Whether the law allows the value without a derogation. No limit at all is as loose as can be."""
        if self.legal is None:
            return True
        if value is None:
            return False
        return value >= self.legal if self.at_least else value <= self.legal


_LAW = WorkingTimeRules()

LIMITS = (
    Limit("duty_minutes", N_("Work in one duty"), "RT-03", _LAW.duty_minutes),
    Limit("amplitude_minutes", N_("Amplitude of a duty"), "RT-04", _LAW.amplitude_minutes),
    Limit("daily_rest_minutes", N_("Rest between two duties"), "RT-05", _LAW.daily_rest_minutes, at_least=True),
    Limit("week_minutes", N_("Work in a week"), "RT-01", _LAW.week_minutes),
    Limit("mean_week_minutes", N_("Mean week over twelve weeks"), "RT-02", _LAW.mean_week_minutes),
    Limit("weekly_rest_minutes", N_("Weekly rest"), "RT-06", _LAW.weekly_rest_minutes, at_least=True),
    Limit("continuous_minutes", N_("Work before a break"), "RT-07", _LAW.continuous_minutes),
    Limit("consecutive_days", N_("Days of work in a row"), "", None, days=True),
)
BY_NAME = {limit.name: limit for limit in LIMITS}
