"""The table of agents."""

from collections.abc import Iterable
from datetime import date
from enum import IntEnum, auto

from otp_desktop.domain.force import Agent, HeldQualification, Qualification
from otp_desktop.domain.validity import Validity, last_day_held, validity
from otp_desktop.texts import N_, _
from otp_desktop.texts.formats import short_date
from otp_desktop.ui.models.record_model import Heading, RecordModel, headings_of
from otp_desktop.ui.models.rows import Cell, Row, Rows, Tone, number_cell, row, rows, text_cell

_TONES = {Validity.EXPIRED: Tone.BAD, Validity.EXPIRING: Tone.WARNING}
_SEVERITY = (Tone.PLAIN, Tone.WARNING, Tone.BAD)


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
                Heading(N_("Staff number"), field="staff_number"),
                Heading(N_("Last name"), field="last_name", stretch=True),
                Heading(N_("First name"), field="first_name", stretch=True),
                Heading(N_("Corps"), field="corps"),
                Heading(N_("Grade"), field="grade"),
                Heading(N_("Unit"), field="unit"),
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
    """Those that are expired or expire soon have a sign and say so."""
    periods: dict[str, list[HeldQualification]] = {}
    for one in held:
        periods.setdefault(one.code, []).append(one)
    states = {code: validity(own, today) for code, own in periods.items()}
    texts = [_alert_text(labels.get(code, code), states[code], periods[code], today) for code in periods]
    tone = max((_TONES.get(state, Tone.PLAIN) for state in states.values()), key=_SEVERITY.index, default=Tone.PLAIN)
    return text_cell(", ".join(texts), tone)


def _alert_text(name: str, state: Validity, periods: Iterable[HeldQualification], today: date) -> str:
    if state is Validity.EXPIRED:
        return _("✕ {qualification} (expired)").format(qualification=name)
    if state is Validity.EXPIRING:
        last = last_day_held(periods, today)
        assert last is not None, "an expiring qualification is held today"
        return _("▲ {qualification} (until {day})").format(qualification=name, day=short_date(last))
    return name
