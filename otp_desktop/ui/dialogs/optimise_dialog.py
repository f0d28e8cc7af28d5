"""Optimise: choose a time, watch coverage climb and the bound meet it, stop when satisfied."""

from PySide6.QtCore import QElapsedTimer, QTimer
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QLabel, QProgressBar, QVBoxLayout, QWidget

from otp_desktop.domain.snapshot import PlanSnapshot
from otp_desktop.services.force import units_without_base
from otp_desktop.services.optimise import OptimiseOptions
from otp_desktop.texts import N_, _, ngettext
from otp_desktop.texts.formats import coverage_rate, number
from otp_desktop.ui.desk import Desk
from otp_desktop.ui.messages import show_error
from otp_desktop.ui.models.rows import Tone
from otp_desktop.ui.optimise_run import OptimiseRun, Outcome, Step, result_sentence
from otp_desktop.ui.widgets.buttons import button
from otp_desktop.ui.widgets.fields import choice, chosen_value
from otp_desktop.ui.widgets.labels import label, set_tone

TIMES = {"10": N_("10 seconds"), "60": N_("1 minute"), "300": N_("5 minutes")}
PHASES = {
    "bound": N_("Proving what is possible"),
    "coverage": N_("Covering the posts"),
    "duties": N_("Linking posts into duties"),
    "sweeps": N_("Improving day by day"),
    "neighbourhoods": N_("Improving travel and continuity"),
}
CLOCK_MS = 200


class OptimiseDialog(QDialog):
    """Stop keeps the best plan so far; Discard leaves the plan as it was."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self.desk = desk
        self._window = parent
        self.setWindowTitle(_("Optimise"))
        self.setMinimumWidth(480)
        self.run: OptimiseRun | None = None
        self.time = choice({seconds: _(text) for seconds, text in TIMES.items()}, "60")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(_("Coverage"))
        self.phase = label("", "heading")
        self.held = label("–")
        self.bound = label("–")
        self.elapsed = label("–")
        self.outcome = label()
        self.outcome.setWordWrap(True)
        self.start_button = button(_("Start the search"), "play", self.start, primary=True)
        self.stop_button = button(_("Stop and keep the best"), "stop", self.stop)
        self.discard_button = button(_("Cancel"), "", self.reject)
        self.warning = _wrapped(_bases_sentence(desk.snapshot))
        set_tone(self.warning, Tone.WARNING)
        self._watch = QElapsedTimer()
        self._clock = QTimer(self)
        self._clock.setInterval(CLOCK_MS)
        self._clock.timeout.connect(self._show_time)
        self._lay_out()
        self._show_choice()

    def start(self) -> None:
        operation_id = self.desk.operation_id
        if operation_id is None or self.run is not None:
            return
        options = OptimiseOptions(seconds=float(chosen_value(self.time)))
        self.run = OptimiseRun(self.desk, operation_id, options)
        self.run.stepped.connect(self._show_step)
        self.run.ended.connect(self._show_outcome)
        self.run.failed.connect(self._show_failure)
        self._watch.start()
        self._clock.start()
        self._show_running()
        self.run.start()

    def stop(self) -> None:
        """Keeps the best plan so far."""
        if self.run is not None:
            self.stop_button.setEnabled(False)
            self.phase.setText(_("Stopping…"))
            self.run.stop()

    def reject(self) -> None:
        """Discards while it runs: nothing is stored, the plan stays as it was."""
        if self.run is not None:
            self.run.cancel()
        super().reject()

    def _show_choice(self) -> None:
        self.progress.hide()
        self.outcome.hide()
        self.stop_button.hide()
        self.start_button.setDefault(True)

    def _show_running(self) -> None:
        self.question.hide()
        self.outcome.hide()
        self.progress.show()
        self.start_button.hide()
        self.stop_button.show()
        self.stop_button.setEnabled(True)
        self.stop_button.setFocus()
        self.discard_button.setText(_("Discard"))
        self.phase.setText(_("Starting…"))
        self.bar.setRange(0, 0)

    def _show_step(self, step: Step) -> None:
        if self.stop_button.isEnabled():
            self.phase.setText(_(PHASES.get(step.phase, step.phase)))
        self.bar.setRange(0, max(1, step.required))
        self.bar.setValue(step.held)
        rate = step.held / step.required if step.required else 1.0
        self.held.setText(
            _("{held} of {required} ({rate})").format(
                held=number(step.held), required=number(step.required), rate=coverage_rate(rate)
            )
        )
        if step.least_missing is not None:
            self.bound.setText(_("at least {count} missing").format(count=number(step.least_missing)))

    def _show_time(self) -> None:
        self.elapsed.setText(_("{seconds} s").format(seconds=number(self._watch.elapsed() / 1000, 1)))

    def _show_outcome(self, outcome: Outcome) -> None:
        self._leave_run()
        if outcome.plan is None:
            return
        kept = _("The draft was better: it stays as it was")
        self.phase.setText(_("Plan stored as the draft") if outcome.stored else kept)
        self.outcome.setText(result_sentence(outcome.plan))
        self.outcome.show()
        self.stop_button.hide()
        self.discard_button.setText(_("Close"))
        self.discard_button.setFocus()

    def _show_failure(self, error: Exception) -> None:
        self._leave_run()
        super().reject()
        show_error(self._window, error)

    def _leave_run(self) -> None:
        self._clock.stop()
        self._show_time()
        self.run = None

    def _lay_out(self) -> None:
        self.question = QWidget()
        asked = QVBoxLayout(self.question)
        asked.setContentsMargins(0, 0, 0, 0)
        asked.setSpacing(8)
        asked.addWidget(
            _wrapped(
                _(
                    "Assigns agents to the needs under the working-time rules. "
                    "Locked rows stand; the rest of the draft is replaced."
                )
            )
        )
        time_label = label(_("&Time at most"))
        time_label.setBuddy(self.time)
        self.time.setAccessibleName(_("Time at most"))
        asked.addWidget(time_label)
        asked.addWidget(self.time)
        asked.addWidget(self.warning)
        self.warning.setVisible(bool(self.warning.text()))
        self.progress = QWidget()
        grid = QGridLayout(self.progress)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.addWidget(self.phase, 0, 0, 1, 2)
        grid.addWidget(self.bar, 1, 0, 1, 2)
        for line, (name, value) in enumerate(
            ((_("Held"), self.held), (_("Proved"), self.bound), (_("Elapsed"), self.elapsed)), start=2
        ):
            grid.addWidget(label(name, "muted"), line, 0)
            grid.addWidget(value, line, 1)
        grid.setColumnStretch(1, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch(1)
        for made in (self.discard_button, self.stop_button, self.start_button):
            buttons.addWidget(made)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 16, 24, 16)
        layout.setSpacing(16)
        layout.addWidget(label(_("Optimise"), "title"))
        for widget in (self.question, self.progress, self.outcome):
            layout.addWidget(widget)
        layout.addStretch(1)
        layout.addLayout(buttons)


def _bases_sentence(snapshot: PlanSnapshot | None) -> str:
    """What makes the travel look shorter than it is; empty where nothing does."""
    count = len(units_without_base(snapshot)) if snapshot is not None else 0
    if not count:
        return ""
    return ngettext(
        "{count} unit has no base: the travel of its agents counts for 0 km.",
        "{count} units have no base: the travel of their agents counts for 0 km.",
        count,
    ).format(count=number(count))


def _wrapped(text: str) -> QLabel:
    made = label(text)
    made.setWordWrap(True)
    return made
