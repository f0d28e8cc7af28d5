"""The program around its window: languages, themes, databases, first steps."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from otp_desktop.domain.changes import Changes
from otp_desktop.services import force
from otp_desktop.services import workspace as workspaces
from otp_desktop.services.workspace import open_workspace
from otp_desktop.texts import current_language
from otp_desktop.ui.application import ApplicationLook
from otp_desktop.ui.background import Control, Job
from otp_desktop.ui.database_files import take_new_file
from otp_desktop.ui.dialogs.agent_form import AgentForm
from otp_desktop.ui.main_window import MainWindow
from otp_desktop.ui.program import Program
from otp_desktop.ui.recent import recent_databases, remember_database
from otp_desktop.ui.start_window import StartWindow
from otp_desktop.ui.theme import DARK, LIGHT, ThemeChoice, current_theme
from tests.ui.conftest import Settle
from tests.ui.hands import click
from tests.ui.records import fill


@pytest.fixture
def program(
    qapp: QApplication, settings: QSettings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> Iterator[Program]:
    monkeypatch.setattr(workspaces, "user_folder", lambda: tmp_path)
    made = Program(qapp, settings)
    yield made
    made.choose_theme(ThemeChoice.SYSTEM)
    if isinstance(made.window, MainWindow):
        window = made.window
        qtbot.waitUntil(lambda: not window.desk.background.busy, timeout=20_000)
    if made.window is not None:
        made.window.close()
        made.window.deleteLater()
    made.end()
    made.deleteLater()
    qtbot.wait(1)


def shown(program: Program) -> MainWindow:
    assert isinstance(program.window, MainWindow)
    return program.window


def started(program: Program) -> StartWindow:
    assert isinstance(program.window, StartWindow)
    return program.window


def filled(tmp_path: Path, name: str = "otp.sqlite") -> str:
    workspace = open_workspace(str(tmp_path / name))
    fill(workspace)
    workspace.close()
    return str(tmp_path / name)


def until(qtbot: QtBot, reached: Callable[[], bool]) -> None:
    qtbot.waitUntil(reached, timeout=20_000)


def test_another_language_keeps_page_filter_and_selection(
    program: Program, tmp_path: Path, qtbot: QtBot, settle: Settle
) -> None:
    program.start(filled(tmp_path))
    before = shown(program)
    settle(before)
    before.go_to(before.agents)
    settle(before)
    before.agents.records.filter_box.setText("agent")
    before.agents.records.table.selectRow(1)
    program.change_language("en")
    after = shown(program)
    settle(after)
    assert after is not before
    assert after.page is after.force
    assert after.force.title == "Force"
    assert after.agents.records.filter_box.text() == "agent"
    assert [agent.last_name for agent in after.agents.records.selected()] == ["Agent1"]
    assert after.desk.operation is not None
    assert not isValid(before)


def test_what_was_done_can_still_be_undone_in_another_language(
    program: Program, tmp_path: Path, settle: Settle
) -> None:
    program.start(filled(tmp_path))
    window = shown(program)
    settle(window)
    workspace = window.desk.workspace
    (unit,) = force.list_units(workspace)
    window.desk.background.write(window, lambda: force.save_unit(workspace, replace(unit, name="Autre nom")))
    settle(window)
    program.change_language("en")
    after = shown(program)
    settle(after)
    assert after.desk.gestures.why_no_undo() == ""
    after.desk.gestures.undo()
    settle(after)
    assert [found.name for found in force.list_units(workspace)] == [unit.name]


def test_the_first_steps_speak_the_language_chosen_there(program: Program) -> None:
    program.start()
    click(started(program).languages[0])
    assert started(program).new.text() == "New database…"


def test_the_language_is_remembered_unless_this_run_asks_for_another(
    program: Program, qapp: QApplication, settings: QSettings, tmp_path: Path, settle: Settle
) -> None:
    program.start(filled(tmp_path))
    settle(shown(program))
    program.change_language("en")
    settle(shown(program))
    Program(qapp, settings).deleteLater()
    assert current_language() == "en"


def test_a_language_cannot_change_under_an_open_form_or_a_write(
    program: Program, tmp_path: Path, qtbot: QtBot, settle: Settle
) -> None:
    program.start(filled(tmp_path))
    window = shown(program)
    settle(window)
    assert window.why_not_now() == ""
    window.go_to(window.agents)
    settle(window)
    window.agents.add()
    assert window.why_not_now() != ""
    form = QApplication.activeModalWidget()
    assert form is not None
    form.close()
    leave = threading.Event()

    def work(control: Control) -> Changes:
        leave.wait(10)
        return Changes()

    window.desk.background.run(Job(owner=window, function=work, changes=lambda changes: changes))
    assert window.why_not_now() != ""
    leave.set()
    settle(window)


def test_the_theme_asked_for_stands_and_comes_back(
    program: Program, qapp: QApplication, settings: QSettings, look: ApplicationLook
) -> None:
    program.choose_theme(ThemeChoice.DARK)
    assert current_theme() is DARK
    program.choose_theme(ThemeChoice.LIGHT)
    assert current_theme() is LIGHT
    Program(qapp, settings).deleteLater()
    assert look.theme_choice is ThemeChoice.LIGHT


def test_without_any_database_the_first_steps_are_shown(program: Program, qtbot: QtBot) -> None:
    program.start()
    window = started(program)
    assert window.isVisible()
    assert window.known == []


def test_the_demonstration_has_a_file_of_its_own(
    program: Program, tmp_path: Path, qtbot: QtBot, settle: Settle
) -> None:
    program.start()
    click(started(program).demonstration)
    until(qtbot, lambda: isinstance(program.window, MainWindow))
    window = shown(program)
    until(qtbot, lambda: window.desk.snapshot is not None)
    settle(window)
    assert window.desk.workspace.location == str(tmp_path / "demonstration.sqlite")
    assert window.desk.snapshot is not None
    assert len(window.desk.snapshot.agents) == 463


def test_the_last_database_is_opened_again(
    program: Program, settings: QSettings, tmp_path: Path, settle: Settle
) -> None:
    location = filled(tmp_path, "autre.sqlite")
    remember_database(settings, location)
    program.start()
    settle(shown(program))
    assert shown(program).desk.workspace.location == location


def test_a_last_database_that_cannot_be_opened_is_said_on_the_first_page(
    program: Program, settings: QSettings, tmp_path: Path
) -> None:
    broken = tmp_path / "abîmée.sqlite"
    broken.write_bytes(b"not a database" * 100)
    remember_database(settings, str(broken))
    program.start()
    assert "abîmée.sqlite" in started(program).fault


def test_opening_another_database_leaves_the_first_one_whole(
    program: Program, settings: QSettings, tmp_path: Path, qtbot: QtBot, settle: Settle
) -> None:
    first, second = filled(tmp_path), filled(tmp_path, "second.sqlite")
    program.start(first)
    settle(shown(program))
    shown(program).databaseWanted.emit(second)
    until(qtbot, lambda: shown(program).desk.workspace.location == second)
    settle(shown(program))
    assert [file.name for file in recent_databases(settings)] == ["second.sqlite", "otp.sqlite"]
    again = open_workspace(first)
    with again.unit_of_work() as work:
        assert len(work.agents.list()) == 3
    again.close()


def test_a_database_that_cannot_be_opened_leaves_the_one_in_hand(
    program: Program, tmp_path: Path, qtbot: QtBot, settle: Settle
) -> None:
    program.start(filled(tmp_path))
    window = shown(program)
    settle(window)
    broken = tmp_path / "autre.sqlite"
    broken.write_bytes(b"%PDF-1.7" * 100)
    window.databaseWanted.emit(str(broken))
    until(qtbot, lambda: bool(window.findChildren(QMessageBox)))
    (box,) = window.findChildren(QMessageBox)
    assert "autre.sqlite" in box.text()
    box.close()
    assert program.window is window


def test_a_form_opened_meanwhile_is_not_taken_away(
    program: Program, tmp_path: Path, qtbot: QtBot, settle: Settle
) -> None:
    program.start(filled(tmp_path))
    window = shown(program)
    settle(window)
    window.go_to(window.agents)
    settle(window)
    window.databaseWanted.emit(filled(tmp_path, "autre.sqlite"))
    window.agents.add()
    until(qtbot, lambda: bool(window.findChildren(QMessageBox)))
    (box,) = window.findChildren(QMessageBox)
    assert "autre base" in box.text()
    box.close()
    assert program.window is window
    for form in window.findChildren(AgentForm):
        form.close()


def test_a_new_database_never_takes_the_place_of_a_file(
    program: Program, tmp_path: Path, qtbot: QtBot, settle: Settle
) -> None:
    location = filled(tmp_path)
    program.start(location)
    window = shown(program)
    settle(window)
    taken: list[Path] = []
    take_new_file(window, Path(location), taken.append)
    take_new_file(window, tmp_path / "neuve.sqlite", taken.append)
    assert taken == [tmp_path / "neuve.sqlite"]
    (box,) = window.findChildren(QMessageBox)
    assert "otp.sqlite" in box.text()
    box.close()


def test_the_address_of_a_server_is_never_remembered(settings: QSettings, tmp_path: Path) -> None:
    remember_database(settings, "postgresql://planner:secret@server/otp")
    assert settings.allKeys() == []
    gone = tmp_path / "partie.sqlite"
    gone.touch()
    remember_database(settings, str(gone))
    gone.unlink()
    assert recent_databases(settings) == ()
