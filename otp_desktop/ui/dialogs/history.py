"""The history of one record: the journal of it alone."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialogButtonBox, QVBoxLayout, QWidget

from otp_desktop.domain.changes import Kind
from otp_desktop.domain.force import Agent
from otp_desktop.services.journal import record_words
from otp_desktop.texts import _
from otp_desktop.ui.desk import Desk
from otp_desktop.ui.dialogs.dialog import Dialog
from otp_desktop.ui.widgets.elided_label import ElidedLabel
from otp_desktop.ui.widgets.journal_view import JournalView

FIRST_SIZE = (1000, 640)


class HistoryDialog(Dialog):
    """Opens without blocking; going to a record of it closes it."""

    guide_page = "journal"

    recordWanted = Signal(object)

    def __init__(self, desk: Desk, kind: Kind, record_id: int, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("History – {record}").format(record=record_words(kind, title)))
        self.view = JournalView(desk, ((kind, record_id),))
        self.view.recordWanted.connect(self._go)
        buttons = QDialogButtonBox()
        buttons.addButton(_("Close"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 16, 24, 16)
        layout.setSpacing(12)
        layout.addWidget(ElidedLabel(self.windowTitle(), "title"))
        layout.addWidget(self.view, 1)
        layout.addWidget(buttons)
        self.resize(*FIRST_SIZE)
        self.finished.connect(self.deleteLater)
        self.view.read_choices()
        self.view.reload()

    def _go(self, change: object) -> None:
        self.accept()
        self.recordWanted.emit(change)


def title_of(record: Any) -> str:
    """What a list calls one of its records."""
    if isinstance(record, Agent):
        return record.full_name
    return str(getattr(record, "name", "") or getattr(record, "label", "") or getattr(record, "code", ""))
