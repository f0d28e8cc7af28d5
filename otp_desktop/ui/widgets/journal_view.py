"""The journal: gestures above, and below what the chosen one changed."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from otp_desktop.domain.changes import Kind
from otp_desktop.domain.journal import Gesture
from otp_desktop.services import force, journal, sites
from otp_desktop.services.workspace import Workspace
from otp_desktop.texts import _, ngettext
from otp_desktop.texts.formats import number
from otp_desktop.ui.desk import Desk
from otp_desktop.ui.models.journal import ChangedRecord, ChangeModel, GestureModel, change_rows, gesture_rows
from otp_desktop.ui.models.rows import Rows
from otp_desktop.ui.widgets.buttons import button
from otp_desktop.ui.widgets.empty_state import EmptyState
from otp_desktop.ui.widgets.journal_filter import JournalFilter
from otp_desktop.ui.widgets.labels import label
from otp_desktop.ui.widgets.record_list import RecordList

Records = tuple[tuple[Kind, int], ...]
Reading = tuple[tuple[Gesture, ...], Rows[Gesture]]


class JournalView(QWidget):
    """With ``records`` it is their history and nothing else. Enter on a change asks for its record."""

    recordWanted = Signal(object)

    def __init__(self, desk: Desk, records: Records = ()) -> None:
        super().__init__()
        self._desk = desk
        self._records = records
        self._gestures: tuple[Gesture, ...] = ()
        self._query = journal.JournalQuery(records=records)
        self.filter = JournalFilter(whole=not records)
        nothing = EmptyState("history", _("Nothing in the journal"), _("Every change made from now on is kept here."))
        self.gestures = RecordList(GestureModel(), _("What was done"), _gestures_text, nothing)
        self.changes = RecordList(
            ChangeModel(), _("What changed"), _changes_text, EmptyState("history", "", _("Choose a line above."))
        )
        self.cut = label(
            _("The first {count} records are shown: filter to find others.").format(count=number(journal.ENTRIES)),
            "muted",
        )
        self.older = button(_("Show older ones"), "history", self._read_older)
        self.go_button = button(_("Go to the record"), "arrow-right", self._want_record)
        self._lay_out()
        self.filter.changed.connect(self.reload)
        self.gestures.selectionChanged.connect(self._read_changes)
        self.changes.selectionChanged.connect(self._show_possible)
        self.changes.opened.connect(self._want_record)
        self._show_possible()

    def reload(self) -> None:
        workspace, query = self._desk.workspace, self.filter.query(self._records)
        self._desk.background.query(
            self, lambda: _read(workspace, query), lambda read: self._show(query, read), key="gestures"
        )

    def read_choices(self) -> None:
        """What the filter offers."""
        workspace = self._desk.workspace
        self._desk.background.query(
            self, lambda: _read_choices(workspace), lambda read: self.filter.offer(*read), key="choices"
        )

    def focus_filter(self) -> None:
        self.filter.text.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filter.text.selectAll()

    def repaint_icons(self) -> None:
        self.gestures.repaint_icons()
        self.changes.repaint_icons()

    def _lay_out(self) -> None:
        for records in (self.gestures, self.changes):
            records.filter_box.hide()
        self.gestures.tools.addWidget(self.older)
        self.cut.hide()
        self.changes.tools.addWidget(self.cut)
        self.changes.tools.addWidget(self.go_button)
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.setChildrenCollapsible(False)
        splitter.setHandleWidth(12)
        splitter.addWidget(self.gestures)
        splitter.addWidget(self.changes)
        splitter.setStretchFactor(0, 3)
        splitter.setStretchFactor(1, 2)
        self.splitter = splitter
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(self.filter)
        layout.addWidget(splitter, 1)

    def _show(self, query: journal.JournalQuery, read: Reading) -> None:
        self._query = query
        self._gestures, prepared = read
        self.gestures.show_rows(prepared)
        self.older.setVisible(len(self._gestures) >= journal.PAGE)
        if self._gestures and not self.gestures.selected_count:
            self.gestures.table.selectRow(0)
        else:
            self._read_changes()

    def _read_older(self) -> None:
        workspace, query, known = self._desk.workspace, self._query, self._gestures

        def show(read: Reading) -> None:
            self._show(query, read)
            self.older.setVisible(len(read[0]) - len(known) >= journal.PAGE)

        self._desk.background.query(self, lambda: _read(workspace, query, known), show, key="gestures")

    def _read_changes(self) -> None:
        selected: list[Gesture] = self.gestures.selected()
        if len(selected) != 1:
            self._show_changes((0, Rows()))
            return
        workspace, query, gesture = self._desk.workspace, self._query, selected[0].id
        self._desk.background.query(
            self,
            lambda: _read_lines(workspace, gesture, query),
            self._show_changes,
            key="changes",
        )

    def _show_changes(self, read: tuple[int, Rows[ChangedRecord]]) -> None:
        records, prepared = read
        self.changes.show_rows(prepared)
        self.cut.setVisible(records >= journal.ENTRIES)

    def _selected_change(self) -> ChangedRecord | None:
        selected: list[ChangedRecord] = self.changes.selected()
        return selected[0] if len(selected) == 1 else None

    def _show_possible(self) -> None:
        self.go_button.setEnabled(self._selected_change() is not None)

    def _want_record(self) -> None:
        change = self._selected_change()
        if change is not None:
            self.recordWanted.emit(change)


def _read(workspace: Workspace, query: journal.JournalQuery, known: tuple[Gesture, ...] = ()) -> Reading:
    before = known[-1].id if known else None
    gestures = (*known, *journal.list_gestures(workspace, query, before))
    return gestures, gesture_rows(gestures)


def _read_lines(workspace: Workspace, gesture: int, query: journal.JournalQuery) -> tuple[int, Rows[ChangedRecord]]:
    """How many records, and their fields."""
    lines = journal.read_entries(workspace, gesture, query)
    return len(lines), change_rows(lines)


def _read_choices(workspace: Workspace) -> tuple[journal.JournalChoices, Sequence[Any], Sequence[Any]]:
    return journal.journal_choices(workspace), force.list_agents(workspace), sites.list_sites(workspace)


def _gestures_text(count: int) -> str:
    return ngettext("{count} action", "{count} actions", count).format(count=number(count))


def _changes_text(count: int) -> str:
    return ngettext("{count} line", "{count} lines", count).format(count=number(count))
