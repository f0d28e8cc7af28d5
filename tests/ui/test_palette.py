"""The command palette: everything is found by a few letters, done by Enter, and greyed with its reason."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from otp_desktop.domain.changes import Changes, Kind
from otp_desktop.services.workspace import Workspace
from otp_desktop.ui.dialogs.unit_form import UnitForm
from otp_desktop.ui.main_window import MainWindow
from otp_desktop.ui.models.palette import PaletteItem, palette_item, search
from tests.ui.conftest import Settle
from tests.ui.hands import CONTROL, press, write
from tests.ui.records import fill
from tests.ui.test_accessibility import nameless, rich_labels


def items(*texts: str) -> list[PaletteItem]:
    return [palette_item(text, text, lambda: None) for text in texts]


def opened(window: MainWindow, workspace: Workspace, settle: Settle) -> None:
    fill(workspace)
    window.refresh()
    settle(window)
    press(window, Qt.Key.Key_K, CONTROL)
    settle(window)


def shown(window: MainWindow) -> list[str]:
    model = window.palette_box.model
    return [model.item_at(place).text for place in range(model.rowCount())]


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("ecole", "École Wurtz"),
        ("wurtz eco", "École Wurtz"),
        ("imp agents", "Importer des agents"),
        ("ipag", "Importer des agents"),
        ("theme", "Thème sombre"),
    ],
)
def test_a_few_letters_find_whatever_accents_and_order(query: str, first: str) -> None:
    found = search(items("Thème sombre", "Importer des agents", "École Wurtz", "Quitter"), query)
    assert found[0].text == first


def test_the_nearest_comes_first_and_among_equals_what_was_used_lately() -> None:
    offered = items("Réimprimer", "Imprimer", "Grande imprimerie", "Imprimante")
    texts = [item.text for item in search(offered, "impr")]
    assert texts == ["Imprimer", "Imprimante", "Grande imprimerie", "Réimprimer"]
    assert search(offered, "impr", recent=("Imprimante",))[0].text == "Imprimante"
    assert search(offered, "", recent=("Grande imprimerie",))[0].text == "Grande imprimerie"
    assert search(offered, "zzz") == []


def test_ctrl_k_opens_and_escape_gives_the_keyboard_back(
    window: MainWindow, workspace: Workspace, settle: Settle
) -> None:
    window.go_to(window.agents)
    window.agents.records.filter_box.setFocus()
    opened(window, workspace, settle)
    palette = window.palette_box
    assert palette.isVisible()
    assert palette.box.hasFocus()
    assert nameless(palette) == []
    assert rich_labels(palette) == []
    press(palette.box, Qt.Key.Key_Escape)
    assert not palette.isVisible()
    assert window.agents.records.filter_box.hasFocus()


def test_an_agent_is_found_by_number_and_shown_in_the_list(
    window: MainWindow, workspace: Workspace, settle: Settle
) -> None:
    opened(window, workspace, settle)
    write(window.palette_box.box, "000002")
    assert "AGENT2" in shown(window)[0]
    press(window.palette_box.box, Qt.Key.Key_Return)
    settle(window)
    assert window.agents.isVisible()
    assert [agent.staff_number for agent in window.agents.records.selected()] == ["000002"]


def test_a_page_and_a_form_of_another_page_are_reached(
    window: MainWindow, workspace: Workspace, settle: Settle, qtbot: QtBot
) -> None:
    opened(window, workspace, settle)
    write(window.palette_box.box, "controle")
    press(window.palette_box.box, Qt.Key.Key_Return)
    assert window.control.isVisible()
    window.palette_box.open()
    write(window.palette_box.box, "nouvelle unite")
    press(window.palette_box.box, Qt.Key.Key_Return)
    settle(window)
    assert window.units.isVisible()
    form = QApplication.activeModalWidget()
    assert isinstance(form, UnitForm)
    form.close()


def test_what_cannot_be_done_says_why_and_does_nothing(window: MainWindow, settle: Settle) -> None:
    window.palette_box.open()
    settle(window)
    write(window.palette_box.box, "optimiser")
    palette = window.palette_box
    assert "opération" in palette.model.reason_at(0)
    assert palette.foot.text() == palette.model.reason_at(0)
    assert palette.model.reason_at(0) in palette.box.accessibleDescription()
    press(palette.box, Qt.Key.Key_Return)
    assert palette.isVisible()


def test_arrows_choose_and_what_was_run_comes_first_next_time(
    window: MainWindow, workspace: Workspace, settle: Settle
) -> None:
    opened(window, workspace, settle)
    palette = window.palette_box
    write(palette.box, "actualiser")
    press(palette.box, Qt.Key.Key_Return)
    settle(window)
    palette.open()
    assert shown(window)[0] == "Actualiser"
    press(palette.box, Qt.Key.Key_Down)
    press(palette.box, Qt.Key.Key_Down)
    press(palette.box, Qt.Key.Key_Up)
    assert palette.table.currentIndex().row() == 1
    write(palette.box, "zzzz")
    assert palette.foot.text() == "Rien ne porte ce nom."


def test_a_record_made_meanwhile_is_found(window: MainWindow, workspace: Workspace, settle: Settle) -> None:
    window.palette_box.open()
    settle(window)
    window.palette_box.close_up()
    window.desk.background.write(window, lambda: fill_and_tell(workspace))
    settle(window)
    window.palette_box.open()
    settle(window)
    write(window.palette_box.box, "agent1")
    assert any("AGENT1" in text for text in shown(window))


def fill_and_tell(workspace: Workspace) -> Changes:
    fill(workspace)
    return Changes.of(Kind.AGENT, 1)
