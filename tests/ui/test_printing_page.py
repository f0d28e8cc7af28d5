"""The printing page: what is ticked is what is written."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from otp_desktop.domain.sheet_codes import sheet_code
from otp_desktop.services import plans
from otp_desktop.services.versions import publish_plan
from otp_desktop.services.workspace import Workspace
from otp_desktop.ui.main_window import MainWindow
from otp_desktop.ui.print_memory import FOLDER
from otp_desktop.ui.widgets.check_list import CheckList, Choice
from otp_desktop.ui.widgets.scope_choice import ScopeTab
from tests.ui.conftest import Settle
from tests.ui.hands import CONTROL, click, press, write
from tests.ui.records import fill


def opened(window: MainWindow, workspace: Workspace, settle: Settle, folder: Path) -> None:
    operation_id = fill(workspace)
    plans.assign(workspace, operation_id, "000000", "N0", "guard")
    window.refresh()
    settle(window)
    window.go_to(window.printing)
    settle(window)
    window.printing.folder_box.setText(str(folder))


def untick(window: MainWindow, tab: ScopeTab) -> None:
    choices = window.printing.choices.scope.lists[tab]
    window.printing.choices.scope.setCurrentWidget(choices)
    click(choices.all)


def written(folder: Path) -> list[str]:
    return sorted(file.relative_to(folder).as_posix() for file in folder.rglob("*.pdf"))


def test_all_sheets_are_written_privately_and_listed(
    window: MainWindow, workspace: Workspace, settle: Settle, tmp_path: Path
) -> None:
    opened(window, workspace, settle, tmp_path / "out")
    click(window.printing.save_button)
    settle(window)
    assert written(tmp_path / "out") == [
        "TEST/agents/DT13.pdf",
        "TEST/chief-list.pdf",
        "TEST/dossier.pdf",
        "TEST/legal-control.pdf",
        "TEST/not-held.pdf",
        "TEST/organisation-chart.pdf",
        "TEST/procedure-cards.pdf",
        "TEST/service-bulletins/DT13.pdf",
        "TEST/sign-in/DT13.pdf",
        "TEST/sites/E13-07.pdf",
        "TEST/units/DT13.pdf",
    ]
    assert all(file.stat().st_mode & 0o077 == 0 for file in (tmp_path / "out").rglob("*.pdf"))
    assert window.printing.files.model.total == len(written(tmp_path / "out"))
    assert window.settings.value(FOLDER) == str(tmp_path / "out")


def test_only_what_is_ticked_is_written(
    window: MainWindow, workspace: Workspace, settle: Settle, tmp_path: Path
) -> None:
    opened(window, workspace, settle, tmp_path / "out")
    untick(window, ScopeTab.UNITS)
    choices = window.printing.choices.documents.model
    choices.tick(choices.choices, {"agent-sheets", "site-sheet"})
    click(window.printing.save_button)
    settle(window)
    assert written(tmp_path / "out") == ["TEST/sites/E13-07.pdf"]
    untick(window, ScopeTab.SITES)
    assert not window.printing.save_button.isEnabled()
    assert window.printing.why_not() == "Pour ces documents, cochez au moins une unité ou un point."
    choices.tick(choices.choices, ())
    assert window.printing.why_not() == "Cochez au moins un document."


def test_a_file_is_opened_with_the_systems_own_program(
    window: MainWindow, workspace: Workspace, settle: Settle, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def open_url(url: QUrl) -> bool:
        asked.append(Path(url.toLocalFile()).name)
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
    opened(window, workspace, settle, tmp_path / "out")
    click(window.printing.save_button)
    settle(window)
    click(window.printing.open_button)
    click(window.printing.open_folder_button)
    assert len(asked) == 2
    assert asked[0].endswith(".pdf")


def test_a_folder_that_cannot_be_written_is_said_in_words(
    window: MainWindow, workspace: Workspace, settle: Settle, tmp_path: Path, qtbot: QtBot
) -> None:
    (tmp_path / "out").write_text("a file, not a folder", encoding="utf-8")
    opened(window, workspace, settle, tmp_path / "out")
    click(window.printing.save_button)
    qtbot.waitUntil(lambda: bool(window.findChildren(QMessageBox)), timeout=10_000)
    settle(window)
    (box,) = window.findChildren(QMessageBox)
    assert box.icon() == QMessageBox.Icon.Warning
    assert "out" in box.text()
    box.close()


def test_only_the_sheets_changed_since_a_published_version_are_written(
    window: MainWindow, workspace: Workspace, settle: Settle, tmp_path: Path
) -> None:
    opened(window, workspace, settle, tmp_path / "out")
    versions = window.printing.choices.versions
    assert (versions.number, versions.since) == (0, 0)
    operation = window.desk.operation
    assert operation is not None and operation.id is not None
    publish_plan(workspace, operation.id)
    window.refresh()
    settle(window)
    assert versions.number == 1
    versions.since_box.setCurrentIndex(versions.since_box.findData(1))
    click(window.printing.save_button)
    settle(window)
    files = written(tmp_path / "out")
    assert "TEST/change-list.pdf" in files and "TEST/agents/DT13.pdf" not in files
    assert "TEST/units/DT13.pdf" in files


def test_the_code_of_a_sheet_is_answered_in_words(
    window: MainWindow, workspace: Workspace, settle: Settle, tmp_path: Path
) -> None:
    opened(window, workspace, settle, tmp_path / "out")
    snapshot = window.desk.snapshot
    assert snapshot is not None and snapshot.operation.id is not None
    code, check = str(sheet_code(snapshot, snapshot.agent["000000"])), window.printing.check
    assert not check.check_button.isEnabled()
    write(check.code_box, code.lower())
    press(check.code_box, Qt.Key.Key_Return)
    settle(window)
    assert check.answer.text().startswith("À jour")
    plans.unassign(workspace, snapshot.operation.id, [("000000", "N0")])
    click(check.check_button)
    settle(window)
    assert check.answer.text().startswith("Périmée")
    write(check.code_box, "1-2-3")
    press(check.code_box, Qt.Key.Key_Return)
    settle(window)
    assert "n’est pas le code d’une fiche" in check.answer.text()


def test_a_reader_finds_the_place_ready_from_anywhere_and_again_for_the_next_sheet(
    window: MainWindow, workspace: Workspace, settle: Settle, tmp_path: Path
) -> None:
    opened(window, workspace, settle, tmp_path / "out")
    snapshot, check = window.desk.snapshot, window.printing.check
    assert snapshot is not None
    window.go_to(window.agents)
    press(window, Qt.Key.Key_K, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    for number in ("000000", "000001"):
        focused = window.focusWidget()
        assert focused is check.code_box
        write(focused, str(sheet_code(snapshot, snapshot.agent[number])))
        press(focused, Qt.Key.Key_Return)
        settle(window)
        assert number in check.answer.text()


def test_the_box_for_all_follows_the_filter(qtbot: QtBot) -> None:
    choices = CheckList("Unités")
    qtbot.addWidget(choices)
    choices.show_choices([Choice("a", "École A"), Choice("b", "Écluse B"), Choice("c", "Mairie")])
    assert choices.ticked == {"a", "b", "c"}
    write(choices.filter_box, "ecl")
    choices.all.click()
    assert choices.ticked == {"a", "c"}
    choices.filter_box.clear()
    assert choices.all.checkState() == Qt.CheckState.PartiallyChecked
    assert choices.count.text() == "2 sur 3"
    choices.all.click()
    assert choices.ticked == {"a", "b", "c"}
    choices.show_choices([Choice("b", "Écluse B"), Choice("d", "Neuf")])
    assert choices.ticked == {"b", "d"}
