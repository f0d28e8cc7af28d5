"""Civil times as whole minutes of one line of real time."""

from datetime import date, datetime, time, timedelta

from otp_desktop.domain.times import monday_of, to_instant

WEEK = timedelta(days=7)


class Clock:
    """Real minutes since 1970 (UTC) of the civil times of one time zone, each converted once."""

    def __init__(self, timezone: str) -> None:
        self._timezone = timezone
        self._minutes: dict[tuple[datetime, int], int] = {}
        self._by_week: dict[tuple[datetime, int, datetime, int], tuple[tuple[date, int], ...]] = {}

    def minute(self, civil: datetime) -> int:
        """The minute at which clocks show this civil time, seconds dropped."""
        key = (civil, civil.fold)  # datetimes that differ by their fold alone are equal
        known = self._minutes.get(key)
        if known is None:
            known = self._minutes[key] = int(to_instant(civil, self._timezone).timestamp() // 60)
        return known

    def midnight(self, day: date) -> int:
        """The minute at which a civil day begins."""
        return self.minute(datetime.combine(day, time()))

    def minutes_by_week(self, start: datetime, end: datetime) -> tuple[tuple[date, int], ...]:
        """The real minutes of an interval that fall in each civil week, named by its Monday."""
        key = (start, start.fold, end, end.fold)
        known = self._by_week.get(key)
        if known is None:
            known = self._by_week[key] = self._cut_by_week(start, end)
        return known

    def _cut_by_week(self, start: datetime, end: datetime) -> tuple[tuple[date, int], ...]:
        parts = []
        monday, begin, stop = monday_of(start.date()), self.minute(start), self.minute(end)
        while begin < stop:
            week_end = min(stop, self.midnight(monday + WEEK))
            parts.append((monday, week_end - begin))
            monday, begin = monday + WEEK, week_end
        return tuple(parts)
