"""Any two versions of a plan side by side."""

from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox, QDialogButtonBox, QHBoxLayout, QVBoxLayout, QWidget

from otp_desktop.domain.plans import Plan
from otp_desktop.services.plan_comparison import AgentChange, PlanComparison, compare_versions
from otp_desktop.services.workspace import Workspace
from otp_desktop.texts import _
from otp_desktop.ui.desk import Desk
from otp_desktop.ui.dialogs.dialog import Dialog
from otp_desktop.ui.models.agent_changes import change_rows
from otp_desktop.ui.models.rows import Rows
from otp_desktop.ui.models.versions import version_name
from otp_desktop.ui.widgets.comparison_view import ComparisonView
from otp_desktop.ui.widgets.fields import choice
from otp_desktop.ui.widgets.labels import label

FIRST_SIZE = (820, 600)


class ComparisonDialog(Dialog):
    """``before`` and ``after`` are numbers of versions, 0 for the draft; both can be chosen again."""

    guide_page = "assignments"

    def __init__(self, desk: Desk, operation_id: int, plans: Sequence[Plan], before: int, after: int, parent: QWidget):
        super().__init__(parent)
        self.desk = desk
        self._operation_id = operation_id
        names = {str(plan.number): version_name(plan) for plan in plans}
        self.setWindowTitle(_("Compare two versions"))
        self.before = choice(names, str(before), name=_("From the version"))
        self.after = choice(names, str(after), name=_("To the version"))
        self.view = ComparisonView(_("Before"), _("After"))
        self._lay_out()
        self.resize(*FIRST_SIZE)
        self.finished.connect(self.deleteLater)
        for box in (self.before, self.after):
            box.currentIndexChanged.connect(lambda _place: self._read())
        self._read()

    def _read(self) -> None:
        workspace, operation_id = self.desk.workspace, self._operation_id
        before, after = _number(self.before), _number(self.after)
        self.view.agents.show_loading()
        self.desk.background.query(
            self, lambda: _compared(workspace, operation_id, before, after), self._show, key="comparison"
        )

    def _show(self, found: tuple[PlanComparison, Rows[AgentChange]]) -> None:
        self.view.show_comparison(*found)

    def _lay_out(self) -> None:
        chosen = QHBoxLayout()
        chosen.setSpacing(8)
        for text, box in ((_("&Earlier version"), self.before), (_("&Later version"), self.after)):
            name = label(text)
            name.setBuddy(box)
            chosen.addWidget(name)
            chosen.addWidget(box, 1)
        buttons = QDialogButtonBox()
        buttons.addButton(_("Close"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 16, 24, 16)
        layout.setSpacing(12)
        layout.addWidget(label(_("Compare two versions"), "title"))
        layout.addLayout(chosen)
        layout.addWidget(self.view, 1)
        layout.addWidget(buttons)


def _number(box: QComboBox) -> int:
    return int(box.currentData())


def _compared(
    workspace: Workspace, operation_id: int, before: int, after: int
) -> tuple[PlanComparison, Rows[AgentChange]]:
    comparison = compare_versions(workspace, operation_id, before, after)
    return comparison, change_rows(comparison.changes)
