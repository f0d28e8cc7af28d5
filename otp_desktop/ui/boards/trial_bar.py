"""The strip that stands above the board during a trial: what it does so far, who is bumped, Apply and Cancel."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout

from otp_desktop.services.edit_words import TrialWords
from otp_desktop.texts import _, ngettext
from otp_desktop.texts.formats import number
from otp_desktop.ui.boards.verdict_label import lines_of
from otp_desktop.ui.widgets.buttons import button
from otp_desktop.ui.widgets.labels import label


class TrialBar(QFrame):
    """``gapWanted`` asks for the next place that the trial left short."""

    kept = Signal()
    dropped = Signal()
    gapWanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.says = label(role="heading")
        self.details = label(role="muted")
        self.details.setWordWrap(True)
        self.gap_button = button(_("Who was bumped?"), "account-arrow-right-outline", self.gapWanted.emit)
        self.keep_button = button(_("Apply"), "check", self.kept.emit, primary=True)
        self.drop_button = button(_("Cancel the trial"), "close", self.dropped.emit)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 8, 16, 8)
        layout.setSpacing(12)
        layout.addWidget(self.says)
        layout.addWidget(self.details, 1)
        for tool in (self.gap_button, self.keep_button, self.drop_button):
            layout.addWidget(tool)
        self.hide()

    def show_trial(self, trial: TrialWords | None) -> None:
        """None: there is no trial."""
        self.setVisible(trial is not None)
        if trial is None:
            return
        bumped = len(trial.bumped)
        if bumped:
            text = ngettext("Trial: {count} place left short", "Trial: {count} places left short", bumped)
        else:
            text = _("Trial: nothing is stored yet")
        self.says.setText(text.format(count=number(bumped)))
        self.details.setText(" · ".join(lines_of(trial.words)))
        self.gap_button.setEnabled(bool(bumped))
