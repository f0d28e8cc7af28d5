"""The control page: what is wrong with the plan, by kind, and how to get there."""

from dataclasses import replace

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from otp_desktop.domain.alerts import AlertLimits
from otp_desktop.domain.force import Agent
from otp_desktop.services import force, needs, plans
from otp_desktop.services.alerts import alert_limits
from otp_desktop.services.checking import RuleBreach
from otp_desktop.services.workspace import Workspace
from otp_desktop.texts import sentence
from otp_desktop.ui.dialogs.alert_settings import AlertSettings
from otp_desktop.ui.main_window import MainWindow
from otp_desktop.ui.models.findings import ALL, BELOW_MINIMUM, SHORT, FindingColumn, finding_kinds
from otp_desktop.ui.models.rows import Tone
from otp_desktop.ui.pages.control_answers import ControlAnswers
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


def test_warnings_come_last_and_are_no_broken_rules() -> None:
    alert = RuleBreach(rule="RT-10", sentence=sentence("Much overtime"), agent="004512")
    kinds = finding_kinds(records.snapshot(), (), alerts=(alert,))
    assert [kind.code for kind in kinds] == [ALL, BELOW_MINIMUM, SHORT, "RT-10"]
    (row,) = kinds[-1].rows.items
    assert row.record.breach is alert
    assert row.cells[FindingColumn.WHAT].tone is Tone.WARNING


def test_limits_of_the_warnings_are_set_in_a_form(
    window: MainWindow, workspace: Workspace, settle: Settle, qtbot: QtBot
) -> None:
    opened(window, workspace, settle)
    window.control.set_alerts()
    settle(window)
    (form,) = [form for form in window.findChildren(AlertSettings) if form.isVisible()]
    form.ordinary_week.setText("0 h")
    form.notice.setText("sept")
    click(form.save_button)
    assert [form.fields[name].fault.isVisible() for name in ("ordinary_week_minutes", "notice_days")] == [True, True]
    form.ordinary_week.setText("10 min")
    form.overtime.setText("5 min")
    form.notice.setText("7")
    with qtbot.waitSignal(form.accepted):
        click(form.save_button)
    settle(window)
    assert alert_limits(workspace) == AlertLimits(ordinary_week_minutes=10, overtime_minutes=5, notice_days=7)
    names = [window.control.kinds_list.item(place).text() for place in range(window.control.kinds_list.count())]
    assert names[-1].startswith("RT-10 – Heures supplémentaires")


def test_broken_rules_and_shortages_are_all_there(window: MainWindow, workspace: Workspace, settle: Settle) -> None:
    opened(window, workspace, settle)
    page = window.control
    names = [page.kinds_list.item(place).text() for place in range(page.kinds_list.count())]
    assert names[0].startswith("Tout (")
    assert any(name.startswith("EL-04") for name in names)
    assert page.records.model.total >= 4
    page.show_kind(BELOW_MINIMUM)
    assert {row.record.kind for row in page.records.model.shown} == {BELOW_MINIMUM}


def test_buttons_go_to_the_need_and_to_the_agent(
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
    click(page.need_button)
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


def asked(window: MainWindow, workspace: Workspace, settle: Settle, qtbot: QtBot) -> ControlAnswers:
    """Why the first short post is short, answered."""
    opened(window, workspace, settle)
    page = window.control
    page.show_kind(BELOW_MINIMUM)
    page.records.table.selectRow(0)
    click(page.why_button)
    qtbot.waitUntil(lambda: page.answers.panel.explanation is not None, timeout=60_000)
    settle(window)
    return page.answers


def test_why_opens_the_funnel_and_a_legal_remedy_is_simulated_then_applied(
    window: MainWindow, workspace: Workspace, settle: Settle, qtbot: QtBot
) -> None:
    panel = asked(window, workspace, settle, qtbot).panel
    assert panel.explanation is not None
    assert panel.steps.count() == 8
    assert panel.remedies.model.total >= 1
    assert "légal" in panel.remedies.model.shown[0].cells[0].text
    before = len(plans.load_snapshot(workspace, opened_id(window)).plan.assignments)
    click(panel.simulate_button)
    settle(window)
    assert window.board.isVisible()
    assert window.desk.editor.trial is not None
    assert len(plans.load_snapshot(workspace, opened_id(window)).plan.assignments) == before
    click(window.board.workbench.trial_bar.keep_button)
    settle(window)
    assert len(plans.load_snapshot(workspace, opened_id(window)).plan.assignments) > before


def test_an_explanation_is_marked_old_once_the_plan_has_changed(
    window: MainWindow, workspace: Workspace, settle: Settle, qtbot: QtBot
) -> None:
    answers = asked(window, workspace, settle, qtbot)
    click(answers.panel.apply_button)
    settle(window)
    assert answers.panel.again_button.isVisible()
    assert not answers.panel.apply_button.isEnabled()


def test_the_whole_plan_says_what_it_lacks(
    window: MainWindow, workspace: Workspace, settle: Settle, qtbot: QtBot
) -> None:
    opened(window, workspace, settle)
    click(window.control.capacity_button)
    gaps = window.control.answers.gaps
    qtbot.waitUntil(lambda: gaps.records.model.total > 0, timeout=60_000)
    snapshot = window.desk.snapshot
    assert snapshot is not None
    assert sum(row.record.missing for row in gaps.records.model.shown) == snapshot.coverage.total.missing


def test_a_question_can_be_stopped(window: MainWindow, workspace: Workspace, settle: Settle) -> None:
    opened(window, workspace, settle)
    click(window.control.capacity_button)
    gaps = window.control.answers.gaps
    click(gaps.stop_button)
    settle(window)
    assert gaps.again_button.isVisible()


def test_a_broken_rule_shows_its_source_figure_and_limit(
    window: MainWindow, workspace: Workspace, settle: Settle
) -> None:
    opened(window, workspace, settle)
    page = window.control
    page.show_kind("EL-04")
    page.records.table.selectRow(0)
    assert page.rule.isVisible()
    assert page.rule.heading.text().startswith("EL-04")
    assert page.rule.source.text()
    press(page.records.table, Qt.Key.Key_Return)
    settle(window)
    assert window.board.isVisible()
    row = window.board.workbench.chosen_row()
    assert row is not None
    assert row.agent == "000000"


def opened_id(window: MainWindow) -> int:
    assert window.desk.operation_id is not None
    return window.desk.operation_id
