"""Time along the width of a board: from a quarter of an hour to a quarter of a year, in real elapsed minutes.

Ticks stand at the times that clocks show: a day of 25 hours is longer than its neighbours.
"""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from otp_desktop.domain.times import to_civil, to_instant

CLOSEST, WIDEST = 12.0, 0.008  # pixels a minute: a quarter of an hour is 180 pixels, 92 days fit in 1,060
LEAST_TICK, LEAST_DAY = 56, 96  # pixels between two ticks with a time of day, with a date
DAY = 24 * 60
STEPS = (15, 30, 60, 120, 180, 360, 720, DAY, 2 * DAY, 7 * DAY, 14 * DAY, 28 * DAY)  # minutes


@dataclass(frozen=True, slots=True)
class Tick:
    """A line at ``x`` pixels, at the civil time ``moment``; ``day`` where a civil day begins."""

    x: float
    moment: datetime
    day: bool


@dataclass(frozen=True, slots=True)
class TimeScale:
    """``origin``: the minute at x = 0, in minutes since 1970 (UTC)."""

    timezone: str
    origin: int
    pixels_per_minute: float = 1.0

    def x(self, minute: float) -> float:
        return (minute - self.origin) * self.pixels_per_minute

    def minute(self, x: float) -> float:
        return self.origin + x / self.pixels_per_minute

    def civil(self, minute: float) -> datetime:
        """What clocks show at a minute."""
        return to_civil(datetime.fromtimestamp(int(minute) * 60, UTC), self.timezone)

    def minute_of(self, civil: datetime) -> int:
        """The minute at which clocks show a civil time."""
        return int(to_instant(civil, self.timezone).timestamp() // 60)

    def zoomed(self, factor: float) -> "TimeScale":
        scale = min(CLOSEST, max(WIDEST, self.pixels_per_minute * factor))
        return replace(self, pixels_per_minute=scale)

    @property
    def step(self) -> int:
        """Minutes between two ticks."""
        wide_enough = (step for step in STEPS if step * self.pixels_per_minute >= _least_pixels(step))
        return next(wide_enough, STEPS[-1])

    def ticks(self, left: float, right: float) -> list[Tick]:
        """The ticks between two places, in their order."""
        step = self.step
        found: list[Tick] = []
        moment = self._first_tick(self.civil(self.minute(left)), step)
        while True:
            x = self.x(self.minute_of(moment))
            if x > right:
                return found
            if x >= left - LEAST_TICK and (not found or x > found[-1].x):
                found.append(Tick(x, moment, moment.hour == 0 and moment.minute == 0))
            moment += timedelta(minutes=step)

    def _first_tick(self, moment: datetime, step: int) -> datetime:
        """The last tick at or before a civil time: whole steps of the day, or of the weeks from Monday."""
        midnight = datetime(moment.year, moment.month, moment.day)
        if step < DAY:
            return midnight + timedelta(minutes=(moment.hour * 60 + moment.minute) // step * step)
        days = step // DAY
        if days % 7 == 0:
            return midnight - timedelta(days=midnight.weekday())
        return midnight - timedelta(days=midnight.toordinal() % days)


def _least_pixels(step: int) -> int:
    return LEAST_TICK if step < DAY else LEAST_DAY
