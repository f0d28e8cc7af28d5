"""What the control page answers: why a post is short, what would fill it, what the whole plan lacks."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

from otp_desktop.domain.words import role_name
from otp_desktop.services.explanation_words import post_words
from otp_desktop.texts import _
from otp_desktop.ui.desk import Desk
from otp_desktop.ui.explainer import CapacityRows, Explained, Explainer
from otp_desktop.ui.messages import show_error
from otp_desktop.ui.widgets.capacity_gaps import CapacityGaps
from otp_desktop.ui.widgets.explanation_panel import ExplanationPanel


class ControlAnswers(QStackedWidget):
    """One answer at a time. ``openBoard``: a trial stands there; ``closed``: the reader is done."""

    openGap = Signal(str, str)
    openAgent = Signal(str)
    openBoard = Signal()
    closed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.explainer = Explainer(desk, self)
        self.panel = ExplanationPanel()
        self.gaps = CapacityGaps()
        self._asked = ("", "")
        self._was_stopped = False
        self.addWidget(self.panel)
        self.addWidget(self.gaps)
        self._connect()

    def ask_why(self, need: str, role: str) -> None:
        plan = self.desk.editor.plan
        if plan is None:
            return
        self._asked = need, role
        self._was_stopped = False
        self.setCurrentWidget(self.panel)
        self.panel.show_looking(f"{post_words(need, plan.snapshot)} – {role_name(role)}")
        self.explainer.ask_why(need, role)

    def ask_capacity(self) -> None:
        self._was_stopped = False
        self.setCurrentWidget(self.gaps)
        self.gaps.show_looking()
        self.explainer.ask_capacity()

    def repaint_icons(self) -> None:
        self.panel.repaint_icons()
        self.gaps.records.repaint_icons()

    def _connect(self) -> None:
        self.explainer.explained.connect(self._show_explanation)
        self.explainer.capacityFound.connect(self._show_gaps)
        self.explainer.ended.connect(self._show_end)
        self.explainer.failed.connect(self._show_failure)
        self.explainer.tried.connect(self.openBoard)
        self.explainer.openAgent.connect(self.openAgent)
        self.panel.simulated.connect(self.explainer.simulate)
        self.panel.applied.connect(self.explainer.apply)
        self.panel.askedAgain.connect(lambda: self.ask_why(*self._asked))
        self.gaps.askedAgain.connect(self.ask_capacity)
        self.gaps.opened.connect(self.openGap)
        for part in (self.panel, self.gaps):
            part.stopWanted.connect(self._stop)
            part.closed.connect(self._close)
        self.desk.snapshotChanged.connect(lambda _snapshot: self._mark_stale())

    def _show_explanation(self, found: Explained) -> None:
        self.panel.show_explanation(*found)

    def _show_gaps(self, found: CapacityRows) -> None:
        self.gaps.show_gaps(found)

    def _show_end(self) -> None:
        """The last answer came, or Stop was heard."""
        stopped = _("Stopped: there is no answer.")
        if self.currentWidget() is self.gaps:
            if self._was_stopped:
                self.gaps.show_stopped(stopped)
        elif self.panel.explanation is None:
            self.panel.show_stopped(stopped if self._was_stopped else _("Nobody is missing here any longer."))
        else:
            self.panel.show_end()

    def _show_failure(self, error: Exception) -> None:
        why = _("There is no answer.")
        self.panel.show_stopped(why)
        self.gaps.show_stopped(why)
        show_error(self, error)

    def _stop(self) -> None:
        self._was_stopped = True
        self.explainer.stop()

    def _close(self) -> None:
        self.explainer.end()
        self.closed.emit()

    def _mark_stale(self) -> None:
        self.panel.mark_stale()
        self.gaps.mark_stale()
