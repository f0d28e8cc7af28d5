"""Which columns a list shows, and in which order: with the mouse or the keyboard alone."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialogButtonBox,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from otp_desktop.texts import _
from otp_desktop.ui.dialogs.dialog import Dialog
from otp_desktop.ui.widgets.buttons import button
from otp_desktop.ui.widgets.column_layout import Column
from otp_desktop.ui.widgets.labels import label
from otp_desktop.ui.widgets.record_list import RecordList

_SIZE = (420, 520)
_ITEM_MARGIN = 14
_PLACE = Qt.ItemDataRole.UserRole


class ColumnsDialog(Dialog):
    """Space shows or hides a column, Alt+Up and Alt+Down move it; Apply arranges the list so."""

    def __init__(self, records: RecordList, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Columns"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._records = records
        self.choices = QListWidget()
        self.choices.setObjectName("choices")
        self.choices.setAccessibleName(_("Columns"))
        self.choices.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        for column in records.columns.columns:
            self._add(column)
        self.choices.setCurrentRow(0)
        self.up_button = button(_("Up"), "arrow-up", lambda: self.move_column(-1))
        self.down_button = button(_("Down"), "arrow-down", lambda: self.move_column(1))
        self.reset_button = button(_("As at first"), "restore", self.reset)
        self.buttons = QDialogButtonBox()
        self.apply_button = self.buttons.addButton(_("Apply"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.apply_button.setProperty("role", "primary")
        self.apply_button.setDefault(True)
        self.buttons.addButton(_("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        self.buttons.accepted.connect(self.apply)
        self.buttons.rejected.connect(self.reject)
        self._add_shortcuts()
        self._lay_out()
        self.choices.setFocus()

    def move_column(self, steps: int) -> None:
        """Moves the current column up (-1) or down (1)."""
        row = self.choices.currentRow()
        target = row + steps
        if row < 0 or not 0 <= target < self.choices.count():
            return
        self.choices.insertItem(target, self.choices.takeItem(row))
        self.choices.setCurrentRow(target)

    def apply(self) -> None:
        items = [self.choices.item(row) for row in range(self.choices.count())]
        places = [int(item.data(_PLACE)) for item in items]
        hidden = [int(item.data(_PLACE)) for item in items if item.checkState() != Qt.CheckState.Checked]
        self._records.columns.arrange(places, hidden)
        self._records.fit_columns()
        self.accept()

    def reset(self) -> None:
        """The order, the columns and the widths that the program gives."""
        self._records.columns.reset()
        self._records.fit_columns()
        self.accept()

    def _add(self, column: Column) -> None:
        item = QListWidgetItem(column.text)
        item.setData(_PLACE, column.place)
        item.setSizeHint(QSize(0, self.fontMetrics().height() + _ITEM_MARGIN))
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        item.setCheckState(Qt.CheckState.Checked if column.shown else Qt.CheckState.Unchecked)
        self.choices.addItem(item)

    def _add_shortcuts(self) -> None:
        for key, steps in (("Alt+Up", -1), ("Alt+Down", 1)):
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.activated.connect(lambda steps=steps: self.move_column(steps))

    def _lay_out(self) -> None:
        hint = label(_("Space shows or hides a column, Alt+Up and Alt+Down move it."), "muted")
        hint.setWordWrap(True)
        tools = QHBoxLayout()
        for tool in (self.up_button, self.down_button):
            tools.addWidget(tool)
        tools.addStretch(1)
        tools.addWidget(self.reset_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 16, 24, 16)
        layout.setSpacing(8)
        layout.addWidget(label(_("Columns"), "title"))
        layout.addWidget(hint)
        layout.addWidget(self.choices, 1)
        layout.addLayout(tools)
        layout.addWidget(self.buttons)
        self.resize(*_SIZE)
