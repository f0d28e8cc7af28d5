"""What makes many needs at once: a series, a copied day, a convoy; and templates to make them from."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from otp_desktop.domain.convoys import Convoy
from otp_desktop.domain.operations import Need
from otp_desktop.domain.sites import Site
from otp_desktop.services import convoys, own_templates, sites
from otp_desktop.services.templates import Template
from otp_desktop.texts import _
from otp_desktop.ui.desk import Desk
from otp_desktop.ui.dialogs.convoy_form import ConvoyForm, new_convoy
from otp_desktop.ui.dialogs.convoys_dialog import ConvoysDialog
from otp_desktop.ui.dialogs.day_copy_form import DayCopyForm
from otp_desktop.ui.dialogs.series_form import Pattern, SeriesForm
from otp_desktop.ui.dialogs.template_form import TemplateForm
from otp_desktop.ui.dialogs.templates_dialog import TemplatesDialog
from otp_desktop.ui.entries import Entry
from otp_desktop.ui.menus import Menu
from otp_desktop.ui.messages import show_notice
from otp_desktop.ui.widgets.buttons import button

if TYPE_CHECKING:
    from otp_desktop.ui.pages.needs import NeedsPage


class NeedsActions(QObject):
    """The entries of the page's menu, and one button that opens them."""

    def __init__(self, desk: Desk, page: "NeedsPage") -> None:
        super().__init__(page)
        self._desk = desk
        self._page = page
        self.button = button(_("Several…"), "playlist-plus", self._open_menu)

    def entries(self) -> Sequence[Entry]:
        return (
            Entry(_("Create many needs…"), self.repeat, "Ctrl+R", "calendar-sync-outline", self._why_no_operation),
            Entry(_("Copy a day…"), self.copy_day, "", "calendar-multiple", self._why_no_needs),
            Entry(_("New convoy…"), self.new_convoy, "", "road-variant", self._why_no_operation),
            Entry(_("Convoys…"), self.choose_convoy, "", "format-list-bulleted", self._why_no_operation),
            Entry(_("Save as a template…"), self.save_template, "", "content-save-outline", self._why_no_selection),
            Entry(_("Delete a template…"), self.remove_template, "", "content-save-off-outline"),
            Entry(
                _("Select the whole series"), self.select_series, "Ctrl+Shift+A", "select-group", self._why_no_selection
            ),
        )

    def repeat(self) -> None:
        """Offered first: the selected needs, then the operation's template, one's own templates, the shipped ones."""
        operation, workspace, selected = self._desk.operation, self._desk.workspace, self._selected()
        assert operation is not None
        danger = self._danger_of_site()

        def read() -> tuple[Sequence[Pattern], Sequence[Site]]:
            offered = own_templates.list_need_templates(workspace)
            templates = sorted(offered, key=lambda template: template.code != operation.template)
            known = [Pattern(template, _(template.label), _(template.label)) for template in templates]
            return (*_pattern_of(selected, danger), *known), sites.list_sites(workspace)

        def show(found: tuple[Sequence[Pattern], Sequence[Site]]) -> None:
            self._page.open_form(SeriesForm(self._desk, operation, *found, self._page.window()))

        self._desk.background.query(self, read, show, key="form")

    def copy_day(self) -> None:
        """The day of the selected need is offered first."""
        snapshot = self._desk.snapshot
        if snapshot is not None and snapshot.needs:
            first = (*self._selected(), *snapshot.needs)[0].start.date()
            window = self._page.window()
            self._page.open_form(DayCopyForm(self._desk, snapshot.operation, snapshot.needs, first, window))

    def new_convoy(self) -> None:
        operation = self._desk.operation
        if operation is not None:
            self._open_convoy(new_convoy(operation))

    def choose_convoy(self) -> None:
        """The convoys of the operation, to be changed or deleted."""
        workspace, operation_id = self._desk.workspace, self._desk.operation_id
        assert operation_id is not None
        self._desk.background.query(
            self, lambda: convoys.list_convoys(workspace, operation_id), self._show_convoys, key="convoys"
        )

    def _show_convoys(self, found: Sequence[Convoy]) -> None:
        dialog = ConvoysDialog(self._desk, found, self._page.window())
        dialog.chosen.connect(self._open_convoy)
        self._page.open_form(dialog)

    def _open_convoy(self, convoy: Convoy) -> None:
        operation = self._desk.operation
        assert operation is not None
        self._page.with_choices(
            lambda _sites, qualifications: self._page.open_form(
                ConvoyForm(self._desk, convoy, operation, qualifications, self._page.window())
            )
        )

    def save_template(self) -> None:
        form = TemplateForm(self._desk, self._selected(), self._danger_of_site(), self._page.window())
        self._page.open_form(form)

    def remove_template(self) -> None:
        """Only one's own: the shipped ones stay."""
        workspace = self._desk.workspace
        self._desk.background.query(
            self, lambda: own_templates.list_own_templates(workspace), self._ask_template, key="templates"
        )

    def _ask_template(self, found: Sequence[Template]) -> None:
        if found:
            self._page.open_form(TemplatesDialog(self._desk, found, self._page.window()))
        else:
            show_notice(self._page, _("There is no template of your own yet: save selected needs as one first."))

    def select_series(self) -> None:
        """All needs of the series that the selected ones belong to, as far as the filter shows them."""
        series = {need.series for need in self._selected()} - {""}
        shown = self._page.records.model.shown
        self._page.records.select({row.key for row in shown if row.record.series in series})

    def _danger_of_site(self) -> dict[str, int]:
        snapshot = self._desk.snapshot
        return {site.code: site.danger_rank for site in snapshot.sites} if snapshot is not None else {}

    def _selected(self) -> list[Need]:
        return self._page.records.selected()

    def _why_no_operation(self) -> str:
        return "" if self._desk.operation is not None else _("Choose or create an operation first.")

    def _why_no_needs(self) -> str:
        snapshot = self._desk.snapshot
        return "" if snapshot is not None and snapshot.needs else _("The operation has no needs yet.")

    def _why_no_selection(self) -> str:
        return "" if self._page.records.selected_count else _("Select rows first.")

    def _open_menu(self) -> None:
        menu = Menu("", self._page)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.fill(list(self.entries()))
        menu.popup(self.button.mapToGlobal(self.button.rect().bottomLeft()))


def _pattern_of(needs: Sequence[Need], danger_of_site: dict[str, int]) -> Sequence[Pattern]:
    """The selected needs as a pattern, on their own points; none where nothing is selected."""
    if not needs:
        return ()
    name = _("Like the selected needs")
    places = tuple(dict.fromkeys(need.site for need in needs))
    return (Pattern(own_templates.template_of(name, needs, danger_of_site), name, needs[0].label, places),)
