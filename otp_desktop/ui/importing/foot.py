"""The foot of the assistant: what is being done and Stop, or the buttons of the step."""

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from otp_desktop.texts import _
from otp_desktop.ui.widgets.buttons import button
from otp_desktop.ui.widgets.labels import label

_BAR_WIDTH = 140


class AssistantFoot(QWidget):
    def __init__(
        self,
        stop: Callable[[], object],
        back: Callable[[], object],
        close: Callable[[], object],
        step_on: Callable[[], object],
    ) -> None:
        super().__init__()
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(_BAR_WIDTH)
        self.bar.setAccessibleName(_("Progress of the import"))
        self.progress = label(role="muted")
        self.stop = button(_("Stop"), "stop-circle-outline", stop)
        self.back = button(_("Back"), "arrow-left", back)
        self.close_button = button("", "", close)
        self.next = button("", "", step_on, primary=True)
        self.next.setDefault(True)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        for widget in (self.bar, self.progress, self.stop):
            layout.addWidget(widget)
        layout.addStretch(1)
        for tool in (self.back, self.next, self.close_button):
            layout.addWidget(tool)

    def show_busy(self, text: str) -> None:
        """With a text, what is being done; an empty one when nothing is."""
        busy = bool(text)
        self.progress.setText(text)
        for widget in (self.bar, self.progress, self.stop):
            widget.setVisible(busy)
        self.stop.setEnabled(busy)
        self.close_button.setVisible(not busy)

    def show_stopping(self) -> None:
        self.stop.setEnabled(False)
        self.progress.setText(_("Stopping…"))
