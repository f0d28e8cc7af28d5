"""Every list: sorted by several columns, its columns arranged, copied and exported, all by keyboard too."""

import stat
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QPoint, QSettings, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu, QMessageBox
from pytestqt.qtbot import QtBot

from otp_desktop.services import force
from otp_desktop.services.workspace import Workspace
from otp_desktop.ui.dialogs.columns_dialog import ColumnsDialog
from otp_desktop.ui.main_window import MainWindow
from otp_desktop.ui.models.agents import AgentColumn
from otp_desktop.ui.models.needs import NeedColumn
from otp_desktop.ui.models.record_model import SortKey
from otp_desktop.ui.widgets.record_list import RecordList
from tests.ui.conftest import NO_SIZE_HINTS, Settle
from tests.ui.hands import CONTROL, NO_MODIFIER, click, press
from tests.ui.records import AGENTS, QUALIFICATION, UNIT, fill

SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def agents(window: MainWindow, workspace: Workspace, settle: Settle) -> RecordList:
    """The list of three agents, with the keyboard on its first row."""
    with workspace.unit_of_work() as work:
        work.qualifications.add(QUALIFICATION)
        work.commit()
    for code in ("DT13", "DT2"):
        force.save_unit(workspace, replace(UNIT, id=None, code=code))
    for agent in AGENTS:
        force.save_agent(workspace, replace(agent, id=None))
    window.go_to(window.agents)
    window.refresh()
    settle(window)
    records = window.agents.records
    records.table.setFocus()
    records.table.selectRow(0)
    return records


def texts(records: RecordList, column: AgentColumn) -> list[str]:
    return [row.cells[column].text for row in records.model.shown]


def heading(records: RecordList, column: AgentColumn) -> str:
    return str(records.model.headerData(column, Qt.Orientation.Horizontal))


def click_heading(records: RecordList, column: AgentColumn, modifier: Qt.KeyboardModifier = NO_MODIFIER) -> None:
    header = records.table.horizontalHeader()
    place = QPoint(header.sectionViewportPosition(column) + 10, header.height() // 2)
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, modifier, place)


def test_a_second_heading_clicked_with_shift_sorts_what_ties(agents: RecordList) -> None:
    click_heading(agents, AgentColumn.CORPS)
    assert heading(agents, AgentColumn.CORPS) == "Corps ▲"
    click_heading(agents, AgentColumn.LAST_NAME, SHIFT)
    assert texts(agents, AgentColumn.CORPS) == ["ASP", "PM", "PM"]
    assert texts(agents, AgentColumn.LAST_NAME)[1:] == ["Éclair", "Martin"]
    click_heading(agents, AgentColumn.LAST_NAME, SHIFT)
    assert texts(agents, AgentColumn.LAST_NAME)[1:] == ["Martin", "Éclair"]
    assert (heading(agents, AgentColumn.CORPS), heading(agents, AgentColumn.LAST_NAME)) == ("Corps ▲1", "Nom ▼2")
    click_heading(agents, AgentColumn.LAST_NAME, SHIFT)
    assert agents.model.order == (SortKey(AgentColumn.CORPS),)


def test_the_keyboard_sorts_by_the_column_of_the_current_cell(window: MainWindow, agents: RecordList) -> None:
    for _step in range(AgentColumn.CORPS):
        press(agents.table, Qt.Key.Key_Right)
    press(window, Qt.Key.Key_T, CONTROL)
    press(agents.table, Qt.Key.Key_Left)
    press(agents.table, Qt.Key.Key_Left)
    press(window, Qt.Key.Key_T, CONTROL | SHIFT)
    assert agents.model.order == (SortKey(AgentColumn.CORPS), SortKey(AgentColumn.LAST_NAME))


def test_where_there_is_room_no_text_of_a_list_is_cut(window: MainWindow, agents: RecordList) -> None:
    window.resize(1920, 800)
    table = agents.table
    for column in agents.columns.shown:
        cells = max(table.sizeHintForIndex(agents.model.index(row, column)).width() for row in range(len(AGENTS)))
        assert table.columnWidth(column) >= cells, agents.model.headings[column].text


def test_an_empty_column_leaves_its_room_to_the_others(
    window: MainWindow, workspace: Workspace, settle: Settle
) -> None:
    fill(workspace)
    window.refresh()
    window.go_to(window.needs)
    settle(window)
    table, shown = window.needs.records.table, window.needs.records.model.shown
    assert not any(row.cells[NeedColumn.LABEL].text for row in shown)
    window.resize(1920, 800)
    assert table.columnWidth(NeedColumn.LABEL) < table.columnWidth(NeedColumn.SITE)


def test_empty_cells_come_last_both_ways(agents: RecordList) -> None:
    agents.model.turn(AgentColumn.ABSENCES)
    assert texts(agents, AgentColumn.ABSENCES)[-1] == ""
    agents.model.turn(AgentColumn.QUALIFICATIONS)
    agents.model.turn(AgentColumn.QUALIFICATIONS)
    assert texts(agents, AgentColumn.QUALIFICATIONS)[0] != ""


def test_home_end_and_letters_go_to_rows(agents: RecordList) -> None:
    press(agents.table, Qt.Key.Key_End)
    assert agents.selected_places == [2]
    press(agents.table, Qt.Key.Key_Home)
    assert agents.selected_places == [0]
    press(agents.table, Qt.Key.Key_Right)
    agents.table.keyboardSearch("mar")
    assert agents.table.currentIndex().data() == "Martin"
    agents.table.keyboardSearch("")  # what Qt does when time has passed
    QTest.qWait(QApplication.keyboardInputInterval() + 10)
    agents.table.keyboardSearch("ecl")
    assert agents.table.currentIndex().data() == "Éclair"


def test_ctrl_a_selects_every_row_shown(agents: RecordList) -> None:
    agents.filter_box.setText("PM")
    press(agents.table, Qt.Key.Key_A, CONTROL)
    assert agents.selected_count == 2


def test_columns_are_hidden_and_moved_by_keyboard_and_come_back_the_next_time(
    window: MainWindow, workspace: Workspace, settings: QSettings, agents: RecordList, settle: Settle, qtbot: QtBot
) -> None:
    press(window, Qt.Key.Key_O, CONTROL | SHIFT)
    (dialog,) = window.findChildren(ColumnsDialog)
    qtbot.waitUntil(dialog.isActiveWindow)
    press(dialog.choices, Qt.Key.Key_Space)
    press(dialog.choices, Qt.Key.Key_Down)
    press(dialog.choices, Qt.Key.Key_Down)
    press(dialog.choices, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    click(dialog.apply_button)
    wanted = (AgentColumn.FIRST_NAME, AgentColumn.LAST_NAME)
    assert agents.columns.shown[:2] == wanted
    assert agents.table.isColumnHidden(AgentColumn.STAFF_NUMBER)
    agents.model.turn(AgentColumn.FIRST_NAME)
    agents.columns.save()
    again = MainWindow(workspace, settings)
    assert again.agents.records.columns.shown[:2] == wanted
    assert again.agents.records.model.order == (SortKey(AgentColumn.FIRST_NAME),)
    again.close()
    again.deleteLater()
    agents.columns.reset()
    assert agents.columns.shown[0] == AgentColumn.STAFF_NUMBER


@pytest.mark.parametrize("kept", ["", "nonsense", "[]", '{"columns": ["gone"]}', '{"widths": {"corps": "wide"}}'])
def test_an_arrangement_that_cannot_be_read_leaves_the_list_as_made(
    window: MainWindow, settings: QSettings, kept: str
) -> None:
    settings.setValue("list/test", kept)
    records = window.units.records
    before = records.columns.shown
    records.remember(settings, "test")
    assert records.columns.shown == before


def test_rows_are_copied_as_a_spreadsheet_pastes_them(window: MainWindow, agents: RecordList, settle: Settle) -> None:
    press(agents.table, Qt.Key.Key_A, CONTROL)
    press(window, Qt.Key.Key_C, CONTROL | SHIFT)
    settle(window)
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0].split("\t")[:3] == ["Matricule", "Nom", "Prénom"]
    assert len(lines) == 4
    assert "opération du genou" not in QGuiApplication.clipboard().text()
    agents.table.selectRow(0)
    press(window, Qt.Key.Key_C, CONTROL)
    settle(window)
    assert len(QGuiApplication.clipboard().text().splitlines()) == 1


def test_the_list_is_exported_as_shown_and_for_its_owner_alone(
    window: MainWindow, agents: RecordList, settle: Settle, tmp_path: Path
) -> None:
    agents.filter_box.setText("PM")
    agents.columns.arrange((AgentColumn.LAST_NAME, AgentColumn.STAFF_NUMBER), ())
    for name in ("liste.xlsx", "liste.csv"):
        window.agents.list_actions.export(tmp_path / name)
        settle(window)
        assert stat.S_IMODE((tmp_path / name).stat().st_mode) == 0o600
    sheet = load_workbook(tmp_path / "liste.xlsx").active
    assert sheet is not None
    rows = [[cell.value for cell in row][:2] for row in sheet.iter_rows()]
    assert rows == [["Nom", "Matricule"], ["Éclair", "000009"], ["Martin", "004512"]]
    text = (tmp_path / "liste.csv").read_bytes().decode("utf-8-sig")
    assert text.splitlines()[0].startswith("Nom;Matricule")
    for box in window.findChildren(QMessageBox):
        box.done(0)


def test_everything_is_exported_whatever_the_filter_but_what_is_private(
    window: MainWindow, agents: RecordList, settle: Settle, tmp_path: Path
) -> None:
    agents.filter_box.setText("Martin")
    agents.columns.arrange((AgentColumn.LAST_NAME,), ())
    window.agents.list_actions.export_all(tmp_path / "agents.csv")
    window.go_to(window.force.absences)
    settle(window)
    window.force.absences.times.setCurrentIndex(window.force.absences.times.findData("all"))
    settle(window)
    window.force.absences.list_actions.export_all(tmp_path / "absences.csv")
    settle(window)
    text = (tmp_path / "agents.csv").read_text("utf-8-sig")
    assert text.splitlines()[0].startswith("Matricule;Nom;Prénom;Corps")
    assert len(text.splitlines()) == 4
    absences = (tmp_path / "absences.csv").read_text("utf-8-sig")
    assert "004513" in absences
    assert "genou" not in absences
    assert "Motif" not in absences
    for box in window.findChildren(QMessageBox):
        box.done(0)


def test_the_file_is_asked_for_by_name(window: MainWindow, agents: RecordList) -> None:
    press(window, Qt.Key.Key_E, CONTROL | SHIFT)
    (dialog,) = window.findChildren(QFileDialog)
    assert dialog.selectedFiles()[0].endswith("Agents.xlsx")
    dialog.reject()


# The offscreen platform has no keyboard to grab and no window above another, which popups ask for.
@pytest.mark.qt_log_ignore(NO_SIZE_HINTS, "This plugin does not support (raise|grabbing)", extend=True)
def test_the_menu_key_opens_what_can_be_done_with_the_rows(window: MainWindow, agents: RecordList) -> None:
    QTest.keyClick(agents.table, Qt.Key.Key_Right)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(5, 5), agents.table.mapToGlobal(QPoint(5, 5)))
    QApplication.sendEvent(agents.table.viewport(), event)
    (menu,) = [menu for menu in window.agents.findChildren(QMenu) if menu.isVisible()]
    assert {"Copier", "Dupliquer…", "Modifier…", "Supprimer…"} <= {action.text() for action in menu.actions()}
    menu.close()


def test_both_lists_of_the_assignments_are_copied(
    window: MainWindow, workspace: Workspace, settle: Settle, qtbot: QtBot
) -> None:
    fill(workspace)
    window.go_to(window.assignments)
    window.refresh()
    settle(window)
    shortages = window.assignments.shortages
    shortages.table.setFocus()
    qtbot.waitUntil(shortages.table.hasFocus)
    shortages.table.selectRow(0)
    press(window, Qt.Key.Key_C, CONTROL)
    settle(window)
    assert "École Wurtz" in QGuiApplication.clipboard().text()
