"""The table of absences: the only list that shows their private reasons, and never gives them away."""

from collections.abc import Iterable
from datetime import datetime
from enum import IntEnum, StrEnum, auto

from otp_desktop.domain.force import Absence
from otp_desktop.services.absences import AgentAbsence
from otp_desktop.texts import N_, _
from otp_desktop.texts.formats import duration
from otp_desktop.ui.models.record_model import Heading, RecordModel, headings_of
from otp_desktop.ui.models.rows import Cell, Row, Rows, Tone, moment_cell, row, rows, text_cell


class AbsenceTime(StrEnum):
    CURRENT = "current"
    TO_COME = "to_come"
    PAST = "past"


TIMES = {
    AbsenceTime.CURRENT: (N_("● Current"), Tone.WARNING),
    AbsenceTime.TO_COME: (N_("◌ To come"), Tone.PLAIN),
    AbsenceTime.PAST: (N_("– Past"), Tone.MUTED),
}


class AbsenceColumn(IntEnum):
    STAFF_NUMBER = 0
    NAME = auto()
    UNIT = auto()
    START = auto()
    END = auto()
    LENGTH = auto()
    STATE = auto()
    RECALL = auto()
    REASON = auto()


class AbsenceModel(RecordModel[AgentAbsence]):
    def __init__(self) -> None:
        super().__init__(
            headings_of(
                AbsenceColumn,
                Heading(N_("Staff number"), field="staff_number"),
                Heading(N_("Agent"), stretch=True),
                Heading(N_("Unit")),
                Heading(N_("From"), field="start", figures=True),
                Heading(N_("Until"), field="end", figures=True),
                Heading(N_("Length"), figures=True),
                Heading(N_("State")),
                Heading(N_("Recall"), field="recallable"),
                Heading(N_("Reason (private)"), field="reason", stretch=True, private=True),
            )
        )


def time_of(absence: AgentAbsence, now: datetime) -> AbsenceTime:
    """Half-open: an absence that ends now is past."""
    if absence.end <= now:
        return AbsenceTime.PAST
    return AbsenceTime.CURRENT if absence.start <= now else AbsenceTime.TO_COME


def absence_rows(absences: Iterable[AgentAbsence], now: datetime, times: frozenset[AbsenceTime]) -> Rows[AgentAbsence]:
    """Those of the chosen times."""
    return rows(_row(absence, time) for absence in absences if (time := time_of(absence, now)) in times)


def _row(absence: AgentAbsence, time: AbsenceTime) -> Row[AgentAbsence]:
    text, tone = TIMES[time]
    return row(
        (absence.agent_id, absence.absence),
        absence,
        (
            text_cell(absence.staff_number),
            text_cell(absence.name),
            text_cell(absence.unit),
            moment_cell(absence.start),
            moment_cell(absence.end),
            _length_cell(absence),
            Cell(_(text), (False, list(AbsenceTime).index(time)), tone),
            recall_cell(absence.absence),
            text_cell(absence.absence.reason),
        ),
    )


def recall_cell(absence: Absence, tone: Tone = Tone.PLAIN) -> Cell:
    """The word says nothing of why the agent is away."""
    return text_cell(_("possible") if absence.recallable else "", tone)


def _length_cell(absence: AgentAbsence) -> Cell:
    """In whole days where it is, else in hours."""
    length = absence.end - absence.start
    if length.seconds == 0:
        return Cell(_("{count} d").format(count=length.days), (False, length), value=length.days)
    return Cell(duration(length.total_seconds() / 60), (False, length))
