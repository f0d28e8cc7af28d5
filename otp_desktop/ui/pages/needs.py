"""The needs of the operation in hand, and the force beside them."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter

from otp_desktop.domain.changes import Kind
from otp_desktop.domain.force import Qualification
from otp_desktop.domain.operations import Need
from otp_desktop.domain.sites import Site
from otp_desktop.services import force, needs, sites
from otp_desktop.services.pasting import Subject
from otp_desktop.texts import _, ngettext
from otp_desktop.texts.formats import number
from otp_desktop.ui.desk import Desk
from otp_desktop.ui.dialogs.need_form import NeedForm, new_need
from otp_desktop.ui.dialogs.needs_edit_form import NeedsEditForm
from otp_desktop.ui.entries import Entry
from otp_desktop.ui.models.needs import NeedModel, need_rows
from otp_desktop.ui.models.rows import Rows
from otp_desktop.ui.pages.list_page import ListPage
from otp_desktop.ui.pages.needs_actions import NeedsActions
from otp_desktop.ui.pasting import ListPaste
from otp_desktop.ui.settings import keep_splitter
from otp_desktop.ui.widgets.capacity_panel import CapacityPanel
from otp_desktop.ui.widgets.operation_state import OperationState

_ROOM_FOR_BOTH = 980
_LIST_WIDTH, _PANEL_WIDTH = 830, 240
Choices = tuple[Sequence[Site], Sequence[Qualification]]


class NeedsPage(ListPage):
    name = "needs"
    icon_name = "clipboard-list-outline"
    kind = Kind.NEED
    edits_together = True
    duplicates = True

    def __init__(self, desk: Desk) -> None:
        self._empty = OperationState("clipboard-list-outline", desk)
        super().__init__(desk, _("Needs"), NeedModel(), _count_text, self._empty, _("New need"))
        self.pasting = ListPaste(desk, self.records, Subject.NEEDS)
        self.capacity = CapacityPanel(desk)
        self.actions_of_many = NeedsActions(desk, self)
        self.records.tools.insertWidget(self.records.tools.indexOf(self.edit_button), self.actions_of_many.button)
        self._lay_out()
        self.records.selectionChanged.connect(self._follow_selection)
        desk.snapshotChanged.connect(lambda _snapshot: self.refresh())
        desk.operationChanged.connect(lambda _operation: self.show_possible())
        self._say_why_empty()
        self.show_possible()

    def reload(self) -> None:
        snapshot = self.desk.snapshot
        self._say_why_empty()
        self._show_panel()
        self.capacity.show_snapshot(snapshot)
        if snapshot is not None:
            self.desk.background.query(self, lambda: need_rows(snapshot), self.records.show_rows, key="rows")
        elif self.desk.operation is not None:
            self.records.show_loading()
        else:
            self.records.show_rows(Rows())

    def entries(self) -> Sequence[Entry]:
        return (*self.actions_of_many.entries(), *super().entries())

    def repaint_icons(self) -> None:
        super().repaint_icons()
        self.capacity.repaint_icons()

    def add(self) -> None:
        if self.desk.operation is not None:
            self.open_record(new_need(self.desk.operation))

    def copy_of(self, record: Need) -> Need:
        return replace(record, id=None, version=0, code="")

    def open_record(self, record: Need) -> None:
        operation = self.desk.operation
        assert operation is not None
        self.with_choices(
            lambda all_sites, qualifications: self.open_form(
                NeedForm(self.desk, record, operation, all_sites, qualifications, self.window())
            )
        )

    def open_together(self, records: list[Need]) -> None:
        snapshot = self.desk.snapshot
        if snapshot is not None:
            self.with_choices(
                lambda _sites, qualifications: self.open_form(
                    NeedsEditForm(self.desk, records, snapshot, qualifications, self.window())
                )
            )

    def with_choices(self, show: Callable[[Sequence[Site], Sequence[Qualification]], object]) -> None:
        """Reads all sites, also those that the operation does not need yet, and all qualifications, for a form."""
        workspace = self.desk.workspace

        def read() -> Choices:
            return sites.list_sites(workspace), force.list_qualifications(workspace)

        self.desk.background.query(self, read, lambda choices: show(*choices), key="form")

    def remove(self) -> None:
        selected: list[Need] = self.records.selected()
        ids = [need.id for need in selected if need.id is not None]
        if not ids:
            return
        question = ngettext("Delete the need {code}?", "Delete {count} needs?", len(ids))
        workspace = self.desk.workspace
        self.ask_removal(
            question.format(code=selected[0].code, count=number(len(ids))),
            lambda: needs.remove_needs(workspace, ids),
            _("Their assignments leave the draft with them."),
        )

    def show_possible(self) -> None:
        super().show_possible()
        self.add_button.setEnabled(self.desk.operation is not None)

    def _follow_selection(self) -> None:
        """The force is shown on the day of the need that was chosen."""
        if self.records.selected_count == 1:
            self.capacity.show_day(self.records.selected()[0].start.date())

    def _lay_out(self) -> None:
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setHandleWidth(12)
        self.body.removeWidget(self.records)
        self.splitter.addWidget(self.records)
        self.splitter.addWidget(self.capacity)
        self.splitter.setStretchFactor(0, 3)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setCollapsible(0, False)
        self.splitter.setSizes([_LIST_WIDTH, _PANEL_WIDTH])
        # The panel gives way where there is no room for both.
        self.splitter.setMinimumWidth(self.records.minimumSizeHint().width())
        self.body.addWidget(self.splitter, 1)
        keep_splitter(self.desk.settings, self.name, self.splitter)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_panel()

    def _show_panel(self) -> None:
        """Where there is room for it, and something to compare."""
        self.capacity.setVisible(self.width() >= _ROOM_FOR_BOTH and self.desk.operation is not None)

    def _say_why_empty(self) -> None:
        if self.desk.operation is None:
            self._empty.say_no_operation()
        else:
            self.records.empty.say(
                _("No need yet"),
                _("Add the first one by hand (Ctrl+N), or make many at once from a template (Ctrl+R)."),
            )


def _count_text(count: int) -> str:
    return ngettext("{count} need", "{count} needs", count).format(count=number(count))
