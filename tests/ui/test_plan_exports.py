"""Lists and calendars from the window: of the plan, and of one agent from the agent's page."""

from pathlib import Path

import openpyxl
import pytest
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from otp_desktop.services import plans
from otp_desktop.services.versions import publish_plan
from otp_desktop.services.workspace import Workspace
from otp_desktop.ui.main_window import MainWindow
from tests.ui.conftest import Settle
from tests.ui.records import DAY, fill


@pytest.fixture
def filled(window: MainWindow, workspace: Workspace, settle: Settle) -> MainWindow:
    operation_id = fill(workspace)
    plans.assign(workspace, operation_id, "000000", "N0", "guard")
    window.refresh()
    settle(window)
    window.go_to(window.printing)
    settle(window)
    return window


def said(window: MainWindow) -> str:
    (box,) = (box for box in window.findChildren(QMessageBox) if box.isVisible())
    text = box.text()
    box.close()
    box.setParent(None)
    return text


def test_lists_and_calendars_of_the_plan_are_written(filled: MainWindow, settle: Settle, tmp_path: Path) -> None:
    exports, file = filled.printing.exports, tmp_path / "listes.xlsx"
    exports.export_lists(file, 0, filled.printing.choices.scope.extract)
    settle(filled)
    assert said(filled) == "Les listes sont écrites."
    assert len(openpyxl.load_workbook(file).sheetnames) == 5
    exports.export_calendars(tmp_path, 0)
    settle(filled)
    assert said(filled) == "1 fichier d’agenda est écrit."
    assert [found.parent.name for found in tmp_path.rglob("*.ics")] == ["DT13"]


def test_the_calendar_of_an_agent_is_written_from_the_agents_page(
    filled: MainWindow, workspace: Workspace, settle: Settle, tmp_path: Path, qtbot: QtBot
) -> None:
    snapshot, file = filled.desk.snapshot, tmp_path / "agenda.ics"
    assert snapshot is not None and snapshot.operation.id is not None
    filled.show_record(filled.agents, snapshot.agent["000000"].id)
    settle(filled)
    filled.agents.open_selected()
    settle(filled)
    view = filled.agents.agent_view
    view.export_calendar(file, DAY)
    qtbot.waitUntil(lambda: bool(filled.findChildren(QMessageBox)))
    assert "aucun plan publié" in said(filled)
    publish_plan(workspace, snapshot.operation.id)
    settle(filled)
    view.export_calendar(file, DAY)
    qtbot.waitUntil(file.exists)
    settle(filled)
    assert said(filled) == "L’agenda est écrit."
    assert b"STATUS:CONFIRMED" in file.read_bytes()
