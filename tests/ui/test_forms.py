"""Forms, driven by typing as a user does."""

from datetime import date, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from otp_desktop.domain.force import Absence, Agent, HeldQualification
from otp_desktop.domain.places import Position
from otp_desktop.services import force, needs, operations, sites
from otp_desktop.services.workspace import Workspace
from otp_desktop.ui.dialogs.agent_form import AgentForm
from otp_desktop.ui.dialogs.need_form import NeedForm
from otp_desktop.ui.dialogs.operation_form import OperationForm
from otp_desktop.ui.dialogs.record_form import RecordForm
from otp_desktop.ui.dialogs.site_form import SiteForm
from otp_desktop.ui.main_window import MainWindow
from otp_desktop.ui.pages.list_page import ListPage
from tests.ui.conftest import Settle
from tests.ui.hands import CONTROL, click, press, type_in
from tests.ui.records import fill


def open_page(window: MainWindow, page: ListPage, settle: Settle) -> None:
    window.go_to(page)
    settle(window)


def opened_form(window: MainWindow, qtbot: QtBot, kind: type[RecordForm]) -> RecordForm:
    qtbot.waitUntil(lambda: any(form.isVisible() for form in window.findChildren(kind)))
    return next(form for form in window.findChildren(kind) if form.isVisible())


def fault_of(form: RecordForm, field: str) -> str:
    shown = form.fields[field].fault
    return shown.text() if shown.isVisible() else ""


def save(form: RecordForm, qtbot: QtBot) -> None:
    click(form.save_button)


def agree(window: MainWindow, qtbot: QtBot, text: str) -> None:
    """Presses the button of this text in the open question."""
    qtbot.waitUntil(lambda: any(box.isVisible() for box in window.findChildren(QMessageBox)))
    (box,) = [box for box in window.findChildren(QMessageBox) if box.isVisible()]
    (chosen,) = [button for button in box.findChildren(QPushButton) if button.text().replace("&", "") == text]
    click(chosen)


def test_an_agent_is_added_by_typing(window: MainWindow, workspace: Workspace, qtbot: QtBot, settle: Settle) -> None:
    open_page(window, window.agents, settle)
    press(window, Qt.Key.Key_N, CONTROL)
    form = opened_form(window, qtbot, AgentForm)
    assert isinstance(form, AgentForm)
    type_in(form.staff_number, "004512")
    type_in(form.last_name, "Dupré <b>")
    type_in(form.first_name, "Élise")
    type_in(form.position.latitude, "48.83, 2.36")
    click(form.absences.add_button)
    absence = form.absences.rows[0]
    type_in(absence.start, "2/9/2026 8h")
    type_in(absence.end, "3/9/2026 8:30")
    save(form, qtbot)
    settle(window)
    (agent,) = force.list_agents(workspace)
    assert (agent.staff_number, agent.last_name, agent.first_name) == ("004512", "Dupré <b>", "Élise")
    assert agent.position == Position(48.83, 2.36)
    assert agent.absences == (Absence(start=datetime(2026, 9, 2, 8), end=datetime(2026, 9, 3, 8, 30)),)
    assert window.agents.records.model.rowCount() == 1


def test_faults_stand_beside_their_fields_and_nothing_typed_is_lost(
    window: MainWindow, workspace: Workspace, qtbot: QtBot, settle: Settle
) -> None:
    open_page(window, window.agents, settle)
    window.agents.add()
    form = opened_form(window, qtbot, AgentForm)
    assert isinstance(form, AgentForm)
    type_in(form.first_name, "Élise")
    type_in(form.position.latitude, "95")
    click(form.absences.add_button)
    type_in(form.absences.rows[0].start, "hier")
    save(form, qtbot)
    assert fault_of(form, "staff_number") and fault_of(form, "last_name")
    assert "latitude" in fault_of(form, "position")
    assert "02/09/2026 8:05" in fault_of(form, "absences")
    assert not fault_of(form, "first_name")
    assert form.focusWidget() is form.staff_number
    assert form.isVisible() and form.first_name.text() == "Élise"
    assert force.list_agents(workspace) == ()
    form.done(0)


def test_a_staff_number_already_used_is_told_by_the_database_beside_its_field(
    window: MainWindow, workspace: Workspace, qtbot: QtBot, settle: Settle
) -> None:
    force.save_agent(workspace, Agent(staff_number="004512", last_name="Martin"))
    open_page(window, window.agents, settle)
    window.agents.add()
    form = opened_form(window, qtbot, AgentForm)
    assert isinstance(form, AgentForm)
    type_in(form.staff_number, "004512")
    type_in(form.last_name, "Durand")
    save(form, qtbot)
    qtbot.waitUntil(lambda: bool(fault_of(form, "staff_number")))
    assert "004512" in fault_of(form, "staff_number")
    assert len(force.list_agents(workspace)) == 1
    form.done(0)


def test_an_agent_is_changed_and_deleted(
    window: MainWindow, workspace: Workspace, qtbot: QtBot, settle: Settle
) -> None:
    force.save_agent(workspace, Agent(staff_number="004512", last_name="Martin"))
    open_page(window, window.agents, settle)
    window.refresh()
    settle(window)
    window.agents.records.table.selectRow(0)
    press(window, Qt.Key.Key_F2)
    form = opened_form(window, qtbot, AgentForm)
    assert isinstance(form, AgentForm)
    type_in(form.last_name, "Martinez")
    save(form, qtbot)
    settle(window)
    assert [agent.last_name for agent in force.list_agents(workspace)] == ["Martinez"]
    window.agents.records.table.selectRow(0)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.agents.records.table.setFocus()
    press(window, Qt.Key.Key_Delete)
    agree(window, qtbot, "Supprimer")
    settle(window)
    assert force.list_agents(workspace) == ()
    assert window.agents.records.empty.isVisible()


def test_a_colleagues_change_is_never_overwritten(
    window: MainWindow, workspace: Workspace, qtbot: QtBot, settle: Settle
) -> None:
    force.save_agent(workspace, Agent(staff_number="004512", last_name="Martin"))
    open_page(window, window.agents, settle)
    window.refresh()
    settle(window)
    window.agents.records.table.selectRow(0)
    window.agents.edit()
    form = opened_form(window, qtbot, AgentForm)
    assert isinstance(form, AgentForm)
    (stored,) = force.list_agents(workspace)
    force.save_agent(workspace, Agent(id=stored.id, version=stored.version, staff_number="004512", last_name="Durand"))
    type_in(form.last_name, "Martinez")
    save(form, qtbot)
    qtbot.waitUntil(lambda: any(box.isVisible() for box in form.findChildren(QMessageBox)))
    assert form.isVisible() and form.last_name.text() == "Martinez"
    assert [agent.last_name for agent in force.list_agents(workspace)] == ["Durand"]
    form.findChildren(QMessageBox)[0].close()
    form.done(0)


def test_escape_asks_before_typed_changes_are_lost(window: MainWindow, qtbot: QtBot, settle: Settle) -> None:
    open_page(window, window.agents, settle)
    window.agents.add()
    form = opened_form(window, qtbot, AgentForm)
    assert isinstance(form, AgentForm)
    type_in(form.last_name, "Martin")
    press(form, Qt.Key.Key_Escape)
    assert form.isVisible()
    agree(window, qtbot, "Quitter")
    qtbot.waitUntil(lambda: not window.findChildren(AgentForm))


def test_escape_leaves_an_untouched_form_at_once(window: MainWindow, qtbot: QtBot, settle: Settle) -> None:
    open_page(window, window.sites, settle)
    window.sites.add()
    form = opened_form(window, qtbot, SiteForm)
    press(form, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not window.findChildren(SiteForm))


def test_qualifications_are_given_with_their_dates(
    window: MainWindow, workspace: Workspace, qtbot: QtBot, settle: Settle, tmp_path: object
) -> None:
    with workspace.unit_of_work() as work:
        from otp_desktop.domain.force import Qualification

        work.qualifications.add(Qualification(code="moto", label="motocycliste"))
        work.commit()
    open_page(window, window.agents, settle)
    window.refresh()
    settle(window)
    window.agents.add()
    form = opened_form(window, qtbot, AgentForm)
    assert isinstance(form, AgentForm)
    type_in(form.staff_number, "1")
    type_in(form.last_name, "Martin")
    click(form.qualifications.add_button)
    type_in(form.qualifications.rows[0].valid_until, "31/12/2026")
    save(form, qtbot)
    settle(window)
    (agent,) = force.list_agents(workspace)
    assert agent.qualifications == (HeldQualification(code="moto", valid_until=date(2026, 12, 31)),)


def test_a_site_is_added_changed_and_deleted(
    window: MainWindow, workspace: Workspace, qtbot: QtBot, settle: Settle
) -> None:
    open_page(window, window.sites, settle)
    window.sites.add()
    form = opened_form(window, qtbot, SiteForm)
    assert isinstance(form, SiteForm)
    save(form, qtbot)
    assert fault_of(form, "code") and fault_of(form, "name")
    type_in(form.code, "E13-07")
    type_in(form.name, "École Wurtz")
    save(form, qtbot)
    settle(window)
    assert [site.name for site in sites.list_sites(workspace)] == ["École Wurtz"]
    window.sites.records.table.selectRow(0)
    window.sites.edit()
    form = opened_form(window, qtbot, SiteForm)
    assert isinstance(form, SiteForm)
    type_in(form.name, "École Küss")
    save(form, qtbot)
    settle(window)
    assert [site.name for site in sites.list_sites(workspace)] == ["École Küss"]
    window.sites.records.table.selectRow(0)
    window.sites.remove()
    agree(window, qtbot, "Supprimer")
    settle(window)
    assert sites.list_sites(workspace) == ()


def test_a_need_is_added_changed_and_deleted(
    window: MainWindow, workspace: Workspace, qtbot: QtBot, settle: Settle
) -> None:
    operation_id = fill(workspace, slots=0)
    window.refresh()
    open_page(window, window.needs, settle)
    window.needs.add()
    form = opened_form(window, qtbot, NeedForm)
    assert isinstance(form, NeedForm)
    type_in(form.site, "nulle part")
    type_in(form.start, "07/09/2026 9:00")
    type_in(form.end, "07/09/2026 8:00")
    save(form, qtbot)
    assert fault_of(form, "site") and fault_of(form, "end") and fault_of(form, "code")
    form.site.setCurrentIndex(0)
    type_in(form.code, "N1")
    type_in(form.end, "07/09/2026 10:30")
    type_in(form.roles.rows[0].count, "3")
    save(form, qtbot)
    settle(window)
    (need,) = needs.list_needs(workspace, operation_id)
    assert (need.code, need.site, need.end, need.heads) == ("N1", "E13-07", datetime(2026, 9, 7, 10, 30), 3)
    settle(window)
    window.needs.records.table.selectRow(0)
    window.needs.edit()
    form = opened_form(window, qtbot, NeedForm)
    assert isinstance(form, NeedForm)
    click(form.roles.add_button)
    type_in(form.roles.rows[1].code, "chef")
    save(form, qtbot)
    settle(window)
    (need,) = needs.list_needs(workspace, operation_id)
    assert [role.code for role in need.roles] == ["agent", "chef"]
    window.needs.records.table.selectRow(0)
    window.needs.remove()
    agree(window, qtbot, "Supprimer")
    settle(window)
    assert needs.list_needs(workspace, operation_id) == ()


def test_an_operation_is_made_from_a_template_and_deleted(
    window: MainWindow, workspace: Workspace, qtbot: QtBot, settle: Settle
) -> None:
    fill(workspace, slots=0)
    window.refresh()
    open_page(window, window.operations, settle)
    window.operations.add()
    form = opened_form(window, qtbot, OperationForm)
    assert isinstance(form, OperationForm)
    form.template.setCurrentIndex(form.template.findData("rentree"))
    type_in(form.name, "Rentrée d’essai")
    assert form.code.text() == "rentree-d-essai"
    save(form, qtbot)
    assert fault_of(form, "first_day") and fault_of(form, "last_day")
    type_in(form.first_day, "14/09/2026")
    type_in(form.last_day, "18/09/2026")
    save(form, qtbot)
    qtbot.waitUntil(lambda: not window.findChildren(OperationForm))
    settle(window)
    made = operations.find_operation(workspace, "rentree-d-essai")
    assert made.id is not None and needs.list_needs(workspace, made.id)
    assert window.desk.operation == made
    window.operations.records.select({made.id})
    window.operations.remove()
    agree(window, qtbot, "Supprimer")
    settle(window)
    assert [operation.code for operation in operations.list_operations(workspace)] == ["TEST"]
    assert window.desk.operation is not None and window.desk.operation.code == "TEST"


@pytest.mark.parametrize("text", ["48.8566, 2.3522", "48.8566;2.3522", "48.8566 2.3522"])
def test_a_pasted_pair_of_coordinates_fills_both_lines(
    window: MainWindow, qtbot: QtBot, settle: Settle, text: str
) -> None:
    open_page(window, window.sites, settle)
    window.sites.add()
    form = opened_form(window, qtbot, SiteForm)
    assert isinstance(form, SiteForm)
    form.position.latitude.setText(text)
    assert form.position.value() == Position(48.8566, 2.3522)
    form.done(0)
