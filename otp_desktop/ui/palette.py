"""The command palette (Ctrl+K): type a few letters, Enter does it or goes there."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QAccessible, QAccessibleEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QHeaderView, QLineEdit, QTableView, QVBoxLayout, QWidget

from otp_desktop.domain.changes import Changes, Kind
from otp_desktop.texts import _
from otp_desktop.ui.models.palette import PaletteColumn, PaletteItem, PaletteModel, search
from otp_desktop.ui.palette_items import action_items, read_records, record_items, sheet_items
from otp_desktop.ui.widgets.labels import label

if TYPE_CHECKING:
    from otp_desktop.ui.main_window import MainWindow

RECENT = "palette/recent"
MOST_RECENT = 12
KINDS = frozenset({Kind.AGENT, Kind.SITE, Kind.OPERATION})
_SIZE = QSize(760, 460)
_MARGIN = 24
_STEPS = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: 8,
    Qt.Key.Key_PageUp: -8,
}


class Palette(QFrame):
    """Lies over the window and goes as soon as the keyboard is elsewhere.

    Records are read in the background when it opens for the first time, and again after a write touched them.
    """

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self._actions: list[PaletteItem] = []
        self._records: list[PaletteItem] = []
        self._stale = True
        self._before: QWidget | None = None
        self.setObjectName("palette")
        self.box = QLineEdit()
        self.box.setPlaceholderText(_("An action, an operation, an agent, a point…"))
        self.box.setAccessibleName(_("Command palette"))
        self.model = PaletteModel()
        self.model.setParent(self)
        self.table = _table(self.model)
        self.foot = label(role="muted")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 8)
        layout.setSpacing(8)
        for widget in (self.box, self.table, self.foot):
            layout.addWidget(widget)
        self.hide()
        self._connect()

    def open(self) -> None:
        """Shows everything that can be done now, with what was used lately on top."""
        self._before = self._window.focusWidget()
        self._actions = action_items(self._window)
        if self._stale:
            self._read()
        self._place()
        self.box.clear()
        self._search()
        self.show()
        self.raise_()
        self.box.setFocus(Qt.FocusReason.PopupFocusReason)

    def close_up(self) -> None:
        """Gives the keyboard back to where it was."""
        self.hide()
        if self._before is not None and self._before.isVisible():
            self._before.setFocus(Qt.FocusReason.PopupFocusReason)

    def run_current(self) -> None:
        """Runs the item in hand, unless it cannot be done now: the foot says why."""
        place = self.table.currentIndex().row()
        if place < 0 or self.model.reason_at(place):
            return
        item = self.model.item_at(place)
        self._remember(item.key)
        self.close_up()
        item.run()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The keyboard stays in the box; arrows, Enter and Escape are for the list."""
        if watched is self.box and event.type() == QEvent.Type.KeyPress:
            assert isinstance(event, QKeyEvent)
            return self._take_key(Qt.Key(event.key()))
        if event.type() == QEvent.Type.Resize and watched is self._window and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def _take_key(self, key: Qt.Key) -> bool:
        if key in _STEPS:
            last = self.model.rowCount() - 1
            self._choose(max(0, min(last, self.table.currentIndex().row() + _STEPS[key])))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.run_current()
        elif key == Qt.Key.Key_Escape:
            self.close_up()
        else:
            return False
        return True

    def _connect(self) -> None:
        self.box.installEventFilter(self)
        self._window.installEventFilter(self)
        self.box.textChanged.connect(self._search)
        self.table.clicked.connect(lambda _index: self.run_current())
        self._window.desk.background.changed.connect(self._after_changes)
        QApplication.instance().focusChanged.connect(self._after_focus)  # type: ignore[union-attr]  # one is running

    def _after_focus(self, _old: QWidget | None, new: QWidget | None) -> None:
        if self.isVisible() and new is not None and not self.isAncestorOf(new):
            self.hide()

    def _after_changes(self, changes: Changes) -> None:
        self._stale = self._stale or bool(changes.kinds & KINDS)

    def _read(self) -> None:
        window, workspace = self._window, self._window.desk.workspace
        self._stale = False
        window.desk.background.query(
            self, lambda: record_items(window, read_records(workspace)), self._take_records, key="records"
        )

    def _take_records(self, items: list[PaletteItem]) -> None:
        self._records = items
        self._search()

    def _search(self) -> None:
        text = self.box.text()
        found = search([*self._actions, *self._records], text, self._recent())
        self.model.show_items([*sheet_items(self._window, text), *found])
        self._choose(0)

    def _choose(self, place: int) -> None:
        """The item in hand; it is told to those who do not see the list."""
        if not self.model.rowCount():
            self._say(_("Nothing has this name."))
            return
        self.table.selectRow(place)
        item, reason = self.model.item_at(place), self.model.reason_at(place)
        self._say(reason or _("Enter: do it. Arrows: choose. Escape: close."), f"{item.text}, {item.detail} {reason}")

    def _say(self, text: str, described: str = "") -> None:
        self.foot.setText(text)
        self.box.setAccessibleDescription(described or text)
        QAccessible.updateAccessibility(QAccessibleEvent(self.box, QAccessible.Event.DescriptionChanged))

    def _recent(self) -> list[str]:
        stored = self._window.settings.value(RECENT, [])
        return [stored] if isinstance(stored, str) else [str(key) for key in stored] if isinstance(stored, list) else []

    def _remember(self, key: str) -> None:
        others = [known for known in self._recent() if known != key]
        self._window.settings.setValue(RECENT, [key, *others][:MOST_RECENT])

    def _place(self) -> None:
        """Near the top, in the middle, whole on a small window."""
        room = self._window.size()
        width = min(_SIZE.width(), room.width() - 2 * _MARGIN)
        height = min(_SIZE.height(), room.height() - 4 * _MARGIN)
        self.setGeometry((room.width() - width) // 2, 2 * _MARGIN, width, height)
        self.table.setColumnWidth(PaletteColumn.DETAIL, width * 2 // 5)


def _table(model: PaletteModel) -> QTableView:
    table = QTableView()
    table.setModel(model)
    table.setAccessibleName(_("Found"))
    table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QTableView.SelectionMode.SingleSelection)
    table.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
    table.verticalHeader().hide()
    table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    table.verticalHeader().setDefaultSectionSize(table.fontMetrics().height() + 14)
    header = table.horizontalHeader()
    header.hide()
    header.setSectionResizeMode(PaletteColumn.TEXT, QHeaderView.ResizeMode.Stretch)
    header.setSectionResizeMode(PaletteColumn.SHORTCUT, QHeaderView.ResizeMode.ResizeToContents)
    return table
