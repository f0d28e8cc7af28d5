"""Versions, as a planner publishes, compares and goes back."""

from typing import TypeVar

from PySide6.QtWidgets import QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from otp_desktop.services import plans
from otp_desktop.services.versions import list_versions
from otp_desktop.services.workspace import Workspace
from otp_desktop.ui.dialogs.comparison_dialog import ComparisonDialog
from otp_desktop.ui.dialogs.publication_dialog import PublicationDialog
from otp_desktop.ui.main_window import MainWindow
from otp_desktop.ui.pages.plan import PlanPage
from otp_desktop.ui.pages.versions import VersionsPage
from tests.ui.conftest import Settle
from tests.ui.hands import click
from tests.ui.records import fill
from tests.ui.watchdog import Watchdog

WAIT_MS = 20_000
DialogT = TypeVar("DialogT", bound=QWidget)


def shown(window: MainWindow, settle: Settle) -> VersionsPage:
    (page,) = window.findChildren(PlanPage)
    window.go_to(page.versions)
    settle(window)
    return page.versions


def staffed(workspace: Workspace) -> int:
    operation_id = fill(workspace, agents=3, slots=2)
    plans.assign(workspace, operation_id, "000000", "N0", "guard")
    plans.assign(workspace, operation_id, "000001", "N1", "guard")
    return operation_id


def dialog_of(window: MainWindow, kind: type[DialogT]) -> DialogT:
    (dialog,) = [dialog for dialog in window.findChildren(kind) if dialog.isVisible()]
    return dialog


def publish(page: VersionsPage, window: MainWindow, qtbot: QtBot, settle: Settle) -> None:
    click(page.publish_button)
    dialog = dialog_of(window, PublicationDialog)
    qtbot.waitUntil(dialog.publish_button.isEnabled, timeout=WAIT_MS)
    with qtbot.waitSignal(dialog.accepted, timeout=WAIT_MS):
        click(dialog.publish_button)
    settle(window)


def test_a_plan_is_published_changed_compared_and_gone_back_to(
    window: MainWindow, workspace: Workspace, qtbot: QtBot, settle: Settle, watchdog: Watchdog
) -> None:
    operation_id = staffed(workspace)
    window.refresh()
    page = shown(window, settle)
    watchdog.start()
    assert page.records.model.rowCount() == 1
    publish(page, window, qtbot, settle)
    assert [item.cells[0].text for item in page.records.model.shown] == ["Brouillon", "v1"]
    assert page.records.model.shown[1].cells[2].text == workspace.database.person
    watchdog.assert_never_blocked("publish")
    plans.unassign(workspace, operation_id, [("000000", "N0")])
    watchdog.start()
    click(page.compare_button)
    comparison = dialog_of(window, ComparisonDialog)
    settle(window)
    assert comparison.view.people.text() == "1 agent change\N{NO-BREAK SPACE}: DT13 (1)"
    assert comparison.view.agents.model.rowCount() == 1
    comparison.reject()
    page.records.select({1})
    click(page.back_button)
    question = dialog_of(window, QMessageBox)
    click(question.buttons()[0])
    settle(window)
    watchdog.assert_never_blocked("versions")
    rows = plans.load_snapshot(workspace, operation_id).plan.assignments
    assert {(row.agent, row.need) for row in rows} == {("000000", "N0"), ("000001", "N1")}


def test_a_plan_that_breaks_a_rule_says_which_and_offers_no_publication(
    window: MainWindow, workspace: Workspace, qtbot: QtBot, settle: Settle
) -> None:
    operation_id = staffed(workspace)
    for agent in ("000001", "000002"):
        plans.assign(workspace, operation_id, agent, "N0", "guard")
    window.refresh()
    page = shown(window, settle)
    click(page.publish_button)
    dialog = dialog_of(window, PublicationDialog)
    settle(window)
    assert not dialog.publish_button.isEnabled()
    assert dialog.verdict.text() == "Publication impossible\N{NO-BREAK SPACE}: 1 règle enfreinte sans dérogation."
    assert dialog.findings.count() == 1
    dialog.reject()
    assert len(list_versions(workspace, operation_id)) == 1


def test_nothing_is_offered_where_there_is_nothing_to_do(window: MainWindow, settle: Settle) -> None:
    page = shown(window, settle)
    assert not page.publish_button.isEnabled()
    assert [bool(entry.why_not()) for entry in page.entries()] == [True, True, True]
