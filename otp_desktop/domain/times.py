"""Civil times and real elapsed time.

A time of the plan is a local civil time (a naive ``datetime``) of the operation's time zone. Durations are real elapsed
minutes: the October night has 25 hours and the March one 23. The hour that October plays twice is read as its
first pass unless the ``fold`` of the datetime says the second (PEP 495).
"""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

PARIS = "Europe/Paris"


def to_instant(civil: datetime, timezone: str) -> datetime:
    """The instant, in UTC, at which clocks of the time zone show this civil time."""
    return civil.replace(tzinfo=ZoneInfo(timezone)).astimezone(UTC)


def to_civil(instant: datetime, timezone: str) -> datetime:
    """What clocks of the time zone show at an instant; its fold tells the two hours of October apart."""
    return instant.astimezone(ZoneInfo(timezone)).replace(tzinfo=None)


def midnight(day: date) -> datetime:
    """The civil time at which a day begins."""
    return datetime.combine(day, time())


def elapsed_minutes(start: datetime, end: datetime, timezone: str) -> int:
    """Real minutes between two civil times, seconds dropped."""
    return int((to_instant(end, timezone) - to_instant(start, timezone)).total_seconds() // 60)


def exists(civil: datetime, timezone: str) -> bool:
    """False for the times that the spring change skips."""
    back = to_civil(to_instant(civil, timezone), timezone)
    return back == civil.replace(fold=back.fold)


def shown_by_clocks(civil: datetime, timezone: str) -> datetime:
    """A time that the spring change skips, as the clocks show that instant: 2:30 becomes 3:30; any other as it is."""
    if exists(civil, timezone):
        return civil
    return to_civil(to_instant(civil, timezone), timezone)


def moved(civil: datetime, minutes: int, timezone: str) -> datetime:
    """The civil time so many real minutes later, or earlier where they are negative."""
    if not minutes:
        return civil
    return to_civil(to_instant(civil, timezone) + timedelta(minutes=minutes), timezone)


def monday_of(day: date) -> date:
    """The first day of the civil week (ISO 8601)."""
    return day - timedelta(days=day.weekday())


def first_of_twelve_months(last: date) -> date:
    """The first day of the twelve months that end with ``last``: 23 November to 22 November, both included."""
    after = last + timedelta(days=1)
    leap_day = (after.month, after.day) == (2, 29)
    return date(after.year - 1, 3, 1) if leap_day else after.replace(year=after.year - 1)


def overlap(start: datetime, end: datetime, other_start: datetime, other_end: datetime) -> bool:
    """Whether two half-open intervals share a moment: back to back is no overlap."""
    return start < other_end and other_start < end
