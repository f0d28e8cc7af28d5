"""Undo and redo from the menu and the keyboard, by name, one's own gestures only."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from otp_desktop.db import Database
from otp_desktop.services import demonstration, force
from otp_desktop.services.undo_history import Done, UndoHistory
from otp_desktop.services.workspace import Workspace
from otp_desktop.texts import sentence
from otp_desktop.ui.entries import Entry
from otp_desktop.ui.main_window import MainWindow
from tests.services.contents import contents
from tests.ui.conftest import Settle
from tests.ui.hands import CONTROL, press
from tests.ui.importing.walk import imported
from tests.ui.records import UNIT

SHIFT = Qt.KeyboardModifier.ShiftModifier


def store(window: MainWindow, settle: Settle, name: str) -> None:
    """As a form does it."""
    desk = window.desk
    stored = next((unit for unit in force.list_units(desk.workspace)), UNIT)
    desk.background.write(desk, lambda: force.save_unit(desk.workspace, replace(stored, name=name)))
    settle(window)


def undo_and_redo(window: MainWindow) -> tuple[Entry, Entry]:
    items = [item for item in window.menus[1].items if isinstance(item, Entry)]
    return items[0], items[1]


def names(workspace: Workspace) -> list[str]:
    return [unit.name for unit in force.list_units(workspace)]


@pytest.fixture
def colleague(workspace: Workspace) -> Iterator[Workspace]:
    database = Database.open(workspace.location, person="chef.martin")
    yield Workspace(database)
    database.close()


def test_the_keyboard_undoes_and_redoes_by_name(window: MainWindow, workspace: Workspace, settle: Settle) -> None:
    settle(window)
    undo, redo = undo_and_redo(window)
    assert (undo.name, bool(undo.why_not()), redo.name, bool(redo.why_not())) == ("Annuler", True, "Rétablir", True)
    store(window, settle, "Le 13e")
    store(window, settle, "Le treizième")
    assert undo_and_redo(window)[0].name == f"Annuler\u00a0: Unité {UNIT.code}"
    press(window, Qt.Key.Key_Z, CONTROL)
    settle(window)
    assert names(workspace) == ["Le 13e"]
    press(window, Qt.Key.Key_Z, CONTROL)
    settle(window)
    assert names(workspace) == []
    press(window, Qt.Key.Key_Y, CONTROL)
    settle(window)
    press(window, Qt.Key.Key_Z, CONTROL | SHIFT)
    settle(window)
    assert names(workspace) == ["Le treizième"]
    assert undo_and_redo(window)[1].why_not()
    press(window, Qt.Key.Key_Z, CONTROL)
    settle(window)
    store(window, settle, "Autre chose")
    assert undo_and_redo(window)[1].why_not(), "what was undone is gone once something new is done"


def test_the_demonstration_and_an_import_are_undone_in_one_step_each(
    window: MainWindow, workspace: Workspace, settle: Settle, qtbot: QtBot, tmp_path: Path
) -> None:
    settle(window)
    empty = contents(workspace)
    window.commands.create_demonstration()
    settle(window)
    assert len(force.list_agents(workspace)) == 463
    roll = tmp_path / "R&D.csv"
    roll.write_text("matricule;nom;unité\nX1;Nouveau;DT99\n", "utf-8")
    imported(window, qtbot, roll).reject()
    settle(window)
    assert undo_and_redo(window)[0].name == "Annuler\u00a0: Import du fichier R&D.csv"
    for _each in range(2):
        window.desk.gestures.undo()
        settle(window)
    assert contents(workspace) == empty
    assert window.desk.operation is None
    assert undo_and_redo(window)[1].name == "Rétablir\u00a0: Démonstration"
    window.desk.gestures.redo()
    settle(window)
    assert window.desk.operation is not None
    assert window.desk.operation.code == demonstration.CODE


def test_a_refused_undo_says_why_and_leaves_the_way_to_earlier_ones(
    window: MainWindow, workspace: Workspace, colleague: Workspace, settle: Settle, qtbot: QtBot
) -> None:
    settle(window)
    desk = window.desk
    desk.background.write(desk, lambda: force.save_unit(workspace, replace(UNIT, code="DT1", name="Premier")))
    settle(window)
    desk.background.write(desk, lambda: force.save_unit(workspace, replace(UNIT, code="DT2", name="Second")))
    settle(window)
    theirs = next(unit for unit in force.list_units(colleague) if unit.code == "DT2")
    force.save_unit(colleague, replace(theirs, name="Deuxième"))
    desk.gestures.undo()
    settle(window)
    (box,) = [box for box in window.findChildren(QMessageBox) if box.isVisible()]
    assert "chef.martin" in box.text()
    box.close()
    assert undo_and_redo(window)[0].name == "Annuler\u00a0: Unité DT1"
    desk.gestures.undo()
    settle(window)
    assert names(workspace) == ["Deuxième"]


def test_the_history_keeps_its_depth_and_forgets_what_cannot_be_undone() -> None:
    history = UndoHistory()
    for gesture in range(1, 300):
        history.add(Done(gesture, sentence("Unit {code}", code=gesture)))
    top = history.next_undo
    assert top is not None
    history.undone(top, by=300)
    assert history.next_redo == Done(300, top.name)
    history.drop(Done(300, top.name))
    assert history.next_redo is None
    steps = 0
    while history.next_undo is not None:
        history.undone(history.next_undo, by=1000 + steps)
        steps += 1
    assert steps == 199
