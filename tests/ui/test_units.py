"""Units and their bases, from an empty page to the sentence of the optimise dialog."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from otp_desktop.domain.force import Agent, Unit
from otp_desktop.domain.places import Position
from otp_desktop.services import force
from otp_desktop.services.workspace import Workspace
from otp_desktop.ui.dialogs.optimise_dialog import OptimiseDialog
from otp_desktop.ui.dialogs.unit_form import UnitForm
from otp_desktop.ui.main_window import MainWindow
from otp_desktop.ui.models.units import UnitColumn
from tests.ui.conftest import Settle
from tests.ui.hands import CONTROL, press, type_in
from tests.ui.importing.walk import imported
from tests.ui.records import UNIT, fill
from tests.ui.test_forms import agree, fault_of, opened_form, save


def shown(window: MainWindow, settle: Settle, column: UnitColumn) -> list[str]:
    settle(window)
    model = window.units.records.model
    return [str(model.index(row, column).data()) for row in range(model.rowCount())]


def form_of(window: MainWindow, qtbot: QtBot) -> UnitForm:
    form = opened_form(window, qtbot, UnitForm)
    assert isinstance(form, UnitForm)
    return form


def test_a_unit_is_added_with_its_base_by_typing(
    window: MainWindow, workspace: Workspace, qtbot: QtBot, settle: Settle
) -> None:
    window.go_to(window.units)
    settle(window)
    press(window, Qt.Key.Key_N, CONTROL)
    form = form_of(window, qtbot)
    type_in(form.code, "DT13")
    type_in(form.name, "Division <b> territoriale")
    type_in(form.position.latitude, "48.83, 2.36")
    save(form, qtbot)
    assert shown(window, settle, UnitColumn.BASE) == ["48.83000, 2.36000"]
    (unit,) = force.list_units(workspace)
    assert (unit.code, unit.name, unit.position) == ("DT13", "Division <b> territoriale", Position(48.83, 2.36))


def test_a_unit_of_a_roll_gets_its_base_and_the_page_follows(
    window: MainWindow, workspace: Workspace, qtbot: QtBot, settle: Settle
) -> None:
    force.save_unit(workspace, replace(UNIT, position=None))
    force.save_agent(workspace, Agent(staff_number="1", last_name="A", unit=UNIT.code))
    window.go_to(window.units)
    assert shown(window, settle, UnitColumn.BASE) == ["Sans base"]
    assert shown(window, settle, UnitColumn.AGENTS) == ["1"]
    window.units.records.table.selectRow(0)
    window.units.edit()
    form = form_of(window, qtbot)
    type_in(form.position.latitude, "48.83")
    type_in(form.position.longitude, "2,36")
    save(form, qtbot)
    assert shown(window, settle, UnitColumn.BASE) == ["48.83000, 2.36000"]


def test_faults_stand_beside_their_fields(
    window: MainWindow, workspace: Workspace, qtbot: QtBot, settle: Settle
) -> None:
    force.save_unit(workspace, UNIT)
    window.go_to(window.units)
    settle(window)
    window.units.add()
    form = form_of(window, qtbot)
    type_in(form.position.latitude, "2.36, 48.83")
    save(form, qtbot)
    assert fault_of(form, "code") and fault_of(form, "name")
    assert "inversées" in fault_of(form, "position")
    type_in(form.code, UNIT.code.lower())
    type_in(form.name, "Autre")
    type_in(form.position.latitude, "48.83, 2.36")
    type_in(form.position.longitude, "")
    save(form, qtbot)
    qtbot.waitUntil(lambda: UNIT.code.lower() in fault_of(form, "code"))
    assert not fault_of(form, "position")
    assert len(force.list_units(workspace)) == 1
    form.done(0)


def test_a_unit_without_agents_is_deleted(
    window: MainWindow, workspace: Workspace, qtbot: QtBot, settle: Settle
) -> None:
    fill(workspace)
    force.save_unit(workspace, Unit(code="VIDE", name="Unité vide"))
    window.go_to(window.units)
    assert shown(window, settle, UnitColumn.CODE) == ["DT13", "VIDE"]
    window.units.records.table.selectRow(1)
    window.units.remove()
    agree(window, qtbot, "Supprimer")
    assert shown(window, settle, UnitColumn.CODE) == ["DT13"]


def test_a_file_of_units_fills_the_page(window: MainWindow, qtbot: QtBot, settle: Settle, tmp_path: Path) -> None:
    window.go_to(window.units)
    settle(window)
    file = tmp_path / "unités.csv"
    file.write_text("Code;Nom;Latitude;Longitude\nDT13;DT 13e;48.83;2.36\nDT2;DT 2e;;\n", encoding="utf-8")
    assistant = imported(window, qtbot, file)
    assert shown(window, settle, UnitColumn.BASE) == ["48.83000, 2.36000", "Sans base"]
    assert assistant.report.faults.model.rowCount() == 1
    assistant.reject()


def test_optimise_says_that_travel_is_not_counted_where_a_base_is_missing(
    window: MainWindow, workspace: Workspace, settle: Settle
) -> None:
    fill(workspace)
    window.refresh()
    settle(window)
    assert _warning(window) == ""
    (unit,) = force.list_units(workspace)
    force.save_unit(workspace, replace(unit, position=None))
    window.refresh()
    settle(window)
    assert _warning(window) == "1 unité n’a pas de base : le trajet de ses agents compte pour 0 km."


def _warning(window: MainWindow) -> str:
    """What the optimise dialog shows under the choice of the time."""
    window.commands.optimise()
    (dialog,) = [dialog for dialog in window.findChildren(OptimiseDialog) if dialog.isVisible()]
    text = dialog.warning.text() if dialog.warning.isVisible() else ""
    dialog.reject()
    return text
