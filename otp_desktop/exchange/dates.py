"""Dates and times as French offices, spreadsheets and ISO 8601 write them; never the American order."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from otp_desktop.domain.times import midnight, monday_of
from otp_desktop.texts.folding import plain_words

_MONTHS = ("jan", "fev", "mar", "avr", "mai", "juin", "juil", "aou", "sep", "oct", "nov", "dec")
_ENGLISH_MONTHS = {"feb": 2, "apr": 4, "may": 5, "june": 6, "jun": 6, "july": 7, "jul": 7, "aug": 8}
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_FRENCH = re.compile(r"(\d{1,2})(?:er)?[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})", re.IGNORECASE)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_WORDS = re.compile(r"(?:[a-z]+ )?(\d{1,2})(?:er| er)? ([a-z]+) (\d{4})")
_YEAR_MONTH = re.compile(r"(\d{4})[-/. ](\d{1,2})")
_MONTH_YEAR = re.compile(r"(\d{1,2})[-/. ](\d{4})")
_MONTH_WORDS = re.compile(r"([a-z]+) (\d{4})")
_YEAR_WEEK = re.compile(r"(\d{4})[-/. ]?[WS](\d{1,2})", re.IGNORECASE)
_WEEK_YEAR = re.compile(r"(?:semaine|sem|week|s|w) ?(?:n |no |numero )?(\d{1,2}) (\d{4})")
_SERIAL = re.compile(r"\d{5}")
_TIME_OF_DAY = re.compile(r"(\d{1,2})\s*(?:[:hH]\s*(\d{2})?)(?::\d{2}(?:\.\d+)?)?")
_CLOCK = re.compile(r"(?:[T ]|à)\s*(\d{1,2})\s*(?:[:hH]\s*(\d{2})?)(?::\d{2}(?:\.\d+)?)?\s*$")
_EXCEL_EPOCH = date(1899, 12, 30)  # serial 1 is 1 January 1900, and Excel believes in 29 February 1900
_YEARS = range(1950, 2101)


@dataclass(frozen=True, slots=True)
class Moment:
    """A civil time; ``whole_day`` where the text gives a day without a time."""

    start: datetime
    whole_day: bool

    @property
    def day_end(self) -> datetime:
        """The end of an interval that this moment closes, which is half-open: the next midnight for a whole day."""
        return self.start + timedelta(days=1) if self.whole_day else self.start


def parse_date(text: str) -> date | None:
    """``02/09/2024``, ``2024-09-02``, ``2 sept. 2024``, ``lundi 2 septembre 2024``, ``20240902`` or Excel's 45537."""
    text = text.strip()
    if found := _ISO.fullmatch(text) or _COMPACT.fullmatch(text):
        return _date(int(found[1]), int(found[2]), int(found[3]))
    if found := _FRENCH.fullmatch(text):
        year = int(found[3])
        return _date(year + 2000 if year < 100 else year, int(found[2]), int(found[1]))
    if found := _WORDS.fullmatch(plain_words(text)):
        month = _month(found[2])
        return _date(int(found[3]), month, int(found[1])) if month else None
    if _SERIAL.fullmatch(text):
        return _plausible(_EXCEL_EPOCH + timedelta(days=int(text)))
    return None


def parse_moment(text: str) -> Moment | None:
    """A date, with or without a time: ``02/09/2024 08:05``, ``2024-09-02T08:05``, ``2 sept. 2024 à 8 h 05``."""
    text = text.strip()
    clock = _CLOCK.search(text)
    if clock is None:
        day = parse_date(text)
        return Moment(midnight(day), whole_day=True) if day else None
    day = parse_date(text[: clock.start()])
    hour, minute = int(clock[1]), int(clock[2] or 0)
    if day is None or hour > 24 or minute > 59 or (hour == 24 and minute):
        return None
    start = midnight(day) + timedelta(hours=hour, minutes=minute)
    return Moment(start, whole_day=False)


def parse_time(text: str) -> timedelta | None:
    """A time of day as the time since midnight: ``8:05``, ``08:05:00``, ``8h``, ``8 h 05``; ``24:00`` is allowed."""
    found = _TIME_OF_DAY.fullmatch(text.strip())
    if found is None:
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    since_midnight = timedelta(hours=hour, minutes=minute)
    return since_midnight if minute < 60 and since_midnight <= timedelta(days=1) else None


def parse_month(text: str) -> date | None:
    """The first day of ``2026-03``, ``03/2026``, ``mars 2026``, or of the month of a date."""
    text = text.strip()
    if found := _YEAR_MONTH.fullmatch(text):
        return _date(int(found[1]), int(found[2]), 1)
    if found := _MONTH_YEAR.fullmatch(text):
        return _date(int(found[2]), int(found[1]), 1)
    if found := _MONTH_WORDS.fullmatch(plain_words(text)):
        month = _month(found[1])
        return _date(int(found[2]), month, 1) if month else None
    day = parse_moment(text)
    return day.start.date().replace(day=1) if day is not None else None


def parse_week(text: str) -> date | None:
    """The Monday of ``2026-W12``, ``2026-S12``, ``S12 2026``, ``semaine 12/2026``, or of the week of a date."""
    text = text.strip()
    if found := _YEAR_WEEK.fullmatch(text):
        return _monday(int(found[1]), int(found[2]))
    if found := _WEEK_YEAR.fullmatch(plain_words(text)):
        return _monday(int(found[2]), int(found[1]))
    day = parse_moment(text)
    return monday_of(day.start.date()) if day is not None else None


def _monday(year: int, week: int) -> date | None:
    try:
        return _plausible(date.fromisocalendar(year, week, 1))
    except ValueError:
        return None


def _month(word: str) -> int | None:
    if word in _ENGLISH_MONTHS:
        return _ENGLISH_MONTHS[word]
    for number, beginning in enumerate(_MONTHS, start=1):
        if word.startswith(beginning):
            return number
    return None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return _plausible(date(year, month, day))
    except ValueError:
        return None


def _plausible(day: date) -> date | None:
    return day if day.year in _YEARS else None
