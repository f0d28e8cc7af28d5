"""The versions of the plan in hand: the draft and what was published; publish, compare, go back."""

from collections.abc import Sequence

from PySide6.QtWidgets import QDialog

from otp_desktop.domain.changes import Kind
from otp_desktop.services import versions
from otp_desktop.services.versions import PlanVersion
from otp_desktop.texts import _, ngettext
from otp_desktop.texts.formats import number
from otp_desktop.ui.desk import Desk
from otp_desktop.ui.dialogs.comparison_dialog import ComparisonDialog
from otp_desktop.ui.dialogs.publication_dialog import PublicationDialog
from otp_desktop.ui.entries import Entry
from otp_desktop.ui.messages import ask
from otp_desktop.ui.models.rows import Rows
from otp_desktop.ui.models.versions import VersionModel, version_rows
from otp_desktop.ui.pages.page import Page
from otp_desktop.ui.widgets.buttons import button
from otp_desktop.ui.widgets.operation_state import OperationState
from otp_desktop.ui.widgets.record_list import RecordList


class VersionsPage(Page):
    """Two selected versions are compared with each other, one with the draft."""

    name = "versions"
    icon_name = "history"
    kinds = frozenset({Kind.PLAN, Kind.OPERATION, Kind.NEED, Kind.AGENT, Kind.SITE})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, _("Versions"))
        self.records = RecordList(VersionModel(), _("Versions"), _count_text, OperationState("history", desk))
        self.publish_button = button(_("Publish…"), "check-circle-outline", self.publish)
        self.compare_button = button(_("Compare…"), "compare-horizontal", self.compare)
        self.back_button = button(_("Go back to it…"), "undo-variant", self.go_back)
        for tool in (self.publish_button, self.compare_button, self.back_button):
            self.records.tools.addWidget(tool)
        self.records.remember(desk.settings, self.name)
        self.body.addWidget(self.records, 1)
        self.records.selectionChanged.connect(self.show_possible)
        self.records.opened.connect(self.compare)
        desk.operationChanged.connect(lambda _operation: self.refresh())
        self.show_possible()

    def reload(self) -> None:
        operation_id, workspace = self.desk.operation_id, self.desk.workspace
        if operation_id is None:
            self._show(Rows())
            return
        self.desk.background.query(
            self, lambda: version_rows(versions.list_versions(workspace, operation_id)), self._show, key="rows"
        )

    def entries(self) -> Sequence[Entry]:
        return (
            Entry(_("Publish the plan…"), self.publish, "Ctrl+Shift+P", "check-circle-outline", self._why_no_operation),
            Entry(_("Compare two versions…"), self.compare, "", "compare-horizontal", self._why_no_published),
            Entry(_("Go back to the version…"), self.go_back, "", "undo-variant", self._why_no_way_back),
        )

    def publish(self) -> None:
        operation_id = self.desk.operation_id
        if operation_id is not None:
            self._open(PublicationDialog(self.desk, operation_id, self.window()))

    def compare(self) -> None:
        operation_id = self.desk.operation_id
        if operation_id is None or self._why_no_published():
            return
        before, after = self._compared()
        plans = [item.record.plan for item in self.records.model.shown]
        self._open(ComparisonDialog(self.desk, operation_id, plans, before, after, self.window()))

    def go_back(self) -> None:
        """Asks first: the rows of the draft go, and come back with Undo."""
        operation_id, workspace = self.desk.operation_id, self.desk.workspace
        chosen = self._published_chosen()
        if operation_id is None or chosen is None:
            return
        version = chosen.plan.number
        ask(
            self,
            _("Go back to version {number}?").format(number=version),
            _("Go back"),
            lambda: self.desk.background.write(
                self, lambda: versions.restore_version(workspace, operation_id, version)
            ),
            _("Its assignments replace those of the draft. Undo brings the draft back."),
        )

    def focus_filter(self) -> None:
        self.records.focus_filter()

    def repaint_icons(self) -> None:
        self.records.repaint_icons()

    def show_possible(self) -> None:
        self.publish_button.setEnabled(not self._why_no_operation())
        self.compare_button.setEnabled(not self._why_no_published())
        self.back_button.setEnabled(not self._why_no_way_back())

    def _show(self, rows: Rows[PlanVersion]) -> None:
        self.records.show_rows(rows)
        self.show_possible()

    def _open(self, dialog: QDialog) -> None:
        dialog.open()

    def _compared(self) -> tuple[int, int]:
        """Two selected versions, the older first; else the selected one, or the latest, against the draft."""
        numbers = sorted(version.plan.number for version in self._selected())
        if len(numbers) >= 2 and numbers[0] > 0:
            return numbers[0], numbers[-1]
        published = [version for version in numbers if version] or [self._latest()]
        return published[-1], 0

    def _latest(self) -> int:
        numbers: list[int] = [item.record.plan.number for item in self.records.model.shown]
        return max(numbers)

    def _selected(self) -> list[PlanVersion]:
        return self.records.selected()

    def _published_chosen(self) -> PlanVersion | None:
        chosen = self._selected()
        return chosen[0] if len(chosen) == 1 and chosen[0].plan.number else None

    def _why_no_operation(self) -> str:
        return "" if self.desk.operation_id is not None else _("There is no operation in hand.")

    def _why_no_published(self) -> str:
        known = any(item.record.plan.number for item in self.records.model.shown)
        return "" if known else _("No version is published yet.")

    def _why_no_way_back(self) -> str:
        return "" if self._published_chosen() is not None else _("Choose one published version first.")


def _count_text(count: int) -> str:
    return ngettext("{count} version", "{count} versions", count).format(count=number(count))
