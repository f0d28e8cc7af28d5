"""The planning board as a planner uses it, on a stored plan."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from otp_desktop.domain.plans import Assignment
from otp_desktop.services import force, needs, plans
from otp_desktop.services.plan_in_hand import take_in_hand
from otp_desktop.services.workspace import Workspace
from otp_desktop.ui.boards.content import BarKey, Grouping, Look
from otp_desktop.ui.boards.drops import Carried, Target
from otp_desktop.ui.boards.workbench import BoardWorkbench
from otp_desktop.ui.main_window import MainWindow
from tests.services.small_force import add_small_force, operation_id
from tests.ui.conftest import Settle
from tests.ui.hands import CONTROL, click, mouse_move, mouse_press, mouse_release, press


@pytest.fixture
def page(window: MainWindow, workspace: Workspace, settle: Settle) -> BoardWorkbench:
    """A school day of three posts, with one agent assigned by hand."""
    add_small_force(workspace)
    operation = operation_id(workspace)
    need = plans.load_snapshot(workspace, operation).needs[0]
    plans.assign(workspace, operation, "002", need.code, need.roles[0].code)
    window.refresh()
    window.go_to(window.board)
    settle(window)
    return window.board.workbench


def stored(workspace: Workspace) -> set[Assignment]:
    return set(plans.load_snapshot(workspace, operation_id(workspace)).plan.assignments)


def place_of(page: BoardWorkbench, key: BarKey) -> int:
    return next(place for place, bar in enumerate(page.board.content.bars) if bar.key == key)


def held(page: BoardWorkbench) -> BarKey:
    return next(bar.key for bar in page.board.content.bars if bar.key.agent)


def gap(page: BoardWorkbench, number: int = 0) -> BarKey:
    return [bar.key for bar in page.board.content.bars if bar.look & Look.GAP][number]


def test_a_gap_is_filled_from_the_keyboard(
    page: BoardWorkbench, window: MainWindow, workspace: Workspace, settle: Settle
) -> None:
    press(window, Qt.Key.Key_G, CONTROL)
    settle(window)
    assert page.board.content.bars[page.board.chosen].look & Look.GAP
    key = page.board.content.bars[page.board.chosen].key
    press(page.board, Qt.Key.Key_Return)
    press(page.panel.records.table, Qt.Key.Key_Return)
    settle(window)
    added = {row for row in stored(workspace) if (row.need, row.role) == (key.need, key.role)}
    assert added
    assert page.board.content.bars[page.board.chosen].key.need == key.need


def test_the_best_candidate_comes_first_and_the_absent_one_never(
    page: BoardWorkbench, window: MainWindow, settle: Settle
) -> None:
    page.go_to_next_gap()
    settle(window)
    found = [row.record for row in page.panel.records.model.shown]
    assert found[0].standing <= found[-1].standing
    assert "006" not in {candidate.agent for candidate in found}


def test_a_bar_is_carried_to_a_gap_with_the_mouse_and_the_verdict_is_said(
    page: BoardWorkbench, window: MainWindow, workspace: Workspace, settle: Settle
) -> None:
    source, target = held(page), gap(page, 1)
    page.board.pickedUp.emit(place_of(page, source))
    page.board.carry_over(page.board.rectangle_of(place_of(page, target)).center(), False)
    assert "NOM2 Élise" in page.verdict.text()
    assert page.verdict.isVisible()
    page.board.drop()
    settle(window)
    assert not page.verdict.isVisible()
    assert {(row.agent, row.need) for row in stored(workspace)} == {("002", target.need)}


def test_escape_lets_go_and_nothing_changes(
    page: BoardWorkbench, window: MainWindow, workspace: Workspace, settle: Settle
) -> None:
    before = stored(workspace)
    page.board.choose(place_of(page, held(page)))
    press(page.board, Qt.Key.Key_Space)
    assert page.board.carried == Carried("002", next(iter(before)))
    press(page.board, Qt.Key.Key_Down)
    press(page.board, Qt.Key.Key_Escape)
    settle(window)
    assert not page.board.carried
    assert stored(workspace) == before


def test_a_forbidden_drop_is_refused_with_the_rule(
    page: BoardWorkbench, window: MainWindow, workspace: Workspace, settle: Settle, qtbot: QtBot
) -> None:
    before = stored(workspace)
    page.board.carry(Carried("006"))
    page._show_verdict(Target("", gap(page)), False, QPoint(10, 10))
    assert "Interdit" in page.verdict.text()
    page.board.dropped.emit(Target("", gap(page)), False)
    settle(window)
    (box,) = [box for box in window.findChildren(QMessageBox) if box.isVisible()]
    assert "NOM6 Élise" in box.informativeText()
    assert stored(workspace) == before
    box.close()
    page.board.let_go()


def test_a_row_is_locked_and_then_stands(
    page: BoardWorkbench, window: MainWindow, workspace: Workspace, settle: Settle
) -> None:
    page.board.choose(place_of(page, held(page)))
    press(window, Qt.Key.Key_L, CONTROL)
    settle(window)
    assert [row.locked for row in stored(workspace)] == [True]
    page.remove()
    settle(window)
    assert len(stored(workspace)) == 1
    for box in window.findChildren(QMessageBox):
        box.close()


def test_what_is_tried_is_stored_only_when_it_is_applied(
    page: BoardWorkbench, window: MainWindow, workspace: Workspace, settle: Settle
) -> None:
    before = stored(workspace)
    page.begin_trial()
    settle(window)
    page.board.choose(place_of(page, held(page)))
    page.remove()
    settle(window)
    assert page.trial_bar.isVisible()
    assert stored(workspace) == before
    assert window.desk.snapshot is not None
    assert window.desk.snapshot.plan.assignments == ()
    click(page.trial_bar.drop_button)
    settle(window)
    assert len(window.desk.snapshot.plan.assignments) == 1
    page.begin_trial()
    page.board.choose(place_of(page, held(page)))
    page.remove()
    settle(window)
    click(page.trial_bar.keep_button)
    settle(window)
    assert stored(workspace) == set()
    assert not page.trial_bar.isVisible()


def test_what_a_colleague_changed_during_a_trial_is_seen_once_it_is_over(
    page: BoardWorkbench, window: MainWindow, workspace: Workspace, settle: Settle
) -> None:
    operation = operation_id(workspace)
    other = gap(page, 1)
    page.begin_trial()
    plans.assign(workspace, operation, "003", other.need, other.role)
    window.refresh()
    settle(window)
    assert "003" not in {bar.key.agent for bar in page.board.content.bars}
    click(page.trial_bar.drop_button)
    settle(window)
    assert BarKey("003", other.need, other.role) in {bar.key for bar in page.board.content.bars}


def test_a_need_that_is_gone_is_no_place_to_choose_or_to_drop_on(
    page: BoardWorkbench, window: MainWindow, workspace: Workspace, settle: Settle
) -> None:
    gone, source = gap(page, 1), held(page)
    need = page.desk.snapshot.need[gone.need] if page.desk.snapshot is not None else None
    assert need is not None and need.id is not None
    needs.remove_needs(workspace, [need.id])
    snapshot = plans.load_snapshot(workspace, operation_id(workspace))
    page.desk.editor.plan = take_in_hand(snapshot)  # as between its reading and the laying out of the board
    page.board.choose(place_of(page, gone))
    assert not page.panel.records.model.total
    page.board.pickedUp.emit(place_of(page, source))
    page.board.carry_over(page.board.rectangle_of(place_of(page, gone)).center(), False)
    page.board.drop()
    settle(window)
    assert {row.need for row in stored(workspace)} == {source.need}


def test_a_colleagues_change_takes_an_edit_back_and_says_so(
    page: BoardWorkbench, window: MainWindow, workspace: Workspace, settle: Settle
) -> None:
    row = next(iter(stored(workspace)))
    plans.unassign(workspace, operation_id(workspace), [(row.agent, row.need)])
    page.board.choose(place_of(page, held(page)))
    page.remove()
    settle(window)
    boxes = [box for box in window.findChildren(QMessageBox) if box.isVisible()]
    assert len(boxes) == 1
    assert not [bar for bar in page.board.content.bars if bar.key.agent]
    boxes[0].close()


def test_rows_by_agent_show_absences_without_their_reason(
    page: BoardWorkbench, window: MainWindow, settle: Settle
) -> None:
    page.grouping.setCurrentIndex(page.grouping.findData(Grouping.AGENT))
    settle(window)
    away = [bar for bar in page.board.content.bars if bar.look & Look.ABSENT]
    assert [bar.key.agent for bar in away] == ["006"]
    assert "maladie" not in away[0].text


def test_a_search_goes_to_the_row(page: BoardWorkbench, window: MainWindow, settle: Settle) -> None:
    page.search.setText("ecole e13-003")
    press(page.search, Qt.Key.Key_Return)
    assert page.board.content.rows[int(page.board.content.row[page.board.chosen])].title == "École 3"


def test_names_that_look_like_tags_are_drawn_as_they_are(
    page: BoardWorkbench, window: MainWindow, workspace: Workspace, settle: Settle
) -> None:
    agent = next(agent for agent in force.list_agents(workspace) if agent.staff_number == "002")
    force.save_agent(workspace, replace(agent, last_name="<b>" + "x" * 190, first_name="\u202eab"))
    window.refresh()
    settle(window)
    page.board.choose(place_of(page, held(page)))
    settle(window)
    assert "<B>" in page.board.accessibleDescription()
    assert not page.grab().isNull()


def test_a_candidate_is_drawn_from_the_pool_onto_another_gap(
    page: BoardWorkbench, window: MainWindow, workspace: Workspace, settle: Settle
) -> None:
    page.go_to_next_gap()
    settle(window)
    list_area, target = page.panel.records.table.viewport(), gap(page, 2)
    candidate = page.panel.records.model.record_at(0)
    start = page.panel.records.table.visualRect(page.panel.records.model.index(0, 0)).center()
    place = page.board.rectangle_of(place_of(page, target)).center().toPoint()
    over = list_area.mapFromGlobal(page.board.viewport().mapToGlobal(place))
    mouse_press(list_area, start)
    mouse_move(list_area, start + QPoint(30, 0))
    mouse_move(list_area, over)
    assert candidate.name in page.verdict.text()
    mouse_release(list_area, over)
    settle(window)
    assert (candidate.agent, target.need) in {(row.agent, row.need) for row in stored(workspace)}


def test_a_candidate_dropped_beside_the_board_changes_nothing(
    page: BoardWorkbench, window: MainWindow, workspace: Workspace, settle: Settle
) -> None:
    before = stored(workspace)
    page.go_to_next_gap()
    settle(window)
    list_area = page.panel.records.table.viewport()
    start = page.panel.records.table.visualRect(page.panel.records.model.index(0, 0)).center()
    mouse_press(list_area, start)
    mouse_move(list_area, start + QPoint(30, 0))
    mouse_release(list_area, start + QPoint(30, 0))
    settle(window)
    assert (page.board.carried, page.verdict.isVisible()) == (None, False)
    assert stored(workspace) == before


def test_the_point_chosen_on_the_map_is_chosen_on_the_board_and_the_other_way_round(
    page: BoardWorkbench, window: MainWindow, settle: Settle
) -> None:
    plan = page.desk.editor.plan
    assert plan is not None
    page.board.choose(place_of(page, held(page)))
    first = plan.snapshot.need[held(page).need].site
    assert window.desk.site == first
    other = next(site.code for site in plan.snapshot.sites if site.code != first)
    window.desk.choose_site(other)
    settle(window)
    assert plan.snapshot.need[page.board.content.bars[page.board.chosen].key.need].site == other
