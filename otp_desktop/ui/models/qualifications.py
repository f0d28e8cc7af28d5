"""The table of qualifications, and the table of those who hold one of them."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from enum import IntEnum, auto

from otp_desktop.domain.force import Qualification
from otp_desktop.domain.validity import Validity
from otp_desktop.services.holders import Holder
from otp_desktop.texts import N_
from otp_desktop.ui import words
from otp_desktop.ui.models.record_model import Heading, RecordModel, headings_of
from otp_desktop.ui.models.rows import Cell, Row, Rows, Tone, date_cell, number_cell, row, rows, text_cell

TONES = {
    Validity.VALID: Tone.GOOD,
    Validity.EXPIRING: Tone.WARNING,
    Validity.TO_COME: Tone.MUTED,
    Validity.EXPIRED: Tone.BAD,
}


class QualificationColumn(IntEnum):
    CODE = 0
    LABEL = auto()
    HOLDERS = auto()
    EXPIRING = auto()
    EXPIRED = auto()
    NEXT_EXPIRY = auto()


class QualificationModel(RecordModel[Qualification]):
    def __init__(self) -> None:
        super().__init__(
            headings_of(
                QualificationColumn,
                Heading(N_("Code")),
                Heading(N_("Label"), stretch=True),
                Heading(N_("Holders"), figures=True),
                Heading(N_("Expiring within 60 days"), figures=True),
                Heading(N_("Expired"), figures=True),
                Heading(N_("Next expiry"), figures=True),
            )
        )


def qualification_rows(
    qualifications: Iterable[Qualification], holders: Mapping[str, tuple[Holder, ...]]
) -> Rows[Qualification]:
    """``Holders`` are those who hold it today."""
    return rows(_row(qualification, holders.get(qualification.code, ())) for qualification in qualifications)


def _row(qualification: Qualification, holders: tuple[Holder, ...]) -> Row[Qualification]:
    counts = Counter(holder.validity for holder in holders)
    held = [holder for holder in holders if holder.validity in {Validity.VALID, Validity.EXPIRING}]
    ends = [holder.valid_until for holder in held if holder.valid_until is not None]
    return row(
        qualification.id,
        qualification,
        (
            text_cell(qualification.code),
            text_cell(qualification.label),
            number_cell(len(held)),
            _alert_cell(counts[Validity.EXPIRING], Validity.EXPIRING),
            _alert_cell(counts[Validity.EXPIRED], Validity.EXPIRED),
            date_cell(min(ends, default=None)),
        ),
    )


def _alert_cell(count: int, validity: Validity) -> Cell:
    return number_cell(count or None, tone=TONES[validity])


class HolderColumn(IntEnum):
    STAFF_NUMBER = 0
    NAME = auto()
    UNIT = auto()
    FROM = auto()
    UNTIL = auto()
    STATE = auto()


class HolderModel(RecordModel[Holder]):
    def __init__(self) -> None:
        super().__init__(
            headings_of(
                HolderColumn,
                Heading(N_("Staff number")),
                Heading(N_("Agent"), stretch=True),
                Heading(N_("Unit")),
                Heading(N_("Valid from"), figures=True),
                Heading(N_("Valid until"), figures=True),
                Heading(N_("State")),
            )
        )


def holder_rows(holders: Iterable[Holder]) -> Rows[Holder]:
    return rows(_holder_row(holder) for holder in holders)


def _holder_row(holder: Holder) -> Row[Holder]:
    return row(
        holder.agent.id,
        holder,
        (
            text_cell(holder.agent.staff_number),
            text_cell(holder.agent.full_name),
            text_cell(holder.agent.unit),
            date_cell(holder.valid_from),
            date_cell(holder.valid_until),
            validity_cell(holder.validity, holder.valid_until),
        ),
    )


def validity_cell(validity: Validity, until: date | None) -> Cell:
    """A sign, words and a tone; sorted by what needs care first."""
    text = words.validity_state(validity)
    order = (Validity.EXPIRED, Validity.EXPIRING, Validity.TO_COME, Validity.VALID).index(validity)
    return Cell(text, (False, order, until or date.max), TONES[validity])
