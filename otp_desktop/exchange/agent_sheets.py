"""The sheets beside a roll: a row an absence, or a row a qualification."""

from collections.abc import Iterator
from dataclasses import replace
from enum import StrEnum

from otp_desktop.domain.force import HeldQualification
from otp_desktop.exchange.agent_meanings import ABSENCE_TITLES, LEAVE_WORDS, QUALIFICATION_TITLES, YES_WORDS
from otp_desktop.exchange.fault_log import FaultLog
from otp_desktop.exchange.periods import PeriodError, ordered, parse_absence, parse_day
from otp_desktop.exchange.qualifications import mention
from otp_desktop.exchange.results import AgentAbsence, AgentQualification, QualificationMention, Row
from otp_desktop.exchange.tables import UnderstoodTable
from otp_desktop.exchange.words import words
from otp_desktop.texts import N_, sentence
from otp_desktop.texts.folding import plain_words

NO_STAFF_NUMBER = N_("the staff number is missing: fill it in.")
NO_QUALIFICATION = N_("the qualification is missing: fill it in.")


class SheetKind(StrEnum):
    ROLL = "roll"
    ABSENCES = "absences"
    QUALIFICATIONS = "qualifications"
    OTHER = "other"


def sheet_kind(table: UnderstoodTable, title: str) -> SheetKind:
    """What a sheet lists: its columns say it, its title where they may say two things."""
    fields = table.fields.keys()
    titled = set(words(title))
    named = not fields.isdisjoint(("last_name", "full_name"))
    if "staff_number" not in fields:
        return SheetKind.OTHER if not named else SheetKind.ROLL
    in_roll = named and not fields.isdisjoint(("unit", "unit_code", "corps", "grade"))
    if not in_roll and "start" in fields and ABSENCE_TITLES & titled:
        return SheetKind.ABSENCES
    if not in_roll and "qualifications" in fields and (QUALIFICATION_TITLES & titled or _is_dated(table)):
        return SheetKind.QUALIFICATIONS
    if not in_roll and "start" in fields:
        return SheetKind.ABSENCES
    return SheetKind.ROLL if named else SheetKind.OTHER


def staff_key(number: str) -> str:
    """Two numbers that differ by leading zeros, spaces or case are one: spreadsheets eat the zeros."""
    return "".join(number.split()).upper().lstrip("0") or "0"


def read_absences(table: UnderstoodTable, log: FaultLog, ragged: bool) -> list[tuple[Row, AgentAbsence]]:
    """The absences of a sheet; civil days are included whole."""
    dated = "end" in table.fields
    tells_recall = not table.fields.keys().isdisjoint(("recallable", "reason"))
    found = []
    for row, number in _numbered(table, log, ragged):
        end = table.cell(row, "end") if dated else None
        try:
            absence = parse_absence(table.cell(row, "start"), end, table.cell(row, "reason"))
        except PeriodError as error:
            log.refuse(table.table, row, error.message, table.heading("start"))
        else:
            told = replace(absence, recallable=_is_recallable(table, row))
            found.append((row, AgentAbsence(row.line, number, told, table.table.name, tells_recall)))
    return found


def _is_recallable(table: UnderstoodTable, row: Row) -> bool:
    """As its column says; without one, where the reason is annual leave or time off in lieu in so many words."""
    if "recallable" in table.fields:
        return plain_words(table.cell(row, "recallable")) in YES_WORDS
    return plain_words(table.cell(row, "reason")) in LEAVE_WORDS


def read_qualifications(
    table: UnderstoodTable, log: FaultLog, ragged: bool
) -> list[tuple[Row, AgentQualification, QualificationMention]]:
    """The qualifications of a sheet, with the words that name them."""
    found = []
    for row, number in _numbered(table, log, ragged):
        label = table.cell(row, "qualifications")
        if not label:
            log.refuse(table.table, row, sentence(NO_QUALIFICATION), table.heading("qualifications"))
            continue
        try:
            start, end = ordered(parse_day(table.cell(row, "start")), parse_day(table.cell(row, "end")))
        except PeriodError as error:
            log.refuse(table.table, row, error.message, _wrong_date(table, row))
            continue
        named = mention(label)
        held = HeldQualification(code=named.code, valid_from=start, valid_until=end)
        found.append((row, AgentQualification(row.line, number, held, table.table.name), named))
    return found


def _numbered(table: UnderstoodTable, log: FaultLog, ragged: bool) -> Iterator[tuple[Row, str]]:
    """The safe rows that have a staff number, with it."""
    for row in table.safe_rows(log, ragged):
        if number := table.cell(row, "staff_number"):
            yield row, number
        else:
            log.refuse(table.table, row, sentence(NO_STAFF_NUMBER), table.heading("staff_number"))


def _wrong_date(table: UnderstoodTable, row: Row) -> str:
    """The heading of the date at fault: the first day's where it cannot be read, else the last day's."""
    try:
        parse_day(table.cell(row, "start"))
    except PeriodError:
        return table.heading("start")
    return table.heading("end")


def _is_dated(table: UnderstoodTable) -> bool:
    return not table.fields.keys().isdisjoint(("start", "end"))
