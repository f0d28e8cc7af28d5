"""The tab of the stress test: asked, run beside the window, stopped, read, taken to the board and to a file."""

from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import QSettings, Qt
from pytestqt.qtbot import QtBot

from otp_desktop.domain.plans import CoverageBound
from otp_desktop.services import needs, plans
from otp_desktop.services.stress import StressRequest
from otp_desktop.services.workspace import Workspace
from otp_desktop.ui.main_window import MainWindow
from otp_desktop.ui.models.stress import FragileColumn
from otp_desktop.ui.pages.stress import StressPage
from otp_desktop.ui.widgets.fallen_chart import Bar, bars_of
from otp_desktop.ui.widgets.stress_form import StressForm
from tests.ui.conftest import Settle
from tests.ui.hands import click, press
from tests.ui.records import UNIT, fill


@pytest.fixture
def page(window: MainWindow, workspace: Workspace, settle: Settle) -> StressPage:
    """Three needs; the first is held by one agent."""
    operation_id = fill(workspace)
    plans.assign(workspace, operation_id, "000000", "N0", "guard")
    window.refresh()
    settle(window)
    window.go_to(window.plan.stress)
    settle(window)
    return window.plan.stress


def run(page: StressPage, window: MainWindow, settle: Settle, rate: int, draws: int = 3) -> None:
    page.form.rate.setValue(rate)
    page.form.draws.setValue(draws)
    click(page.start_button)
    settle(window)


def test_a_post_whose_agent_never_comes_always_falls(page: StressPage, window: MainWindow, settle: Settle) -> None:
    run(page, window, settle, rate=100)
    (row,) = page.posts.model.shown
    assert (row.record.need.code, row.cells[FragileColumn.FALLS].text) == ("N0", "▲ 100,0\N{NO-BREAK SPACE}%")
    assert page.reserve.model.total == 1
    assert page.chart.bars == (Bar(1, 1, 3),)
    assert page.result.text() == page.chart.accessibleDescription()
    assert "3 tirages" in page.result.text()
    assert not page.running


def test_enter_on_a_post_goes_to_the_board(page: StressPage, window: MainWindow, settle: Settle) -> None:
    run(page, window, settle, rate=100)
    page.posts.table.selectRow(0)
    press(page.posts.table, Qt.Key.Key_Return)
    settle(window)
    workbench = window.board.workbench
    assert window.plan.part is window.board
    assert workbench.board.content.bars[workbench.board.chosen].key.need == "N0"


def test_stop_keeps_the_draws_made(page: StressPage, window: MainWindow, settle: Settle, qtbot: QtBot) -> None:
    page.form.draws.setMaximum(10_000_000)
    page.form.draws.setValue(10_000_000)
    click(page.start_button)
    qtbot.waitUntil(lambda: page.bar.value() > 0, timeout=20_000)
    click(page.stop_button)
    settle(window)
    assert page.report is not None
    assert 0 < page.report.draws < 10_000_000


def test_nothing_falls_where_everybody_comes(page: StressPage, window: MainWindow, settle: Settle) -> None:
    run(page, window, settle, rate=0)
    assert page.posts.model.total == 0
    assert page.posts.empty.heading.text() == "Rien ne tombe"


def test_a_changed_plan_makes_the_result_old(
    page: StressPage, window: MainWindow, workspace: Workspace, settle: Settle
) -> None:
    run(page, window, settle, rate=100)
    operation_id = window.desk.operation_id
    assert operation_id is not None
    plans.unassign(workspace, operation_id, [("000000", "N0")])
    window.refresh()
    settle(window)
    assert "Le plan a changé depuis" in page.result.text()
    assert not page.start_button.isEnabled(), "a plan without assignments has nothing to lose"


def test_what_is_proved_of_the_plan_does_not_make_the_result_old(
    page: StressPage, window: MainWindow, workspace: Workspace, settle: Settle
) -> None:
    operation_id = window.desk.operation_id
    assert operation_id is not None
    with workspace.unit_of_work() as work:
        work.plans.save_draft(replace(work.plans.draft(operation_id), bound=CoverageBound()))
        work.commit()
    run(page, window, settle, rate=100)
    assert page.report is not None
    assert "Le plan a changé depuis" not in page.result.text()


def test_the_rates_are_kept_for_each_operation(settings: QSettings) -> None:
    form = StressForm(settings)
    form.show_operation("A", (UNIT,))
    form.rate.setValue(8)
    form.units[UNIT.code].setValue(12)
    form.remember()
    form.show_operation("B", (UNIT,))
    assert form.request == StressRequest()
    form.show_operation("A", (UNIT,))
    assert form.request == StressRequest(rate=0.08, rates={UNIT.code: 0.12})


def test_spoilt_settings_count_as_none(settings: QSettings) -> None:
    settings.setValue("stress/A", "{nonsense")
    form = StressForm(settings)
    form.show_operation("A", (UNIT,))
    assert form.request == StressRequest()


def test_the_test_is_written_to_a_workbook(
    page: StressPage, window: MainWindow, workspace: Workspace, settle: Settle, tmp_path: Path
) -> None:
    run(page, window, settle, rate=100)
    file = tmp_path / "absences.xlsx"
    page.export(file)
    settle(window)
    sheet = openpyxl.load_workbook(file).worksheets[0]
    operation_id = window.desk.operation_id
    assert operation_id is not None
    assert sheet.cell(2, 1).value in {need.code for need in needs.list_needs(workspace, operation_id)}


def test_many_different_counts_share_bars_of_one_width() -> None:
    bars = bars_of([(fallen, 1) for fallen in range(100)])
    assert len(bars) <= 24
    assert sum(bar.draws for bar in bars) == 100
    assert {bar.last - bar.first for bar in bars[:-1]} == {4}
    assert bars[-1].last == 99
