"""The line at the foot of the window: operation, plan version, coverage, missing, broken rules."""

from collections.abc import Sequence

from PySide6.QtWidgets import QStatusBar

from otp_desktop.domain.snapshot import PlanSnapshot
from otp_desktop.services.checking import RuleBreach
from otp_desktop.texts import _, ngettext
from otp_desktop.texts.formats import number
from otp_desktop.ui import words
from otp_desktop.ui.models.rows import Tone
from otp_desktop.ui.plan_figures import coverage_text, missing_text, missing_tone
from otp_desktop.ui.widgets.labels import label, set_tone

MOST_BREACHES_SHOWN = 12
_LEAST_NAME = 80
_MOST_NAME = 320


class StatusLine(QStatusBar):
    def __init__(self) -> None:
        super().__init__()
        self.setSizeGripEnabled(False)
        self.operation = label()
        self.plan = label()
        self.coverage = label()
        self.missing = label()
        self.breaches = label()
        self.work = label(role="muted")
        for part in (self.operation, self.plan, self.coverage, self.missing, self.breaches):
            part.setContentsMargins(8, 4, 8, 4)
            self.addWidget(part)
        self.operation.setMinimumWidth(_LEAST_NAME)  # a long name is cut here and stands whole in the header
        self.operation.setMaximumWidth(_MOST_NAME)
        self.work.setContentsMargins(8, 4, 8, 4)
        self.addPermanentWidget(self.work)
        self.show_plan(None)

    def show_plan(self, snapshot: PlanSnapshot | None) -> None:
        parts = (self.plan, self.coverage, self.missing)
        for part in (*parts, self.breaches):
            part.setText("")
        if snapshot is None:
            self.operation.setText(_("No operation"))
            return
        total = snapshot.coverage.total
        self.operation.setText(snapshot.operation.name)
        self.plan.setText(_("Plan: {name}").format(name=words.plan_name(snapshot.plan.number)))
        self.coverage.setText(coverage_text(snapshot))
        self.missing.setText(missing_text(total.missing))
        set_tone(self.missing, missing_tone(total.missing, total.below_minimum))

    def show_breaches(self, breaches: Sequence[RuleBreach]) -> None:
        count = len(breaches)
        text = ngettext("{count} broken rule", "{count} broken rules", count) if count else _("No broken rule")
        self.breaches.setText(text.format(count=number(count)))
        set_tone(self.breaches, Tone.BAD if count else Tone.GOOD)
        lines = [str(breach.sentence).replace("<", "‹") for breach in breaches[:MOST_BREACHES_SHOWN]]
        if count > MOST_BREACHES_SHOWN:
            lines.append("…")
        self.breaches.setToolTip("\n".join(lines))

    def show_busy(self, busy: bool) -> None:
        self.work.setText(_("Working…") if busy else "")
