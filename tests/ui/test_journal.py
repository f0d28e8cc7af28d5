"""The journal, a record's history and an agent's page, as a planner reaches them."""

from dataclasses import replace
from datetime import datetime

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from otp_desktop.domain.changes import Kind
from otp_desktop.domain.force import Absence, Agent, HeldQualification
from otp_desktop.services import force
from otp_desktop.services.workspace import Workspace
from otp_desktop.ui.dialogs.history import HistoryDialog
from otp_desktop.ui.main_window import MainWindow
from otp_desktop.ui.models.journal import ChangeColumn, GestureColumn
from otp_desktop.ui.widgets.record_list import RecordList
from tests.services.small_force import add_small_force, optimised
from tests.ui.conftest import Settle
from tests.ui.hands import CONTROL, press, type_in
from tests.ui.test_accessibility import nameless, rich_labels


@pytest.fixture
def filled(window: MainWindow, workspace: Workspace, settle: Settle) -> MainWindow:
    """The small force with a draft; agent 001 was changed last, and his absence has a private reason."""
    add_small_force(workspace)
    optimised(workspace)
    first = force.list_agents(workspace)[0]
    away = Absence(start=datetime(2026, 9, 14), end=datetime(2026, 9, 15), reason="secret médical")
    force.save_agent(workspace, replace(first, grade="brigadier", absences=(away,)))
    window.refresh()
    settle(window)
    return window


def column(records: RecordList, place: int) -> list[str]:
    return [str(records.model.index(row, place).data()) for row in range(records.model.rowCount())]


def open_journal(window: MainWindow, settle: Settle) -> None:
    window.go_to(window.journal)
    settle(window)


def ask(window: MainWindow, settle: Settle, qtbot: QtBot) -> None:
    qtbot.wait(300)  # the filter waits for the last letter
    settle(window)


def test_the_journal_tells_who_did_what_before_and_after(filled: MainWindow, settle: Settle) -> None:
    open_journal(filled, settle)
    view = filled.journal.view
    assert column(view.gestures, GestureColumn.NAME)[:2] == ["Agent NOM1 Élise", "Plan optimisé"]
    assert all(column(view.gestures, GestureColumn.PERSON))
    rows = zip(*(column(view.changes, place) for place in ChangeColumn), strict=True)
    changed = {field: (before, after) for _record, _change, field, before, after in rows}
    assert changed["Grade"] == ("", "brigadier")
    assert "14/09/2026" in changed["Indisponibilités"][1]
    assert "secret" not in str(changed)


def test_the_journal_is_filtered_by_text_agent_kind_and_days(
    filled: MainWindow, workspace: Workspace, settle: Settle, qtbot: QtBot
) -> None:
    open_journal(filled, settle)
    view = filled.journal.view
    whole = len(column(view.gestures, GestureColumn.NAME))
    type_in(view.filter.text, "optimise")
    ask(filled, settle, qtbot)
    assert column(view.gestures, GestureColumn.NAME) == ["Plan optimisé"]
    view.filter.text.clear()
    second = next(agent for agent in force.list_agents(workspace) if agent.staff_number == "002")
    view.filter.agent.setCurrentIndex(view.filter.agent.findData(second.id))
    ask(filled, settle, qtbot)
    assert set(column(view.gestures, GestureColumn.NAME)) == {"Agent NOM2 Élise", "Plan optimisé"}
    assert all("002" in field for field in column(view.changes, ChangeColumn.FIELD)), "only the agent's own rows"
    view.filter.agent.setCurrentIndex(0)
    view.filter.kind.setCurrentIndex(view.filter.kind.findData(str(Kind.UNIT)))
    ask(filled, settle, qtbot)
    assert column(view.gestures, GestureColumn.NAME) == ["Unité DT13"]
    view.filter.kind.setCurrentIndex(0)
    type_in(view.filter.last, "01/01/2020")
    ask(filled, settle, qtbot)
    assert column(view.gestures, GestureColumn.NAME) == []
    view.filter.last.clear()
    ask(filled, settle, qtbot)
    assert len(column(view.gestures, GestureColumn.NAME)) == whole


def test_a_line_of_the_journal_leads_to_its_record(filled: MainWindow, settle: Settle) -> None:
    open_journal(filled, settle)
    view = filled.journal.view
    view.changes.table.selectRow(0)
    press(view.changes.table, Qt.Key.Key_Return)
    settle(filled)
    assert filled.page is filled.force
    (agent,) = filled.agents.records.selected()
    assert agent.staff_number == "001"


def test_a_record_leads_to_its_history_and_back(filled: MainWindow, settle: Settle) -> None:
    filled.go_to(filled.agents)
    settle(filled)
    filled.agents.records.table.selectRow(0)
    press(filled, Qt.Key.Key_H, CONTROL)
    settle(filled)
    dialog = filled.findChild(HistoryDialog)
    assert isinstance(dialog, HistoryDialog)
    assert column(dialog.view.gestures, GestureColumn.NAME) == ["Agent NOM1 Élise", "Plan optimisé", "Agent NOM1 Élise"]
    assert nameless(dialog) == []
    assert rich_labels(dialog) == []
    dialog.reject()


def test_an_agents_page_opens_by_enter_and_closes_by_escape(
    filled: MainWindow, workspace: Workspace, settle: Settle
) -> None:
    filled.go_to(filled.agents)
    settle(filled)
    table = filled.agents.records.table
    table.selectRow(0)
    press(table, Qt.Key.Key_Return)
    settle(filled)
    view = filled.agents.agent_view
    assert view.isVisible()
    assert view.title.text() == "NOM1 Élise"
    assert "001" in view.identity.text() and "brigadier" in view.identity.text()
    assert view.away.model.rowCount() == 1
    assert column(view.held, 0) == ["Chef d’équipe"]
    assert column(view.to_come, 0) or column(view.past, 0)
    assert set(column(view.to_come, 7) + column(view.past, 7)) == {"brouillon"}
    assert nameless(view) == []
    expired = HeldQualification(code="leader", valid_until=datetime(2020, 1, 1).date())
    agent: Agent = force.list_agents(workspace)[0]
    desk = filled.desk
    desk.background.write(desk, lambda: force.save_agent(workspace, replace(agent, qualifications=(expired,))))
    settle(filled)
    assert column(view.held, 3) == ["✕ expirée"]
    assert view.tabs.tabText(2).startswith("⚠")
    focused = filled.focusWidget()
    assert focused is not None
    assert view.isAncestorOf(focused), "the keyboard is on the page, not on what it hides"
    press(focused, Qt.Key.Key_Escape)
    assert not view.isVisible()
    assert filled.agents.records.isVisible()


def test_an_agent_removed_by_a_colleague_leads_back_to_the_list(
    filled: MainWindow, workspace: Workspace, settle: Settle
) -> None:
    filled.go_to(filled.agents)
    settle(filled)
    filled.agents.records.table.selectRow(0)
    filled.agents.open_selected()
    settle(filled)
    (agent,) = filled.agents.records.selected()
    desk = filled.desk
    desk.background.write(desk, lambda: force.remove_agents(workspace, [agent.id]))
    settle(filled)
    assert not filled.agents.agent_view.isVisible()
