"""Several records changed in one form, as a user does it."""

from dataclasses import replace
from datetime import date, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from otp_desktop.domain.force import Absence, Agent, HeldQualification
from otp_desktop.domain.places import Position
from otp_desktop.services import absences, force, holders, sites
from otp_desktop.services.workspace import Workspace
from otp_desktop.ui.dialogs.absence_form import AbsenceForm
from otp_desktop.ui.dialogs.agent_form import AgentForm
from otp_desktop.ui.dialogs.grant_form import GrantForm
from otp_desktop.ui.dialogs.holders_dialog import HoldersDialog
from otp_desktop.ui.dialogs.qualification_form import QualificationForm
from otp_desktop.ui.dialogs.renewal_form import RenewalForm
from otp_desktop.ui.dialogs.site_form import SiteForm
from otp_desktop.ui.main_window import MainWindow
from otp_desktop.ui.models.absences import AbsenceColumn
from otp_desktop.ui.models.qualifications import QualificationColumn
from otp_desktop.ui.pages.list_page import ListPage
from tests.ui.conftest import Settle
from tests.ui.hands import CONTROL, click, press, type_in, write
from tests.ui.records import QUALIFICATION, SITES, UNIT
from tests.ui.test_accessibility import nameless, rich_labels
from tests.ui.test_forms import agree, fault_of, opened_form, save

LEADER = HeldQualification(code="leader")
LEAVE = Absence(start=datetime(2099, 12, 1), end=datetime(2099, 12, 8), reason="opération du genou")


@pytest.fixture(autouse=True)
def stored(workspace: Workspace) -> None:
    """Two agents of one unit who differ in grade and corps; one is a leader and on leave."""
    holders.save_qualification(workspace, replace(QUALIFICATION, id=None))
    force.save_unit(workspace, replace(UNIT, id=None))
    first = Agent(staff_number="004512", last_name="Martin", corps="PM", grade="brigadier", unit="DT13",
                  qualifications=(LEADER,), absences=(LEAVE,))  # fmt: skip
    force.save_agent(workspace, first)
    force.save_agent(workspace, Agent(staff_number="004513", last_name="Œuvrard", corps="ASP", unit="DT13"))


def open_all(page: ListPage, window: MainWindow, settle: Settle) -> None:
    """Selects all rows of the page by keyboard and edits them."""
    window.go_to(page)
    settle(window)
    page.records.table.setFocus()
    press(page.records.table, Qt.Key.Key_A, CONTROL)
    press(window, Qt.Key.Key_F2)


def test_only_what_one_changes_is_applied_to_all_agents(
    window: MainWindow, workspace: Workspace, qtbot: QtBot, settle: Settle
) -> None:
    open_all(window.agents, window, settle)
    form = opened_form(window, qtbot, AgentForm)
    assert isinstance(form, AgentForm)
    assert not form.staff_number.isEnabled()
    assert form.grade.placeholderText() == "(plusieurs)"
    assert form.corps.currentText() == ""
    type_in(form.grade, "brigadier-chef")
    save(form, qtbot)
    settle(window)
    first, second = force.list_agents(workspace)
    assert (first.grade, second.grade) == ("brigadier-chef", "brigadier-chef")
    assert (first.corps, second.corps) == ("PM", "ASP")
    assert (first.last_name, second.staff_number) == ("Martin", "004513")
    assert first.absences == (LEAVE,)


def test_rows_added_are_added_to_each_and_the_others_stay(
    window: MainWindow, workspace: Workspace, qtbot: QtBot, settle: Settle
) -> None:
    open_all(window.agents, window, settle)
    form = opened_form(window, qtbot, AgentForm)
    assert isinstance(form, AgentForm)
    assert form.qualifications.rows == []
    click(form.qualifications.add_button)
    type_in(form.qualifications.rows[0].valid_until, "31/12/2027")
    save(form, qtbot)
    settle(window)
    first, second = force.list_agents(workspace)
    new = HeldQualification(code="leader", valid_until=date(2027, 12, 31))
    assert first.qualifications == (LEADER, new)
    assert second.qualifications == (new,)


def test_all_faults_are_told_and_nothing_is_stored(
    window: MainWindow, workspace: Workspace, qtbot: QtBot, settle: Settle
) -> None:
    open_all(window.agents, window, settle)
    form = opened_form(window, qtbot, AgentForm)
    assert isinstance(form, AgentForm)
    type_in(form.grade, "brigadier-chef")
    type_in(form.position.latitude, "2.36, 48.83")
    save(form, qtbot)
    qtbot.waitUntil(lambda: bool(fault_of(form, "position")))
    assert "MARTIN" in fault_of(form, "position")
    assert "ŒUVRARD" in fault_of(form, "position")
    assert [agent.grade for agent in force.list_agents(workspace)] == ["brigadier", ""]
    form.done(0)


def test_an_untouched_form_is_left_at_once_and_changes_nothing(
    window: MainWindow, workspace: Workspace, qtbot: QtBot, settle: Settle
) -> None:
    before = force.list_agents(workspace)
    open_all(window.agents, window, settle)
    form = opened_form(window, qtbot, AgentForm)
    assert nameless(form) == []
    save(form, qtbot)
    assert not form.isVisible()
    settle(window)
    assert force.list_agents(workspace) == before


def test_choices_and_marks_that_differ_stay_unless_one_is_chosen(
    window: MainWindow, workspace: Workspace, qtbot: QtBot, settle: Settle
) -> None:
    for site in SITES:
        sites.save_site(workspace, replace(site, id=None, position=Position(48.85, 2.35)))
    open_all(window.sites, window, settle)
    form = opened_form(window, qtbot, SiteForm)
    assert isinstance(form, SiteForm)
    assert form.kind.currentText() == "(plusieurs)"
    assert form.active.checkState() == Qt.CheckState.PartiallyChecked
    form.danger_rank.setCurrentIndex(form.danger_rank.findData("2"))
    save(form, qtbot)
    settle(window)
    stored = {site.code: site for site in sites.list_sites(workspace)}
    assert {site.danger_rank for site in stored.values()} == {2}
    assert [stored[site.code].kind for site in SITES] == [site.kind for site in SITES]
    assert [stored[site.code].active for site in SITES] == [True, False]


def test_a_copy_of_an_agent_is_somebody_else_with_the_same_qualifications(
    window: MainWindow, workspace: Workspace, qtbot: QtBot, settle: Settle
) -> None:
    window.go_to(window.agents)
    settle(window)
    window.agents.records.table.selectRow(0)
    press(window, Qt.Key.Key_D, CONTROL)
    form = opened_form(window, qtbot, AgentForm)
    assert isinstance(form, AgentForm)
    type_in(form.staff_number, "000009")
    type_in(form.last_name, "Zay")
    save(form, qtbot)
    settle(window)
    copy = force.list_agents(workspace)[-1]
    assert (copy.staff_number, copy.corps, copy.qualifications, copy.absences) == ("000009", "PM", (LEADER,), ())


def test_an_absence_is_given_to_pasted_staff_numbers(
    window: MainWindow, workspace: Workspace, qtbot: QtBot, settle: Settle
) -> None:
    page = window.force.absences
    window.go_to(page)
    settle(window)
    press(window, Qt.Key.Key_N, CONTROL)
    form = opened_form(window, qtbot, AbsenceForm)
    assert isinstance(form, AbsenceForm)
    assert form.numbers is not None
    assert nameless(form) == []
    write(form.numbers, "4512 4513 77")
    type_in(form.start, "24/12/2099")
    type_in(form.end, "25/12/2099")
    save(form, qtbot)
    qtbot.waitUntil(lambda: "77" in fault_of(form, "staff_numbers"))
    type_in(form.numbers, "4512 4513")
    save(form, qtbot)
    settle(window)
    assert [len(agent.absences) for agent in force.list_agents(workspace)] == [2, 1]
    assert page.records.model.rowCount() == 3


def test_reasons_are_seen_in_the_list_of_absences_and_never_leave_it(
    window: MainWindow, settle: Settle, qtbot: QtBot
) -> None:
    page = window.force.absences
    window.go_to(page)
    settle(window)
    assert page.records.model.shown[0].cells[AbsenceColumn.REASON].text == LEAVE.reason
    page.records.table.selectAll()
    press(page.records.table, Qt.Key.Key_C, CONTROL)
    press(window, Qt.Key.Key_C, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    settle(window)
    copied = QGuiApplication.clipboard().text()
    assert "MARTIN" in copied
    assert "genou" not in copied
    assert "Motif" not in copied


def test_past_absences_are_shown_on_demand_and_deleted(
    window: MainWindow, workspace: Workspace, qtbot: QtBot, settle: Settle
) -> None:
    page = window.force.absences
    absences.add_absences(workspace, ("4513",), Absence(start=datetime(2020, 1, 1), end=datetime(2020, 1, 2)))
    window.go_to(page)
    settle(window)
    assert page.records.model.rowCount() == 1
    page.times.setCurrentIndex(page.times.findData("all"))
    settle(window)
    assert page.records.model.rowCount() == 2
    page.records.table.setFocus()
    press(page.records.table, Qt.Key.Key_End)
    press(page.records.table, Qt.Key.Key_Home)
    press(window, Qt.Key.Key_Delete)
    agree(window, qtbot, "Supprimer")
    settle(window)
    assert page.records.model.rowCount() == 1


def test_a_qualification_is_opened_renewed_and_its_alert_goes(
    window: MainWindow, workspace: Workspace, qtbot: QtBot, settle: Settle
) -> None:
    holders.grant(workspace, "leader", ("4513",), None, date(2020, 1, 1))
    page = window.force.qualifications
    window.go_to(page)
    window.refresh()
    settle(window)
    assert window.force.tabs.tabText(2).endswith("▲ 1")
    assert page.records.model.shown[0].cells[QualificationColumn.EXPIRED].text == "1"
    page.records.table.setFocus()
    page.records.table.selectRow(0)
    qtbot.waitUntil(lambda: page.records.selected_count == 1)
    press(page.records.table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(window.findChildren(HoldersDialog)))
    (dialog,) = window.findChildren(HoldersDialog)
    settle(window)
    assert nameless(dialog) == []
    assert rich_labels(dialog) == []
    dialog.records.table.selectAll()
    click(dialog.renew_button)
    form = opened_form(window, qtbot, RenewalForm)
    assert isinstance(form, RenewalForm)
    save(form, qtbot)
    assert fault_of(form, "until")
    type_in(form.until, "31/12/2099")
    save(form, qtbot)
    settle(window)
    assert window.force.tabs.tabText(2) == "Habilitations"
    dialog.reject()


def test_a_qualification_is_made_given_and_taken_off(
    window: MainWindow, workspace: Workspace, qtbot: QtBot, settle: Settle
) -> None:
    page = window.force.qualifications
    window.go_to(page)
    settle(window)
    press(window, Qt.Key.Key_N, CONTROL)
    form = opened_form(window, qtbot, QualificationForm)
    assert isinstance(form, QualificationForm)
    type_in(form.code, "aid")
    type_in(form.label, "Premiers secours")
    save(form, qtbot)
    settle(window)
    page.records.table.selectRow(0)
    click(page.holders_button)
    (dialog,) = window.findChildren(HoldersDialog)
    settle(window)
    assert dialog.records.empty.isVisible()
    click(dialog.add_button)
    grant = opened_form(window, qtbot, GrantForm)
    assert isinstance(grant, GrantForm)
    write(grant.numbers, "4512,4513")
    save(grant, qtbot)
    settle(window)
    assert dialog.records.model.rowCount() == 2
    dialog.records.table.selectAll()
    click(dialog.remove_button)
    agree(window, qtbot, "Retirer")
    settle(window)
    assert dialog.records.model.rowCount() == 0
    dialog.reject()
