"""Optimise: choose what and how long, watch what is found meet what is proved, accept the plan or leave it."""

from PySide6.QtWidgets import QLabel, QStackedWidget, QVBoxLayout, QWidget

from otp_desktop.texts import _
from otp_desktop.ui.desk import Desk
from otp_desktop.ui.dialogs.dialog import Dialog
from otp_desktop.ui.messages import ask, show_error
from otp_desktop.ui.models.rows import Tone
from otp_desktop.ui.optimise_run import OptimiseRun, Outcome, result_sentence
from otp_desktop.ui.widgets.buttons import ROLE, button, foot
from otp_desktop.ui.widgets.comparison_view import ComparisonView
from otp_desktop.ui.widgets.labels import label, set_tone
from otp_desktop.ui.widgets.optimise_choices import OptimiseChoices
from otp_desktop.ui.widgets.optimise_progress import OptimiseProgress

FIRST_SIZE = (760, 560)


class OptimiseDialog(Dialog):
    """Nothing is stored before Accept: whatever ends the search or the program, the draft stays as it was."""

    guide_page = "assignments"

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self.desk = desk
        self._window = parent
        self.setWindowTitle(_("Optimise"))
        self.run: OptimiseRun | None = None
        self.found: Outcome | None = None
        self.choices = OptimiseChoices(desk.snapshot)
        self.progress = OptimiseProgress()
        self.outcome = _wrapped("heading")
        self.trouble = _wrapped()
        set_tone(self.trouble, Tone.WARNING)
        self.comparison = ComparisonView(_("Before"), _("Found"))
        self.start_button = button(_("Start the search"), "play", self.start, primary=True)
        self.stop_button = button(_("Stop and keep the best"), "stop", self.stop)
        self.accept_button = button(_("Accept this plan"), "check", self.accept_found, primary=True)
        self.discard_button = button(_("Cancel"), "", self.discard)
        self._lay_out()
        self._show_choices()
        self.resize(*FIRST_SIZE)

    @property
    def warning(self) -> QLabel:
        return self.choices.warning

    def start(self) -> None:
        operation_id = self.desk.operation_id
        if operation_id is None or self.run is not None:
            return
        self.run = OptimiseRun(self.desk, operation_id, self.choices.options())
        self.run.stepped.connect(self.progress.show_step)
        self.run.ended.connect(self._show_outcome)
        self.run.stored.connect(self.accept)
        self.run.failed.connect(self._show_failure)
        self._show_running()
        self.run.start()

    def stop(self) -> None:
        """The best plan so far is what can be accepted."""
        if self.run is not None:
            self.stop_button.setEnabled(False)
            self.progress.say_stopping()
            self.run.stop()

    def accept_found(self) -> None:
        """Stores the plan; the dialog closes when it is stored."""
        if self.run is not None and self.found is not None:
            self.accept_button.setEnabled(False)
            self.run.store(self.found.plan)

    def discard(self) -> None:
        """Leaves the plan as it was, during the search or after it."""
        if self.run is not None:
            self.run.cancel()
        super().reject()

    def reject(self) -> None:
        """Escape: a plan that was found is not lost to a key pressed by mistake."""
        if self.found is None:
            self.discard()
        else:
            ask(self, _("Discard the plan that was found?"), _("Discard"), self.discard)

    def _show_choices(self) -> None:
        self._stack.setCurrentWidget(self.choices)
        self.stop_button.hide()
        self.accept_button.hide()
        self.start_button.setDefault(True)

    def _show_running(self) -> None:
        self._stack.setCurrentWidget(self.progress)
        self.progress.start()
        self.start_button.hide()
        self.stop_button.show()
        self.stop_button.setFocus()
        self.discard_button.setText(_("Discard"))

    def _show_outcome(self, outcome: Outcome | None) -> None:
        self.progress.end()
        if outcome is None:
            return
        self.found = outcome
        self.outcome.setText(result_sentence(outcome.plan))
        self.comparison.show_comparison(outcome.comparison, outcome.changes)
        self._show_trouble(outcome)
        self._stack.setCurrentWidget(self._result)
        self.stop_button.hide()
        self.accept_button.show()
        chosen = self.discard_button if outcome.draft_is_better else self.accept_button
        chosen.setDefault(True)
        chosen.setFocus()

    def _show_trouble(self, outcome: Outcome) -> None:
        parts = []
        if outcome.trouble is not None:
            parts += [str(outcome.trouble), _("This is the best plan it had found.")]
        if outcome.draft_is_better:
            parts.append(_("The draft covers better than what was found: keep it, or search longer."))
        self.trouble.setText("\n".join(parts))
        self.trouble.setVisible(bool(parts))

    def _show_failure(self, error: Exception) -> None:
        """While searching, the dialog has nothing left to show; a plan that could not be stored can be tried again."""
        self.progress.end()
        if self.found is None:
            super().reject()
            show_error(self._window, error)
        else:
            self.accept_button.setEnabled(True)
            show_error(self, error)

    def _lay_out(self) -> None:
        self._stack = QStackedWidget()
        for part in (self.choices, self.progress, self._made_result()):
            self._stack.addWidget(part)
        buttons = foot(
            (self.start_button, ROLE.AcceptRole),
            (self.accept_button, ROLE.AcceptRole),
            (self.stop_button, ROLE.ActionRole),
            (self.discard_button, ROLE.RejectRole),
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 16, 24, 16)
        layout.setSpacing(16)
        layout.addWidget(label(_("Optimise"), "title"))
        layout.addWidget(self._stack, 1)
        layout.addWidget(buttons)

    def _made_result(self) -> QWidget:
        self._result = QWidget()
        layout = QVBoxLayout(self._result)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        for widget in (self.outcome, self.trouble):
            layout.addWidget(widget)
        layout.addWidget(self.comparison, 1)
        return self._result


def _wrapped(role: str = "") -> QLabel:
    made = label("", role)
    made.setWordWrap(True)
    return made
