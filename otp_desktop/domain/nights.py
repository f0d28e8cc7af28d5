"""Night work: between 22:00 and 5:00 of the civil clocks (décret 2000-815, article 3 I), in real minutes."""

from datetime import date, datetime, time, timedelta

from otp_desktop.domain.times import to_instant

NIGHT_STARTS, NIGHT_ENDS = time(22), time(5)
_DAY = timedelta(days=1)


def night_minutes(start: datetime, end: datetime, timezone: str) -> int:
    """Real minutes of an interval of civil times that fall in a night."""
    begin, stop = to_instant(start, timezone), to_instant(end, timezone)
    total = timedelta()
    evening = start.date() - _DAY
    while evening <= end.date():
        night_begins, night_stops = _night(evening, timezone)
        total += max(timedelta(), min(stop, night_stops) - max(begin, night_begins))
        evening += _DAY
    return int(total.total_seconds() // 60)


def _night(evening: date, timezone: str) -> tuple[datetime, datetime]:
    begins = datetime.combine(evening, NIGHT_STARTS)
    return to_instant(begins, timezone), to_instant(datetime.combine(evening + _DAY, NIGHT_ENDS), timezone)
