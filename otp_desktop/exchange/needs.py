"""Files of needs: a site, a time window, and the heads asked for, one role line a row."""

import re
from collections.abc import Hashable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path

from otp_desktop.domain.operations import RoleLine
from otp_desktop.domain.orders import MOST_MEETING_MINUTES, NEED_ORDERS
from otp_desktop.domain.times import PARIS, elapsed_minutes, midnight
from otp_desktop.exchange.agent_meanings import NO_WORDS
from otp_desktop.exchange.agents import corps_initials
from otp_desktop.exchange.choices import AS_IT_STANDS, Choices
from otp_desktop.exchange.dates import parse_time
from otp_desktop.exchange.fault_log import FaultLog
from otp_desktop.exchange.need_meanings import NEED_MEANINGS
from otp_desktop.exchange.qualifications import mention
from otp_desktop.exchange.results import NeedRecord, NeedsRead, QualificationMention, Row
from otp_desktop.exchange.source import open_source
from otp_desktop.exchange.tables import UnderstoodTable
from otp_desktop.exchange.time_columns import TimeColumns
from otp_desktop.exchange.understood import told, usable_tables
from otp_desktop.texts import N_, sentence
from otp_desktop.texts.folding import plain_words

NEEDED = N_("a site, a start and an end (with their day)")
NO_SITE = N_("the site is missing: write its code or its name.")
BAD_COUNT = N_("“{value}” is not a number of agents: write 0, 1, 2…")
BAD_PRIORITY = N_("“{value}” is not a priority: write 1, vital, to 5, useful.")
ABOVE_COUNT = N_("the minimum, {minimum}, is above the number of agents, {count}: correct one of them.")
BAD_MEETING = N_("“{value}” is not a time of meeting: write it as 15:30, or as minutes before the start.")
LATE_MEETING = N_("the meeting, “{value}”, is not within twelve hours before the start: correct one of them.")
BACKWARDS = N_("the end is not after the start: correct one of them.")
SAME_ROLE = N_("the role “{role}” of this need already stands on line {line}: keep one of the two rows.")
OTHER_TIMES = N_("the need {code} stands on line {line} with another site or other times: correct one of them.")

GIVEN = ("priority", "burden", "relieved", "group", "wave", "label", *NEED_ORDERS)
USUAL_ROLE = "guard"
MOST_HEADS = 10_000
_LIST = re.compile(r"[,;/+|]|\bet\b|\band\b")


def read_needs(path: Path, choices: Choices = AS_IT_STANDS) -> NeedsRead:
    """The needs of a file, with every fault; valid rows are kept.

    Rows of one need, by its code or by its site and times, are its role lines. A row without a number of agents asks
    for one; without a minimum, for one at least. Raises an UnreadableFileError where nothing can be read.
    """
    log = FaultLog()
    source = open_source(path, log, choices)
    tables = usable_tables(source, NEED_MEANINGS, lists_needs, NEEDED, choices)
    reader = _Reader(log)
    for table in tables:
        times = TimeColumns(table, log)
        for row in table.safe_rows(log, source.ragged):
            reader.read(table, row, times)
    return NeedsRead(
        records=tuple(reader.records.values()), qualifications=tuple(reader.mentions.values()), **told(log, tables)
    )


def lists_needs(table: UnderstoodTable) -> bool:
    fields = table.fields.keys()
    return "site" in fields and ("times" in fields or {"start", "end"} <= fields)


@dataclass
class _Reader:
    log: FaultLog
    records: dict[Hashable, NeedRecord] = field(default_factory=dict)
    mentions: dict[str, QualificationMention] = field(default_factory=dict)
    _role_lines: dict[tuple[Hashable, str], int] = field(default_factory=dict)

    def read(self, table: UnderstoodTable, row: Row, times: TimeColumns) -> None:
        """Adds the row's need, or its role line to the need that stands already."""
        if not table.cell(row, "site"):
            self.log.refuse(table.table, row, sentence(NO_SITE), table.heading("site"))
        period = times.period(row)
        role = self._role(table, row)
        priority = self._figure(table, row, "priority", 3, 1, 5, BAD_PRIORITY)
        burden = self._figure(table, row, "burden", 0, 0, MOST_HEADS, BAD_COUNT)
        if period and period[1] <= period[0]:
            heading = table.heading("end") or table.heading("times")
            self.log.refuse(table.table, row, sentence(BACKWARDS), heading)
        if period is None or self.log.refuses(table.table, row):
            return
        cell = table.cell
        meeting = self._meeting(table, row, period[0])
        if self.log.refuses(table.table, row):
            return
        given = {name for name in GIVEN if cell(row, name)}
        roles = {"roles"} if not table.fields.keys().isdisjoint(("role", "count", "minimum")) else set()
        record = NeedRecord(
            line=row.line,
            sheet=table.table.name,
            code=cell(row, "need"),
            site=" ".join(cell(row, "site").split()),
            start=period[0],
            end=period[1],
            roles=(role,),
            priority=priority,
            burden=burden,
            relieved=plain_words(cell(row, "relieved")) not in NO_WORDS,
            group=cell(row, "group"),
            wave=cell(row, "wave"),
            label=cell(row, "label"),
            call_sign=cell(row, "call_sign"),
            channel=cell(row, "channel"),
            equipment=cell(row, "equipment"),
            meeting_place=cell(row, "meeting_place"),
            meeting_minutes=meeting,
            instructions=cell(row, "instructions"),
            given=frozenset({"site", "start", "end"} | given | roles),
        )
        self._add(table, row, record)

    def _add(self, table: UnderstoodTable, row: Row, record: NeedRecord) -> None:
        key: Hashable = record.code or (plain_words(record.site), record.start, record.end, record.label)
        first = self.records.get(key)
        (role,) = record.roles
        if first is None:
            self.records[key] = record
        elif (first.site, first.start, first.end) != (record.site, record.start, record.end):
            message = sentence(OTHER_TIMES, code=record.code, line=first.line)
            return self.log.refuse(table.table, row, message, table.heading("need"), record.code)
        elif line := self._role_lines.get((key, role.code)):
            heading = table.heading("role") or table.heading("site")
            return self.log.refuse(table.table, row, sentence(SAME_ROLE, role=role.code, line=line), heading)
        else:
            self.records[key] = replace(first, roles=(*first.roles, role), given=first.given | record.given)
        self._role_lines[key, role.code] = row.line
        return None

    def _role(self, table: UnderstoodTable, row: Row) -> RoleLine:
        count = self._figure(table, row, "count", 1, 0, MOST_HEADS, BAD_COUNT)
        minimum = self._figure(table, row, "minimum", min(1, count), 0, MOST_HEADS, BAD_COUNT)
        if minimum > count:
            message = sentence(ABOVE_COUNT, minimum=minimum, count=count)
            self.log.refuse(table.table, row, message, table.heading("minimum"), str(minimum))
        named = [mention(word) for word in _words(table.cell(row, "qualifications"))]
        self.mentions.update((one.code, self.mentions.get(one.code, one)) for one in named)
        return RoleLine(
            code=table.cell(row, "role") or USUAL_ROLE,
            count=count,
            minimum=minimum,
            qualifications=tuple(dict.fromkeys(one.code for one in named)),
            corps=tuple(dict.fromkeys(corps_initials(word) for word in _words(table.cell(row, "corps")))),
        )

    def _meeting(self, table: UnderstoodTable, row: Row, start: datetime) -> int | None:
        """Minutes before the start, from a time of day or from the minutes themselves; None where nothing is said."""
        text = table.cell(row, "meeting_minutes")
        if not text:
            return None
        minutes = _minutes_before(text, start)
        if minutes is None or minutes > MOST_MEETING_MINUTES:
            message = sentence(BAD_MEETING if minutes is None else LATE_MEETING, value=text[:40])
            self.log.refuse(table.table, row, message, table.heading("meeting_minutes"), text)
        return minutes

    def _figure(
        self, table: UnderstoodTable, row: Row, field: str, default: int, least: int, most: int, template: str
    ) -> int:
        """A whole number; ``2,0`` is one too, and ``1 – Vital`` begins with one."""
        text = table.cell(row, field)
        found = re.fullmatch(r"[Pp]?(\d{1,6})(?:[.,]0+)?(?:\s*[-–:(].*)?", text)
        if not text:
            return default
        if not found or not least <= int(found[1]) <= most:
            self.log.refuse(table.table, row, sentence(template, value=text[:40]), table.heading(field), text)
            return default
        return int(found[1])


def _minutes_before(text: str, start: datetime) -> int | None:
    """``45``, ``45 min``, or a time of day on the way to the start; None where it is neither."""
    if found := re.fullmatch(r"(\d{1,4})(?:\s*min(?:utes?)?)?", text):
        return int(found[1])
    since_midnight = parse_time(text)
    if since_midnight is None:
        return None
    meeting = midnight(start) + since_midnight
    return elapsed_minutes(meeting if meeting <= start else meeting - timedelta(days=1), start, PARIS)


def _words(text: str) -> list[str]:
    return [word.strip() for word in _LIST.split(text) if word.strip()]
