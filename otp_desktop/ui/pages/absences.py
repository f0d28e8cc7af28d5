"""Absences of all agents: who is away, who will be."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtWidgets import QComboBox

from otp_desktop.domain.changes import Changes, Kind
from otp_desktop.services import absences, force
from otp_desktop.services.absences import AgentAbsence
from otp_desktop.services.pasting import Subject
from otp_desktop.services.workspace import Workspace
from otp_desktop.texts import N_, _, ngettext
from otp_desktop.texts.formats import number
from otp_desktop.ui.desk import Desk
from otp_desktop.ui.dialogs.absence_form import AbsenceEntry, AbsenceForm, entry_of
from otp_desktop.ui.models.absences import AbsenceModel, AbsenceTime, absence_rows
from otp_desktop.ui.models.rows import Rows
from otp_desktop.ui.pages.list_page import ListPage
from otp_desktop.ui.pasting import ListPaste
from otp_desktop.ui.widgets.buttons import button
from otp_desktop.ui.widgets.empty_state import EmptyState
from otp_desktop.ui.widgets.fields import choice, chosen_value

CHOICES = {
    "open": (N_("Current and to come"), frozenset({AbsenceTime.CURRENT, AbsenceTime.TO_COME})),
    "current": (N_("Current ones"), frozenset({AbsenceTime.CURRENT})),
    "to_come": (N_("Ones to come"), frozenset({AbsenceTime.TO_COME})),
    "past": (N_("Past ones"), frozenset({AbsenceTime.PAST})),
    "all": (N_("All"), frozenset(AbsenceTime)),
}


class AbsencesPage(ListPage):
    name = "absences"
    icon_name = "calendar-remove-outline"
    edits_together = True
    kinds = frozenset({Kind.AGENT})

    def __init__(self, desk: Desk) -> None:
        empty = EmptyState(
            "calendar-remove-outline",
            _("No absence here"),
            _("Import the leave from Excel (File menu), or add an absence for one or several agents (Ctrl+N)."),
            (button(_("Import a file…"), "file-import-outline", desk.importWanted.emit),),
        )
        super().__init__(desk, _("Absences"), AbsenceModel(), _count_text, empty, _("New absence"))
        self.pasting = ListPaste(desk, self.records, Subject.ABSENCES)
        self.times = choice({value: _(text) for value, (text, _times) in CHOICES.items()}, "open", name=_("When"))
        self.times.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.times.currentIndexChanged.connect(lambda _index: self.refresh())
        self.records.tools.insertWidget(1, self.times)

    def reload(self) -> None:
        workspace, times = self.desk.workspace, CHOICES[chosen_value(self.times)][1]
        self.desk.background.query(self, lambda: _read(workspace, times), self.records.show_rows, key="rows")

    def add(self) -> None:
        """For the agents of the selected rows, if any: the form lets one change them."""
        numbers = dict.fromkeys(absence.staff_number for absence in self.records.selected())
        self.open_form(AbsenceForm(self.desk, None, self.window(), tuple(numbers)))

    def remove(self) -> None:
        selected: list[AgentAbsence] = self.records.selected()
        if not selected:
            return
        question = ngettext("Delete the absence of {name}?", "Delete {count} absences?", len(selected))
        workspace = self.desk.workspace
        self.ask_removal(
            question.format(name=selected[0].name, count=number(len(selected))),
            lambda: absences.remove_absences(workspace, selected),
        )

    def open_record(self, record: AgentAbsence) -> None:
        self.open_form(AbsenceForm(self.desk, entry_of(record), self.window()))

    def open_together(self, records: list[AgentAbsence]) -> None:
        entries = [entry_of(record) for record in records]
        form = AbsenceForm(self.desk, entries[0], self.window())
        form.edit_together(entries, _count_text(len(entries)), self._save)
        self.open_form(form)

    def _save(self, entries: Sequence[AbsenceEntry]) -> Changes:
        changed = [(entry.stored, entry.absence) for entry in entries if entry.stored is not None]
        return absences.change_absences(self.desk.workspace, changed)


def _read(workspace: Workspace, times: frozenset[AbsenceTime]) -> Rows[AgentAbsence]:
    now = datetime.now()  # noqa: DTZ005 - absences are civil times of the place
    return absence_rows(absences.absences_of(force.list_agents(workspace)), now, times)


def _count_text(count: int) -> str:
    return ngettext("{count} absence", "{count} absences", count).format(count=number(count))
