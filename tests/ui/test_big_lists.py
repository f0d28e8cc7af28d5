"""Lists of 10,000 rows: no letter, order, selection or copy keeps the window from answering."""

from collections.abc import Iterator
from datetime import date, datetime

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from otp_desktop.domain.force import Absence, Agent, HeldQualification
from otp_desktop.services import force
from otp_desktop.services.workspace import Workspace
from otp_desktop.ui.dialogs.agent_form import AgentForm
from otp_desktop.ui.main_window import MainWindow
from otp_desktop.ui.models.agents import AgentColumn, agent_rows
from otp_desktop.ui.models.record_model import SortKey
from otp_desktop.ui.widgets.record_list import RecordList
from tests.ui.conftest import Settle
from tests.ui.hands import type_in
from tests.ui.test_forms import opened_form, save
from tests.ui.watchdog import Watchdog

ROWS, STORED = 10_000, 1_000
NAMES = ("Éclair", "Dupré", "Œuvrard", "N’Diaye", "Le Goff", "Müller", "Çelik", "Martin")
LEAVE = (Absence(start=datetime(2099, 1, 1), end=datetime(2099, 1, 8)),)
LEADER = (HeldQualification(code="leader", valid_until=date(2099, 1, 1)),)


def roll(count: int) -> Iterator[Agent]:
    for n in range(count):
        yield Agent(id=n, staff_number=f"{n:06d}", last_name=f"{NAMES[n % 8]}{n}", first_name="Élise", corps="PM",
                    grade="brigadier", qualifications=LEADER, absences=LEAVE)  # fmt: skip


@pytest.fixture
def shown(window: MainWindow, settle: Settle, qtbot: QtBot) -> RecordList:
    window.go_to(window.agents)
    settle(window)
    records = window.agents.records
    records.show_rows(agent_rows(roll(ROWS), (), date(2026, 9, 1)))
    qtbot.wait(50)
    assert records.model.rowCount() == ROWS
    return records


def test_each_letter_of_the_filter_shows_at_once(shown: RecordList, qtbot: QtBot, watchdog: Watchdog) -> None:
    shown.model.sort_by((SortKey(AgentColumn.LAST_NAME), SortKey(AgentColumn.STAFF_NUMBER, descending=True)))
    qtbot.wait(50)
    watchdog.start()
    for query in ("e", "ec", "ecl", "eclair 99", "oeuvrard", "nobody", ""):
        shown.filter_box.setText(query)
        qtbot.wait(30)
    watchdog.assert_never_blocked(f"filter of {ROWS} rows")
    assert shown.model.rowCount() == ROWS


def test_sorting_selecting_and_copying_all_rows_never_block(
    window: MainWindow, shown: RecordList, qtbot: QtBot, settle: Settle, watchdog: Watchdog
) -> None:
    watchdog.start()
    for column in (AgentColumn.UNIT, AgentColumn.LAST_NAME, AgentColumn.LAST_NAME):
        shown.model.turn(column, more=True)
        qtbot.wait(30)
    shown.table.selectAll()
    qtbot.wait(30)
    assert shown.selected_count == ROWS
    window.agents.list_actions.copy()
    settle(window)
    watchdog.assert_never_blocked(f"sort, select and copy {ROWS} rows")
    assert len(QGuiApplication.clipboard().text().splitlines()) == ROWS


def test_many_agents_are_changed_at_once_without_blocking(
    window: MainWindow, workspace: Workspace, qtbot: QtBot, settle: Settle, watchdog: Watchdog
) -> None:
    with workspace.unit_of_work() as work:
        work.agents.add_all(Agent(staff_number=f"{n:06d}", last_name=f"Nom{n}") for n in range(STORED))
        work.commit()
    window.go_to(window.agents)
    window.refresh()
    settle(window)
    window.agents.records.table.selectAll()
    window.agents.edit()
    form = opened_form(window, qtbot, AgentForm)
    assert isinstance(form, AgentForm)
    type_in(form.grade, "brigadier")
    watchdog.start()
    save(form, qtbot)
    settle(window)
    watchdog.assert_never_blocked(f"saving {STORED} agents")
    assert {agent.grade for agent in force.list_agents(workspace)} == {"brigadier"}
