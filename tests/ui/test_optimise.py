"""Optimise, driven from its dialog to the stored plan."""

from dataclasses import replace

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from otp_desktop.domain.plans import PlanStatus
from otp_desktop.planning.plan import Bound, Objective, Plan, Status
from otp_desktop.services import plans
from otp_desktop.services.checking import check_plan
from otp_desktop.services.workspace import Workspace
from otp_desktop.ui.dialogs.optimise_dialog import OptimiseDialog
from otp_desktop.ui.main_window import MainWindow
from otp_desktop.ui.optimise_run import draft_is_better
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
    dialog.time.setCurrentIndex(0)
    watchdog.start()
    click(dialog.start_button)
    assert dialog.stop_button.isVisible()
    qtbot.waitUntil(dialog.outcome.isVisible, timeout=SOLVER_MS)
    settle(window)
    watchdog.assert_never_blocked("optimise")
    plan = plans.load_snapshot(workspace, operation_id)
    assert plan.coverage.total.missing == 0
    assert check_plan(workspace, operation_id) == ()
    assert "Tous les postes sont pourvus" in dialog.outcome.text()
    assert window.assignments.cards.missing.figure.text() == "0"
    assert window.assignments.assignments.model.rowCount() == 4
    dialog.reject()


def test_stop_keeps_the_best_plan_so_far(
    window: MainWindow, workspace: Workspace, qtbot: QtBot, settle: Settle
) -> None:
    operation_id = ready(window, workspace, settle)
    dialog = opened(window, qtbot)
    click(dialog.start_button)
    click(dialog.stop_button)
    assert not dialog.stop_button.isEnabled()
    qtbot.waitUntil(dialog.outcome.isVisible, timeout=SOLVER_MS)
    settle(window)
    assert plans.load_snapshot(workspace, operation_id).plan.status is not PlanStatus.MANUAL
    dialog.reject()


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


def test_a_search_that_found_less_than_the_draft_does_not_replace_it() -> None:
    draft = snapshot()
    found = Plan(
        problem_sha256="",
        status=Status.STOPPED,
        assignments=(),
        objective=Objective(missing_minimum=(0, 0, 3, 0, 0), missing_count=(0, 0, 5, 0, 0)),
        bound=Bound(),
    )
    assert draft_is_better(draft, found)
    assert not draft_is_better(draft, replace(found, objective=Objective(missing_count=(0, 0, 2, 0, 0))))
