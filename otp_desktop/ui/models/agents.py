"""The table of agents."""

from collections.abc import Iterable
from datetime import date
from enum import IntEnum, auto

from otp_desktop.domain.force import Agent, HeldQualification, Qualification
from otp_desktop.texts import N_, _
from otp_desktop.ui.models.record_model import Heading, RecordModel, headings_of
from otp_desktop.ui.models.rows import Cell, Row, Rows, Tone, number_cell, row, rows, text_cell


class AgentColumn(IntEnum):
    STAFF_NUMBER = 0
    LAST_NAME = auto()
    FIRST_NAME = auto()
    CORPS = auto()
    GRADE = auto()
    UNIT = auto()
    QUALIFICATIONS = auto()
    ABSENCES = auto()
    STATE = auto()


class AgentModel(RecordModel[Agent]):
    def __init__(self) -> None:
        super().__init__(
            headings_of(
                AgentColumn,
                Heading(N_("Staff number")),
                Heading(N_("Last name"), stretch=True),
                Heading(N_("First name"), stretch=True),
                Heading(N_("Corps")),
                Heading(N_("Grade")),
                Heading(N_("Unit")),
                Heading(N_("Qualifications"), stretch=True),
                Heading(N_("Absences"), figures=True),
                Heading(N_("State")),
            )
        )


def agent_rows(agents: Iterable[Agent], qualifications: Iterable[Qualification], today: date) -> Rows[Agent]:
    """Absences are counted from today on; their reasons are private and shown in the form alone."""
    labels = {qualification.code: qualification.label for qualification in qualifications}
    return rows(_row(agent, labels, today) for agent in agents)


def _row(agent: Agent, labels: dict[str, str], today: date) -> Row[Agent]:
    to_come = sum(absence.end.date() >= today for absence in agent.absences)
    return row(
        agent.id,
        agent,
        (
            text_cell(agent.staff_number),
            text_cell(agent.last_name),
            text_cell(agent.first_name),
            text_cell(agent.corps),
            text_cell(agent.grade),
            text_cell(agent.unit),
            _qualifications_cell(agent.qualifications, labels, today),
            number_cell(to_come or None),
            text_cell(_("Active")) if agent.active else text_cell(_("Inactive"), Tone.MUTED),
        ),
    )


def _qualifications_cell(held: Iterable[HeldQualification], labels: dict[str, str], today: date) -> Cell:
    """Expired ones are said to be."""
    texts = []
    expired = False
    for qualification in held:
        text = labels.get(qualification.code, qualification.code)
        if qualification.valid_until is not None and qualification.valid_until < today:
            text = _("{qualification} (expired)").format(qualification=text)
            expired = True
        texts.append(text)
    return text_cell(", ".join(texts), Tone.WARNING if expired else Tone.PLAIN)
