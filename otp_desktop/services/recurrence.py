"""The days on which needs come back: weekdays, a calendar, and exceptions for single dates."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta
from enum import StrEnum

from otp_desktop.domain.faults import Fault
from otp_desktop.services.errors import CalendarUnknownError
from otp_desktop.services.school_calendar import public_holiday, school_holiday
from otp_desktop.texts import N_, Sentence, sentence

EVERY_WEEKDAY = (1, 2, 3, 4, 5, 6, 7)  # ISO 8601: Monday is 1
LONGEST_DAYS = 370


class Calendar(StrEnum):
    """Which days of the calendar count."""

    EVERY_DAY = "every_day"
    NOT_PUBLIC_HOLIDAYS = "not_public_holidays"
    SCHOOL_DAYS = "school_days"
    SCHOOL_HOLIDAYS = "school_holidays"
    PUBLIC_HOLIDAYS = "public_holidays"


class DayState(StrEnum):
    """``UNKNOWN``: the school holidays of that day are not published, so that nobody can say whether it counts."""

    HELD = "held"
    CHANGED = "changed"
    CANCELLED = "cancelled"
    CLOSED = "closed"
    OTHER_WEEKDAY = "other_weekday"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class DayException:
    """What is different on one date. A date that is not cancelled is held, whatever its weekday and the calendar say.

    ``start`` and ``end``, given together, take the place of the usual windows; ``heads`` that of the count of the
    role line that asks for most heads.
    """

    day: date
    cancelled: bool = False
    start: time | None = None
    end: time | None = None
    heads: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Recurrence:
    """From ``first`` to ``last``, both included, on these weekdays where the calendar agrees."""

    first: date
    last: date
    weekdays: tuple[int, ...] = EVERY_WEEKDAY
    calendar: Calendar = Calendar.EVERY_DAY
    exceptions: tuple[DayException, ...] = ()
    school_zone: str = "C"


@dataclass(frozen=True, slots=True)
class PlannedDay:
    """One civil day, whether it is held, and why not."""

    day: date
    state: DayState
    reason: Sentence | None = None
    exception: DayException | None = None

    @property
    def held(self) -> bool:
        return self.state in (DayState.HELD, DayState.CHANGED)


def planned_days(recurrence: Recurrence) -> tuple[PlannedDay, ...]:
    """Every day of the period, and the exceptional dates outside it, in order."""
    exceptions = {exception.day: exception for exception in recurrence.exceptions}
    days = sorted({*_period(recurrence), *exceptions})
    return tuple(_planned(day, recurrence, exceptions.get(day)) for day in days)


def recurrence_faults(recurrence: Recurrence) -> tuple[Fault, ...]:
    """What is wrong in the form, one Fault a field."""
    return (*_period_faults(recurrence), *_exception_faults(recurrence.exceptions))


def _period(recurrence: Recurrence) -> Iterator[date]:
    for offset in range((recurrence.last - recurrence.first).days + 1):
        yield recurrence.first + timedelta(days=offset)


def _planned(day: date, recurrence: Recurrence, exception: DayException | None) -> PlannedDay:
    if exception is not None:
        return PlannedDay(day, DayState.CANCELLED if exception.cancelled else DayState.CHANGED, None, exception)
    if day.isoweekday() not in recurrence.weekdays:
        return PlannedDay(day, DayState.OTHER_WEEKDAY)
    try:
        reason = _closing(day, recurrence)
    except CalendarUnknownError as error:
        return PlannedDay(day, DayState.UNKNOWN, error.sentence)
    return PlannedDay(day, DayState.CLOSED if reason else DayState.HELD, reason)


def _closing(day: date, recurrence: Recurrence) -> Sentence | None:
    """Why the calendar leaves the day out; None where it counts. Raises CalendarUnknownError."""
    match recurrence.calendar:
        case Calendar.EVERY_DAY:
            return None
        case Calendar.NOT_PUBLIC_HOLIDAYS:
            return public_holiday(day)
        case Calendar.SCHOOL_DAYS:
            return public_holiday(day) or school_holiday(day, recurrence.school_zone)
        case Calendar.SCHOOL_HOLIDAYS:
            return None if school_holiday(day, recurrence.school_zone) else sentence(N_("not in school holidays"))
        case Calendar.PUBLIC_HOLIDAYS:
            return None if public_holiday(day) else sentence(N_("not a public holiday"))


def _period_faults(recurrence: Recurrence) -> list[Fault]:
    if recurrence.last < recurrence.first:
        return [Fault(sentence(N_("The last day comes before the first one.")), column="last")]
    if (recurrence.last - recurrence.first).days >= LONGEST_DAYS:
        return [Fault(sentence(N_("At most {days} days."), days=LONGEST_DAYS), column="last")]
    if not recurrence.weekdays:
        return [Fault(sentence(N_("Choose at least one weekday.")), column="weekdays")]
    return []


def _exception_faults(exceptions: tuple[DayException, ...]) -> list[Fault]:
    if len({exception.day for exception in exceptions}) < len(exceptions):
        return [Fault(sentence(N_("The same date is given twice.")), column="exceptions")]
    if any((exception.start is None) != (exception.end is None) for exception in exceptions):
        return [Fault(sentence(N_("Other hours have a start and an end.")), column="exceptions")]
    return []
