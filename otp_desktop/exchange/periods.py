"""Periods of validity and of absence, in one cell or in two."""

import re
from datetime import date

from otp_desktop.domain.force import Absence
from otp_desktop.exchange.dates import Moment, parse_date, parse_moment
from otp_desktop.texts import N_, Sentence, sentence
from otp_desktop.texts.folding import plain_words
from otp_desktop.texts.formats import moment, short_date

BAD_DATE = N_("“{value}” is not a date: write it as 02/09/2024.")
BACKWARDS = N_("the end, {end}, is before the beginning, {start}: correct one of them.")
NO_START = N_("the first day is missing: fill it in.")
NO_END = N_("the last day is missing: fill it in.")

_DATE = re.compile(
    r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}(?:er)?[-/.]\d{1,2}[-/.]\d{2,4}|\d{1,2}(?:er)?\s+[^\W\d]+\.?\s+\d{4}|\b\d{8}\b|\b\d{5}\b"
)
_OPENING = frozenset(("depuis", "partir", "des", "from", "since"))
_CONNECTING = _OPENING | frozenset(
    ("du", "au", "a", "de", "le", "jusqu", "until", "to", "valable", "valide", "valid", "fin", "et", "and")
)


class PeriodError(ValueError):
    """A period that cannot be taken; ``message`` says why to the user."""

    def __init__(self, message: Sentence) -> None:
        self.message = message
        super().__init__(message.template)


def parse_day(text: str) -> date | None:
    """A civil day, None for a blank cell. Raises PeriodError."""
    if not text:
        return None
    day = parse_date(text)
    if day is None:
        raise PeriodError(sentence(BAD_DATE, value=text[:40]))
    return day


def parse_validity(text: str) -> tuple[date | None, date | None]:
    """First and last civil day of ``2024-01-01 → 2024-12-31``, ``depuis le 02/09/2024``, ``jusqu'au 31/12/2024``.

    A single date is the last day: what is written beside a qualification is when it expires. Raises PeriodError.
    """
    found = list(_DATE.finditer(text))
    rest = set(plain_words(_DATE.sub(" ", text)).split())
    days = [parse_day(match[0]) for match in found]
    if len(days) > 2 or not rest <= _CONNECTING or (not days and text.strip()):
        raise PeriodError(sentence(BAD_DATE, value=text[:40]))
    if len(days) == 2:
        return ordered(days[0], days[1])
    if not days:
        return None, None
    opened = bool(_OPENING & rest) or text.rstrip().endswith(("→", "->", "…"))
    return (days[0], None) if opened else (None, days[0])


def ordered(start: date | None, end: date | None) -> tuple[date | None, date | None]:
    """The two days. Raises PeriodError when the end is before the start."""
    if start and end and end < start:
        raise PeriodError(sentence(BACKWARDS, start=short_date(start), end=short_date(end)))
    return start, end


def parse_absence(start: str, end: str | None, reason: str) -> Absence:
    """An absence from its two cells: civil days are included whole, times are taken as they are.

    Without an end column (None) the absence lasts one day. Raises PeriodError.
    """
    if not start:
        raise PeriodError(sentence(NO_START))
    first = parse_moment(start)
    last = first if end is None else parse_moment(end)
    if first is None or (end and last is None):
        raise PeriodError(sentence(BAD_DATE, value=(start if first is None else end or "")[:40]))
    if last is None or (end is None and not first.whole_day):
        raise PeriodError(sentence(NO_END))
    if last.day_end <= first.start:
        raise PeriodError(sentence(BACKWARDS, start=_shown(first), end=_shown(last)))
    return Absence(start=first.start, end=last.day_end, reason=reason)


def _shown(said: Moment) -> str:
    return short_date(said.start.date()) if said.whole_day else moment(said.start)
