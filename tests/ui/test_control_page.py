"""The control page: what is wrong with the plan, by kind, and how to get there."""

from dataclasses import replace

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from otp_desktop.domain.force import Agent
from otp_desktop.services import force, needs, plans
from otp_desktop.services.checking import RuleBreach
from otp_desktop.services.workspace import Workspace
from otp_desktop.texts import sentence
from otp_desktop.ui.main_window import MainWindow
from otp_desktop.ui.models.findings import ALL, BELOW_MINIMUM, SHORT, FindingColumn, finding_kinds
from tests.ui import records
from tests.ui.conftest import Settle
from tests.ui.hands import click, press
from tests.ui.records import fill


def opened(window: MainWindow, workspace: Workspace, settle: Settle) -> int:
    """Three needs: one held by an agent who is at two places at once, one short, one below its minimum."""
    operation_id = fill(workspace)
    held = needs.list_needs(workspace, operation_id)[0]
    needs.save_need(workspace, replace(held, id=None, version=0, code="TWICE"))
    plans.assign(workspace, operation_id, "000000", "N0", "guard")
    plans.assign(workspace, operation_id, "000000", "TWICE", "guard")
    window.refresh()
    settle(window)
    window.go_to(window.control)
    settle(window)
    return operation_id


def test_findings_are_gathered_by_kind_with_rules_first() -> None:
    breach = RuleBreach(rule="RT-05", sentence=sentence("Too short"), agent="004512", needs=("N8",))
    kinds = finding_kinds(records.snapshot(), (breach,))
    assert [kind.code for kind in kinds] == [ALL, "RT-05", BELOW_MINIMUM, SHORT]
    assert [len(kind.rows.items) for kind in kinds] == [3, 1, 1, 1]
    assert "RT-05 – Repos entre deux vacations" in kinds[1].name
    (row,) = kinds[1].rows.items
    assert "Élise" in row.cells[FindingColumn.AGENT].text


def test_broken_rules_and_shortages_are_all_there(window: MainWindow, workspace: Workspace, settle: Settle) -> None:
    opened(window, workspace, settle)
    page = window.control
    names = [page.kinds_list.item(place).text() for place in range(page.kinds_list.count())]
    assert names[0].startswith("Tout (")
    assert any(name.startswith("EL-04") for name in names)
    assert page.records.model.total >= 4
    page.show_kind(BELOW_MINIMUM)
    assert {row.record.kind for row in page.records.model.shown} == {BELOW_MINIMUM}


def test_enter_goes_to_the_need_and_the_button_to_the_agent(
    window: MainWindow, workspace: Workspace, settle: Settle, qtbot: QtBot
) -> None:
    opened(window, workspace, settle)
    page = window.control
    page.show_kind("EL-04")
    page.records.table.setFocus()
    page.records.table.selectRow(0)
    click(page.agent_button)
    settle(window)
    assert window.agents.isVisible()
    assert [agent.staff_number for agent in window.agents.records.selected()] == ["000000"]
    window.go_to(page)
    press(page.records.table, Qt.Key.Key_Return)
    settle(window)
    assert window.needs.isVisible()
    assert [need.code for need in window.needs.records.selected()] == [page.records.selected()[0].need]


def test_the_status_line_leads_to_the_control_page(window: MainWindow, workspace: Workspace, settle: Settle) -> None:
    opened(window, workspace, settle)
    window.go_to(window.operations)
    assert "enfreinte" in window.status.breaches.text()
    click(window.status.missing)
    settle(window)
    assert window.page is window.control
    assert {row.record.kind for row in window.control.records.model.shown} == {BELOW_MINIMUM}
    click(window.status.breaches)
    assert window.control.kinds_list.currentRow() == 0


def test_a_plan_without_fault_says_so(window: MainWindow, workspace: Workspace, settle: Settle) -> None:
    operation_id = fill(workspace, agents=2, slots=1)
    for agent in ("000000", "000001"):
        plans.assign(workspace, operation_id, agent, "N0", "guard")
    window.refresh()
    settle(window)
    window.go_to(window.control)
    settle(window)
    assert window.control.records.empty.isVisible()
    assert window.control.records.empty.heading.text() == "Rien à signaler"


def test_the_status_line_tells_when_something_was_saved(
    window: MainWindow, workspace: Workspace, settle: Settle
) -> None:
    fill(workspace)
    assert window.status.saved.text() == "Tout est enregistré"
    agent = Agent(staff_number="77", last_name="Neuf", first_name="Zoé", corps="PM", unit="DT13")
    window.desk.background.write(window, lambda: force.save_agent(workspace, agent))
    settle(window)
    assert window.status.saved.text().startswith("Enregistré à ")
