"""From raw rows to a table whose columns are understood, and whose rows are safe to read."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from otp_desktop.exchange import contents, errors
from otp_desktop.exchange.choices import AS_IT_STANDS, Choices
from otp_desktop.exchange.fault_log import FaultLog
from otp_desktop.exchange.headings import Meaning, match_headings
from otp_desktop.exchange.results import FileKind, Row, Table, UnderstoodColumn
from otp_desktop.exchange.rows import RawTable, has_control_character, is_formula
from otp_desktop.texts import N_, _, sentence
from otp_desktop.texts.folding import plain_words

REASON_HEADING = N_("Reason for refusal")

TOO_FEW = N_("{found} cells where the headings have {expected}: a separator is missing, or a quotation mark.")
TOO_MANY = N_("{found} cells where the headings have {expected}: put text that holds the separator in quotation marks.")
FORMULA = N_("“{value}” is a formula: copy the cell and paste it as values.")
SHEET_ERROR = N_("the spreadsheet shows the error {value}: mend it there.")
CONTROL = N_("the text holds an invisible control character: type the cell again.")
TOO_LONG = N_("{length} characters, more than {limit}: shorten the text.")
TOTAL = N_("this row holds totals, not a record: it was left out.")

_TOTAL = re.compile(r"(?:(?:sous|grand) )?(?:total|totaux|somme|sum)(?: general| generaux| agents| points)?$")
_FIGURE = re.compile(r"[-+]?[\d\s\u00a0\u202f.,%]+|=.*")
_DATA = re.compile(r"[-+]?\d+[.,]\d{2,}|\d{5,}")
_HEADING_ROWS = 10  # a title or two may stand above the headings
_SHEET_ERROR = re.compile(r"#(?:N/A|N/D|REF!|NAME\?|NOM\?|VALUE!|VALEUR!|DIV/0!|NULL!|NUL!|NUM!|NOMBRE!)")

ByContent = Callable[[Sequence[Row], int, dict[str, int]], dict[str, int]]


@dataclass(frozen=True)
class UnderstoodTable:
    """A table and the column of each field found; ``field:detail`` where several columns mean one field."""

    table: Table
    fields: dict[str, int]

    def cell(self, row: Row, field: str) -> str:
        column = self.fields.get(field)
        return row.cells[column] if column is not None and column < len(row.cells) else ""

    def heading(self, field: str) -> str:
        column = self.fields.get(field)
        return self.table.headings[column] if column is not None else ""

    @property
    def columns(self) -> tuple[UnderstoodColumn, ...]:
        meanings = {column: field.split(":")[0] for field, column in self.fields.items()}
        return tuple(
            UnderstoodColumn(heading, meanings.get(column, ""))
            for column, heading in enumerate(self.table.headings)
            if not is_reason_heading(heading)
        )

    @cached_property
    def names(self) -> tuple[str, ...]:
        return column_names(self.table.headings)

    @property
    def shown_headings(self) -> str:
        """The first headings, for a message."""
        return ", ".join(filter(None, self.table.headings[:30]))[:600]

    def safe_rows(self, log: FaultLog, ragged: bool) -> list[Row]:
        """The rows whose cells can be read; the faults of the others go to ``log``."""
        return [row for row in self.table.rows if not self._is_told_total(row, log) and self._is_safe(row, log, ragged)]

    def _is_told_total(self, row: Row, log: FaultLog) -> bool:
        """A line of totals under the records is no record, and no fault either."""
        if not _is_total(row):
            return False
        log.warn(self.table, row, sentence(TOTAL))
        return True

    def _is_safe(self, row: Row, log: FaultLog, ragged: bool) -> bool:
        if ragged:
            self._check_width(row, log)
        for field, column in self.fields.items():
            if column < len(row.cells) and row.cells[column]:
                _check_cell(self.table, row, column, field, log)
        return not log.refuses(self.table, row)

    def _check_width(self, row: Row, log: FaultLog) -> None:
        """Cells beyond the headings stay a fault in a file of refused rows, where they stand under blank headings."""
        cells = [cell for column, cell in enumerate(row.cells) if column not in self._reason_columns]
        expected, found = self._width, len(cells)
        if any(cells[expected:]):
            log.refuse(self.table, row, sentence(TOO_MANY, found=found, expected=expected))
        elif found < expected:
            log.refuse(self.table, row, sentence(TOO_FEW, found=found, expected=expected))

    @cached_property
    def _reason_columns(self) -> frozenset[int]:
        return frozenset(column for column, heading in enumerate(self.table.headings) if is_reason_heading(heading))

    @cached_property
    def _width(self) -> int:
        """Cells that a row has: up to the last heading that is not blank."""
        named = [column for column, heading in enumerate(self.table.headings) if heading]
        own = [column for column in named if column not in self._reason_columns]
        return own[-1] + 1 if own else len(self.table.headings)


def understand(
    raw: RawTable,
    meanings: Sequence[Meaning],
    file: str,
    by_content: ByContent | None = None,
    choices: Choices = AS_IT_STANDS,
) -> UnderstoodTable:
    """Finds the line of headings, and the column of each field, unless the user said it.

    Raises DuplicateHeadingsError where two columns of one name differ and nobody said which of them is meant.
    """
    table, fields = recognise(raw, meanings, by_content)
    names = column_names(table.headings)
    fields = choices.applied(fields, names)
    for column in fields.values():
        if names[column] not in choices.columns:
            _refuse_duplicate(table.headings, column, table.rows, file)
    return UnderstoodTable(table, fields)


def recognise(
    raw: RawTable, meanings: Sequence[Meaning], by_content: ByContent | None = None
) -> tuple[Table, dict[str, int]]:
    """The table under its line of headings, and the column of each field that its headings or contents tell."""
    position = 0 if raw.kind is FileKind.GEOJSON else _heading_position(raw.rows, meanings)
    if position is None:
        table, fields = _without_headings(raw), {}
    else:
        heading = raw.rows[position]
        table = Table(raw.name, raw.kind, heading.cells, raw.rows[position + 1 :])
        fields = _fields(table.headings, table.rows, meanings)
    return table, by_content(table.rows, len(table.headings), fields) if by_content else fields


def column_names(headings: Sequence[str]) -> tuple[str, ...]:
    """A name of its own for each column: ``Nom``, ``Nom (2)``, and the number of one without heading."""
    names: list[str] = []
    for place, heading in enumerate(headings, start=1):
        name = heading or _("Column {number}").format(number=place)
        rank = 1 + sum(other.casefold() == heading.casefold() for other in headings[: place - 1] if heading)
        names.append(name if rank == 1 else f"{name} ({rank})")
    return tuple(names)


def _without_headings(raw: RawTable) -> Table:
    """A file that begins with data: its columns are numbered."""
    width = max((len(row.cells) for row in raw.rows[:_HEADING_ROWS]), default=0)
    headings = tuple(_("Column {number}").format(number=number) for number in range(1, width + 1))
    return Table(raw.name, raw.kind, headings, raw.rows)


def is_reason_heading(heading: str) -> bool:
    """Whether the column was added by ``write_rejected``, in either language."""
    return plain_words(heading) in {plain_words(REASON_HEADING), plain_words(_(REASON_HEADING)), "motif du rejet"}


def _heading_position(rows: Sequence[Row], meanings: Sequence[Meaning]) -> int | None:
    """The one of the first rows with most headings understood, else the first row; None where that is data already."""
    sure = [meaning for meaning in meanings if meaning.sure]
    scores = [0 if _is_data(row) else len(match_headings(row.cells, sure)) for row in rows[:_HEADING_ROWS]]
    best = max(scores, default=0)
    if best:
        return scores.index(best)
    return None if rows and _is_data(rows[0]) else 0


def _is_total(row: Row) -> bool:
    """``Total;;350``: the word, then figures alone."""
    filled = [cell for cell in row.cells if cell]
    return bool(filled) and _TOTAL.match(plain_words(filled[0])) is not None and all(map(_FIGURE.fullmatch, filled[1:]))


def _is_data(row: Row) -> bool:
    """Headings hold no coordinates and no codes."""
    return any(_DATA.fullmatch(cell) or contents.is_position(cell) for cell in row.cells)


def _fields(headings: tuple[str, ...], rows: Sequence[Row], meanings: Sequence[Meaning]) -> dict[str, int]:
    visible = [("" if is_reason_heading(heading) else heading) for heading in headings]
    return match_headings(
        visible, meanings, lambda field, column: contents.holds(field, contents.column_values(rows, column))
    )


def _refuse_duplicate(headings: tuple[str, ...], column: int, rows: Sequence[Row], file: str) -> None:
    heading = headings[column].casefold()
    for other, name in enumerate(headings):
        if other != column and name.casefold() == heading and any(_differ(row, column, other) for row in rows):
            raise errors.DuplicateHeadingsError(heading=headings[column], file=file)


def _differ(row: Row, column: int, other: int) -> bool:
    return max(column, other) < len(row.cells) and row.cells[column] != row.cells[other]


def _check_cell(table: Table, row: Row, column: int, field: str, log: FaultLog) -> None:
    cell, heading = row.cells[column], table.headings[column]
    if is_formula(cell):
        log.refuse(table, row, sentence(FORMULA, value=cell[:60]), heading, cell)
    elif _SHEET_ERROR.fullmatch(cell):
        log.refuse(table, row, sentence(SHEET_ERROR, value=cell), heading, cell)
    elif has_control_character(cell):
        log.refuse(table, row, sentence(CONTROL), heading)
    elif len(cell) > _LIMITS.get(field, _ANY_LIMIT):
        log.refuse(table, row, sentence(TOO_LONG, length=len(cell), limit=_LIMITS.get(field, _ANY_LIMIT)), heading)


_ANY_LIMIT = 500
_LIMITS = {"shape": 4_000_000, "note": 5_000, "point": 4_000_000}
