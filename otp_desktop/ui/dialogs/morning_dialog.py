"""The morning's re-plan: who is absent, how many to disturb, who changed, the next version."""

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from otp_desktop.domain.snapshot import PlanSnapshot
from otp_desktop.services import morning
from otp_desktop.texts import _
from otp_desktop.texts.formats import number
from otp_desktop.ui.desk import Desk
from otp_desktop.ui.dialogs.dialog import Dialog
from otp_desktop.ui.dialogs.publication_dialog import PublicationDialog
from otp_desktop.ui.list_actions import ListActions
from otp_desktop.ui.messages import show_error
from otp_desktop.ui.morning_run import MorningRun, ReplanStored
from otp_desktop.ui.widgets.absent_step import AbsentStep
from otp_desktop.ui.widgets.buttons import ROLE, button, foot
from otp_desktop.ui.widgets.comparison_view import ComparisonView
from otp_desktop.ui.widgets.frontier_step import FrontierStep
from otp_desktop.ui.widgets.labels import label

FIRST_SIZE = (820, 620)


class MorningDialog(Dialog):
    """Nothing is stored before a choice is made the draft; then the absences are stored with it, in one gesture.

    ``published`` tells that the draft became the next version.
    """

    published = Signal()

    guide_page = "assignments"

    def __init__(self, desk: Desk, snapshot: PlanSnapshot, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Absent this morning"))
        self._desk = desk
        self._window = parent
        self.run: MorningRun | None = None
        self.absent = AbsentStep(snapshot, datetime.now())  # noqa: DTZ005 - absences are civil times of the place
        self.frontier = FrontierStep()
        self.comparison = ComparisonView(_("Before"), _("After"))
        self._exports = ListActions(desk, self, lambda: self.comparison.agents)
        self.search_button = button(_("Look for a new plan"), "account-search-outline", self.search, primary=True)
        self.stop_button = button(_("Stop and keep what was found"), "stop", self.stop)
        self.store_button = button(_("Make it the draft"), "check", self.store, primary=True)
        self.export_button = button(_("Export who changed…"), "file-table-outline", self.export)
        self.publish_button = button(_("Publish…"), "send-check-outline", self.publish, primary=True)
        self.leave_button = button(_("Cancel"), "", self.reject)
        self._lay_out()
        self._connect()
        self._show_step(self.absent, self.search_button)
        self._tell_about_draft()
        self.resize(*FIRST_SIZE)

    def search(self) -> None:
        """What each further agent disturbed would win."""
        absentees, operation_id = self.absent.absentees(), self._desk.operation_id
        if absentees is None or operation_id is None:
            return
        run = MorningRun(self._desk, operation_id, absentees)
        run.stepped.connect(self.frontier.add_choice)
        run.ended.connect(self._show_choices)
        run.stored.connect(self._show_changes)
        run.failed.connect(self._show_failure)
        self.run = run
        self.frontier.show_searching()
        self._show_step(self.frontier, self.stop_button)
        run.start()

    def stop(self) -> None:
        """The choices found so far stay."""
        if self.run is not None:
            self.stop_button.setEnabled(False)
            self.run.stop()

    def store(self) -> None:
        chosen = self.frontier.chosen
        if self.run is not None and chosen is not None and self.store_button.isVisible():
            self.store_button.setEnabled(False)
            self.run.store(chosen)

    def export(self) -> None:
        """Who changed, unit by unit, as XLSX or CSV."""
        self._exports.choose_file_for_all()

    def publish(self) -> None:
        """What stands against it is shown first."""
        operation_id = self._desk.operation_id
        if operation_id is not None:
            publication = PublicationDialog(self._desk, operation_id, self)
            publication.accepted.connect(self._tell_published)
            publication.open()

    def reject(self) -> None:
        if self.run is not None:
            self.run.cancel()
        super().reject()

    def _show_choices(self, choices: "tuple[morning.ReplanChoice, ...] | None") -> None:
        if choices is not None:
            self.frontier.show_choices(choices)
            self._show_step(self.frontier, self.store_button)
            self._show_possible()

    def _show_changes(self, stored: ReplanStored) -> None:
        self.comparison.show_comparison(stored.comparison, stored.agents)
        self.comparison.tabs.setCurrentWidget(self.comparison.agents)
        self._since.setText(
            _("The draft against the published version {number}:").format(number=number(stored.since))
            if stored.since
            else _("The draft against what it was:")
        )
        self.leave_button.setText(_("Close"))
        self._show_step(self._changes, self.publish_button, self.export_button)

    def _tell_published(self) -> None:
        self.accept()
        self.published.emit()

    def _show_failure(self, error: Exception) -> None:
        """Back to where it can be mended: what was ticked and found is still there."""
        show_error(self, error)
        self.store_button.setEnabled(True)
        if not self.frontier.chart.choices:
            self.run = None
            self._show_step(self.absent, self.search_button)

    def _tell_about_draft(self) -> None:
        """Changes of the draft that nobody published would be replaced: said before, not after."""
        operation_id, workspace = self._desk.operation_id, self._desk.workspace
        if operation_id is not None:
            self._desk.background.query(
                self, lambda: morning.draft_differs(workspace, operation_id), self._say_draft_differs, key="draft"
            )

    def _say_draft_differs(self, differs: bool) -> None:
        self.frontier.note.setVisible(differs)
        if differs:
            self.frontier.note.setText(
                _("The new plan starts from the published version: changes of the draft since are replaced (Undo).")
            )

    def _show_step(self, step: QWidget, *actions: QWidget) -> None:
        self._stack.setCurrentWidget(step)
        for tool in self._actions:
            tool.setVisible(tool in actions)
            tool.setEnabled(True)
        actions[0].setFocus()

    def _show_possible(self) -> None:
        self.search_button.setEnabled(bool(self.absent.list.ticked))
        self.store_button.setEnabled(self.frontier.chosen is not None)

    def _connect(self) -> None:
        self.absent.changed.connect(self._show_possible)
        self.frontier.changed.connect(self._show_possible)
        self.frontier.opened.connect(self.store)

    def _lay_out(self) -> None:
        self._since = label(role="heading")
        self._changes = QWidget()
        of_changes = QVBoxLayout(self._changes)
        of_changes.setContentsMargins(0, 0, 0, 0)
        of_changes.addWidget(self._since)
        of_changes.addWidget(self.comparison, 1)
        self._stack = QStackedWidget()
        for step in (self.absent, self.frontier, self._changes):
            self._stack.addWidget(step)
        self._actions = (
            self.export_button, self.stop_button, self.search_button, self.store_button, self.publish_button,
        )  # fmt: skip
        buttons = foot(
            (self.search_button, ROLE.AcceptRole),
            (self.store_button, ROLE.AcceptRole),
            (self.publish_button, ROLE.AcceptRole),
            (self.export_button, ROLE.ActionRole),
            (self.stop_button, ROLE.ActionRole),
            (self.leave_button, ROLE.RejectRole),
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 16, 24, 16)
        layout.setSpacing(12)
        layout.addWidget(label(_("Absent this morning"), "title"))
        layout.addWidget(self._stack, 1)
        layout.addWidget(buttons)
