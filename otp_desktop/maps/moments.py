"""The time of a map: minutes of real time since the first midnight of its needs, and the words that tell them."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from otp_desktop.domain.snapshot import PlanSnapshot
from otp_desktop.domain.times import midnight, to_civil, to_instant
from otp_desktop.texts.formats import clock, day_and_date, long_date

HOURLY_UP_TO_DAYS = 2
TICK_HOURS = 3


class Moments:
    """Minutes of real time since midnight before the first need: the long night of October has its hour more."""

    def __init__(self, snapshot: PlanSnapshot) -> None:
        self.timezone = snapshot.operation.timezone
        starts = [need.start for need in snapshot.needs]
        self.first_day = min(starts).date() if starts else snapshot.operation.first_day
        self.last_day = max((need.end.date() for need in snapshot.needs), default=self.first_day)
        self._origin = to_instant(midnight(self.first_day), self.timezone)

    def minute(self, civil: datetime) -> int:
        return int(self.minute_of(to_instant(civil, self.timezone)))

    def minute_of(self, instant: datetime) -> float:
        """``instant`` is in UTC, or aware of its zone."""
        return (instant - self._origin).total_seconds() / 60

    def civil(self, minute: int) -> datetime:
        """The civil time that clocks show at a minute; its fold tells the two hours of October apart."""
        return to_civil(self._origin + timedelta(minutes=minute), self.timezone)

    def data(self) -> dict[str, Any]:
        """``origin``: milliseconds since 1970; ``days`` as [minute of midnight, name]; ``ticks`` as [minute, text]."""
        return {
            "origin": int(self._origin.timestamp() * 1000),
            "zone": self.timezone,
            "days": [[self._midnight(day), long_date(day)] for day in self._days()],
            "ticks": list(self._ticks()),
        }

    def _days(self) -> Iterator[date]:
        for count in range((self.last_day - self.first_day).days + 1):
            yield self.first_day + timedelta(days=count)

    def _midnight(self, day: date) -> int:
        return self.minute(midnight(day))

    def _ticks(self) -> Iterator[tuple[int, str]]:
        hourly = (self.last_day - self.first_day).days < HOURLY_UP_TO_DAYS
        for day in self._days():
            yield self._midnight(day), day_and_date(day)
            for hour in range(TICK_HOURS, 24, TICK_HOURS) if hourly else ():
                civil = datetime.combine(day, time(hour))
                yield self.minute(civil), clock(civil)
