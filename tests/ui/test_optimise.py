"""Optimise, driven from its dialog to the stored plan."""

import os
import signal
import sqlite3
import sys
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from otp_desktop.domain.plans import PlanStatus
from otp_desktop.services import plans
from otp_desktop.services.checking import check_plan
from otp_desktop.services.optimise_scope import Scope, ScopeKind
from otp_desktop.services.workspace import Workspace
from otp_desktop.ui.dialogs.optimise_dialog import OptimiseDialog
from otp_desktop.ui.main_window import MainWindow
from otp_desktop.ui.optimise_run import covers_better
from tests.ui.conftest import Settle
from tests.ui.hands import CONTROL, click, press
from tests.ui.records import fill, snapshot
from tests.ui.watchdog import Watchdog

SOLVER_MS = 60_000


def opened(window: MainWindow, qtbot: QtBot) -> OptimiseDialog:
    press(window, Qt.Key.Key_Return, CONTROL)
    (dialog,) = [dialog for dialog in window.findChildren(OptimiseDialog) if dialog.isVisible()]
    return dialog


def ready(window: MainWindow, workspace: Workspace, settle: Settle) -> int:
    operation_id = fill(workspace, agents=3, slots=2)
    window.refresh()
    settle(window)
    return operation_id


def test_a_small_operation_is_optimised_to_its_proof_and_stored(
    window: MainWindow, workspace: Workspace, qtbot: QtBot, settle: Settle, watchdog: Watchdog
) -> None:
    operation_id = ready(window, workspace, settle)
    window.go_to(window.assignments)
    dialog = opened(window, qtbot)
    dialog.choices.time.setCurrentIndex(0)
    watchdog.start()
    click(dialog.start_button)
    assert dialog.stop_button.isVisible()
    qtbot.waitUntil(dialog.outcome.isVisible, timeout=SOLVER_MS)
    assert plans.load_snapshot(workspace, operation_id).plan.assignments == (), "nothing is stored before Accept"
    assert "Tous les postes sont pourvus" in dialog.outcome.text()
    assert dialog.comparison.agents.model.rowCount() == len(dialog.found.comparison.changes)  # type: ignore[union-attr]
    accept(dialog, window, qtbot, settle)
    watchdog.assert_never_blocked("optimise")
    plan = plans.load_snapshot(workspace, operation_id)
    assert plan.coverage.total.missing == 0
    assert check_plan(workspace, operation_id) == ()
    assert window.assignments.cards.missing.figure.text() == "0"
    assert window.assignments.assignments.model.rowCount() == 4


def accept(dialog: OptimiseDialog, window: MainWindow, qtbot: QtBot, settle: Settle) -> None:
    with qtbot.waitSignal(dialog.accepted, timeout=SOLVER_MS):
        click(dialog.accept_button)
    settle(window)


def test_stop_keeps_the_best_plan_so_far(
    window: MainWindow, workspace: Workspace, qtbot: QtBot, settle: Settle
) -> None:
    operation_id = ready(window, workspace, settle)
    dialog = opened(window, qtbot)
    click(dialog.start_button)
    click(dialog.stop_button)
    assert not dialog.stop_button.isEnabled()
    qtbot.waitUntil(dialog.outcome.isVisible, timeout=SOLVER_MS)
    accept(dialog, window, qtbot, settle)
    assert plans.load_snapshot(workspace, operation_id).plan.status is not PlanStatus.MANUAL


def test_a_plan_found_is_not_lost_to_escape_and_discarding_it_leaves_the_draft(
    window: MainWindow, workspace: Workspace, qtbot: QtBot, settle: Settle
) -> None:
    operation_id = ready(window, workspace, settle)
    dialog = opened(window, qtbot)
    click(dialog.start_button)
    click(dialog.stop_button)
    qtbot.waitUntil(dialog.outcome.isVisible, timeout=SOLVER_MS)
    press(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    (question,) = [box for box in dialog.findChildren(QMessageBox) if box.isVisible()]
    press(question, Qt.Key.Key_Escape)
    click(dialog.discard_button)
    assert not dialog.isVisible()
    assert plans.load_snapshot(workspace, operation_id).plan.assignments == ()


@pytest.mark.skipif(sys.platform == "win32", reason="processes are killed otherwise on Windows")
def test_a_solver_killed_from_outside_leaves_the_draft_and_says_what_happened(
    window: MainWindow, workspace: Workspace, qtbot: QtBot, settle: Settle
) -> None:
    operation_id = ready(window, workspace, settle)
    dialog = opened(window, qtbot)
    click(dialog.start_button)
    run = dialog.run
    assert run is not None
    qtbot.waitUntil(lambda: run._running is not None, timeout=SOLVER_MS)
    process = run._running._process  # type: ignore[union-attr]
    assert process.pid is not None
    with qtbot.waitSignal(dialog.rejected, timeout=SOLVER_MS):
        os.kill(process.pid, signal.SIGKILL)
    (message,) = [box for box in window.findChildren(QMessageBox) if box.isVisible()]
    assert "arrêté de l’extérieur" in message.text()
    message.close()
    assert plans.load_snapshot(workspace, operation_id).plan.assignments == ()


def test_a_plan_that_cannot_be_stored_stays_in_the_dialog_to_be_stored_later(
    window: MainWindow, workspace: Workspace, qtbot: QtBot, settle: Settle
) -> None:
    operation_id = ready(window, workspace, settle)
    dialog = opened(window, qtbot)
    click(dialog.start_button)
    qtbot.waitUntil(dialog.outcome.isVisible, timeout=SOLVER_MS)
    other = sqlite3.connect(workspace.location, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    click(dialog.accept_button)
    qtbot.waitUntil(lambda: bool(dialog.findChildren(QMessageBox)), timeout=SOLVER_MS)
    (message,) = dialog.findChildren(QMessageBox)
    assert message.text()
    message.close()
    other.execute("ROLLBACK")
    other.close()
    assert plans.load_snapshot(workspace, operation_id).plan.assignments == ()
    accept(dialog, window, qtbot, settle)
    assert plans.load_snapshot(workspace, operation_id).coverage.total.missing == 0


def test_steps_of_the_weights_and_the_scope_reach_the_search(
    window: MainWindow, workspace: Workspace, qtbot: QtBot, settle: Settle
) -> None:
    ready(window, workspace, settle)
    dialog = opened(window, qtbot)
    assert dialog.choices.options().weights is None, "as they are"
    press(dialog.choices.steps["travel"].slider, Qt.Key.Key_End)
    assert dialog.choices.steps["travel"].words.text() == "avant tout"
    dialog.choices.scope.setCurrentIndex(dialog.choices.scope.findData(ScopeKind.DAY))
    options = dialog.choices.options()
    assert options.weights is not None
    assert options.weights.travel == 20
    assert options.scope == Scope(ScopeKind.DAY, "2026-09-07")
    dialog.discard()


def test_discard_leaves_the_plan_as_it_was(
    window: MainWindow, workspace: Workspace, qtbot: QtBot, settle: Settle
) -> None:
    operation_id = ready(window, workspace, settle)
    plans.assign(workspace, operation_id, "000000", "N0", "guard", locked=True)
    before = plans.load_snapshot(workspace, operation_id).plan
    dialog = opened(window, qtbot)
    click(dialog.start_button)
    press(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    qtbot.waitUntil(lambda: not window.desk.background.busy, timeout=SOLVER_MS)
    assert plans.load_snapshot(workspace, operation_id).plan == before


def test_a_draft_that_covers_better_than_what_was_found_is_told() -> None:
    draft = snapshot()
    emptier = replace(draft, plan=replace(draft.plan, assignments=draft.plan.assignments[:1]))
    assert covers_better(draft, emptier)
    assert not covers_better(emptier, draft)
    assert not covers_better(draft, draft)
