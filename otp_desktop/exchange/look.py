"""A first look at a file, before anything of it is taken: what it lists, its sheets, its columns and some values."""

import json
from dataclasses import dataclass, field
from pathlib import Path

from otp_desktop.exchange import contents
from otp_desktop.exchange.agents import OWN_QUALIFICATION, own_qualification_columns
from otp_desktop.exchange.errors import UnreadableFileError
from otp_desktop.exchange.fault_log import FaultLog
from otp_desktop.exchange.results import FileKind
from otp_desktop.exchange.rows import RawTable
from otp_desktop.exchange.signatures import Content
from otp_desktop.exchange.source import content_of_checked, open_source, read_text
from otp_desktop.exchange.subject import Subject
from otp_desktop.exchange.subjects import COLUMNS, guessed_subject, recognised
from otp_desktop.exchange.tables import UnderstoodTable, is_reason_heading
from otp_desktop.texts.folding import plain_words

SAMPLES = 3
PLAN_FORMAT = "otp-plan/"
PROBLEM_FORMAT = "otp-problem/"


@dataclass(frozen=True)
class LookedColumn:
    """A column by its name, its first values, and the field it seems to hold: empty where nothing tells."""

    name: str
    samples: tuple[str, ...] = field(repr=False)
    field: str


@dataclass(frozen=True)
class LookedTable:
    """One sheet; ``columns`` are its columns as those of the subject looked for, rows its number of records."""

    name: str
    columns: tuple[LookedColumn, ...]
    rows: int

    @property
    def signature(self) -> str:
        """The same for all files with these headings in this order, whatever their case and accents."""
        return "|".join(plain_words(column.name) for column in self.columns)


@dataclass(frozen=True)
class Look:
    """A file before its headings are understood."""

    path: Path
    kind: FileKind
    subject: Subject
    tables: tuple[RawTable, ...] = field(repr=False)

    @property
    def sheets(self) -> tuple[str, ...]:
        return tuple(table.name for table in self.tables)

    @property
    def has_columns(self) -> bool:
        """Whether there are columns to be understood: layers and plans have none."""
        return bool(self.tables)

    def table(self, subject: Subject, sheet: str = "") -> LookedTable | None:
        """The sheet of this name, by default the first that lists the subject; None where there are no columns."""
        if subject not in COLUMNS or not self.tables:
            return None
        tables = [recognised(raw, subject) for raw in self.tables if not sheet or raw.name == sheet]
        usable = [table for table in tables if COLUMNS[subject].is_usable(table)]
        return _looked((usable or tables)[0], subject)


def look_at(path: Path) -> Look:
    """Opens a file and tells what it seems to list. Raises an UnreadableFileError where nothing can be read."""
    stated = _stated_format(path) if content_of_checked(path) is Content.TEXT else ""
    if stated.startswith(PROBLEM_FORMAT):
        return Look(path, FileKind.GEOJSON, Subject.PROBLEM, ())
    if stated.startswith(PLAN_FORMAT):
        return Look(path, FileKind.GEOJSON, Subject.PLAN, ())
    source = open_source(path, FaultLog())
    return Look(path, source.kind, guessed_subject(source.tables, path.stem), source.tables)


def _stated_format(path: Path) -> str:
    """What a JSON file of this program says it is; empty for any other file."""
    try:
        text = read_text(path)
    except UnreadableFileError:
        return ""
    if PLAN_FORMAT not in text and PROBLEM_FORMAT not in text:
        return ""
    try:
        content = json.loads(text)
    except (ValueError, RecursionError):
        return ""
    return str(content.get("format", "")) if isinstance(content, dict) else ""


def _looked(table: UnderstoodTable, subject: Subject) -> LookedTable:
    meant = {column: name for name, column in table.fields.items()}
    if subject is Subject.AGENTS:
        meant |= dict.fromkeys(own_qualification_columns(table), OWN_QUALIFICATION)
    rows = table.table.rows
    columns = tuple(
        LookedColumn(name, tuple(dict.fromkeys(contents.column_values(rows, column)))[:SAMPLES], meant.get(column, ""))
        for column, (name, heading) in enumerate(zip(table.names, table.table.headings, strict=True))
        if not is_reason_heading(heading)
    )
    return LookedTable(table.table.name, columns, len(rows))
