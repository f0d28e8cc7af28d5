"""Days on which schools are closed: public holidays of France and school holidays of a zone.

The calendars are imported where they are read: they take a while, and the window starts without them.
"""

from datetime import date, timedelta
from functools import cache

from otp_desktop.services.errors import CalendarUnknownError
from otp_desktop.texts import N_, Sentence, sentence
from otp_desktop.texts.formats import short_date


def closed_days(first: date, last: date, zone: str = "C") -> dict[date, Sentence]:
    """The closed days from ``first`` to ``last``, both included, each with its reason.

    Saturdays and Sundays are no holidays and are not listed. Raises CalendarUnknownError for a day whose school
    holidays are not published yet: it is unknown, not "no holiday".
    """
    days = [first + timedelta(days=offset) for offset in range((last - first).days + 1)]
    return {day: reason for day in days if (reason := _reason(day, zone)) is not None}


@cache
def known_period() -> tuple[date, date]:
    """The days between which the ministry's calendar is known to the package in use (0.12: to 31/08/2028)."""
    from vacances_scolaires_france import SchoolHolidayDates

    days = SchoolHolidayDates().data
    return min(days), max(days)


def public_holiday(day: date) -> Sentence | None:
    """Why offices are closed on a public holiday of France; None on any other day. Known for any year."""
    name = _public_holidays(day.year).get(day)
    return sentence(N_("public holiday: {name}"), name=name) if name else None


def school_holiday(day: date, zone: str = "C") -> Sentence | None:
    """Which school holidays the day is in; None in term, public holidays included. Raises CalendarUnknownError."""
    first_known, last_known = known_period()
    if not first_known <= day <= last_known:
        raise CalendarUnknownError(
            zone=zone, day=short_date(day), first_known=short_date(first_known), last_known=short_date(last_known)
        )
    name = _school_holidays(day.year, zone).get(day)
    return sentence(N_("school holidays: {name}"), name=name) if name else None


def _reason(day: date, zone: str) -> Sentence | None:
    in_holidays = school_holiday(day, zone)
    return public_holiday(day) or in_holidays


@cache
def _public_holidays(year: int) -> dict[date, str]:
    import holidays

    return dict(holidays.country_holidays("FR", years=year, language="fr"))


@cache
def _school_holidays(year: int, zone: str) -> dict[date, str]:
    from vacances_scolaires_france import SchoolHolidayDates

    known = SchoolHolidayDates().holidays_for_year_and_zone(year, zone)
    return {day: entry["nom_vacances"] for day, entry in known.items()}
