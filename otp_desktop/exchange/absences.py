"""Files of absences: a staff number, the first and the last day or time, and perhaps the reason, which is private."""

from pathlib import Path

from otp_desktop.exchange.agent_meanings import AGENT_MEANINGS
from otp_desktop.exchange.agent_sheets import read_absences as read_sheet
from otp_desktop.exchange.choices import AS_IT_STANDS, Choices
from otp_desktop.exchange.fault_log import FaultLog
from otp_desktop.exchange.results import AbsencesRead
from otp_desktop.exchange.source import open_source
from otp_desktop.exchange.tables import UnderstoodTable
from otp_desktop.exchange.understood import told, usable_tables
from otp_desktop.texts import N_

NEEDED = N_("a staff number, and the first and last day of the absence")


def read_absences(path: Path, choices: Choices = AS_IT_STANDS) -> AbsencesRead:
    """The absences of a file, with every fault; valid rows are kept.

    Raises an UnreadableFileError where the file as a whole cannot be read.
    """
    log = FaultLog()
    source = open_source(path, log, choices)
    tables = usable_tables(source, AGENT_MEANINGS, lists_absences, NEEDED, choices)
    records = tuple(absence for table in tables for _row, absence in read_sheet(table, log, source.ragged))
    return AbsencesRead(records=records, **told(log, tables))


def lists_absences(table: UnderstoodTable) -> bool:
    return {"staff_number", "start"} <= table.fields.keys()
