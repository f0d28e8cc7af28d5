"""Documents looked at in the window: pages, contents, search, scale, and back."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from otp_desktop.domain.force import Unit
from otp_desktop.domain.sheet_codes import sheet_code
from otp_desktop.services import force, plans
from otp_desktop.services.versions import publish_plan
from otp_desktop.services.workspace import Workspace
from otp_desktop.ui.main_window import MainWindow
from otp_desktop.ui.preview.preview import Preview
from otp_desktop.ui.preview.print_run import DUPLEX
from tests.ui.conftest import Settle
from tests.ui.hands import click, press, type_in, write
from tests.ui.records import fill
from tests.ui.test_accessibility import nameless, rich_labels

AGENTS = 4
Look = Callable[..., Preview]


@pytest.fixture
def look(window: MainWindow, workspace: Workspace, settle: Settle, qtbot: QtBot) -> Look:
    """A published plan with a sheet for each of four agents, looked at from the printing page."""
    operation_id = fill(workspace, AGENTS, slots=2)
    for agent, need in enumerate(("N0", "N0", "N1", "N1")):
        plans.assign(workspace, operation_id, f"{agent:06d}", need, "guard")
    window.refresh()
    settle(window)
    window.go_to(window.printing)
    settle(window)

    def looked(*documents: str) -> Preview:
        choices = window.printing.choices.documents
        choices.tick(choices.model.choices, documents)
        click(window.printing.look_button)
        settle(window)
        preview = window.printing.preview
        assert preview is not None
        qtbot.waitUntil(lambda: preview.search._texts is not None)
        return preview

    return looked


def test_each_agent_is_a_page_with_a_picture_and_an_entry_of_the_contents(look: Look, qtbot: QtBot) -> None:
    preview = look("agent-sheets")
    assert preview.isVisible() and preview.document is not None
    assert preview.document.pageCount() == AGENTS == preview.thumbnails.thumbnails.rowCount()
    assert preview.pages.count.text() == "sur 4"
    assert [preview.headings.index(row, 0).data() for row in range(preview.headings.rowCount())] == [
        f"AGENT{rank} Zoé ({rank:06d})" for rank in range(AGENTS)
    ]
    pictures = preview.thumbnails.thumbnails
    qtbot.waitUntil(lambda: 0 in pictures._pictures, timeout=10_000)
    assert nameless(preview) == []
    assert rich_labels(preview) == []


def test_the_keyboard_turns_pages_and_the_number_leads_to_one(look: Look) -> None:
    preview = look("agent-sheets")
    press(preview.view, Qt.Key.Key_End)
    assert (preview.view.page, preview.pages.box.value()) == (3, 4)
    assert preview.thumbnails.currentIndex().row() == 3
    assert preview.view.accessibleDescription() == "Page 4 de 4"
    press(preview.view, Qt.Key.Key_Home)
    assert preview.view.page == 0
    type_in(preview.pages.box, "3")
    press(preview.pages.box, Qt.Key.Key_Return)
    assert preview.view.page == 2
    preview.thumbnails.setCurrentIndex(preview.thumbnails.thumbnails.index(1))
    assert preview.view.page == 1
    preview.contents.setCurrentIndex(preview.headings.index(3, 0))
    assert preview.view.page == 3


def test_words_lead_to_their_page_whatever_their_accents(look: Look, window: MainWindow) -> None:
    preview = look("agent-sheets")
    window.printing.focus_filter()
    write(preview.search.box, "matricule 000002")
    assert preview.view.page == 2
    assert preview.search.state.text() == "1 sur 1 page"
    assert preview.view.words.searchString() == "Matricule 000002"
    press(preview.search.box, Qt.Key.Key_Escape)
    write(preview.search.box, "EŜSAÏ")
    assert preview.search.state.text() == "1 sur 4 pages"
    press(preview.search.box, Qt.Key.Key_Return)
    assert preview.view.page == 1
    press(preview.search.box, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    press(preview.search.box, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert preview.view.page == 3
    write(preview.search.box, "xyz")
    assert preview.search.state.text() == "Rien trouvé"


def test_the_scale_follows_the_window_or_is_chosen(look: Look) -> None:
    preview = look("agent-sheets")
    assert preview.view.zoomMode() == QPdfView.ZoomMode.FitToWidth
    wide = preview.view.shown_factor
    click(preview.zoom.larger)
    assert preview.view.zoomFactor() == pytest.approx(wide * 1.25)
    assert preview.zoom.box.currentText().replace("\u00a0", " ").endswith(" %")
    preview.zoom.fit_page()
    assert preview.zoom.box.currentText() == "Page entière"
    assert preview.view.shown_factor < wide


def test_several_files_are_chosen_among_each_with_its_contents(look: Look, qtbot: QtBot) -> None:
    preview = look("agent-sheets", "sign-in")
    assert preview.files.count() == 2 and preview.files.isVisible()
    preview.files.setCurrentIndex(1)
    assert preview.shown is not None and preview.shown.file.parent.name == "sign-in"
    assert preview.shown.sheets is None
    qtbot.waitUntil(lambda: preview.headings.rowCount() == 1)
    QAbstractItemModelTester(preview.headings, QAbstractItemModelTester.FailureReportingMode.Fatal)
    day = preview.headings.index(0, 0)
    assert day.data() == "Lundi 7 septembre 2026"
    assert not preview.headings.parent(day).isValid()
    assert preview.headings.heading(day).page == 0


def test_each_sheet_is_a_front_in_a_file_of_one_unit_as_of_all(
    look: Look, window: MainWindow, workspace: Workspace, settle: Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[frozenset[int]] = []
    force.save_unit(workspace, Unit(code="DT14", name="Division territoriale 14e"))
    other = force.list_agents(workspace)[3]
    force.save_agent(workspace, replace(other, unit="DT14"))
    settle(window)
    window.refresh()
    settle(window)
    for one_file, starts in ((False, {0, 1, 2}), (True, {0, 1, 2, 3})):
        window.printing.choices.one_file.setChecked(one_file)
        preview = look("agent-sheets")
        monkeypatch.setattr(preview.runner, "start", lambda _file, starts, _pages: asked.append(starts))
        click(preview.print_button)
        assert asked[-1] == starts
        preview.close_up()


def test_going_back_leaves_no_private_file_behind(look: Look, window: MainWindow) -> None:
    preview = look("agent-sheets")
    assert preview.shown is not None
    file = preview.shown.file
    assert file.exists() and file.stat().st_mode & 0o077 == 0
    press(preview.view, Qt.Key.Key_Escape)
    assert not file.exists()
    assert not window.printing.looking and window.printing.choices.isVisible()


def test_the_systems_print_dialog_opens_and_without_a_printer_a_sentence_says_what_to_do(
    look: Look, window: MainWindow, settle: Settle, settings: QSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.setValue(DUPLEX, QPrinter.DuplexMode.DuplexLongSide.value)
    printers = ["Accueil"]
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", lambda: printers)
    look("agent-sheets")
    window.print()
    settle(window)
    (dialog,) = window.findChildren(QPrintDialog)
    assert dialog.isVisible() and dialog.isModal()
    assert (dialog.minPage(), dialog.maxPage()) == (1, AGENTS)
    dialog.reject()
    printers.clear()
    window.print()
    settle(window)
    (box,) = window.findChildren(QMessageBox)
    assert box.text() == "Aucune imprimante n’est installée sur ce poste."
    box.close()


def test_the_pages_go_to_the_printer_in_the_background(
    look: Look, window: MainWindow, settle: Settle, settings: QSettings, tmp_path: Path
) -> None:
    preview = look("agent-sheets")
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "paper.pdf"))
    assert preview.shown is not None
    preview.runner.print_on(printer, preview.shown.file, frozenset())
    settle(window)
    (box,) = window.findChildren(QMessageBox)
    assert box.text().startswith("4 pages ont été envoyées")
    assert (tmp_path / "paper.pdf").exists()
    box.close()


def test_what_changed_since_the_version_handed_out_is_shown_in_one_go(
    look: Look, window: MainWindow, workspace: Workspace, settle: Settle, qtbot: QtBot
) -> None:
    operation_id = window.desk.operation_id
    assert operation_id is not None
    assert window.printing.entries()[2].why_not()
    publish_plan(workspace, operation_id)
    old = plans.load_snapshot(workspace, operation_id, 1)
    plans.unassign(workspace, operation_id, [("000003", "N1")])
    publish_plan(workspace, operation_id)
    window.refresh()
    settle(window)
    window.printing.reload()
    settle(window)
    window.printing.reprint()
    settle(window)
    preview = window.printing.preview
    assert preview is not None and preview.isVisible()
    assert [printing.file.stem for printing in preview._files] == ["change-list"]
    qtbot.waitUntil(lambda: preview.search._texts is not None)
    assert any("AGENT3" in text.written for text in preview.search._texts or ())
    window.palette_box.open()
    write(window.palette_box.box, str(sheet_code(old, old.agent["000003"])))
    press(window.palette_box.box, Qt.Key.Key_Return)
    settle(window)
    assert window.printing.check.answer.text().startswith("Périmée")
    assert not window.printing.looking
    assert window.focusWidget() is window.printing.check.code_box
