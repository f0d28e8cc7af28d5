"""Publishing the draft: what it holds, what stands against it, and the derogations it relies on."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QListWidget, QVBoxLayout, QWidget

from otp_desktop.services import versions
from otp_desktop.services.alerts import publication_alerts
from otp_desktop.services.checking import RuleBreach
from otp_desktop.services.plans import load_snapshot
from otp_desktop.services.versions import PublicationCheck
from otp_desktop.services.workspace import Workspace
from otp_desktop.texts import _, ngettext
from otp_desktop.texts.formats import coverage_rate, number
from otp_desktop.ui.desk import Desk
from otp_desktop.ui.dialogs.dialog import Dialog
from otp_desktop.ui.models.rows import Tone
from otp_desktop.ui.widgets.buttons import ROLE, button, foot
from otp_desktop.ui.widgets.labels import label, set_tone

FIRST_SIZE = (620, 440)


class PublicationDialog(Dialog):
    """The draft is judged as it is stored; Publish is offered when nothing stands against it."""

    guide_page = "assignments"

    def __init__(self, desk: Desk, operation_id: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.desk = desk
        self._operation_id = operation_id
        self.setWindowTitle(_("Publish the plan"))
        self.coverage = _wrapped()
        self.verdict = _wrapped("heading")
        self.relying = _wrapped()
        set_tone(self.relying, Tone.WARNING)
        self.findings = QListWidget()
        self.findings.setAccessibleName(
            _("What stands against the publication, what a derogation allows, and warnings")
        )
        self.findings.setWordWrap(True)
        self.findings.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.publish_button = button(_("Publish"), "check", self.publish, primary=True)
        self.publish_button.setEnabled(False)
        self.close_button = button(_("Cancel"), "", self.reject)
        self._lay_out()
        self.resize(*FIRST_SIZE)
        self.finished.connect(self.deleteLater)
        self._read()

    def publish(self) -> None:
        workspace, operation_id = self.desk.workspace, self._operation_id
        self.publish_button.setEnabled(False)
        self.desk.background.write(
            self,
            lambda: versions.publish_plan(workspace, operation_id),
            lambda _changes: self.accept(),
            failed=self._failed,
        )

    def _read(self) -> None:
        workspace, operation_id = self.desk.workspace, self._operation_id
        self.verdict.setText(_("Checking the plan…"))
        self.desk.background.query(self, lambda: _judged(workspace, operation_id), self._show, key="check")

    def _show(self, judged: tuple[PublicationCheck, tuple[RuleBreach, ...]]) -> None:
        check, alerts = judged
        count = check.coverage
        self.coverage.setText(
            _("{held} of {required} heads held ({rate}), {missing} missing, in {rows} assignments.").format(
                held=number(count.held),
                required=number(count.required),
                rate=coverage_rate(count.rate),
                missing=number(count.missing),
                rows=number(check.rows),
            )
        )
        self.verdict.setText(verdict_of(check))
        set_tone(self.verdict, Tone.GOOD if check.possible else Tone.BAD)
        self.relying.setText(relying_text(check.dispensed_rows))
        self.relying.setVisible(bool(check.dispensed_rows))
        self._list([*check.lacking, *(breach.sentence for breach in (*check.breaches, *check.dispensed, *alerts))])
        self.publish_button.setEnabled(check.possible)
        (self.publish_button if check.possible else self.close_button).setFocus()

    def _list(self, findings: Sequence[object]) -> None:
        self.findings.clear()
        self.findings.addItems([str(finding) for finding in findings])
        self.findings.setVisible(bool(findings))

    def _failed(self, _error: Exception) -> bool:
        """The message is the usual one; what stands against it now is read again."""
        self._read()
        return False

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 16, 24, 16)
        layout.setSpacing(12)
        layout.addWidget(label(_("Publish the plan"), "title"))
        layout.addWidget(
            _wrapped("", _("A published version never changes, whatever becomes of needs, points and agents."))
        )
        for widget in (self.coverage, self.verdict, self.relying):
            layout.addWidget(widget)
        layout.addWidget(self.findings, 1)
        layout.addStretch(0)
        layout.addWidget(foot((self.publish_button, ROLE.AcceptRole), (self.close_button, ROLE.RejectRole)))


def _judged(workspace: Workspace, operation_id: int) -> tuple[PublicationCheck, tuple[RuleBreach, ...]]:
    """What stands against the draft, and what asks for a look."""
    draft = load_snapshot(workspace, operation_id)
    now = datetime.now(ZoneInfo(draft.operation.timezone)).replace(tzinfo=None)
    return versions.publication_check(draft), publication_alerts(workspace, draft, now)


def verdict_of(check: PublicationCheck) -> str:
    """Why the plan cannot be published, or that it can."""
    if not check.rows:
        return _("Nobody is assigned: there is nothing to publish.")
    broken = len(check.breaches)
    if broken:
        text = ngettext(
            "It cannot be published: it breaks {count} rule without a derogation.",
            "It cannot be published: it breaks {count} rules without a derogation.",
            broken,
        )
        return text.format(count=number(broken))
    if check.lacking:
        return _("It cannot be published: it relies on a derogation that is not settled.")
    return _("Every rule is kept: it can be published.")


def relying_text(count: int) -> str:
    """How many rows are legal only by a derogation."""
    text = ngettext(
        "{count} assignment is legal only by a derogation.",
        "{count} assignments are legal only by a derogation.",
        count,
    )
    return text.format(count=number(count))


def _wrapped(role: str = "", text: str = "") -> QLabel:
    made = label(text, role)
    made.setWordWrap(True)
    return made
