"""The import assistant, from the drop of a file to the records, with the keyboard."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import QMimeData, QPoint, QSettings, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QTableView, QWidget
from pytestqt.qtbot import QtBot

from otp_desktop.planning.problem_file import write_problem
from otp_desktop.services import force, operations, plans, sites
from otp_desktop.services.importing.matching import RowState
from otp_desktop.services.importing.requests import Subject
from otp_desktop.services.workspace import Workspace
from otp_desktop.ui.importing.assistant import ImportAssistant
from otp_desktop.ui.importing.memory import remember, remembered
from otp_desktop.ui.importing.preview_rows import NOTED, PreviewColumn
from otp_desktop.ui.main_window import MainWindow
from tests.planning.builders import agent, need, problem
from tests.services.small_force import add_small_force, operation_id
from tests.ui.conftest import Settle
from tests.ui.hands import press
from tests.ui.importing.walk import imported, opened, step_on, wait

PARIS = Path(__file__).parents[3].parent / "shared" / "data" / "paris"
real_files = pytest.mark.skipif(not PARIS.is_dir(), reason="the files of Paris Data are not here")
ROLL = "Ident;Nom;Prénom;Corps;Unité\n0001;Martin;Élise;PM;DT13\n0002;Durand;Zoé;PM;DT13\n;Sans;Zoé;PM;\n"


def write(folder: Path, text: str, name: str = "effectif.csv") -> Path:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


def shown(assistant: ImportAssistant) -> list[tuple[str, str]]:
    model = assistant.rows.rows.model
    return [
        (str(model.index(row, PreviewColumn.STATE).data()), str(model.index(row, PreviewColumn.RECORD).data()))
        for row in range(model.rowCount())
    ]


def box_of(assistant: ImportAssistant, column: str) -> QComboBox:
    boxes = assistant.columns.findChildren(QComboBox)
    return next(box for box in boxes if f"« {column} »" in box.accessibleName().replace("\u00a0", " "))


def drop(window: QWidget, *files: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    at, buttons, keys = QPoint(10, 10), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entering = QDragEnterEvent(at, Qt.DropAction.CopyAction, data, buttons, keys)
    QApplication.sendEvent(window, entering)
    assert entering.isAccepted()
    QApplication.sendEvent(window, QDropEvent(at.toPointF(), Qt.DropAction.CopyAction, data, buttons, keys))


@real_files
def test_real_schools_dropped_on_the_window_are_imported_with_three_enters_and_taken_back_with_one_undo(
    window: MainWindow, workspace: Workspace, qtbot: QtBot, settle: Settle
) -> None:
    window.sidebar.setFocus()
    drop(window, PARIS / "etablissements-scolaires-maternelles.csv")
    (assistant,) = window.findChildren(ImportAssistant)
    wait(assistant, qtbot)
    assert assistant.columns.chosen_subject is Subject.SITES
    step_on(assistant, qtbot)
    assert assistant.rows.rows.model.rowCount() == 361
    assert sites.list_sites(workspace) == ()
    assert "361" in assistant.foot.next.text()
    step_on(assistant, qtbot)
    assert len(sites.list_sites(workspace)) == 361
    step_on(assistant, qtbot)
    settle(window)
    assert window.page is window.places
    assert window.sites.records.model.rowCount() == 361
    window.desk.gestures.undo()
    settle(window)
    assert sites.list_sites(workspace) == ()


def test_a_workbook_with_a_title_merged_cells_and_eaten_zeros_goes_in_sheet_by_sheet(
    window: MainWindow, workspace: Workspace, qtbot: QtBot, settle: Settle, tmp_path: Path
) -> None:
    add_small_force(workspace)
    book = openpyxl.Workbook()
    book.worksheets[0].append(["Lisez-moi"])
    sheet = book.create_sheet("Congés")
    for row in (["Congés d’octobre"], ["Matricule", "Du", "Au"], [1, date(2026, 10, 1), date(2026, 10, 2)],
                [None, date(2026, 10, 8), date(2026, 10, 9)], ["Total", 2]):  # fmt: skip
        sheet.append(row)
    sheet.merge_cells("A3:A4")
    book.save(tmp_path / "congés.xlsx")
    assistant = opened(window, qtbot, tmp_path / "congés.xlsx")
    assert assistant.columns.chosen_subject is Subject.ABSENCES
    assert assistant.columns.sheet.isVisible()
    assistant.columns.sheet.setCurrentIndex(assistant.columns.sheet.findData("Congés"))
    wait(assistant, qtbot)
    step_on(assistant, qtbot)
    assert [state for state, _name in shown(assistant)] == ["+ Nouvelle", "+ Nouvelle"]
    step_on(assistant, qtbot)
    agent = next(agent for agent in force.list_agents(workspace) if agent.staff_number == "001")
    assert [absence.start.day for absence in agent.absences] == [1, 8]
    step_on(assistant, qtbot)
    settle(window)
    assert window.page is window.force


def test_several_files_come_one_after_the_other(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, settle: Settle
) -> None:
    drop(window, write(tmp_path, ROLL, "a.csv"), write(tmp_path, ROLL, "b.csv"))
    for name in ("a.csv", "b.csv"):
        (assistant,) = [one for one in window.findChildren(ImportAssistant) if one.isVisible()]
        assert name in assistant.windowTitle()
        wait(assistant, qtbot)
        press(assistant, Qt.Key.Key_Escape)
        settle(window)
    assert not [one for one in window.findChildren(ImportAssistant) if one.isVisible()]


def test_a_corrected_column_is_used_and_remembered(
    window: MainWindow, workspace: Workspace, qtbot: QtBot, tmp_path: Path
) -> None:
    file = write(tmp_path, ROLL)
    assistant = opened(window, qtbot, file)
    assert assistant.columns.chosen_subject is Subject.AGENTS
    step_on(assistant, qtbot)
    assert {state for state, _name in shown(assistant)} == {"✕ Refusée"}
    assert not assistant.foot.next.isEnabled()
    assistant.go_back()
    box = box_of(assistant, "Ident")
    box.setFocus()
    box.setCurrentIndex(box.findData("staff_number"))
    step_on(assistant, qtbot)
    assert [state for state, _name in shown(assistant)] == ["+ Nouvelle", "+ Nouvelle", "✕ Refusée"]
    step_on(assistant, qtbot)
    assert {agent.staff_number for agent in force.list_agents(workspace)} == {"0001", "0002"}
    assistant.reject()
    again = opened(window, qtbot, file)
    assert box_of(again, "Ident").currentData() == "staff_number"
    again.reject()


def test_a_field_has_one_column(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    assistant = opened(window, qtbot, write(tmp_path, "Matricule;Nom;Prénom\n1;A;B\n"))
    box = box_of(assistant, "Prénom")
    box.setCurrentIndex(box.findData("last_name"))
    box.activated.emit(box.currentIndex())
    assert box_of(assistant, "Nom").currentData() == ""
    assert assistant.columns.corrections() == {"Nom": "", "Prénom": "last_name"}
    assistant.reject()


def test_another_kind_shows_its_own_fields_and_a_file_that_lacks_them_says_what_is_needed(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    assistant = opened(window, qtbot, write(tmp_path, "Nom;Latitude;Longitude\nA;48.85;2.35\n"))
    subject = assistant.columns.subject
    subject.setCurrentIndex(subject.findData(Subject.ABSENCES.value))
    wait(assistant, qtbot)
    assert box_of(assistant, "Nom").findData("reason") >= 0
    step_on(assistant, qtbot)
    assert "matricule" in assistant.columns.fault.text()
    assert assistant.columns.fault.isVisible()
    assistant.reject()


def test_needs_without_an_operation_say_what_to_do_first(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    assistant = opened(window, qtbot, write(tmp_path, "Point;Jour;Début;Fin;Effectif\nE1;10/09/2026;8h;9h;1\n"))
    assert assistant.columns.chosen_subject is Subject.NEEDS
    step_on(assistant, qtbot)
    assert "opération" in assistant.columns.fault.text()
    assistant.reject()


def test_rows_are_filtered_by_state_and_those_to_check_are_one_choice(
    window: MainWindow, workspace: Workspace, qtbot: QtBot, settle: Settle, tmp_path: Path
) -> None:
    add_small_force(workspace)
    assistant = opened(window, qtbot, write(tmp_path, "Matricule;Nom;Grade\n1;Nom1;brigadier\n009;Neuf;\n;X;\n"))
    step_on(assistant, qtbot)
    states = assistant.rows.states
    assert [states.itemData(place) for place in range(states.count())] == [
        "all",
        RowState.NEW,
        RowState.CHANGED,
        RowState.REFUSED,
        NOTED,
    ]
    states.setCurrentIndex(states.findData(NOTED))
    assert shown(assistant) == [("≠ Modifiée", "001 NOM1 Élise")]
    assistant.reject()


def test_assignments_that_break_a_rule_may_be_left_out(
    window: MainWindow, workspace: Workspace, qtbot: QtBot, settle: Settle, tmp_path: Path
) -> None:
    add_small_force(workspace)
    window.desk.reload_operations()
    settle(window)
    text = "Matricule;Besoin\n001;E13-001/260910/1\n006;E13-002/260910/1\n"
    assistant = opened(window, qtbot, write(tmp_path, text))
    step_on(assistant, qtbot)
    assert "1 règle serait enfreinte" in assistant.rows.note.text()
    assistant.rows.legal_only.setChecked(True)
    wait(assistant, qtbot)
    assert [state for state, _name in shown(assistant)] == ["+ Nouvelle", "✕ Refusée"]
    step_on(assistant, qtbot)
    rows = plans.load_snapshot(workspace, operation_id(workspace)).plan.assignments
    assert [row.agent for row in rows] == ["001"]
    assistant.reject()


def test_a_planning_problem_becomes_a_new_operation_which_is_then_in_hand(
    window: MainWindow, workspace: Workspace, qtbot: QtBot, settle: Settle, tmp_path: Path
) -> None:
    asked = replace(problem([agent("001")], [need("N1")]), name="Venue d’ailleurs")
    file = write(tmp_path, write_problem(asked), "ailleurs.json")
    drop(window, file)
    (assistant,) = window.findChildren(ImportAssistant)
    wait(assistant, qtbot)
    assert assistant.columns.chosen_subject is Subject.PROBLEM
    step_on(assistant, qtbot)
    assert [record for _state, record in shown(assistant)] == [
        "Opération venue-d-ailleurs Venue d’ailleurs",
        "Besoin N1",
        "Point S",
        "Agent 001",
    ]
    step_on(assistant, qtbot)
    step_on(assistant, qtbot)
    settle(window)
    assert window.desk.operation is not None
    assert (window.desk.operation.code, window.page) == ("venue-d-ailleurs", window.needs)
    assert [one.code for one in operations.list_operations(workspace)] == ["venue-d-ailleurs"]


def test_an_unreadable_file_gives_one_sentence_and_only_close(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    file = tmp_path / "points.csv"
    file.write_bytes(b"%PDF-1.7\n" + bytes(range(256)))
    assistant = opened(window, qtbot, file)
    assert "PDF" in assistant.unreadable.text.text()
    assert not assistant.foot.next.isVisible()
    press(assistant, Qt.Key.Key_Escape)
    assert not assistant.isVisible()


def test_stop_leaves_the_step_as_it_was_and_the_database_too(
    window: MainWindow, workspace: Workspace, qtbot: QtBot, tmp_path: Path
) -> None:
    assistant = opened(window, qtbot, write(tmp_path, ROLL.replace("Ident", "Matricule")))
    step_on(assistant, qtbot)
    assistant.import_rows()
    press(assistant, Qt.Key.Key_Escape)
    wait(assistant, qtbot)
    assert assistant.isVisible()
    assert "Arrêté" in assistant.rows.fault.text()
    assert force.list_agents(workspace) == ()
    step_on(assistant, qtbot)
    assert len(force.list_agents(workspace)) == 2
    assistant.reject()


def test_a_file_with_tags_shows_them_as_they_are(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    assistant = imported(window, qtbot, write(tmp_path, "Matricule;Nom\n1;<script>alert(1)</script>\n", "<b>x.csv"))
    assert "<b>x.csv" in assistant.windowTitle()
    assert assistant.report.isVisible()
    assistant.reject()


def test_every_control_of_each_step_has_a_name(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    assistant = opened(window, qtbot, write(tmp_path, ROLL.replace("Ident", "Matricule")))
    for _step in range(2):
        assert all(box.accessibleName() for box in assistant.findChildren(QComboBox))
        step_on(assistant, qtbot)
    controls = [*assistant.findChildren(QLineEdit), *assistant.findChildren(QTableView)]
    assert all(control.accessibleName() for control in controls)
    assistant.reject()


def test_corrections_are_kept_for_the_same_headings_only(settings: QSettings) -> None:
    remember(settings, Subject.AGENTS, "ident|nom", {"Ident": "staff_number"})
    assert remembered(settings, Subject.AGENTS, "ident|nom") == {"Ident": "staff_number"}
    assert remembered(settings, Subject.AGENTS, "ident|prenom") == {}
    assert remembered(settings, Subject.SITES, "ident|nom") == {}
    remember(settings, Subject.AGENTS, "ident|nom", {})
    assert remembered(settings, Subject.AGENTS, "ident|nom") == {}
