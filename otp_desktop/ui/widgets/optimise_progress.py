"""An optimisation while it runs: coverage, what is found and proved, time, phase."""

from PySide6.QtCore import QElapsedTimer, QTimer
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from otp_desktop.texts import N_, _
from otp_desktop.texts.formats import coverage_rate, number
from otp_desktop.ui.optimise_run import Step
from otp_desktop.ui.widgets.labels import label
from otp_desktop.ui.widgets.search_curve import CurvePoint, SearchCurve

PHASES = {
    "bound": N_("Proving what is possible"),
    "coverage": N_("Covering the posts"),
    "duties": N_("Linking posts into duties"),
    "sweeps": N_("Improving day by day"),
    "neighbourhoods": N_("Improving travel and continuity"),
}
CLOCK_MS = 200


class OptimiseProgress(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(_("Coverage"))
        self.phase = label("", "heading")
        self.held = label("–")
        self.bound = label("–")
        self.elapsed = label("–")
        self.missing_curve = SearchCurve(_("Heads missing"))
        self.cost_curve = SearchCurve(_("Cost of travel and comfort"))
        self._stopping = False
        self._watch = QElapsedTimer()
        self._clock = QTimer(self)
        self._clock.setInterval(CLOCK_MS)
        self._clock.timeout.connect(self._show_time)
        self._lay_out()

    def start(self) -> None:
        self._stopping = False
        self._watch.start()
        self._clock.start()
        self.phase.setText(_("Starting…"))
        self.bar.setRange(0, 0)

    def say_stopping(self) -> None:
        self._stopping = True
        self.phase.setText(_("Stopping…"))

    def end(self) -> None:
        self._clock.stop()
        self._show_time()

    def show_step(self, step: Step) -> None:
        if not self._stopping:
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
        seconds = self._seconds
        self.missing_curve.add(CurvePoint(seconds, step.missing, step.least_missing))
        self.cost_curve.add(CurvePoint(seconds, step.cost, step.least_cost))

    def _show_time(self) -> None:
        self.elapsed.setText(_("{seconds} s").format(seconds=number(self._seconds, 1)))
        for curve in (self.missing_curve, self.cost_curve):
            curve.reach(self._seconds)

    @property
    def _seconds(self) -> float:
        return self._watch.elapsed() / 1000

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        for line, (name, value) in enumerate(
            ((_("Held"), self.held), (_("Proved"), self.bound), (_("Elapsed"), self.elapsed))
        ):
            grid.addWidget(label(name, "muted"), line, 0)
            grid.addWidget(value, line, 1)
        grid.setColumnStretch(1, 1)
        curves = QHBoxLayout()
        curves.setSpacing(16)
        curves.addWidget(self.missing_curve)
        curves.addWidget(self.cost_curve)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.phase)
        layout.addWidget(self.bar)
        layout.addLayout(grid)
        layout.addLayout(curves, 1)
