"""The panels beside the map: agents in reach of a post, balance of the arrondissements."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from otp_desktop.services import plans
from otp_desktop.services.workspace import Workspace
from otp_desktop.ui.main_window import MainWindow
from otp_desktop.ui.mapping.map_side import MapSide
from otp_desktop.ui.mapping.page_messages import MomentTold, ZoneTold
from otp_desktop.ui.mapping.reach_panel import FIRST_MINUTES, STEP
from tests.ui.conftest import Settle
from tests.ui.records import SITES, fill
from tests.ui.test_accessibility import nameless

SCHOOL = SITES[0].code
NINE = 9 * 60


def cells(side: MapSide, column: int) -> list[str]:
    return [item.cells[column].text for item in side.reach.records.model.shown]


def test_beside_the_map_stand_the_agents_in_reach_and_the_balance(
    window: MainWindow, workspace: Workspace, qtbot: QtBot, settle: Settle
) -> None:
    operation_id = fill(workspace)
    plans.assign(workspace, operation_id, "000001", "N0", "guard")
    window.refresh()
    settle(window)
    side = MapSide(window.desk)
    qtbot.addWidget(side)
    tools: list[tuple[str, object]] = []
    side.toolWanted.connect(lambda name, value: tools.append((name, value)))
    side.show_beside(True)
    settle(window)
    assert side.reach.reach is None
    assert not side.reach.assign_button.isEnabled()
    assert nameless(side) == []

    window.desk.choose_site(SCHOOL)
    settle(window)
    assert cells(side, 1) == ["● Libre", "● Libre", "◐ Occupé"]
    assert tools[-1][0] == "reach.show"
    assert "Agent1" not in str(tools)  # no name goes into the page

    wide = side.reach.minutes
    wide.setFocus()
    QTest.keyClick(wide, Qt.Key.Key_Right)
    settle(window)
    assert side.reach.reach is not None
    assert side.reach.reach.minutes == wide.value() == FIRST_MINUTES + STEP

    side.hear(MomentTold(NINE))
    settle(window)
    assert cells(side, 1) == ["● Libre"] * 3
    wanted: list[tuple[str, str, str]] = []
    side.reach.assignWanted.connect(lambda *place: wanted.append(place))
    side.reach.records.table.selectRow(1)
    side.reach.assign_button.click()
    assert wanted == [("N1", "guard", side.reach.records.selected()[0].agent)]

    side.hear(ZoneTold("75113"))
    settle(window)
    assert side.currentWidget() is side.balance
    assert side.balance.detail.text().startswith("13e\u00a0arrondissement")
    assert tools[-1] == ("showZone", "75113")


def test_assign_leads_to_the_candidates_of_the_board_with_the_agent_chosen(
    window: MainWindow, workspace: Workspace, settle: Settle
) -> None:
    fill(workspace)
    window.refresh()
    settle(window)
    window.map.assignWanted.emit("N1", "guard", "000002")
    settle(window)
    settle(window)
    workbench = window.board.workbench
    assert window.page is window.plan
    assert [one.agent for one in workbench.panel.records.selected()] == ["000002"]
    key = workbench.board.content.bars[workbench.board.chosen].key
    assert (key.need, key.role) == ("N1", "guard")
