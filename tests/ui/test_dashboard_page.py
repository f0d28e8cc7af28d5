"""The managers' dashboard: the figures of the plan in hand, told in words, by keyboard, and written to a file."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from otp_desktop.services import plans
from otp_desktop.services.workspace import Workspace
from otp_desktop.ui.main_window import MainWindow
from otp_desktop.ui.models.dashboard import LoadColumn, StepColumn
from otp_desktop.ui.models.heat import CELL_ROLE, Heat, HeatCell
from otp_desktop.ui.widgets.heat_view import HeatView
from tests.ui.conftest import Settle
from tests.ui.hands import press
from tests.ui.records import fill


@pytest.fixture
def filled(window: MainWindow, workspace: Workspace, settle: Settle) -> MainWindow:
    """Three slots of two heads on one day; one head held."""
    operation = fill(workspace)
    first = plans.load_snapshot(workspace, operation).needs[0]
    plans.assign(workspace, operation, "000000", first.code, first.roles[0].code)
    window.refresh()
    settle(window)
    window.go_to(window.dashboard)
    settle(window)
    return window


def _told(view: HeatView, row: int, column: int) -> str:
    return str(view.heat.index(row, column).data(Qt.ItemDataRole.AccessibleTextRole))


def test_the_dashboard_shows_the_figures_of_the_plan_and_follows_it(
    filled: MainWindow, workspace: Workspace, settle: Settle, tmp_path: Path, qtbot: QtBot
) -> None:
    page, operation = filled.dashboard, filled.desk.operation_id
    assert operation is not None
    assert (page.rate.figure.text(), page.missing.figure.text()) == ("16\u00a0%", "5")
    assert "1 sur 6, 5 manquants" in _told(page.coverage, 0, 0)
    assert "3 présents pour 2 requis" in _told(page.strains, 0, 0)
    loads, (draft,) = page.loads.records.shown, page.steps.records.shown
    assert [line.cells[LoadColumn.AGENTS].text for line in loads] == ["3", "3"]
    assert (draft.cells[StepColumn.MISSING].text, draft.cells[StepColumn.MOVED].text) == ("5", "–")

    press(page.coverage, Qt.Key.Key_Right)
    assert page.coverage.currentIndex().column() == 1
    rows = plans.load_snapshot(workspace, operation).plan.assignments
    plans.unassign(workspace, operation, [(row.agent, row.need) for row in rows])
    filled.refresh()
    settle(filled)
    qtbot.waitUntil(lambda: page.missing.figure.text() == "6")

    page.export(tmp_path / "tableau.pdf")
    qtbot.waitUntil((tmp_path / "tableau.pdf").exists)


def test_the_map_and_the_dashboard_are_two_tabs_and_the_menu_follows(filled: MainWindow) -> None:
    assert filled.coverage.tabs.currentWidget() is filled.dashboard
    assert [entry.text for entry in filled.page.entries()] == ["Exporter le tableau de bord…"]
    filled.coverage.go_round(1)
    assert filled.coverage.tabs.currentWidget() is filled.map


def test_less_held_is_darker_bolder_and_longer(qtbot: QtBot) -> None:
    """In greys too: nobody has to tell colours."""
    view = HeatView("essai")
    qtbot.addWidget(view)
    rates = (1.0, 0.96, 0.9, 0.75, 0.2)
    view.show_heat(Heat(tuple("abcde"), ("z",), (tuple(HeatCell("8", rate=rate) for rate in rates),)))
    view.resize(view.sizeHint())
    view.show()
    picture = view.viewport().grab().toImage()
    lightness, ink, bars = [], [], []
    for column in range(len(rates)):
        frame = view.visualRect(view.heat.index(0, column))
        assert view.heat.index(0, column).data(CELL_ROLE).rate == rates[column]
        lightness.append(picture.pixelColor(frame.left() + 4, frame.top() + 4).lightness())
        dark = [
            (x, y)
            for x in range(frame.left() + 2, frame.right())
            for y in range(frame.top() + 2, frame.bottom() + 1)
            if picture.pixelColor(x, y).lightness() < 90
        ]
        bars.append(sum(y >= frame.bottom() - 2 for _x, y in dark))
        ink.append(sum(y < frame.bottom() - 6 for _x, y in dark))
    assert lightness == sorted(lightness, reverse=True) and len(set(lightness)) == len(rates)
    assert bars == sorted(bars) and bars[0] == 0 < bars[-1]
    assert min(ink[2:]) > max(ink[:2])
