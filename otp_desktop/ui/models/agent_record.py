"""The tables of an agent's page: duties, qualifications, absences."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime
from enum import IntEnum, auto

from otp_desktop.domain.force import Absence
from otp_desktop.domain.validity import Validity
from otp_desktop.domain.words import role_name
from otp_desktop.services.agent_record import Duty, HeldNow, Post
from otp_desktop.texts import N_, _
from otp_desktop.texts.formats import duration
from otp_desktop.ui.models.absences import recall_cell
from otp_desktop.ui.models.needs import site_cell
from otp_desktop.ui.models.record_model import Heading, RecordModel, headings_of
from otp_desktop.ui.models.rows import (
    Cell,
    Row,
    Rows,
    Tone,
    date_cell,
    day_cell,
    moment_cell,
    period_cell,
    row,
    rows,
    text_cell,
)


class DutyColumn(IntEnum):
    DAY = 0
    TIMES = auto()
    SITE = auto()
    ROLE = auto()
    WORK = auto()
    DUTY = auto()
    OPERATION = auto()
    PLAN = auto()


class DutyModel(RecordModel[Post]):
    def __init__(self) -> None:
        super().__init__(
            headings_of(
                DutyColumn,
                Heading(N_("Day")),
                Heading(N_("Times")),
                Heading(N_("Post"), stretch=True),
                Heading(N_("Role")),
                Heading(N_("Work"), figures=True),
                Heading(N_("Whole duty"), figures=True),
                Heading(N_("Operation"), stretch=True),
                Heading(N_("Plan")),
            )
        )


def duty_rows(duties: Iterable[Duty]) -> Rows[Post]:
    return rows(item for duty in duties for item in _rows_of(duty))


def _rows_of(duty: Duty) -> Iterator[Row[Post]]:
    """One row a post; the first one of a duty tells how long the whole of it is."""
    for place, post in enumerate(duty.posts):
        whole = duration(duty.minutes) if not place else ""
        yield row(
            (post.operation.code, post.need.code),
            post,
            (
                _day_cell(post.need.start),
                period_cell(post.need.start, post.need.end),
                site_cell(post.need.site, post.site),
                text_cell(role_name(post.role)),
                text_cell(duration(post.minutes)),
                text_cell(whole),
                text_cell(post.operation.name),
                _plan_cell(post),
            ),
        )


def _day_cell(start: datetime) -> Cell:
    """With its year: the list goes back over several."""
    cell = day_cell(start)
    return replace(cell, text=f"{cell.text} {start.year}")


def _plan_cell(post: Post) -> Cell:
    if not post.number:
        return text_cell(_("draft"), Tone.WARNING)
    return text_cell(_("published v{number}").format(number=post.number))


class HeldColumn(IntEnum):
    QUALIFICATION = 0
    FROM = auto()
    UNTIL = auto()
    STATE = auto()


class HeldModel(RecordModel[HeldNow]):
    def __init__(self) -> None:
        super().__init__(
            headings_of(
                HeldColumn,
                Heading(N_("Qualification"), stretch=True),
                Heading(N_("Valid from"), figures=True),
                Heading(N_("Valid until"), figures=True),
                Heading(N_("State")),
            )
        )


STATES = {
    Validity.VALID: (N_("valid"), Tone.PLAIN),
    Validity.TO_COME: (N_("to come"), Tone.MUTED),
    Validity.EXPIRING: (N_("⚠ expires soon"), Tone.WARNING),
    Validity.EXPIRED: (N_("✕ expired"), Tone.BAD),
}


def held_rows(qualifications: Iterable[HeldNow]) -> Rows[HeldNow]:
    return rows(_held_row(place, held) for place, held in enumerate(qualifications))


def _held_row(place: int, held: HeldNow) -> Row[HeldNow]:
    text, tone = STATES[held.validity]
    cells = (
        text_cell(held.label),
        date_cell(held.held.valid_from),
        date_cell(held.held.valid_until),
        text_cell(_(text), tone),
    )
    return row(place, held, cells)


class AwayColumn(IntEnum):
    START = 0
    END = auto()
    RECALL = auto()
    REASON = auto()


class AwayModel(RecordModel[Absence]):
    def __init__(self) -> None:
        super().__init__(
            headings_of(
                AwayColumn,
                Heading(N_("Start"), figures=True),
                Heading(N_("End"), figures=True),
                Heading(N_("Recall")),
                Heading(N_("Reason (private)"), stretch=True, private=True),
            )
        )


def away_rows(absences: Iterable[Absence], today: date) -> Rows[Absence]:
    """Those that are over are dimmed."""
    return rows(_away_row(place, absence, today) for place, absence in enumerate(absences))


def _away_row(place: int, absence: Absence, today: date) -> Row[Absence]:
    tone = Tone.MUTED if absence.end.date() < today else Tone.PLAIN
    cells = (
        moment_cell(absence.start, tone),
        moment_cell(absence.end, tone),
        recall_cell(absence, tone),
        text_cell(absence.reason, tone),
    )
    return row(place, absence, cells)
