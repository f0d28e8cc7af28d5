"""Rows that could be read, and are refused or remarked upon once they are compared with what is stored."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TypeVar

from otp_desktop.domain.faults import Fault
from otp_desktop.exchange.fault_log import FaultLog
from otp_desktop.exchange.results import FileRead
from otp_desktop.texts import Sentence

ReadT = TypeVar("ReadT", bound=FileRead)


@dataclass(frozen=True, slots=True)
class Remark:
    """What is said of the row at ``line`` of a sheet; ``field`` is the one whose column it is about."""

    line: int
    sheet: str
    message: Sentence
    field: str = ""
    value: str = ""


def with_remarks(read: ReadT, refusals: Iterable[Remark], warnings: Iterable[Remark] = ()) -> ReadT:
    """The reading with these rows refused too, and these warnings."""
    log = FaultLog()
    headings = {column.field: column.heading for column in reversed(read.columns)}
    rows = {(table.name, row.line): (table, row) for table in read.tables for row in table.rows}
    for remark in refusals:
        log.refuse(*rows[remark.sheet, remark.line], remark.message, headings.get(remark.field, ""), remark.value)
    for remark in warnings:
        log.warn(*rows[remark.sheet, remark.line], remark.message, headings.get(remark.field, ""), remark.value)
    return replace(
        read,
        faults=_in_order(read, read.faults + log.faults),
        warnings=_in_order(read, read.warnings + log.warnings),
        refused=read.refused + log.refused_rows(read.tables),
    )


def _in_order(read: FileRead, faults: tuple[Fault, ...]) -> tuple[Fault, ...]:
    """Line by line; those of a workbook of several sheets stay in the order in which they were found."""
    return faults if len(read.tables) > 1 else tuple(sorted(faults, key=lambda fault: fault.line or 0))
