"""A page with one list: filter, New, Edit, Delete, and the table."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog

from otp_desktop.domain.changes import Changes, Kind
from otp_desktop.texts import _
from otp_desktop.ui.desk import Desk
from otp_desktop.ui.dialogs.history import HistoryDialog, title_of
from otp_desktop.ui.entries import Entry
from otp_desktop.ui.list_actions import ListActions
from otp_desktop.ui.menus import SEPARATOR, Item, Menu
from otp_desktop.ui.messages import ask
from otp_desktop.ui.models.record_model import RecordModel
from otp_desktop.ui.pages.page import Page
from otp_desktop.ui.pasting import ListPaste
from otp_desktop.ui.widgets.buttons import button
from otp_desktop.ui.widgets.empty_state import EmptyState
from otp_desktop.ui.widgets.record_list import RecordList
from otp_desktop.ui.window_place import select_when_read


class ListPage(Page):
    """A subclass says how to read its rows, and opens its form.

    ``edits_together`` tells that ``open_together`` changes several records at once, ``duplicates`` that ``copy_of``
    makes a new record from one. ``kind`` is what its records are in the journal, where they have a history.
    """

    edits_together = False
    duplicates = False
    kind: Kind | None = None
    recordWanted = Signal(object)

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
        self.list_actions = ListActions(desk, self, lambda: self.records)
        self.pasting: ListPaste | None = None
        self.add_button = button(new_text, "plus", self.add, primary=True)
        self.edit_button = button(_("Edit…"), "pencil", self.edit)
        self.remove_button = button(_("Delete…"), "delete-outline", self.remove)
        for tool in (self.edit_button, self.remove_button, self.add_button):
            self.records.tools.addWidget(tool)
        self.body.addWidget(self.records, 1)
        self.records.opened.connect(lambda: self.open_selected())
        self.records.menuWanted.connect(self.open_menu)
        self.records.columnsWanted.connect(lambda: self.list_actions.choose_columns())
        self.records.selectionChanged.connect(self.show_possible)
        self.show_possible()

    def open_record(self, record: Any) -> None:
        """Opens the form of one record, or of a new one."""

    def open_together(self, records: list[Any]) -> None:
        """Opens one form for several records."""

    def copy_of(self, record: Any) -> Any:
        """A new record like this one, to be changed in the form before it is stored."""

    def edit(self) -> None:
        """Opens the selected record, or the selected ones together."""
        selected = self.records.selected()
        if len(selected) == 1:
            self.open_record(selected[0])
        elif selected and self.edits_together:
            self.open_together(selected)

    def open_selected(self) -> None:
        """On Enter or a double click."""
        self.edit()

    def duplicate(self) -> None:
        self.open_record(self.copy_of(self.records.selected()[0]))

    def open_history(self) -> None:
        """Who changed the selected record, when, before and after."""
        record = self.records.selected()[0]
        assert self.kind is not None
        dialog = HistoryDialog(self.desk, self.kind, record.id, title_of(record), self.window())
        dialog.recordWanted.connect(self.recordWanted)
        self.open_form(dialog)

    def entries(self) -> Sequence[Entry]:
        copy = Entry(_("Duplicate…"), self.duplicate, "Ctrl+D", "content-duplicate", self._why_not_one)
        past = Entry(_("History…"), self.open_history, "Ctrl+H", "history", self._why_not_one)
        own = (*((copy,) if self.duplicates else ()), *((past,) if self.kind is not None else ()))
        paste = (self.pasting.entry,) if self.pasting is not None else ()
        return (*own, *self.list_actions.copy_entries(), *paste, *self.list_actions.view_entries())

    def open_menu(self, place: QPoint) -> None:
        """The menu of the rows, at the mouse or by the menu key."""
        edit = Entry(self.edit_button.text(), self.edit, "F2", "pencil", self._why_no_edit)
        items: list[Item] = [
            *(() if self.edit_button.isHidden() else (edit,)),
            Entry(_("Delete…"), self.remove, QKeySequence.StandardKey.Delete, "delete-outline", self._why_no_removal),
            SEPARATOR,
            *self.entries(),
        ]
        menu = Menu("", self)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.fill(items)
        menu.popup(place)

    def focus_filter(self) -> None:
        self.records.focus_filter()

    def show_record(self, key: object) -> None:
        """Selects one record and shows it, once it is read; the filter no longer hides it."""
        self.records.filter_box.clear()
        if not self.stale:
            self.records.select({key})
        if not self.records.selected():
            select_when_read(self.records, frozenset({key}))
        self.records.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def repaint_icons(self) -> None:
        self.records.repaint_icons()

    def show_possible(self) -> None:
        """Enables what can be done with the selection."""
        selected = self.records.selected_count
        self.edit_button.setEnabled(selected == 1 or (selected > 1 and self.edits_together))
        self.remove_button.setEnabled(selected > 0)

    def open_form(self, form: QDialog) -> None:
        form.finished.connect(lambda _result: self.records.table.setFocus())
        form.open()

    def ask_removal(self, question: str, function: Callable[[], Changes], details: str = "") -> None:
        """Asks, then removes in the background."""
        ask(self, question, _("Delete"), lambda: self.desk.background.write(self, function), details)

    def _why_not_one(self) -> str:
        return "" if self.records.selected_count == 1 else _("Select one row first.")

    def _why_no_edit(self) -> str:
        return "" if self.edit_button.isEnabled() else _("Select one row first.")

    def _why_no_removal(self) -> str:
        return "" if self.remove_button.isEnabled() else _("Select rows first.")
