"""Dates, times and numbers as people of the language in use write them.

French typography: no-break spaces before ``:`` ``;`` ``!`` ``?`` ``%`` and inside numbers, ``8 h 05`` for times of day.
"""

from datetime import date, datetime
from math import floor

from babel.dates import format_date
from babel.numbers import format_decimal, format_percent

from otp_desktop.texts.language import current_language

ROUNDING = 1e-9  # 29 / 100 * 100 is 28.999999999999996
NO_BREAK_SPACE = "\u00a0"


def number(value: float, decimals: int = 0) -> str:
    """``12 345,6`` in French, ``12,345.6`` in English."""
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    return format_decimal(value, format=pattern, locale=current_language())


def percent(ratio: float, decimals: int = 0) -> str:
    """``98 %`` in French, ``98%`` in English, from a ratio between 0 and 1."""
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "") + ("\u00a0%" if _french() else "%")
    return format_percent(ratio, format=pattern, locale=current_language())


def coverage_rate(ratio: float) -> str:
    """A rate of coverage, rounded down to a whole percent: 100 % means that nobody is missing."""
    return percent(shown_rate(ratio))


def shown_rate(ratio: float) -> float:
    """A rate of coverage as it is shown, rounded down to a hundredth."""
    return floor(ratio * 100 + ROUNDING) / 100


def long_date(day: date) -> str:
    """``lundi 2 septembre 2024``, ``dimanche 1er septembre 2024``."""
    return format_date(day, f"EEEE {_day_of_month(day)} MMMM y", locale=current_language())


def short_date(day: date) -> str:
    """``02/09/2024`` in French, ``2024-09-02`` in English: never the American order."""
    return day.strftime("%d/%m/%Y") if _french() else day.isoformat()


def day_and_date(day: date) -> str:
    """``lun. 2 sept.``."""
    return format_date(day, f"EEE {_day_of_month(day)} MMM", locale=current_language())


def day_and_month(day: date) -> str:
    """``2 sept.``."""
    return format_date(day, f"{_day_of_month(day)} MMM", locale=current_language())


def weekday_name(day: date) -> str:
    """``lun.``."""
    return format_date(day, "EEE", locale=current_language())


def clock(moment: datetime) -> str:
    """``8 h 05`` in French, ``08:05`` in English."""
    if not _french():
        return moment.strftime("%H:%M")
    return f"{moment.hour}{NO_BREAK_SPACE}h{NO_BREAK_SPACE}{moment.minute:02d}"


def time_range(start: datetime, end: datetime) -> str:
    """``8 h 05 – 9 h 00``; the end of another day carries its date."""
    last = clock(end)
    if end.date() != start.date():
        last = f"{last} ({day_and_date(end.date()).replace(' ', NO_BREAK_SPACE)})"
    return f"{clock(start)}{NO_BREAK_SPACE}–{NO_BREAK_SPACE}{last}"


def moment(value: datetime) -> str:
    """``02/09/2024 8 h 05``."""
    return f"{short_date(value.date())} {clock(value)}"


def duration(minutes: float) -> str:
    """``1 h 40`` or ``40 min``."""
    hours, rest = divmod(round(minutes), 60)
    if not hours:
        return f"{rest}{NO_BREAK_SPACE}min"
    return f"{hours}{NO_BREAK_SPACE}h{NO_BREAK_SPACE}{rest:02d}"


def _day_of_month(day: date) -> str:
    """The date pattern of the day: French writes the first of a month ``1er``."""
    return "d'er'" if _french() and day.day == 1 else "d"


def _french() -> bool:
    return current_language() == "fr"
