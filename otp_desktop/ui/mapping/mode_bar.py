"""The strip above the map while something is drawn: what is being done, how far it is, and the ways out."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from otp_desktop.texts import _
from otp_desktop.ui.widgets.buttons import button
from otp_desktop.ui.widgets.labels import label

LINES = 2


class ModeBar(QFrame):
    """``lastWanted`` takes back the last corner."""

    lastWanted = Signal()
    finishWanted = Signal()
    leaveWanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.heading = label(role="heading")
        self.hint = label(role="muted")
        self.hint.setWordWrap(True)
        self.words = label()
        self.words.setWordWrap(True)
        # The map below does not jump while it is drawn on.
        self.words.setMinimumHeight(LINES * self.words.fontMetrics().lineSpacing())
        self.last_button = button(_("Take back the corner"), "undo", self.lastWanted.emit)
        self.finish_button = button(_("Finish…"), "check", self.finishWanted.emit, primary=True)
        self.leave_button = button(_("Esc to leave"), "close", self.leaveWanted.emit)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.heading)
        row.addWidget(self.words, 1)
        for tool in (self.last_button, self.finish_button, self.leave_button):
            row.addWidget(tool)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 8, 16, 8)
        layout.setSpacing(4)
        layout.addLayout(row)
        layout.addWidget(self.hint)
        self.hide()

    def show_mode(self, heading: str, hint: str, *, sketches: bool) -> None:
        """``hint`` says how it is done; ``sketches``: corners are drawn, and can be taken back and finished."""
        self.heading.setText(heading)
        self.hint.setText(hint)
        self.words.setText("")
        self.last_button.setVisible(sketches)
        self.finish_button.setVisible(sketches)
        self.show()
