"""Rows as the tables show them: texts, sort keys and search text ready, so that the screen only looks them up."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from functools import lru_cache
from heapq import nlargest
from typing import Any, Generic, TypeVar

from otp_desktop.texts import current_language
from otp_desktop.texts.folding import fold, natural_key
from otp_desktop.texts.formats import day_and_date, moment, number, short_date, time_range

RecordT = TypeVar("RecordT")

_MEASURED = 24  # texts of a column


class Tone(StrEnum):
    """What a cell says by its colour, always in addition to its words."""

    PLAIN = "plain"
    MUTED = "muted"
    GOOD = "good"
    WARNING = "warning"
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class Cell:
    """One text of a row. ``key`` sorts it: first whether the cell is empty, then what it holds.

    ``value`` is what a spreadsheet takes: a number, a day or a moment; None where that is the text itself.
    """

    text: str
    key: tuple[Any, ...]
    tone: Tone = Tone.PLAIN
    value: int | float | date | None = None


@dataclass(frozen=True, slots=True)
class Row(Generic[RecordT]):
    """``key`` recognises the row after a reload: an id, or a natural key."""

    key: object
    record: RecordT
    cells: tuple[Cell, ...]
    haystack: str


@dataclass(frozen=True)
class Rows(Generic[RecordT]):
    """All rows of a table, and the longest texts of each column, which give its width."""

    items: tuple[Row[RecordT], ...] = ()
    longest: tuple[tuple[str, ...], ...] = field(default=())


def row(key: object, record: RecordT, cells: Sequence[Cell]) -> Row[RecordT]:
    return Row(key, record, tuple(cells), fold("\n".join(cell.text for cell in cells)))


def rows(items: Iterable[Row[RecordT]]) -> Rows[RecordT]:
    """Gathers the rows; the longest texts of a column have most letters: several, as letters differ in width."""
    gathered = tuple(items)
    if not gathered:
        return Rows()
    columns = range(len(gathered[0].cells))
    return Rows(gathered, tuple(_longest(item.cells[column].text for item in gathered) for column in columns))


def _longest(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(nlargest(_MEASURED, filter(None, dict.fromkeys(texts)), key=len))


def text_cell(text: str, tone: Tone = Tone.PLAIN) -> Cell:
    """Line breaks of imported texts become spaces: a row has one line."""
    one_line = " ".join(text.split("\n")) if "\n" in text else text
    return Cell(one_line, (not text, natural_key(one_line)), tone)


def number_cell(value: float | None, decimals: int = 0, tone: Tone = Tone.PLAIN) -> Cell:
    if value is None:
        return Cell("", (True, 0.0), tone)
    return Cell(_number(value, decimals, current_language()), (False, value), tone, value)


def date_cell(day: date | None, tone: Tone = Tone.PLAIN) -> Cell:
    if day is None:
        return Cell("", (True, date.min), tone)
    return Cell(short_date(day), (False, day), tone, day)


def moment_cell(value: datetime, tone: Tone = Tone.PLAIN) -> Cell:
    """A day and a time of day."""
    return Cell(moment(value), (False, value), tone, value)


def day_cell(start: datetime) -> Cell:
    """The civil day of a moment, with its weekday; sorted by the moment."""
    return Cell(_day(start.date(), current_language()), (False, start), value=start.date())


def period_cell(start: datetime, end: datetime) -> Cell:
    """The times of day of a need; sorted by its start, then its end."""
    return Cell(_times(start, end, current_language()), (False, start.time(), end))


# Formatting by the rules of a language takes 20 to 50 µs a text, and a plan of 10,000 rows has few different ones.


@lru_cache(maxsize=4096)
def _number(value: float, decimals: int, _language: str) -> str:
    return number(value, decimals)


@lru_cache(maxsize=4096)
def _day(day: date, _language: str) -> str:
    return day_and_date(day)


@lru_cache(maxsize=4096)
def _times(start: datetime, end: datetime, _language: str) -> str:
    return time_range(start, end)
