"""When something takes place, from whichever columns tell it: two moments, or a day and times of day."""

import re
from datetime import date, datetime, timedelta

from otp_desktop.domain.times import midnight
from otp_desktop.exchange.dates import parse_date, parse_moment, parse_time
from otp_desktop.exchange.fault_log import FaultLog
from otp_desktop.exchange.headings import Meaning
from otp_desktop.exchange.results import Row
from otp_desktop.exchange.tables import UnderstoodTable
from otp_desktop.texts import N_, sentence

TIME_MEANINGS = (
    Meaning("day", "jour|date|date besoin|date vacation|day|date jour|jour date", never="debut fin heure naissance"),
    Meaning(
        "times",
        "horaire|horaires|creneau|creneaux|plage horaire|plage|heures|heure debut fin|vacation|times|time range|hours",
        never="date jour",
    ),
    Meaning(
        "start",
        "debut|heure debut|date debut|date heure debut|debut besoin|debut vacation|prise poste|prise service|de|"
        "a partir|start|start time|from|begin|horaire debut|du",
        never="fin end",
    ),
    Meaning(
        "end",
        "fin|heure fin|date fin|date heure fin|fin besoin|fin vacation|fin poste|fin service|jusqu a|"
        "end|end time|to|until|horaire fin|au",
        never="debut start",
    ),
)
BAD_DAY = N_("“{value}” is not a date: write it as 02/09/2024.")
BAD_TIME = N_("“{value}” is not a time: write it as 8:05, or as 02/09/2024 8:05.")
NO_DAY = N_("the day is missing: fill it in.")
NO_TIME = N_("the time is missing: fill it in.")

_BETWEEN = re.compile(r"\s*(?:[-–—→/]|\bà\b|\bto\b|\ba\b)\s*")


class TimeColumns:
    """Reads the times of the rows of one table; what cannot be read goes to the log."""

    def __init__(self, table: UnderstoodTable, log: FaultLog) -> None:
        self._table = table
        self._log = log

    def period(self, row: Row) -> tuple[datetime, datetime] | None:
        """Start and end; an end that is a time of day before the start is of the next day. None where at fault."""
        start_text, end_text = self._texts(row)
        start = self._moment(row, "start", start_text)
        if start is None:
            return None
        end = self._moment(row, "end", end_text, start.date())
        if end is None:
            return None
        if end <= start and parse_time(end_text) is not None:
            end += timedelta(days=1)
        return start, end

    def start(self, row: Row) -> datetime | None:
        """The start alone; None where it is at fault."""
        return self._moment(row, "start", self._texts(row)[0])

    def _texts(self, row: Row) -> tuple[str, str]:
        """The texts of start and end, which one cell such as ``8h05 - 9h00`` may hold together."""
        both = _BETWEEN.split(self._table.cell(row, "times"))
        if len(both) == 2 and all(parse_time(text) is not None for text in both):
            return both[0], both[1]
        return self._table.cell(row, "start") or self._table.cell(row, "times"), self._table.cell(row, "end")

    def _moment(self, row: Row, field: str, text: str, day: date | None = None) -> datetime | None:
        """From a date with its time, or from a time on ``day``, which the row tells where it is not known."""
        if not text:
            self._refuse(row, field, NO_TIME)
            return None
        since_midnight = parse_time(text)
        if since_midnight is None:
            moment = parse_moment(text)
            if moment is None or moment.whole_day:
                self._refuse(row, field, BAD_TIME, text)
                return None
            return moment.start
        day = day or self._day(row)
        return None if day is None else midnight(day) + since_midnight

    def _day(self, row: Row) -> date | None:
        text = self._table.cell(row, "day")
        day = parse_date(text)
        if day is None:
            self._refuse(row, "day", BAD_DAY if text else NO_DAY, text)
        return day

    def _refuse(self, row: Row, field: str, template: str, value: str = "") -> None:
        message = sentence(template, value=value[:40]) if value else sentence(template)
        heading = self._table.heading(field) or self._table.heading("times") or self._table.heading("start")
        self._log.refuse(self._table.table, row, message, heading, value)
