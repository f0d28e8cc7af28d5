"""Qualifications: how many hold each, and which of them expire."""

from dataclasses import replace
from datetime import date

from otp_desktop.domain.changes import Kind
from otp_desktop.domain.force import Qualification
from otp_desktop.services import force, holders
from otp_desktop.services.workspace import Workspace
from otp_desktop.texts import _, ngettext
from otp_desktop.texts.formats import number
from otp_desktop.ui.desk import Desk
from otp_desktop.ui.dialogs.holders_dialog import HoldersDialog
from otp_desktop.ui.dialogs.qualification_form import NEW_QUALIFICATION, QualificationForm
from otp_desktop.ui.models.qualifications import QualificationModel, qualification_rows
from otp_desktop.ui.models.rows import Rows
from otp_desktop.ui.pages.list_page import ListPage
from otp_desktop.ui.widgets.buttons import button
from otp_desktop.ui.widgets.empty_state import EmptyState


class QualificationsPage(ListPage):
    """Opening a row shows who holds the qualification."""

    name = "qualifications"
    icon_name = "certificate-outline"
    duplicates = True
    kind = Kind.QUALIFICATION
    kinds = frozenset({Kind.QUALIFICATION, Kind.AGENT})

    def __init__(self, desk: Desk) -> None:
        empty = EmptyState(
            "certificate-outline",
            _("No qualification yet"),
            _("A roll brings those it names (File menu); or add the first one by hand (Ctrl+N)."),
        )
        self.holders_button = button(_("Holders…"), "account-group-outline", lambda: self.open_selected())
        super().__init__(desk, _("Qualifications"), QualificationModel(), _count_text, empty, _("New qualification"))
        self.records.tools.insertWidget(self.records.tools.indexOf(self.edit_button), self.holders_button)

    def reload(self) -> None:
        workspace = self.desk.workspace
        self.desk.background.query(self, lambda: _read(workspace), self.records.show_rows, key="rows")

    def add(self) -> None:
        self.open_record(NEW_QUALIFICATION)

    def remove(self) -> None:
        selected: list[Qualification] = self.records.selected()
        ids = [qualification.id for qualification in selected if qualification.id is not None]
        if not ids:
            return
        question = ngettext("Delete the qualification {label}?", "Delete {count} qualifications?", len(ids))
        workspace = self.desk.workspace
        self.ask_removal(
            question.format(label=selected[0].label, count=number(len(ids))),
            lambda: holders.remove_qualifications(workspace, ids),
        )

    def copy_of(self, record: Qualification) -> Qualification:
        return replace(record, id=None, version=0, code="")

    def open_record(self, record: Qualification) -> None:
        self.open_form(QualificationForm(self.desk, record, self.window()))

    def open_selected(self) -> None:
        selected = self.records.selected()
        if len(selected) == 1:
            self.open_form(HoldersDialog(self.desk, selected[0], self.window()))

    def show_possible(self) -> None:
        super().show_possible()
        self.holders_button.setEnabled(self.records.selected_count == 1)


def _read(workspace: Workspace) -> Rows[Qualification]:
    found = holders.holders_by_code(force.list_agents(workspace), date.today())
    return qualification_rows(force.list_qualifications(workspace), found)


def _count_text(count: int) -> str:
    return ngettext("{count} qualification", "{count} qualifications", count).format(count=number(count))
