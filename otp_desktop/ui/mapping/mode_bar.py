"""The strip above the map while something is drawn: what is being done, how far it is, and the ways out."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from otp_desktop.texts import _
from otp_desktop.ui.widgets.buttons import button
from otp_desktop.ui.widgets.labels import label


class ModeBar(QFrame):
    """``lastWanted`` takes back the last corner."""

    lastWanted = Signal()
    finishWanted = Signal()
    leaveWanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.heading = label(role="heading")
        self.words = label(role="muted")
        self.words.setWordWrap(True)
        self.last_button = button(_("Take back the corner"), "undo", self.lastWanted.emit)
        self.finish_button = button(_("Finish…"), "check", self.finishWanted.emit, primary=True)
        self.leave_button = button(_("Esc to leave"), "close", self.leaveWanted.emit)
        texts = QVBoxLayout()
        texts.setSpacing(4)
        texts.addWidget(self.heading)
        texts.addWidget(self.words)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 8, 16, 8)
        layout.setSpacing(12)
        layout.addLayout(texts, 1)
        for tool in (self.last_button, self.finish_button, self.leave_button):
            layout.addWidget(tool)
        self.hide()

    def show_mode(self, heading: str, *, sketches: bool) -> None:
        """``sketches``: corners are drawn, and can be taken back and finished."""
        self.heading.setText(heading)
        self.last_button.setVisible(sketches)
        self.finish_button.setVisible(sketches)
        self.show()
