"""Procedure cards in the window: the list, the form, and cards that come from files."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from otp_desktop.domain.sites import SiteKind
from otp_desktop.services.procedure_cards import list_cards, shipped_cards
from otp_desktop.services.workspace import Workspace
from otp_desktop.ui.dialogs.procedure_card_form import ProcedureCardForm
from otp_desktop.ui.dialogs.procedure_cards_dialog import ProcedureCardsDialog
from otp_desktop.ui.main_window import MainWindow
from tests.ui.conftest import Settle
from tests.ui.hands import click, type_in
from tests.ui.test_accessibility import nameless, rich_labels
from tests.ui.test_forms import agree, fault_of, opened_form


@pytest.fixture
def dialog(window: MainWindow, settle: Settle) -> ProcedureCardsDialog:
    window.commands.show_procedure_cards()
    settle(window)
    (opened,) = window.findChildren(ProcedureCardsDialog)
    assert isinstance(opened, ProcedureCardsDialog)
    return opened


def form_of(window: MainWindow, qtbot: QtBot) -> ProcedureCardForm:
    form = opened_form(window, qtbot, ProcedureCardForm)
    assert isinstance(form, ProcedureCardForm)
    return form


def titles(dialog: ProcedureCardsDialog) -> list[str]:
    return [dialog.list.item(row).text().partition("\n")[0] for row in range(dialog.list.count())]


def test_the_cards_of_the_program_are_listed_and_cannot_be_deleted(dialog: ProcedureCardsDialog) -> None:
    assert len(titles(dialog)) == len(shipped_cards())
    assert "Enfant perdu (du programme)" in titles(dialog)
    assert dialog.edit_button.isEnabled() and not dialog.remove_button.isEnabled()
    assert nameless(dialog) == [] and rich_labels(dialog) == []


def test_a_card_is_written_attached_and_deleted(
    dialog: ProcedureCardsDialog, window: MainWindow, workspace: Workspace, qtbot: QtBot, settle: Settle
) -> None:
    click(dialog.new_button)
    form = form_of(window, qtbot)
    assert nameless(form) == [] and rich_labels(form) == []
    click(form.save_button)
    assert fault_of(form, "title") and fault_of(form, "text")
    type_in(form.title, "Chien <b>errant")
    form.text.setPlainText("1. Ne pas courir.")
    form.missions.tick(form.missions.model.choices, ["site/school"])
    click(form.save_button)
    settle(window)
    (card,) = [card for card in list_cards(workspace) if card.id is not None]
    assert (card.title, card.text, card.templates) == ("Chien <b>errant", "1. Ne pas courir.", ())
    assert card.site_kinds == (SiteKind.SCHOOL,)
    row = titles(dialog).index("Chien <b>errant (la vôtre)")
    dialog.list.setCurrentRow(row)
    assert "Point école" in dialog.list.item(row).text()
    click(dialog.remove_button)
    agree(window, qtbot, "Supprimer")
    settle(window)
    assert len(list_cards(workspace)) == len(shipped_cards())


def test_a_changed_card_of_the_program_becomes_ones_own_until_undone(
    dialog: ProcedureCardsDialog, window: MainWindow, qtbot: QtBot, settle: Settle
) -> None:
    dialog.list.setCurrentRow(titles(dialog).index("Forte chaleur (du programme)"))
    click(dialog.edit_button)
    form = form_of(window, qtbot)
    type_in(form.title, "Canicule")
    click(form.save_button)
    settle(window)
    assert "Canicule (la vôtre)" in titles(dialog) and "Forte chaleur (du programme)" not in titles(dialog)
    window.desk.gestures.undo()
    settle(window)
    assert "Forte chaleur (du programme)" in titles(dialog)


def test_a_file_opens_in_the_form_before_it_is_saved(
    dialog: ProcedureCardsDialog, window: MainWindow, workspace: Workspace, qtbot: QtBot, tmp_path: Path
) -> None:
    file = tmp_path / "fiche.md"
    file.write_text("# Inondation\n\n![x](http://a.b)\n", "utf-8")
    click(dialog.import_button)
    (chooser,) = dialog.findChildren(QFileDialog)
    chooser.fileSelected.emit(str(file))
    chooser.reject()
    form = form_of(window, qtbot)
    assert (form.title.text(), form.text.toPlainText()) == ("Inondation", "![x](http://a.b)")
    assert all(card.id is None for card in list_cards(workspace))
