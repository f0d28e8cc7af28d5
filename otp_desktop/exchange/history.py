"""Files of earlier work: a staff number, a week or a month, and what the agent did in it; CSV or XLSX."""

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from otp_desktop.domain.past_work import PastWork
from otp_desktop.exchange.agent_sheets import NO_STAFF_NUMBER
from otp_desktop.exchange.choices import AS_IT_STANDS, Choices
from otp_desktop.exchange.dates import parse_month, parse_week
from otp_desktop.exchange.fault_log import FaultLog
from otp_desktop.exchange.history_meanings import COUNTS, FIGURES, HISTORY_MEANINGS
from otp_desktop.exchange.results import HistoryRead, HistoryRecord, Row
from otp_desktop.exchange.source import open_source
from otp_desktop.exchange.tables import UnderstoodTable
from otp_desktop.exchange.understood import told, usable_tables
from otp_desktop.texts import N_, sentence

NEEDED = N_("a staff number, a month or a week, and at least one figure: hours, nights, Sundays, holidays, events")
NO_PERIOD = N_("the month or the week is missing: fill in one of them.")
TWO_PERIODS = N_("both a month and a week are given: leave one of them empty.")
BAD_MONTH = N_("“{value}” is not a month: write it as 03/2026.")
BAD_WEEK = N_("“{value}” is not a week: write it as 2026-W12, or the date of its Monday.")
BAD_HOURS = N_("“{value}” is not a number of hours: write it as 35 or 35:30.")
BAD_COUNT = N_("“{value}” is not a whole number: write 0, 1, 2…")
TOO_MANY = N_("{value} in a period of {days} days: correct it.")
DAY_HOURS = 24
MINUTES = 60

_HOURS = re.compile(r"(\d{1,3}(?:[.,]\d+)?)(?: ?(?:h|heures?|hours?))?")
_CLOCK = re.compile(r"(\d{1,3}) ?[:hH] ?([0-5]\d)(?::\d{2})?")
_COUNT = re.compile(r"(\d{1,3})(?:[.,]0+)?")


def read_history(path: Path, choices: Choices = AS_IT_STANDS) -> HistoryRead:
    """The work of a file, agent by agent and period by period, with every fault; valid rows are kept.

    A blank count is 0; blank hours are not known. Raises an UnreadableFileError where the file as a whole cannot be
    read.
    """
    log = FaultLog()
    source = open_source(path, log, choices)
    tables = usable_tables(source, HISTORY_MEANINGS, lists_history, NEEDED, choices)
    records = []
    for table in tables:
        for row in table.safe_rows(log, source.ragged):
            work = _work(table, row, log)
            if work is not None and not log.refuses(table.table, row):
                records.append(HistoryRecord(row.line, work, table.table.name))
    return HistoryRead(records=tuple(records), **told(log, tables))


def lists_history(table: UnderstoodTable) -> bool:
    fields = table.fields.keys()
    return "staff_number" in fields and not fields.isdisjoint(("month", "week")) and not fields.isdisjoint(FIGURES)


def _work(table: UnderstoodTable, row: Row, log: FaultLog) -> PastWork | None:
    number = table.cell(row, "staff_number")
    if not number:
        log.refuse(table.table, row, sentence(NO_STAFF_NUMBER), table.heading("staff_number"))
    period = _period(table, row, log)
    if not number or period is None:
        return None
    first, last = period
    days = (last - first).days + 1
    return PastWork(
        agent=number,
        first_day=first,
        last_day=last,
        minutes=_minutes(table, row, log, days),
        **{name: _count(table, row, log, name, days) for name in COUNTS},
    )


def _period(table: UnderstoodTable, row: Row, log: FaultLog) -> tuple[date, date] | None:
    month, week = table.cell(row, "month"), table.cell(row, "week")
    if month and week:
        log.refuse(table.table, row, sentence(TWO_PERIODS), table.heading("week"))
    elif month:
        return _read_period(table, row, log, "month", parse_month, BAD_MONTH)
    elif week:
        return _read_period(table, row, log, "week", parse_week, BAD_WEEK)
    else:
        log.refuse(table.table, row, sentence(NO_PERIOD), table.heading("month") or table.heading("week"))
    return None


def _read_period(
    table: UnderstoodTable, row: Row, log: FaultLog, field: str, parse: Callable[[str], date | None], wrong: str
) -> tuple[date, date] | None:
    """The first and the last day of a month or a week."""
    text = table.cell(row, field)
    first = parse(text)
    if first is None:
        log.refuse(table.table, row, sentence(wrong, value=text[:40]), table.heading(field), text)
        return None
    days = 7 if field == "week" else monthrange(first.year, first.month)[1]
    return first, first + timedelta(days=days - 1)


def _minutes(table: UnderstoodTable, row: Row, log: FaultLog, days: int) -> int | None:
    text = table.cell(row, "hours").strip()
    if not text:
        return None
    minutes = _parsed_hours(text)
    if minutes is None:
        log.refuse(table.table, row, sentence(BAD_HOURS, value=text[:40]), table.heading("hours"), text)
    elif minutes > days * DAY_HOURS * MINUTES:
        log.refuse(table.table, row, sentence(TOO_MANY, value=text, days=days), table.heading("hours"), text)
    return minutes


def _parsed_hours(text: str) -> int | None:
    """Minutes of ``35``, ``35,5``, ``35 h``, ``35:30`` or ``35 h 30``."""
    if found := _CLOCK.fullmatch(text):
        return int(found[1]) * MINUTES + int(found[2])
    if found := _HOURS.fullmatch(text):
        return round(float(found[1].replace(",", ".")) * MINUTES)
    return None


def _count(table: UnderstoodTable, row: Row, log: FaultLog, field: str, days: int) -> int:
    """Nobody has more than one night, Sunday or event a day; hard posts may be several."""
    text = table.cell(row, field).strip()
    if not text:
        return 0
    found = _COUNT.fullmatch(text)
    if found is None:
        log.refuse(table.table, row, sentence(BAD_COUNT, value=text[:40]), table.heading(field), text)
        return 0
    if field != "hard_posts" and int(found[1]) > days:
        log.refuse(table.table, row, sentence(TOO_MANY, value=text, days=days), table.heading(field), text)
    return int(found[1])
