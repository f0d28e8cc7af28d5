"""Unit files: divisions and brigades with their bases, as CSV, XLSX or GeoJSON points."""

from dataclasses import dataclass, field
from pathlib import Path

from otp_desktop.exchange import errors
from otp_desktop.exchange.choices import AS_IT_STANDS, Choices
from otp_desktop.exchange.contents import position_columns_by_content
from otp_desktop.exchange.fault_log import FaultLog
from otp_desktop.exchange.position_columns import position_of_row
from otp_desktop.exchange.position_meanings import POSITION_FIELDS
from otp_desktop.exchange.results import Row, UnitMention, UnitRecord, UnitsRead
from otp_desktop.exchange.source import Source, open_source
from otp_desktop.exchange.tables import UnderstoodTable, understand
from otp_desktop.exchange.understood import told
from otp_desktop.exchange.unit_meanings import UNIT_MEANINGS
from otp_desktop.exchange.unit_mentions import unit_mention
from otp_desktop.texts import N_, sentence
from otp_desktop.texts.folding import plain_words

NEEDED = N_("the code or the name of the unit, and the position of its base (latitude and longitude)")
NO_NAME = N_("the code and the name are missing: fill in one of them.")
DUPLICATE = N_("the unit {unit} already stands on line {line}: keep one of the two rows.")
NO_BASE = N_("no position is given: the travel of the unit’s agents counts for 0 km until it has a base.")


def read_units(path: Path, choices: Choices = AS_IT_STANDS) -> UnitsRead:
    """The units of a file, with every fault; valid rows are kept.

    Raises an UnreadableFileError where the file as a whole cannot be read.
    """
    log = FaultLog()
    source = open_source(path, log, choices)
    tables = _unit_tables(source, choices)
    reader = _UnitReader(log)
    for table in tables:
        for row in table.safe_rows(log, source.ragged):
            reader.read(table, row)
    return UnitsRead(records=tuple(reader.records), **told(log, tables))


def _unit_tables(source: Source, choices: Choices) -> list[UnderstoodTable]:
    """The tables with columns of units. Raises PeopleNotUnitsError, UnknownColumnsError, NoTableError."""
    tables = [
        understand(raw, UNIT_MEANINGS, source.file, position_columns_by_content, choices) for raw in source.tables
    ]
    usable = [table for table in tables if lists_units(table)]
    if not usable:
        if people := next((table for table in tables if "person" in table.fields), None):
            raise errors.PeopleNotUnitsError(file=source.file, heading=people.heading("person"))
        raise errors.UnknownColumnsError(file=source.file, found=tables[0].shown_headings, needed=sentence(NEEDED))
    filled = [table for table in usable if table.table.rows]
    if not filled:
        raise errors.NoTableError(file=source.file)
    return filled


def lists_units(table: UnderstoodTable) -> bool:
    """Bases may come later: a list of codes and names will do."""
    fields = table.fields.keys()
    placed = not fields.isdisjoint(POSITION_FIELDS)
    named = fields & {"code", "name"}
    return "person" not in fields and (len(named) == 2 or (placed and len(named) == 1))


@dataclass
class _UnitReader:
    """Reads one row after the other; a unit stands once in a file."""

    log: FaultLog
    records: list[UnitRecord] = field(default_factory=list)
    _by_word: dict[str, UnitRecord] = field(default_factory=dict)

    def read(self, table: UnderstoodTable, row: Row) -> None:
        unit = unit_mention(table.cell(row, "code"), table.cell(row, "name"))
        record = UnitRecord(row.line, unit, position_of_row(table, row, self.log, NO_BASE), table.table.name)
        word = unit.code or unit.name
        if not word:
            self.log.refuse(table.table, row, sentence(NO_NAME), table.heading("name") or table.heading("code"))
        first = self._by_word.get(plain_words(word))
        if first is not None and (first.unit, first.position) == (record.unit, record.position):
            return
        if word and first is not None:
            heading = table.heading("code") if table.cell(row, "code") else table.heading("name")
            self.log.refuse(table.table, row, sentence(DUPLICATE, unit=word, line=first.line), heading, word)
        if not self.log.refuses(table.table, row):
            self.records.append(record)
            self._learn(unit, record)

    def _learn(self, unit: UnitMention, record: UnitRecord) -> None:
        self._by_word[plain_words(unit.code or unit.name)] = record
        if unit.name:
            self._by_word.setdefault(plain_words(unit.name), record)
