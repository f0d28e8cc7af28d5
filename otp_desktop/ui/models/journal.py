"""The tables of the journal: gestures, and what one of them changed, field by field."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum, auto

from otp_desktop.domain.changes import Kind
from otp_desktop.domain.journal import Gesture
from otp_desktop.services.journal import EntryLine, change_words, record_words, wrote_words
from otp_desktop.texts import N_
from otp_desktop.ui.models.record_model import Heading, RecordModel, headings_of
from otp_desktop.ui.models.rows import Row, Rows, Tone, moment_cell, row, rows, text_cell


class GestureColumn(IntEnum):
    MOMENT = 0
    PERSON = auto()
    NAME = auto()
    WROTE = auto()


class GestureModel(RecordModel[Gesture]):
    def __init__(self) -> None:
        super().__init__(
            headings_of(
                GestureColumn,
                Heading(N_("When"), figures=True),
                Heading(N_("Who")),
                Heading(N_("What was done"), stretch=True),
                Heading(N_("Records"), stretch=True),
            )
        )


def gesture_rows(gestures: Iterable[Gesture]) -> Rows[Gesture]:
    return rows(_gesture_row(gesture) for gesture in gestures)


def _gesture_row(gesture: Gesture) -> Row[Gesture]:
    here = gesture.moment.astimezone().replace(tzinfo=None)
    wrote = " · ".join(wrote_words(part) for part in gesture.wrote)
    return row(
        gesture.id,
        gesture,
        (moment_cell(here), text_cell(gesture.person), text_cell(str(gesture.name)), text_cell(wrote, Tone.MUTED)),
    )


class ChangeColumn(IntEnum):
    RECORD = 0
    CHANGE = auto()
    FIELD = auto()
    BEFORE = auto()
    AFTER = auto()


@dataclass(frozen=True, slots=True)
class ChangedRecord:
    """The record that a line of the details leads to."""

    kind: Kind
    record_id: int
    operation_id: int | None


class ChangeModel(RecordModel[ChangedRecord]):
    def __init__(self) -> None:
        super().__init__(
            headings_of(
                ChangeColumn,
                Heading(N_("Record changed"), stretch=True),
                Heading(N_("Change")),
                Heading(N_("Field"), stretch=True),
                Heading(N_("Before"), stretch=True),
                Heading(N_("After"), stretch=True),
            )
        )


def change_rows(lines: Iterable[EntryLine]) -> Rows[ChangedRecord]:
    return rows(item for line in lines for item in _line_rows(line))


def _line_rows(line: EntryLine) -> Iterable[Row[ChangedRecord]]:
    """One row a field; a record of which nothing shown differs has one row all the same."""
    entry = line.entry
    record = ChangedRecord(entry.kind, entry.record_id, entry.operation_id)
    fields = [(field.name, field.before, field.after) for field in line.fields] or [("", "", "")]
    for place, (name, before, after) in enumerate(fields):
        yield row(
            (entry.number, place),
            record,
            (
                text_cell(record_words(entry.kind, entry.title)),
                text_cell(change_words(entry.change)),
                text_cell(name),
                text_cell(before, Tone.MUTED),
                text_cell(after),
            ),
        )
