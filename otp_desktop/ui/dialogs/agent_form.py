"""The form of an agent: identity, unit, qualifications with their dates, absences."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial

from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from otp_desktop.domain.changes import Changes
from otp_desktop.domain.faults import Fault
from otp_desktop.domain.force import Absence, Agent, HeldQualification, Qualification, Unit
from otp_desktop.services import force
from otp_desktop.texts import N_, _
from otp_desktop.ui import words
from otp_desktop.ui.desk import Desk
from otp_desktop.ui.dialogs.record_form import Reading, RecordForm
from otp_desktop.ui.widgets.dates import DAY_FAULT, MOMENT_FAULT, DayField, MomentField
from otp_desktop.ui.widgets.fields import choice, chosen_value, open_choice
from otp_desktop.ui.widgets.position_field import POSITION_FAULT, PositionField
from otp_desktop.ui.widgets.row_editor import EditorRow, RowEditor

NEW_AGENT = Agent(staff_number="", last_name="")
ABSENCE_FAULT = N_("An absence has a start and an end.")


class AgentForm(RecordForm):
    """Adds an agent, or changes the one given."""

    own_fields = ("staff_number",)
    list_fields = ("qualifications", "absences")

    def __init__(
        self,
        desk: Desk,
        agent: Agent,
        units: Sequence[Unit],
        qualifications: Sequence[Qualification],
        parent: QWidget,
    ) -> None:
        super().__init__(desk, _("New agent") if agent.id is None else agent.full_name, parent)
        self._agent = agent
        self._labels = {qualification.code: qualification.label for qualification in qualifications}
        self.staff_number = QLineEdit(agent.staff_number)
        self.last_name = QLineEdit(agent.last_name)
        self.first_name = QLineEdit(agent.first_name)
        self.corps = open_choice(words.CORPS, agent.corps)
        self.grade = QLineEdit(agent.grade)
        self.unit = choice(
            {"": _("No unit"), **{unit.code: f"{unit.code} – {unit.name}" for unit in units}}, agent.unit
        )
        self.position = PositionField(agent.position)
        self.active = QCheckBox(_("Can be assigned"))
        self.active.setChecked(agent.active)
        self.qualifications = self._qualification_editor(agent)
        self.absences = self._absence_editor(agent)
        self._add_fields()
        self.ready()

    def read_record(self, reading: Reading) -> Agent:
        return replace(
            self._agent,
            staff_number=self.staff_number.text().strip(),
            last_name=self.last_name.text().strip(),
            first_name=self.first_name.text().strip(),
            corps=chosen_value(self.corps),
            grade=self.grade.text().strip(),
            unit=chosen_value(self.unit),
            position=reading.take("position", self.position.value, POSITION_FAULT, self._agent.position),
            qualifications=tuple(row.read(reading) for row in self.qualifications.rows),
            absences=tuple(absence for row in self.absences.rows if (absence := row.read(reading)) is not None),
            active=self.active.isChecked(),
        )

    def own_faults(self, record: Agent) -> Sequence[Fault]:
        return force.agent_faults(record)

    def save(self, record: Agent) -> Changes:
        return force.save_agent(self.desk.workspace, record)

    def _add_fields(self) -> None:
        self.add_field("staff_number", _("&Staff number"), self.staff_number)
        self.add_field("last_name", _("&Last name"), self.last_name)
        self.add_field("first_name", _("&First name"), self.first_name)
        self.add_field("corps", _("&Corps"), self.corps)
        self.add_field("grade", _("&Grade"), self.grade)
        self.add_field("unit", _("&Unit"), self.unit)
        self.add_field(
            "position", _("Start &position"), self.position, _("Empty: the agent starts from the unit’s base.")
        )
        self.add_field("active", _("State"), self.active)
        self.add_field("qualifications", _("&Qualifications"), self.qualifications)
        self.add_field(
            "absences", _("&Absences"), self.absences, _("The reason is private: it is never printed nor exported.")
        )

    def _qualification_editor(self, agent: Agent) -> RowEditor["_QualificationRow"]:
        first = next(iter(self._labels), "")
        editor: RowEditor[_QualificationRow] = RowEditor(
            (_("Qualification"), _("Valid from"), _("Valid until")),
            (2, 1, 1),
            _("Add a qualification"),
            partial(_QualificationRow, HeldQualification(code=first), self._labels),
        )
        editor.add_button.setEnabled(bool(self._labels))
        for held in agent.qualifications:
            editor.add(_QualificationRow(held, self._labels))
        return editor

    def _absence_editor(self, agent: Agent) -> RowEditor["_AbsenceRow"]:
        editor: RowEditor[_AbsenceRow] = RowEditor(
            (_("From"), _("Until"), _("Recall possible"), _("Reason (private)")),
            (2, 2, 0, 2),
            _("Add an absence"),
            _AbsenceRow,
        )
        for absence in agent.absences:
            editor.add(_AbsenceRow(absence))
        return editor


class _QualificationRow(EditorRow):
    def __init__(self, held: HeldQualification, labels: dict[str, str]) -> None:
        self.code = choice(labels, held.code, name=_("Qualification"))
        self.valid_from = DayField(held.valid_from, _("Valid from"))
        self.valid_until = DayField(held.valid_until, _("Valid until"))
        super().__init__(self.code, self.valid_from, self.valid_until)

    def read(self, reading: Reading) -> HeldQualification:
        return HeldQualification(
            code=chosen_value(self.code),
            valid_from=reading.take("qualifications", self.valid_from.value, DAY_FAULT, None),
            valid_until=reading.take("qualifications", self.valid_until.value, DAY_FAULT, None),
        )


class _AbsenceRow(EditorRow):
    def __init__(self, absence: Absence | None = None) -> None:
        self.start = MomentField(absence.start if absence else None, _("From"))
        self.end = MomentField(absence.end if absence else None, _("Until"))
        self.recallable = QCheckBox()
        self.recallable.setChecked(absence is not None and absence.recallable)
        self.recallable.setAccessibleName(_("Recall possible"))
        self.reason = QLineEdit(absence.reason if absence else "")
        self.reason.setAccessibleName(_("Reason (private)"))
        super().__init__(self.start, self.end, self.recallable, self.reason)

    def read(self, reading: Reading) -> Absence | None:
        start = reading.take("absences", partial(_moment, self.start, reading), MOMENT_FAULT, None)
        end = reading.take("absences", partial(_moment, self.end, reading), MOMENT_FAULT, None)
        if start is None or end is None:
            return None
        return Absence(start=start, end=end, reason=self.reason.text().strip(), recallable=self.recallable.isChecked())


def _moment(moment_field: MomentField, reading: Reading) -> datetime | None:
    moment = moment_field.value()
    if moment is None:
        reading.refuse("absences", ABSENCE_FAULT)
    return moment
