"""Who holds one qualification, until when: given, renewed and taken off, many at once."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialogButtonBox, QVBoxLayout, QWidget

from otp_desktop.domain.changes import Changes, Kind
from otp_desktop.domain.force import Qualification
from otp_desktop.services import force, holders
from otp_desktop.services.holders import Holder
from otp_desktop.services.workspace import Workspace
from otp_desktop.texts import _, ngettext
from otp_desktop.texts.formats import number
from otp_desktop.ui.desk import Desk
from otp_desktop.ui.dialogs.dialog import Dialog
from otp_desktop.ui.dialogs.grant_form import GrantForm
from otp_desktop.ui.dialogs.renewal_form import RenewalForm
from otp_desktop.ui.list_actions import ListActions
from otp_desktop.ui.messages import ask
from otp_desktop.ui.models.qualifications import HolderModel, holder_rows
from otp_desktop.ui.models.rows import Rows
from otp_desktop.ui.widgets.buttons import button
from otp_desktop.ui.widgets.empty_state import EmptyState
from otp_desktop.ui.widgets.labels import label
from otp_desktop.ui.widgets.record_list import RecordList

_SIZE = (860, 560)


class HoldersDialog(Dialog):
    """The list follows every change, also those of other pages."""

    def __init__(self, desk: Desk, qualification: Qualification, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(qualification.label)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.desk = desk
        self._qualification = qualification
        empty = EmptyState(
            "certificate-outline", _("Nobody holds this qualification"), _("Add holders by their staff numbers.")
        )
        self.records = RecordList(HolderModel(), _("Holders"), _count_text, empty)
        self.records.remember(desk.settings, "holders")
        self.list_actions = ListActions(desk, self, lambda: self.records)
        self.renew_button = button(_("Renew…"), "calendar-refresh-outline", self.renew)
        self.remove_button = button(_("Take off…"), "account-minus-outline", self.take_off)
        self.add_button = button(_("Add holders…"), "plus", self.add, primary=True)
        for tool in (self.renew_button, self.remove_button, self.add_button):
            self.records.tools.addWidget(tool)
        self.records.opened.connect(self.renew)
        self.records.columnsWanted.connect(lambda: self.list_actions.choose_columns())
        self.records.selectionChanged.connect(self._show_possible)
        desk.background.changed.connect(self._after_changes)
        self._lay_out()
        self._show_possible()
        self.records.show_loading()
        self.reload()

    def reload(self) -> None:
        workspace, code = self.desk.workspace, self._qualification.code
        self.desk.background.query(self, lambda: _read(workspace, code), self.records.show_rows, key="rows")

    def add(self) -> None:
        GrantForm(self.desk, self._qualification, self).open()

    def renew(self) -> None:
        if ids := self._selected_ids():
            RenewalForm(self.desk, self._qualification, ids, self).open()

    def take_off(self) -> None:
        ids = self._selected_ids()
        if not ids:
            return
        question = ngettext(
            "Take this qualification off {count} agent?", "Take this qualification off {count} agents?", len(ids)
        )
        workspace, code = self.desk.workspace, self._qualification.code
        ask(
            self,
            question.format(count=number(len(ids))),
            _("Take off"),
            lambda: self.desk.background.write(self, lambda: holders.take_off(workspace, code, ids)),
        )

    def _selected_ids(self) -> list[int]:
        selected: list[Holder] = self.records.selected()
        return [holder.agent.id for holder in selected if holder.agent.id is not None]

    def _show_possible(self) -> None:
        for tool in (self.renew_button, self.remove_button):
            tool.setEnabled(bool(self.records.selected_count))

    def _after_changes(self, changes: Changes) -> None:
        if changes.kinds & {Kind.AGENT, Kind.QUALIFICATION}:
            self.reload()

    def _lay_out(self) -> None:
        buttons = QDialogButtonBox()
        buttons.addButton(_("Close"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 16, 24, 16)
        layout.setSpacing(12)
        layout.addWidget(label(self._qualification.label, "title"))
        layout.addWidget(self.records, 1)
        layout.addWidget(buttons)
        self.resize(*_SIZE)


def _read(workspace: Workspace, code: str) -> Rows[Holder]:
    found = holders.holders_by_code(force.list_agents(workspace), date.today())
    return holder_rows(found.get(code, ()))


def _count_text(count: int) -> str:
    return ngettext("{count} holder", "{count} holders", count).format(count=number(count))
