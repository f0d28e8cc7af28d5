"""The dialog of long work: what is done of it, and Stop."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QProgressBar, QPushButton, QVBoxLayout, QWidget

from otp_desktop.texts import _
from otp_desktop.ui.widgets.labels import label


@dataclass(frozen=True, slots=True)
class Report:
    """``done`` of ``total`` pieces, and which one is in hand; a total of 0 means unknown."""

    done: int = 0
    total: int = 0
    text: str = ""


class ProgressDialog(QDialog):
    """Escape and the close box ask to stop where that is possible, and never close by themselves."""

    stopRequested = Signal()

    def __init__(self, title: str, can_stop: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setMinimumWidth(360)
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(title)
        self.text = label(role="muted")
        self.stop_button = QPushButton(_("Stop"))
        self.stop_button.setVisible(can_stop)
        self.stop_button.clicked.connect(self.reject)
        buttons = QDialogButtonBox()
        buttons.addButton(self.stop_button, QDialogButtonBox.ButtonRole.RejectRole)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 16)
        layout.setSpacing(8)
        for widget in (label(title, "heading"), self.bar, self.text, buttons):
            layout.addWidget(widget)
        self._can_stop = can_stop

    def show_report(self, report: Report) -> None:
        self.bar.setRange(0, report.total)
        self.bar.setValue(report.done)
        self.text.setText(report.text)

    def reject(self) -> None:
        if not self._can_stop or not self.stop_button.isEnabled():
            return
        self.stop_button.setEnabled(False)
        self.text.setText(_("Stopping…"))
        self.stopRequested.emit()

    def finish(self) -> None:
        self.done(QDialog.DialogCode.Accepted)
        self.deleteLater()
