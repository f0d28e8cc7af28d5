"""Rows and cells pasted into a list, with the preview that comes first."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from otp_desktop.domain.force import Agent
from otp_desktop.services import force
from otp_desktop.services.workspace import Workspace
from otp_desktop.ui.dialogs.paste_dialog import PasteDialog
from otp_desktop.ui.importing.preview_rows import PreviewColumn
from otp_desktop.ui.main_window import MainWindow
from otp_desktop.ui.models.agents import AgentColumn
from tests.ui.conftest import Settle
from tests.ui.hands import CONTROL, click, press
from tests.ui.records import UNIT
from tests.ui.test_accessibility import nameless, rich_labels


@pytest.fixture(autouse=True)
def stored(window: MainWindow, workspace: Workspace, settle: Settle) -> None:
    """Three agents; the keyboard is on the first row."""
    force.save_unit(workspace, replace(UNIT, id=None))
    for rank, name in enumerate(("Aubry", "Bâcle", "Œuvrard")):
        force.save_agent(workspace, Agent(staff_number=f"00451{rank}", last_name=name, corps="PM", unit="DT13"))
    window.go_to(window.agents)
    window.refresh()
    settle(window)
    window.agents.records.table.setFocus()
    press(window.agents.records.table, Qt.Key.Key_Home)


def paste(window: MainWindow, qtbot: QtBot, text: str) -> PasteDialog:
    QGuiApplication.clipboard().setText(text)
    press(window, Qt.Key.Key_V, CONTROL)
    qtbot.waitUntil(lambda: any(dialog.isVisible() for dialog in window.findChildren(PasteDialog)))
    return next(dialog for dialog in window.findChildren(PasteDialog) if dialog.isVisible())


def test_rows_copied_from_a_spreadsheet_are_shown_before_they_are_stored(
    window: MainWindow, workspace: Workspace, qtbot: QtBot, settle: Settle
) -> None:
    text = "Matricule\tNom\tGrade\r\n4510\tAubry\tbrigadier\r\n77\tZay\t\r\n78\t\t\r\n"
    dialog = paste(window, qtbot, text)
    assert nameless(dialog) == []
    assert rich_labels(dialog) == []
    assert dialog.step.rows.model.rowCount() == 3
    assert dialog.apply_button.text() == "Enregistrer 2 lignes"
    assert dialog.step.rows.model.shown[2].cells[PreviewColumn.DETAIL].text.startswith("Nom")
    assert len(force.list_agents(workspace)) == 3
    click(dialog.apply_button)
    settle(window)
    agents = {agent.staff_number: agent for agent in force.list_agents(workspace)}
    assert agents["004510"].grade == "brigadier"
    assert set(agents) == {"004510", "004511", "004512", "77"}


def test_one_cell_is_pasted_into_all_selected_rows_and_taken_back_at_once(
    window: MainWindow, workspace: Workspace, qtbot: QtBot, settle: Settle
) -> None:
    table = window.agents.records.table
    for _step in range(AgentColumn.GRADE):
        press(table, Qt.Key.Key_Right)
    press(table, Qt.Key.Key_A, CONTROL)
    dialog = paste(window, qtbot, "brigadier-chef")
    press(dialog, Qt.Key.Key_Return)
    settle(window)
    assert {agent.grade for agent in force.list_agents(workspace)} == {"brigadier-chef"}
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    press(window, Qt.Key.Key_Z, CONTROL)
    settle(window)
    assert {agent.grade for agent in force.list_agents(workspace)} == {""}


def test_what_a_list_copies_it_takes_back_unchanged(
    window: MainWindow, workspace: Workspace, qtbot: QtBot, settle: Settle
) -> None:
    press(window.agents.records.table, Qt.Key.Key_A, CONTROL)
    press(window, Qt.Key.Key_C, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    settle(window)
    before = force.list_agents(workspace)
    dialog = paste(window, qtbot, QGuiApplication.clipboard().text())
    assert not dialog.apply_button.isEnabled()
    dialog.reject()
    settle(window)
    assert force.list_agents(workspace) == before


def test_a_clipboard_without_cells_is_told_in_words(window: MainWindow, qtbot: QtBot) -> None:
    QGuiApplication.clipboard().setText("  \n")
    press(window, Qt.Key.Key_V, CONTROL)
    qtbot.waitUntil(lambda: any(box.isVisible() for box in window.findChildren(QMessageBox)))
    (box,) = [box for box in window.findChildren(QMessageBox) if box.isVisible()]
    assert "presse-papiers" in box.text()
    box.done(0)
