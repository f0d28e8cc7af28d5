"""The line at the foot of the window: operation, plan version, coverage, missing, broken rules, what is saved."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QStatusBar

from otp_desktop.domain.snapshot import PlanSnapshot
from otp_desktop.services.checking import RuleBreach
from otp_desktop.texts import _, ngettext
from otp_desktop.texts.formats import clock, number
from otp_desktop.ui import words
from otp_desktop.ui.models.rows import Tone
from otp_desktop.ui.plan_figures import coverage_text, missing_text, missing_tone
from otp_desktop.ui.tips import tip
from otp_desktop.ui.widgets.elided_label import LEAST_WIDTH, ElidedLabel
from otp_desktop.ui.widgets.labels import label, set_tone

MOST_BREACHES_SHOWN = 12
_MOST_NAME = 320


class StatusLine(QStatusBar):
    """The figures of what is missing and broken are buttons: they lead to the control page."""

    wantShortages = Signal()
    wantBreaches = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setSizeGripEnabled(False)
        self.operation = ElidedLabel()
        self.plan = label()
        self.coverage = label()
        self.missing = _figure(_("Shows the shortages on the control page"))
        self.breaches = _figure(_("Shows the broken rules on the control page"))
        self.work = label(role="muted")
        self.saved = label(role="muted")
        for part in (self.operation, self.plan, self.coverage):
            part.setContentsMargins(8, 4, 8, 4)
        for widget in (self.operation, self.plan, self.coverage, self.missing, self.breaches):
            self.addWidget(widget)
        self.operation.setMaximumWidth(_MOST_NAME)
        for state in (self.work, self.saved):
            state.setContentsMargins(8, 4, 8, 4)
            self.addPermanentWidget(state)
        self.saved.setMinimumWidth(1)  # it gives way where there is little room
        self.missing.clicked.connect(self.wantShortages)
        self.breaches.clicked.connect(self.wantBreaches)
        self.show_plan(None)
        self.show_saved(None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_room()

    def show_plan(self, snapshot: PlanSnapshot | None) -> None:
        self.show_breaches(None)
        for widget in (self.plan, self.coverage, self.missing):
            widget.setVisible(snapshot is not None)
        if snapshot is None:
            self.operation.setText(_("No operation"))
            return
        total = snapshot.coverage.total
        self.operation.setText(snapshot.operation.name)
        self.plan.setText(_("Plan: {name}").format(name=words.plan_name(snapshot.plan.number)))
        self.coverage.setText(coverage_text(snapshot))
        self.missing.setText(missing_text(total.missing))
        set_tone(self.missing, missing_tone(total.missing, total.below_minimum))

    def show_breaches(self, breaches: Sequence[RuleBreach] | None) -> None:
        """None while the plan is being checked: nothing is said that is not known."""
        self.breaches.setVisible(breaches is not None)
        if breaches is None:
            return
        count = len(breaches)
        text = ngettext("{count} broken rule", "{count} broken rules", count) if count else _("No broken rule")
        self.breaches.setText(text.format(count=number(count)))
        set_tone(self.breaches, Tone.BAD if count else Tone.GOOD)
        lines = [str(breach.sentence) for breach in breaches[:MOST_BREACHES_SHOWN]]
        if count > MOST_BREACHES_SHOWN:
            lines.append("…")
        self.breaches.setToolTip(tip("\n".join(lines)))
        self._show_room()

    def show_busy(self, busy: bool) -> None:
        self.work.setText(_("Working…") if busy else "")

    def show_saved(self, moment: datetime | None) -> None:
        """Every gesture is stored at once: there is never anything left to save."""
        self.saved.setText(
            _("Saved at {time}").format(time=clock(moment)) if moment is not None else _("Everything is saved")
        )

    def _show_room(self) -> None:
        """What is saved is said where it can be said whole."""
        name = min(_MOST_NAME, self.operation.sizeHint().width()) - LEAST_WIDTH
        room = self.width() - self.minimumSizeHint().width() - name
        self.saved.setVisible(room >= self.saved.sizeHint().width())


def _figure(description: str) -> QPushButton:
    made = QPushButton("–")
    made.setFlat(True)
    made.setProperty("role", "status")
    made.setAccessibleDescription(description)
    return made
