"""Operations: made from a template, chosen, deleted."""

from PySide6.QtCore import Signal

from otp_desktop.domain.changes import Kind
from otp_desktop.domain.operations import Operation
from otp_desktop.domain.sites import Site
from otp_desktop.services import operations, sites
from otp_desktop.services.templates import Template
from otp_desktop.services.workspace import Workspace
from otp_desktop.texts import _, ngettext
from otp_desktop.texts.formats import number
from otp_desktop.ui.desk import Desk
from otp_desktop.ui.dialogs.operation_copy_form import OperationCopyForm
from otp_desktop.ui.dialogs.operation_form import OperationForm
from otp_desktop.ui.dialogs.operation_settings import OperationSettings
from otp_desktop.ui.models.operations import OperationModel, operation_rows
from otp_desktop.ui.models.rows import Rows
from otp_desktop.ui.pages.list_page import ListPage
from otp_desktop.ui.widgets.buttons import button
from otp_desktop.ui.widgets.empty_state import EmptyState

Reading = tuple[Rows[Operation], tuple[Template, ...], tuple[Site, ...]]


class OperationsPage(ListPage):
    """Opening a row makes it the operation in hand and goes to its needs."""

    name = "operations"
    icon_name = "calendar-star"
    kind = Kind.OPERATION
    kinds = frozenset({Kind.OPERATION, Kind.SITE})
    duplicates = True
    openNeeds = Signal()
    wantDemonstration = Signal()

    def __init__(self, desk: Desk) -> None:
        self.settings_button = button(_("Settings…"), "tune-variant", self.open_settings)
        self.demonstration_button = button(_("Create the demonstration"), "school-outline", self._demonstrate)
        empty = EmptyState(
            "calendar-star",
            _("No operation yet"),
            _(
                "Start one from a template (Ctrl+N) once agents and points are imported, or look around first in the "
                "demonstration: 350 school points and 463 fictitious agents."
            ),
            (self.demonstration_button,),
        )
        super().__init__(desk, _("Operations"), OperationModel(), _count_text, empty, _("New operation"))
        self._templates: tuple[Template, ...] = ()
        self._sites: tuple[Site, ...] = ()
        self.edit_button.setText(_("Open"))
        self.records.tools.insertWidget(self.records.tools.indexOf(self.remove_button), self.settings_button)

    def reload(self) -> None:
        workspace = self.desk.workspace
        self.desk.background.query(self, lambda: _read(workspace), self._show, key="rows")

    def add(self) -> None:
        if self._templates:
            self.open_form(OperationForm(self.desk, self._templates, self._sites, self.window()))

    def edit(self) -> None:
        selected: list[Operation] = self.records.selected()
        if len(selected) == 1:
            self.desk.choose(selected[0])
            self.openNeeds.emit()

    def duplicate(self) -> None:
        """A copy of the selected operation on other dates."""
        selected: list[Operation] = self.records.selected()
        if len(selected) == 1:
            self.open_form(OperationCopyForm(self.desk, selected[0], self.window()))

    def open_settings(self) -> None:
        """The form of the selected operation: days, partners, rules, derogations."""
        selected: list[Operation] = self.records.selected()
        if len(selected) == 1:
            labels = {template.code: _(template.label) for template in self._templates}
            template = labels.get(selected[0].template, selected[0].template)
            self.open_form(OperationSettings(self.desk, selected[0], template, self.window()))

    def remove(self) -> None:
        """One at a time: it takes all its needs and plans along."""
        selected: list[Operation] = self.records.selected()
        if len(selected) != 1 or selected[0].id is None:
            return
        operation_id, workspace = selected[0].id, self.desk.workspace
        self.ask_removal(
            _("Delete the operation “{name}”?").format(name=selected[0].name),
            lambda: operations.remove_operation(workspace, operation_id),
            _("Its needs and all its plans, published ones too, go with it. Agents and points stay."),
        )

    def show_possible(self) -> None:
        super().show_possible()
        self.remove_button.setEnabled(self.edit_button.isEnabled())
        self.settings_button.setEnabled(self.edit_button.isEnabled())

    def _demonstrate(self) -> None:
        self.wantDemonstration.emit()

    def _show(self, reading: Reading) -> None:
        rows, self._templates, self._sites = reading
        self.records.show_rows(rows)


def _read(workspace: Workspace) -> Reading:
    templates = operations.list_templates()
    labels = {template.code: template.label for template in templates}
    found = operation_rows(operations.list_operations(workspace), labels)
    return found, templates, sites.list_sites(workspace)


def _count_text(count: int) -> str:
    return ngettext("{count} operation", "{count} operations", count).format(count=number(count))
