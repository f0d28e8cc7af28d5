"""A few records of one kind, such as the convoys of an operation: one is opened or deleted."""

from abc import abstractmethod
from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialogButtonBox, QListWidget, QPushButton, QVBoxLayout, QWidget

from otp_desktop.domain.changes import Changes
from otp_desktop.texts import _
from otp_desktop.ui.desk import Desk
from otp_desktop.ui.dialogs.dialog import Dialog
from otp_desktop.ui.messages import ask
from otp_desktop.ui.widgets.labels import label


class PickDialog(Dialog):
    """``chosen`` brings the record to be changed; ``empty`` says what to do where there is none."""

    chosen = Signal(object)

    def __init__(self, desk: Desk, title: str, empty: str, found: Sequence[Any], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.desk = desk
        self._records = list(found)
        self.list = QListWidget()
        self.list.setAccessibleName(title)
        self.empty = label(empty, "muted")
        self.empty.setWordWrap(True)
        self.buttons = QDialogButtonBox()
        self.open_button = self._button(_("Edit…"), QDialogButtonBox.ButtonRole.ActionRole, self._open)
        self.remove_button = self._button(_("Delete…"), QDialogButtonBox.ButtonRole.ActionRole, self._ask_removal)
        self.close_button = self._button(_("Close"), QDialogButtonBox.ButtonRole.RejectRole, self.reject)
        self.list.itemActivated.connect(lambda _item: self._open())
        self.list.currentRowChanged.connect(lambda _row: self._show_possible())
        self._lay_out(title)
        self._show()

    @abstractmethod
    def text_of(self, record: Any) -> str:
        """Its line in the list."""

    @abstractmethod
    def removal_of(self, record: Any) -> tuple[str, str]:
        """The question before it is deleted, and what goes with it."""

    @abstractmethod
    def remove(self, record: Any) -> Changes:
        """Called in the background."""

    def _open(self) -> None:
        record = self._current()
        if record is not None:
            self.accept()
            self.chosen.emit(record)

    def _ask_removal(self) -> None:
        record = self._current()
        if record is not None:
            question, details = self.removal_of(record)
            ask(self, question, _("Delete"), lambda: self._remove(record), details)

    def _remove(self, record: Any) -> None:
        self.desk.background.write(self, lambda: self.remove(record), lambda _changes: self._removed(record))

    def _removed(self, record: Any) -> None:
        self._records.remove(record)
        self._show()

    def _current(self) -> Any:
        row = self.list.currentRow()
        return self._records[row] if 0 <= row < len(self._records) else None

    def _show(self) -> None:
        self.list.clear()
        self.list.addItems([self.text_of(record) for record in self._records])
        self.list.setCurrentRow(0)
        self.list.setVisible(bool(self._records))
        self.empty.setVisible(not self._records)
        self._show_possible()

    def _show_possible(self) -> None:
        there = self._current() is not None
        self.open_button.setEnabled(there)
        self.remove_button.setEnabled(there)

    def _button(self, text: str, role: QDialogButtonBox.ButtonRole, pressed: Callable[[], object]) -> QPushButton:
        made = QPushButton(text)
        made.clicked.connect(pressed)
        self.buttons.addButton(made, role)
        return made

    def _lay_out(self, title: str) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 16, 24, 16)
        layout.setSpacing(12)
        layout.addWidget(label(title, "title"))
        layout.addWidget(self.empty)
        layout.addWidget(self.list, 1)
        layout.addStretch(0)
        layout.addWidget(self.buttons)
        self.resize(520, 320)
