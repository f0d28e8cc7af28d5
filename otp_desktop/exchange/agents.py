"""Rolls: agents with their unit, qualifications and absences, as CSV or as a workbook of one or several sheets."""

from collections import defaultdict
from dataclasses import dataclass, field, replace
from pathlib import Path

from otp_desktop.domain.force import Agent, HeldQualification
from otp_desktop.domain.places import Position
from otp_desktop.exchange import contents, errors
from otp_desktop.exchange.agent_meanings import AGENT_MEANINGS, CORPS_WORDS, NO_WORDS
from otp_desktop.exchange.agent_sheets import (
    NO_STAFF_NUMBER,
    SheetKind,
    read_absences,
    read_qualifications,
    sheet_kind,
    staff_key,
)
from otp_desktop.exchange.choices import AS_IT_STANDS, Choices
from otp_desktop.exchange.coordinates import PositionError, position_of_columns
from otp_desktop.exchange.fault_log import FaultLog
from otp_desktop.exchange.headings import significant_words
from otp_desktop.exchange.periods import PeriodError
from otp_desktop.exchange.qualifications import (
    QualificationColumn,
    held_in_cell,
    held_in_columns,
    is_validity,
    qualification_columns,
)
from otp_desktop.exchange.results import (
    AgentAbsence,
    AgentQualification,
    AgentRecord,
    AgentsRead,
    QualificationMention,
    Row,
    UnitMention,
)
from otp_desktop.exchange.source import Source, open_source
from otp_desktop.exchange.tables import UnderstoodTable, understand
from otp_desktop.exchange.understood import told
from otp_desktop.exchange.unit_mentions import unit_mention
from otp_desktop.texts import N_, sentence
from otp_desktop.texts.folding import plain_words

OWN_QUALIFICATION = "own_qualification"  # the field of a column that is one qualification by itself

NEEDED = N_("a staff number and a name; or a staff number with the first and last day of an absence")
NO_NAME = N_("the name is missing: fill it in.")
DUPLICATE = N_("the staff number {number} already stands on line {line}: keep one of the two rows.")
UNKNOWN_AGENT = N_("no agent of the roll has the staff number {number}: correct it, or add the agent to the roll.")


def read_agents(path: Path, choices: Choices = AS_IT_STANDS) -> AgentsRead:
    """The agents of a file, with every fault; valid rows are kept.

    A file without a roll may list absences or qualifications only. Raises an UnreadableFileError where the file as a
    whole cannot be read.
    """
    log = FaultLog()
    source = open_source(path, log, choices)
    sheets = _sheets(source, path, choices)
    roll = _Roll(log)
    for table in sheets[SheetKind.ROLL]:
        roll.read(table, source.ragged)
    absences = [
        (table, *found) for table in sheets[SheetKind.ABSENCES] for found in read_absences(table, log, source.ragged)
    ]
    held = [
        (table, *found)
        for table in sheets[SheetKind.QUALIFICATIONS]
        for found in read_qualifications(table, log, source.ragged)
    ]
    has_roll = bool(sheets[SheetKind.ROLL])
    if has_roll:
        for table, row, absence in absences:
            roll.add_absence(table, row, absence)
        for table, row, qualification, _named in held:
            roll.add_qualification(table, row, qualification)
    for _table, _row, _qualification, named in held:
        roll.mentions.setdefault(named.code, named)
    used = [table for kind in SheetKind if kind is not SheetKind.OTHER for table in sheets[kind]]
    return AgentsRead(
        records=tuple(roll.finished(whole=bool(sheets[SheetKind.QUALIFICATIONS]))),
        units=tuple(roll.units),
        qualifications=tuple(roll.mentions.values()),
        absences=() if has_roll else tuple(absence for _table, _row, absence in absences),
        qualifications_held=() if has_roll else tuple(one for _table, _row, one, _named in held),
        **told(log, used),
    )


def _sheets(source: Source, path: Path, choices: Choices) -> dict[SheetKind, list[UnderstoodTable]]:
    """The tables of the file by what they list. Raises UnknownColumnsError, NoTableError."""
    sheets: dict[SheetKind, list[UnderstoodTable]] = {kind: [] for kind in SheetKind}
    for raw in source.tables:
        table = _with_own_columns(understand(raw, AGENT_MEANINGS, source.file, choices=choices), choices)
        sheets[sheet_kind(table, raw.name or path.stem)].append(table)
    used = [table for kind in SheetKind if kind is not SheetKind.OTHER for table in sheets[kind]]
    if not used:
        found = sheets[SheetKind.OTHER][0].shown_headings
        raise errors.UnknownColumnsError(file=source.file, found=found, needed=sentence(NEEDED))
    if not any(table.table.rows for table in used):
        raise errors.NoTableError(file=source.file)
    return sheets


@dataclass
class _Roll:
    """The agents read so far, by the key of their staff number."""

    log: FaultLog
    records: dict[str, AgentRecord] = field(default_factory=dict)
    units: dict[UnitMention, None] = field(default_factory=dict)
    mentions: dict[str, QualificationMention] = field(default_factory=dict)
    _qualifications: dict[str, list[HeldQualification]] = field(default_factory=lambda: defaultdict(list))
    _absences: dict[str, list[AgentAbsence]] = field(default_factory=lambda: defaultdict(list))

    def read(self, table: UnderstoodTable, ragged: bool) -> None:
        columns = _own_columns(table)
        for row in table.safe_rows(self.log, ragged):
            self._read_row(table, row, columns)

    def _read_row(self, table: UnderstoodTable, row: Row, columns: list[QualificationColumn]) -> None:
        number = table.cell(row, "staff_number")
        last_name, first_name = _names(table, row)
        if not number:
            self.log.refuse(table.table, row, sentence(NO_STAFF_NUMBER), table.heading("staff_number"))
        if not last_name:
            heading = table.heading("last_name") or table.heading("full_name")
            self.log.refuse(table.table, row, sentence(NO_NAME), heading)
        key = staff_key(number)
        if number and key in self.records:
            message = sentence(DUPLICATE, number=number, line=self.records[key].line)
            self.log.refuse(table.table, row, message, table.heading("staff_number"), number)
        position = self._position(table, row)
        held = [*self._held_in_cell(table, row), *self._held_in_columns(table, row, columns)]
        if self.log.refuses(table.table, row):
            return
        unit = unit_mention(table.cell(row, "unit_code"), table.cell(row, "unit"))
        agent = Agent(
            staff_number=number,
            last_name=last_name,
            first_name=first_name,
            corps=corps_initials(table.cell(row, "corps")),
            grade=table.cell(row, "grade"),
            unit=unit.code or unit.name,
            position=position,
            qualifications=tuple(held),
            active=plain_words(table.cell(row, "active")) not in NO_WORDS if table.cell(row, "active") else True,
        )
        if unit != UnitMention():
            self.units[unit] = None
        given = _given(table, row, agent, bool(columns))
        self.records[key] = AgentRecord(row.line, agent, unit, given, table.table.name)

    def _position(self, table: UnderstoodTable, row: Row) -> Position | None:
        latitude, longitude = table.cell(row, "latitude"), table.cell(row, "longitude")
        if not latitude and not longitude:
            return None
        try:
            return position_of_columns(latitude, longitude)
        except PositionError as error:
            self.log.refuse(table.table, row, error.message, table.heading("latitude"), f"{latitude}, {longitude}")
            return None

    def _held_in_cell(self, table: UnderstoodTable, row: Row) -> list[HeldQualification]:
        text = table.cell(row, "qualifications")
        try:
            pairs = held_in_cell(text)
        except PeriodError as error:
            self.log.refuse(table.table, row, error.message, table.heading("qualifications"), text)
            return []
        for named, _held in pairs:
            self.mentions.setdefault(named.code, named)
        return [held for _named, held in pairs]

    def _held_in_columns(
        self, table: UnderstoodTable, row: Row, columns: list[QualificationColumn]
    ) -> list[HeldQualification]:
        by_mention: dict[QualificationMention, list[QualificationColumn]] = defaultdict(list)
        for column in columns:
            by_mention[column.mention].append(column)
        found = []
        for named, own in by_mention.items():
            cells = [(one.bound, row.cells[one.column] if one.column < len(row.cells) else "") for one in own]
            try:
                held = held_in_columns(named, cells)
            except PeriodError as error:
                heading = table.table.headings[own[-1].column]
                self.log.refuse(table.table, row, error.message, heading, cells[-1][1])
                continue
            self.mentions.setdefault(named.code, named)
            found += [held] if held else []
        return found

    def add_absence(self, table: UnderstoodTable, row: Row, absence: AgentAbsence) -> None:
        if key := self._known(table, row, absence.staff_number):
            self._absences[key].append(absence)

    def add_qualification(self, table: UnderstoodTable, row: Row, qualification: AgentQualification) -> None:
        if key := self._known(table, row, qualification.staff_number):
            self._qualifications[key].append(qualification.held)

    def _known(self, table: UnderstoodTable, row: Row, number: str) -> str:
        key = staff_key(number)
        if key in self.records:
            return key
        message = sentence(UNKNOWN_AGENT, number=number)
        self.log.refuse(table.table, row, message, table.heading("staff_number"), number)
        return ""

    def finished(self, whole: bool) -> list[AgentRecord]:
        """The agents with what the other sheets add; ``whole`` where a sheet lists the qualifications of all."""
        return [self._finished(key, record, whole) for key, record in self.records.items()]

    def _finished(self, key: str, record: AgentRecord, whole: bool) -> AgentRecord:
        absences = tuple(one.absence for one in self._absences[key])
        agent = replace(
            record.agent,
            qualifications=tuple(dict.fromkeys((*record.agent.qualifications, *self._qualifications[key]))),
            absences=tuple(dict.fromkeys(absences)),
        )
        more = {name for name, told in (("qualifications", whole), ("absences", bool(absences))) if told}
        return replace(record, agent=agent, given=record.given | more)


def _own_columns(table: UnderstoodTable) -> list[QualificationColumn]:
    """Columns of one qualification each."""
    own = {column for name, column in table.fields.items() if name.startswith("qualifications:")}
    return [column for column in qualification_columns(table.table.headings, own) if column.column in own]


def _with_own_columns(table: UnderstoodTable, choices: Choices) -> UnderstoodTable:
    """The table whose columns "Moto du", "Moto au" are qualifications, and not the days of an absence."""
    columns = (*own_qualification_columns(table, choices), *_said_to_be_own(table, choices))
    own = {f"qualifications:{column}": column for column in columns}
    others = {name: column for name, column in table.fields.items() if column not in own.values()}
    return UnderstoodTable(table.table, others | own)


def own_qualification_columns(table: UnderstoodTable, choices: Choices = AS_IT_STANDS) -> list[int]:
    """The columns recognised as one qualification each, but for those whose meaning the user said."""
    return [
        one.column
        for one in qualification_columns(table.table.headings)
        if table.names[one.column] not in choices.columns and (one.named or _holds_validities(table, one.column))
    ]


def _holds_validities(table: UnderstoodTable, column: int) -> bool:
    """Whether most cells are yes, no or dates: the few that are not are faults of their rows."""
    cells = contents.column_values(table.table.rows, column)
    return 2 * sum(map(is_validity, cells)) >= len(cells)


def _said_to_be_own(table: UnderstoodTable, choices: Choices) -> list[int]:
    return [column for column, name in enumerate(table.names) if choices.columns.get(name) == OWN_QUALIFICATION]


def _names(table: UnderstoodTable, row: Row) -> tuple[str, str]:
    """Surname and first name; in one cell, the words in capitals are the surname."""
    if last_name := table.cell(row, "last_name"):
        return " ".join(last_name.split()), " ".join(table.cell(row, "first_name").split())
    parts = table.cell(row, "full_name").split()
    capitals = [part for part in parts if part.isupper() and len(part) > 1]
    others = [part for part in parts if part not in capitals]
    if not capitals or not others:
        return " ".join(parts), table.cell(row, "first_name")
    return " ".join(capitals), " ".join(others)


def corps_initials(text: str) -> str:
    plain, short = plain_words(text), " ".join(significant_words(text))
    for initials, synonyms in CORPS_WORDS.items():
        if not {plain, short}.isdisjoint(synonyms.split("|")):
            return initials
    return " ".join(text.split())


def _given(table: UnderstoodTable, row: Row, agent: Agent, has_columns: bool) -> frozenset[str]:
    """The fields of Agent that the row fills in; a blank cell leaves the field as it is, but for qualifications."""
    filled = {name for name in ("first_name", "corps", "grade", "unit") if getattr(agent, name)}
    told = {
        "position": agent.position is not None,
        "active": bool(table.cell(row, "active")),
        "qualifications": has_columns or "qualifications" in table.fields,
    }
    return frozenset({"staff_number", "last_name", *filled, *(name for name, is_told in told.items() if is_told)})
