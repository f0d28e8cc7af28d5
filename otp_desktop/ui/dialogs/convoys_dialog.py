"""The convoys of the operation: one is opened or deleted."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QListWidget, QPushButton, QVBoxLayout, QWidget

from otp_desktop.domain.convoys import Convoy
from otp_desktop.services import convoys
from otp_desktop.texts import _
from otp_desktop.texts.formats import moment
from otp_desktop.ui.desk import Desk
from otp_desktop.ui.messages import ask
from otp_desktop.ui.widgets.labels import label


class ConvoysDialog(QDialog):
    """``chosen`` brings the convoy to be changed."""

    chosen = Signal(object)

    def __init__(self, desk: Desk, found: Sequence[Convoy], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Convoys"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._desk = desk
        self._convoys = list(found)
        self.list = QListWidget()
        self.list.setAccessibleName(_("Convoys"))
        self.empty = label(_("No convoy yet: the menu of the needs makes one."), "muted")
        self.empty.setWordWrap(True)
        self.buttons = QDialogButtonBox()
        self.open_button = self._button(_("Edit…"), QDialogButtonBox.ButtonRole.ActionRole, self._open)
        self.remove_button = self._button(_("Delete…"), QDialogButtonBox.ButtonRole.ActionRole, self._ask_removal)
        self.close_button = self._button(_("Close"), QDialogButtonBox.ButtonRole.RejectRole, self.reject)
        self.list.itemActivated.connect(lambda _item: self._open())
        self.list.currentRowChanged.connect(lambda _row: self._show_possible())
        self._lay_out()
        self._show()

    def _open(self) -> None:
        convoy = self._current()
        if convoy is not None:
            self.accept()
            self.chosen.emit(convoy)

    def _ask_removal(self) -> None:
        convoy = self._current()
        if convoy is None:
            return
        ask(
            self,
            _("Delete the convoy {name}?").format(name=convoy.name),
            _("Delete"),
            lambda: self._remove(convoy),
            _("Its needs go with it, their assignments too, and the points made for it that nothing else needs."),
        )

    def _remove(self, convoy: Convoy) -> None:
        operation_id, convoy_id, workspace = convoy.operation_id, convoy.id, self._desk.workspace
        assert operation_id is not None
        assert convoy_id is not None
        self._desk.background.write(
            self,
            lambda: convoys.remove_convoy(workspace, operation_id, convoy_id),
            lambda _changes: self._removed(convoy),
        )

    def _removed(self, convoy: Convoy) -> None:
        self._convoys.remove(convoy)
        self._show()

    def _current(self) -> Convoy | None:
        row = self.list.currentRow()
        return self._convoys[row] if 0 <= row < len(self._convoys) else None

    def _show(self) -> None:
        self.list.clear()
        self.list.addItems([f"{convoy.name} – {moment(convoy.departure)}" for convoy in self._convoys])
        self.list.setCurrentRow(0)
        self.list.setVisible(bool(self._convoys))
        self.empty.setVisible(not self._convoys)
        self._show_possible()

    def _show_possible(self) -> None:
        there = self._current() is not None
        self.open_button.setEnabled(there)
        self.remove_button.setEnabled(there)

    def _button(self, text: str, role: QDialogButtonBox.ButtonRole, pressed: object) -> QPushButton:
        made = QPushButton(text)
        made.clicked.connect(pressed)
        self.buttons.addButton(made, role)
        return made

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 16, 24, 16)
        layout.setSpacing(12)
        for widget in (label(_("Convoys"), "title"), self.empty, self.list, self.buttons):
            layout.addWidget(widget)
        self.resize(520, 320)
