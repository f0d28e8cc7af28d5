"""What a force watches and no text forbids to a plan: overtime, and late notice of changes."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertLimits:
    """The limits beyond which a plan is still legal but asks for a look; ``None`` means not watched.

    Work beyond ``ordinary_week_minutes`` in a civil week is overtime (35 h unless the cycle of work says otherwise);
    ``overtime_minutes`` of it are allowed in a month (décret 2002-60 du 14 janvier 2002, articles 4 and 6).
    ``notice_days`` is the force's own custom, no law: how long before it begins an agent should know of a change.
    """

    ordinary_week_minutes: int = 35 * 60
    overtime_minutes: int | None = 25 * 60
    notice_days: int | None = None
