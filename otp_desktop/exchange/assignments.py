"""Files of assignments: who stands on which need, by its code, or by its site and its start."""

from pathlib import Path

from otp_desktop.exchange.agent_meanings import NO_WORDS
from otp_desktop.exchange.agent_sheets import NO_STAFF_NUMBER
from otp_desktop.exchange.choices import AS_IT_STANDS, Choices
from otp_desktop.exchange.fault_log import FaultLog
from otp_desktop.exchange.need_meanings import ASSIGNMENT_MEANINGS
from otp_desktop.exchange.results import AssignmentRecord, AssignmentsRead, Row
from otp_desktop.exchange.source import open_source
from otp_desktop.exchange.tables import UnderstoodTable
from otp_desktop.exchange.time_columns import TimeColumns
from otp_desktop.exchange.understood import told, usable_tables
from otp_desktop.texts import N_, sentence
from otp_desktop.texts.folding import plain_words

NEEDED = N_("a staff number, and the code of the need, or its site and its start (with its day)")
NO_NEED = N_("the need is missing: write its code, or its site and its start.")


def read_assignments(path: Path, choices: Choices = AS_IT_STANDS) -> AssignmentsRead:
    """The assignments of a file, with every fault; valid rows are kept.

    Raises an UnreadableFileError where the file as a whole cannot be read.
    """
    log = FaultLog()
    source = open_source(path, log, choices)
    tables = usable_tables(source, ASSIGNMENT_MEANINGS, lists_assignments, NEEDED, choices)
    records = []
    for table in tables:
        times = TimeColumns(table, log)
        rows = table.safe_rows(log, source.ragged)
        records += [record for row in rows if (record := _record(table, row, times, log)) is not None]
    return AssignmentsRead(records=tuple(records), **told(log, tables))


def lists_assignments(table: UnderstoodTable) -> bool:
    fields = table.fields.keys()
    placed = "site" in fields and not fields.isdisjoint(("start", "times"))
    return "staff_number" in fields and ("need" in fields or placed)


def _record(table: UnderstoodTable, row: Row, times: TimeColumns, log: FaultLog) -> AssignmentRecord | None:
    cell = table.cell
    if not cell(row, "staff_number"):
        log.refuse(table.table, row, sentence(NO_STAFF_NUMBER), table.heading("staff_number"))
    need, site = cell(row, "need"), cell(row, "site")
    if not need and not site:
        log.refuse(table.table, row, sentence(NO_NEED), table.heading("need") or table.heading("site"))
    start = times.start(row) if site and not need else None
    if log.refuses(table.table, row):
        return None
    locked = cell(row, "locked")
    return AssignmentRecord(
        line=row.line,
        sheet=table.table.name,
        staff_number=cell(row, "staff_number"),
        need=need,
        site=site,
        start=start,
        role=cell(row, "role"),
        locked=plain_words(locked) not in NO_WORDS if locked else None,
    )
