"""What an agent did before, as another system counted it: the history of hours and burdens that is imported."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class PastWork:
    """All that one agent did in a civil week or month, ``last_day`` included.

    ``minutes`` of work, None where they are not told; ``nights`` are duties that touched one, ``sundays`` and
    ``holidays`` days of work.
    """

    id: int | None = None
    version: int = 0
    agent: str
    first_day: date
    last_day: date
    minutes: int | None = None
    nights: int = 0
    sundays: int = 0
    holidays: int = 0
    events: int = 0
    hard_posts: int = 0

    @property
    def is_week(self) -> bool:
        """Whether it is a civil week, Monday to Sunday."""
        return (self.last_day - self.first_day).days == 6

    @property
    def points(self) -> int:
        """What it weighs: one point for each thing carried."""
        return self.nights + self.sundays + self.holidays + self.events + self.hard_posts

    def holds(self, day: date) -> bool:
        return self.first_day <= day <= self.last_day
