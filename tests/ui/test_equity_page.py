"""The tab of equity: units with their means, the agents of one, the way to an agent, and the file."""

from datetime import date, timedelta
from pathlib import Path

import openpyxl
from PySide6.QtCore import Qt

from otp_desktop.domain.equity import Burdens, EquityLedger
from otp_desktop.domain.force import Agent, Unit
from otp_desktop.domain.sites import Site
from otp_desktop.services import force, sites
from otp_desktop.services.workspace import Workspace
from otp_desktop.ui.dialogs.bulletin_dialog import BulletinDialog, last_quarter
from otp_desktop.ui.main_window import MainWindow
from otp_desktop.ui.models.equity import CarriedColumn, ShareColumn, equity_tables
from otp_desktop.ui.models.rows import Tone
from tests.services.test_engagements import at, publish_work
from tests.ui.conftest import Settle
from tests.ui.hands import click, press, type_in
from tests.ui.records import fill

YESTERDAY = date.today() - timedelta(days=1)


def opened(window: MainWindow, workspace: Workspace, settle: Settle) -> None:
    """Two units; one agent of the first worked last night at a hard post."""
    fill(workspace)
    force.save_unit(workspace, Unit(code="DA", name="Division d’appui"))
    force.save_agent(workspace, Agent(staff_number="9", last_name="Seul", first_name="Ali", corps="PM", unit="DA"))
    sites.save_site(workspace, Site(code="E13-001", name="École"))
    publish_work(workspace, "NUIT", ("000000", at(YESTERDAY, 20), at(YESTERDAY, 28)), burden=2)
    window.refresh()
    window.go_to(window.force.equity)
    settle(window)


def test_an_agent_far_from_the_mean_of_the_unit_is_marked_by_a_sign() -> None:
    agents = tuple(
        Agent(id=rank, staff_number=str(rank), last_name="Nom", first_name="Zoé", corps="PM", unit="A")
        for rank in range(10)
    )
    ledger = EquityLedger(date(2025, 9, 1), date(2026, 9, 1), agents, {"0": Burdens(nights=10)})
    first, second, *_others = equity_tables(ledger).agents["A"].items
    assert (first.cells[CarriedColumn.AGAINST_MEAN].text, first.cells[CarriedColumn.AGAINST_MEAN].tone) == (
        "▲ +9,0", Tone.WARNING,
    )  # fmt: skip
    assert second.cells[CarriedColumn.AGAINST_MEAN].text == "−1,0"


def test_units_have_their_means_and_show_their_agents(window: MainWindow, workspace: Workspace, settle: Settle) -> None:
    opened(window, workspace, settle)
    page = window.force.equity
    assert [row.cells[ShareColumn.UNIT].text for row in page.units.model.shown] == ["Tout l’effectif", "DA", "DT13"]
    assert page.units.model.shown[2].cells[ShareColumn.NIGHTS].text.startswith("0,3")
    assert page.records.model.total == 4
    page.units.table.setFocus()
    press(page.units.table, Qt.Key.Key_Down)
    assert [row.record.staff_number for row in page.records.model.shown] == ["9"]
    page.show_unit("DT13")
    assert page.records.model.shown[0].cells[CarriedColumn.NIGHTS].text == "1"


def test_enter_goes_to_the_agent(window: MainWindow, workspace: Workspace, settle: Settle) -> None:
    opened(window, workspace, settle)
    page = window.force.equity
    page.records.table.selectRow(0)
    number = page.records.selected()[0].staff_number
    press(page.records.table, Qt.Key.Key_Return)
    settle(window)
    assert window.force.part is window.agents
    assert [agent.staff_number for agent in window.agents.records.selected()] == [number]


def test_another_day_gives_other_twelve_months_and_no_date_is_told(
    window: MainWindow, workspace: Workspace, settle: Settle
) -> None:
    opened(window, workspace, settle)
    page = window.force.equity
    type_in(page.day, "01/01/2020")
    press(page.day, Qt.Key.Key_Return)
    settle(window)
    assert "01/01/2020" in page.period.text()
    page.show_unit("DT13")
    assert page.records.model.shown[0].cells[CarriedColumn.NIGHTS].text == "0"
    type_in(page.day, "hier")
    press(page.day, Qt.Key.Key_Return)
    assert "02/09/2026" in page.period.text()


def test_the_ledger_is_written_with_agents_and_units(
    window: MainWindow, workspace: Workspace, settle: Settle, tmp_path: Path
) -> None:
    opened(window, workspace, settle)
    file = tmp_path / "equite.xlsx"
    window.force.equity.export(file)
    settle(window)
    book = openpyxl.load_workbook(file)
    agents, units = (list(sheet.iter_rows(values_only=True)) for sheet in book.worksheets)
    assert len(agents) == 5
    night = next(row for row in agents if row[0] == "000000")
    assert night[4:] == (1, 6, *night[6:8], 0, 1, 2)
    assert [row[0] for row in units] == ["Unité", "DA", "DT13", "Tout l’effectif"]
    assert units[2][2] == 0.33
    assert file.stat().st_mode & 0o077 == 0


def test_the_bulletin_of_a_period_is_seen_and_written(
    window: MainWindow, workspace: Workspace, settle: Settle, tmp_path: Path
) -> None:
    opened(window, workspace, settle)
    click(window.force.equity.bulletin_button)
    (dialog,) = window.findChildren(BulletinDialog)
    settle(window)
    assert (dialog.first.value(), dialog.last.value()) == last_quarter(date.today())
    dialog.last.setText("avant-hier soir")
    dialog.read()
    assert not dialog.export_button.isEnabled()
    dialog.first.take_day(YESTERDAY)
    dialog.last.take_day(YESTERDAY)
    dialog.read()
    settle(window)
    whole = dialog.records.model.shown[0]
    assert (whole.record.missions, whole.record.hours) == (1, 8)
    dialog.export(tmp_path / "bulletin.xlsx")
    settle(window)
    assert openpyxl.load_workbook(tmp_path / "bulletin.xlsx").worksheets[0]["A1"].value == "Unité"
    dialog.reject()


def test_the_last_quarter_is_the_one_that_is_over() -> None:
    assert last_quarter(date(2026, 11, 22)) == (date(2026, 7, 1), date(2026, 9, 30))
    assert last_quarter(date(2026, 1, 1)) == (date(2025, 10, 1), date(2025, 12, 31))
