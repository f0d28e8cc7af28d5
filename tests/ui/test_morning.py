"""The morning's re-plan as a planner does it: who is absent, the choice, who changed, the next version."""

from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from otp_desktop.services import morning, plans, versions
from otp_desktop.services.workspace import Workspace
from otp_desktop.ui.dialogs.morning_dialog import MorningDialog
from otp_desktop.ui.dialogs.publication_dialog import PublicationDialog
from otp_desktop.ui.main_window import MainWindow
from otp_desktop.ui.widgets.dates import moment_text
from tests.services.small_force import OPERATION, add_small_force, operation_id, optimised
from tests.ui.conftest import Settle
from tests.ui.hands import click, press, type_in
from tests.ui.watchdog import Watchdog

ANSWER_MS = 60_000


@pytest.fixture
def dialog(window: MainWindow, workspace: Workspace, settle: Settle) -> MorningDialog:
    """Version 1 is published."""
    add_small_force(workspace)
    optimised(workspace)
    versions.publish_plan(workspace, operation_id(workspace))
    window.desk.choose_code(OPERATION)
    settle(window)
    window.commands.replan_morning()
    settle(window)
    (made,) = window.findChildren(MorningDialog)
    return made


def absent(workspace: Workspace) -> str:
    """The staff number of somebody who has a post."""
    return morning.plan_in_force(workspace, operation_id(workspace)).plan.assignments[0].agent


def answered(dialog: MorningDialog, qtbot: QtBot) -> None:
    click(dialog.search_button)
    qtbot.waitUntil(dialog.store_button.isVisible, timeout=ANSWER_MS)


def test_what_is_pasted_is_ticked_and_what_nobody_is_called_stays_to_be_corrected(dialog: MorningDialog) -> None:
    dialog.absent.pasted.insertPlainText("1\nPersonne Inconnue\n002")
    click(dialog.absent.tick_button)
    assert dialog.absent.list.ticked == {"001", "002"}
    assert dialog.absent.pasted.toPlainText() == "Personne Inconnue"
    assert "Personne Inconnue" in dialog.absent.told.text()
    click(dialog.search_button)
    assert dialog.absent.fault.text()
    assert dialog.run is None


def test_from_the_absent_to_version_2(
    dialog: MorningDialog, window: MainWindow, workspace: Workspace, settle: Settle, qtbot: QtBot
) -> None:
    number = absent(workspace)
    type_in(dialog.absent.pasted, number)
    click(dialog.absent.tick_button)
    answered(dialog, qtbot)
    settle(window)
    assert dialog.frontier.chosen is not None
    assert dialog.frontier.records.model.shown[0].cells[0].text.startswith("0 agent dérangé")
    press(dialog.frontier.records.table, Qt.Key.Key_Return)
    qtbot.waitUntil(dialog.publish_button.isVisible, timeout=ANSWER_MS)
    settle(window)
    changed = {row.record.agent for row in dialog.comparison.agents.model.shown}
    assert number in changed
    draft = plans.load_snapshot(workspace, operation_id(workspace))
    assert number not in {row.agent for row in draft.plan.assignments}
    click(dialog.publish_button)
    (publication,) = dialog.findChildren(PublicationDialog)
    qtbot.waitUntil(publication.publish_button.isEnabled, timeout=ANSWER_MS)
    click(publication.publish_button)
    qtbot.waitUntil(lambda: not window.findChildren(MorningDialog), timeout=ANSWER_MS)
    settle(window)
    assert [plan.number for plan in plans.list_plans(workspace, operation_id(workspace))] == [0, 2, 1]
    (offered,) = (box for box in window.findChildren(QMessageBox) if box.isVisible())
    click(offered.buttons()[0])
    qtbot.waitUntil(lambda: window.printing.looking, timeout=ANSWER_MS)
    settle(window)
    assert window.page is window.printing
    assert (window.printing.choices.versions.number, window.printing.choices.versions.since) == (2, 1)


def test_nothing_is_stored_by_looking_and_the_interface_thread_never_waits(
    dialog: MorningDialog, window: MainWindow, workspace: Workspace, settle: Settle, qtbot: QtBot, watchdog: Watchdog
) -> None:
    type_in(dialog.absent.pasted, absent(workspace))
    click(dialog.absent.tick_button)
    before = plans.load_snapshot(workspace, operation_id(workspace))
    watchdog.start()
    answered(dialog, qtbot)
    watchdog.stop()
    watchdog.assert_never_blocked("the morning's re-plan")
    settle(window)
    dialog.reject()
    settle(window)
    assert plans.load_snapshot(workspace, operation_id(workspace)) == before


def test_who_changed_is_exported(
    dialog: MorningDialog, window: MainWindow, workspace: Workspace, settle: Settle, qtbot: QtBot, tmp_path: Path
) -> None:
    number = absent(workspace)
    type_in(dialog.absent.pasted, number)
    click(dialog.absent.tick_button)
    answered(dialog, qtbot)
    click(dialog.store_button)
    qtbot.waitUntil(dialog.publish_button.isVisible, timeout=ANSWER_MS)
    settle(window)
    file = tmp_path / "qui.csv"
    dialog._exports.export_all(file)
    settle(window)
    assert number in file.read_text(encoding="utf-8-sig")
    assert file.stat().st_mode & 0o077 == 0


def test_times_begin_with_this_hour_while_the_operation_runs(dialog: MorningDialog) -> None:
    assert dialog.absent.start.text() == moment_text(datetime(2026, 9, 10))
    assert dialog.absent.end.text() == moment_text(datetime(2026, 9, 11))
