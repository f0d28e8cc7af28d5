"""A page with one list: filter, New, Edit, Delete, and the table."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QDialog

from otp_desktop.domain.changes import Changes
from otp_desktop.texts import _
from otp_desktop.ui.desk import Desk
from otp_desktop.ui.messages import ask
from otp_desktop.ui.models.record_model import RecordModel
from otp_desktop.ui.pages.page import Page
from otp_desktop.ui.widgets.buttons import button
from otp_desktop.ui.widgets.empty_state import EmptyState
from otp_desktop.ui.widgets.record_list import RecordList


class ListPage(Page):
    """A subclass says how to read its rows, and opens its form."""

    def __init__(
        self,
        desk: Desk,
        title: str,
        model: RecordModel[Any],
        count_text: Callable[[int], str],
        empty: EmptyState,
        new_text: str,
    ) -> None:
        super().__init__(desk, title)
        self.new_text = new_text
        self.records = RecordList(model, title, count_text, empty)
        self.records.remember(desk.settings, self.name)
        self.actions_of_list = ListActions(desk, self, lambda: self.records)
        self.add_button = button(new_text, "plus", self.add, primary=True)
        self.edit_button = button(_("Edit…"), "pencil", self.edit)
        self.remove_button = button(_("Delete…"), "delete-outline", self.remove)
        for tool in (self.edit_button, self.remove_button, self.add_button):
            self.records.tools.addWidget(tool)
        self.body.addWidget(self.records, 1)
        self.records.opened.connect(self.edit)
        self.records.menuWanted.connect(self.open_menu)
        self.records.columnsWanted.connect(self.actions_of_list.choose_columns)
        self.records.selectionChanged.connect(self.show_possible)
        self.show_possible()

    def entries(self) -> Sequence[Entry]:
        return (*self.actions_of_list.copy_entries(), *self.actions_of_list.view_entries())

    def open_menu(self, place: QPoint) -> None:
        """The menu of the rows, at the mouse or by the menu key."""
        own = (
            Entry(self.edit_button.text(), self.edit, "F2", "pencil", self._why_no_edit),
            Entry(_("Delete…"), self.remove, QKeySequence.StandardKey.Delete, "delete-outline", self._why_no_removal),
            SEPARATOR,
        )
        popup_menu((*own, *self.entries()), self.window()).popup(place)

    def focus_filter(self) -> None:
        self.records.focus_filter()

    def repaint_icons(self) -> None:
        self.records.repaint_icons()

    def show_possible(self) -> None:
        """Enables what can be done with the selection."""
        selected = len(self.records.table.selectionModel().selectedRows())
        self.edit_button.setEnabled(selected == 1)
        self.remove_button.setEnabled(selected > 0)

    def open_form(self, form: QDialog) -> None:
        form.finished.connect(lambda _result: self.records.table.setFocus())
        form.open()

    def ask_removal(self, question: str, function: Callable[[], Changes], details: str = "") -> None:
        """Asks, then removes in the background."""
        ask(self, question, _("Delete"), lambda: self.desk.background.write(self, function), details)
