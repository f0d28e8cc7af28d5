"""The window as a whole: pages, shortcuts, status line, what it remembers, how it closes."""

import threading
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from otp_desktop.domain.changes import Changes
from otp_desktop.services import operations, plans
from otp_desktop.services.workspace import Workspace
from otp_desktop.ui.background import Control, Job
from otp_desktop.ui.importing.report_step import FaultColumn
from otp_desktop.ui.main_window import MainWindow
from otp_desktop.ui.menus import entries_of
from otp_desktop.ui.pages.list_page import ListPage
from otp_desktop.ui.theme import DARK, LIGHT, apply_theme
from otp_desktop.ui.window_entries import plan_entries
from tests.ui.conftest import Settle
from tests.ui.hands import CONTROL, click, press, write
from tests.ui.importing.walk import imported, opened
from tests.ui.records import DAY, fill


def filled(window: MainWindow, workspace: Workspace, settle: Settle) -> int:
    operation_id = fill(workspace)
    window.refresh()
    settle(window)
    return operation_id


def test_an_empty_database_says_what_to_do_first(window: MainWindow, qtbot: QtBot, settle: Settle) -> None:
    assert window.operations.records.empty.isVisible()
    assert window.operations.demonstration_button.isVisible()
    optimise, morning = entries_of(plan_entries(window))
    assert "opération" in optimise.why_not()
    assert morning.why_not()
    press(window, Qt.Key.Key_Return, CONTROL)
    assert not window.findChildren(QDialog)
    for page in (window.agents, window.units, window.sites, window.needs):
        window.go_to(page)
        settle(window)
        assert page.records.empty.isVisible()
        assert page.records.empty.heading.text()
        assert page.records.empty.text.text()


def test_without_an_operation_a_page_leads_to_where_one_is_chosen(window: MainWindow, settle: Settle) -> None:
    window.go_to(window.dashboard)
    settle(window)
    click(window.dashboard.empty.choose_button)
    assert window.page is window.operations
    fill(window.desk.workspace)
    window.refresh()
    settle(window)
    window.go_to(window.board)
    settle(window)
    assert window.board.workbench.empty.choose_button.isHidden()


def test_ctrl_and_a_figure_go_to_a_page(window: MainWindow, qtbot: QtBot, settle: Settle) -> None:
    for place, page in enumerate(window.pages[:5]):
        press(window, Qt.Key(Qt.Key.Key_1.value + place), CONTROL)
        assert window.page is page
        assert page.isVisible()
    settle(window)


def test_each_page_is_filled_from_the_database(
    window: MainWindow, workspace: Workspace, qtbot: QtBot, settle: Settle
) -> None:
    operation_id = filled(window, workspace, settle)
    plans.assign(workspace, operation_id, "000000", "N0", "guard")
    window.refresh()
    counts: dict[ListPage, int] = {
        window.operations: 1,
        window.agents: 3,
        window.units: 1,
        window.sites: 1,
        window.needs: 3,
    }
    for page, count in counts.items():
        window.go_to(page)
        settle(window)
        assert page.records.model.rowCount() == count
    window.go_to(window.assignments)
    settle(window)
    assert window.assignments.assignments.model.rowCount() == 1
    assert window.assignments.shortages.model.rowCount() == 3
    assert window.assignments.cards.missing.figure.text() == "5"
    assert "1 tenus sur 6" in window.status.coverage.text()
    assert window.status.breaches.text() == "Aucune règle enfreinte"


def test_an_assignment_is_locked_unlocked_and_removed(
    window: MainWindow, workspace: Workspace, qtbot: QtBot, settle: Settle
) -> None:
    operation_id = filled(window, workspace, settle)
    plans.assign(workspace, operation_id, "000000", "N0", "guard")
    window.refresh()
    window.go_to(window.assignments)
    settle(window)
    page = window.assignments
    page.assignments.table.selectRow(0)
    click(page.lock_button)
    settle(window)
    assert [row.locked for row in plans.load_snapshot(workspace, operation_id).plan.assignments] == [True]
    assert not page.lock_button.isEnabled()
    click(page.unlock_button)
    settle(window)
    assert [row.locked for row in plans.load_snapshot(workspace, operation_id).plan.assignments] == [False]
    page.remove()
    (box,) = [box for box in window.findChildren(QMessageBox) if box.isVisible()]
    (chosen,) = [button for button in box.findChildren(QPushButton) if button.text() == "Retirer"]
    chosen.click()
    settle(window)
    assert plans.load_snapshot(workspace, operation_id).plan.assignments == ()


def test_the_filter_takes_the_keyboard_and_shows_what_it_leaves(
    window: MainWindow, workspace: Workspace, qtbot: QtBot, settle: Settle
) -> None:
    filled(window, workspace, settle)
    window.go_to(window.agents)
    settle(window)
    press(window, Qt.Key.Key_F, CONTROL)
    records = window.agents.records
    assert records.filter_box.hasFocus()
    write(records.filter_box, "AGENT1 zoe")
    assert (records.model.rowCount(), records.count.text()) == (1, "1 sur 3 agents")
    press(records.filter_box, Qt.Key.Key_Down)
    assert records.table.hasFocus()
    assert [agent.last_name for agent in records.selected()] == ["Agent1"]
    write(records.filter_box, "x")
    assert records.no_match.isVisible()
    press(records.filter_box, Qt.Key.Key_Escape)
    assert records.model.rowCount() == 3
    assert records.table.isVisible()


def test_the_selection_stays_through_a_refresh(
    window: MainWindow, workspace: Workspace, qtbot: QtBot, settle: Settle
) -> None:
    filled(window, workspace, settle)
    window.go_to(window.agents)
    settle(window)
    window.agents.records.table.selectRow(1)
    window.refresh()
    settle(window)
    assert [agent.last_name for agent in window.agents.records.selected()] == ["Agent1"]


def test_the_window_comes_back_where_it_was(
    workspace: Workspace, settings: QSettings, qtbot: QtBot, settle: Settle
) -> None:
    first = MainWindow(workspace, settings)
    first.show()
    first.resize(1100, 700)
    first.go_to(first.sites)
    settle(first)
    first.close()
    second = MainWindow(workspace, settings)
    second.show()
    settle(second)
    assert second.page is second.places
    assert second.places.part is second.sites
    assert second.height() == 700  # the offscreen platform's screen is narrower than the window
    second.close()
    for window in (first, second):
        window.deleteLater()


def test_closing_while_something_is_written_asks_and_then_stops(
    window: MainWindow, qtbot: QtBot, settle: Settle
) -> None:
    started = threading.Event()

    def work(control: Control) -> Changes:
        started.set()
        while not control.stop_requested():
            threading.Event().wait(0.01)
        return Changes()

    window.desk.background.run(Job(owner=window, function=work, changes=lambda changes: changes))
    started.wait()
    window.close()
    assert window.isVisible()
    (box,) = [box for box in window.findChildren(QMessageBox) if box.isVisible()]
    (chosen,) = [button for button in box.findChildren(QPushButton) if button.text() == "Arrêter et fermer"]
    chosen.click()
    qtbot.waitUntil(lambda: not window.isVisible())
    assert not window.desk.background.busy


def test_an_import_reports_each_refused_row_with_its_line(
    window: MainWindow, workspace: Workspace, qtbot: QtBot, settle: Settle, tmp_path: Path
) -> None:
    file = tmp_path / "effectif.csv"
    file.write_text("matricule;nom;prénom;corps\n0001;Martin;Élise;PM\n;SansMatricule;Zoé;PM\n", encoding="utf-8")
    window.go_to(window.agents)
    dialog = imported(window, qtbot, file)
    settle(window)
    faults = dialog.report.faults.model
    lines = [faults.index(row, FaultColumn.LINE).data() for row in range(faults.rowCount())]
    assert "3" in lines
    assert window.agents.records.model.rowCount() == 1
    assert any("refusées" in label.text() for label in dialog.findChildren(QLabel))
    dialog.accept()


def test_a_file_that_is_no_table_gives_one_sentence(
    window: MainWindow, qtbot: QtBot, settle: Settle, tmp_path: Path
) -> None:
    file = tmp_path / "points.csv"
    file.write_bytes(b"%PDF-1.7\n" + bytes(range(256)))
    assistant = opened(window, qtbot, file)
    sentence = assistant.unreadable.text
    assert "PDF" in sentence.text()
    assert sentence.isVisible()
    assert sentence.textFormat() == Qt.TextFormat.PlainText
    assert not window.findChildren(QMessageBox)
    assistant.reject()


def test_the_map_is_written_where_asked(
    window: MainWindow, workspace: Workspace, qtbot: QtBot, settle: Settle, tmp_path: Path
) -> None:
    filled(window, workspace, settle)
    window.commands.export_map(tmp_path / "carte.html")
    settle(window)
    assert (tmp_path / "carte.html").stat().st_size > 10_000
    for box in window.findChildren(QMessageBox):
        box.close()


def test_the_demonstration_fills_an_empty_database(window: MainWindow, qtbot: QtBot, settle: Settle) -> None:
    click(window.operations.demonstration_button)
    settle(window)
    assert window.operations.records.model.rowCount() == 1
    assert window.desk.snapshot is not None
    assert len(window.desk.snapshot.agents) == 463
    assert window.header.chooser.currentIndex() == 0


def test_a_change_of_theme_repaints_the_icons_at_once(
    window: MainWindow, qapp: QApplication, settle: Settle, qtbot: QtBot
) -> None:
    def pictures() -> list[QImage]:
        icons = (window.sidebar.item(0).icon(), window.header.printing.icon(), window.agents.edit_button.icon())
        return [icon.pixmap(20, 20).toImage() for icon in icons]

    light = pictures()
    try:
        apply_theme(qapp, DARK)
        qtbot.wait(10)
        assert all(before != after for before, after in zip(light, pictures(), strict=True))
    finally:
        apply_theme(qapp, LIGHT)
    qtbot.wait(10)
    assert light == pictures()


def test_the_window_fits_a_small_screen_at_200_percent_whatever_the_names(
    window: MainWindow, workspace: Workspace, settle: Settle
) -> None:
    operation_id = filled(window, workspace, settle)
    operation = operations.find_operation(workspace, "TEST")
    assert operation.id == operation_id
    operations.save_operation(
        workspace, replace(operation, name="Dispositif <script> " + "É" * 150, last_day=DAY + timedelta(days=9))
    )
    window.refresh()
    settle(window)
    least = window.minimumSizeHint()
    assert least.width() <= 960
    assert least.height() <= 540
    window.resize(960, 540)
    assert not window.header.dates.isVisible()
    window.resize(1280, 800)
    assert window.header.dates.isVisible()
