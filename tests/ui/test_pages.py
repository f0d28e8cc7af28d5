"""What holds for every page of the window: keyboard, focus seen, odd names, no pause while one goes round."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QLabel, QTabBar, QWidget
from pytestqt.qtbot import QtBot

from otp_desktop.domain.force import Agent, Unit
from otp_desktop.domain.operations import Operation
from otp_desktop.domain.sites import Site
from otp_desktop.services import force, plans
from otp_desktop.services.demonstration import create_demonstration
from otp_desktop.services.workspace import Workspace
from otp_desktop.ui.main_window import MainWindow
from otp_desktop.ui.pages.page import Page
from otp_desktop.ui.theme import DARK, LIGHT, apply_theme
from tests.ui.conftest import Settle
from tests.ui.hands import press
from tests.ui.records import DAY, need
from tests.ui.test_accessibility import nameless, rich_labels
from tests.ui.watchdog import Watchdog

ODD_NAMES = (
    "<script>alert(1)</script><b>gras</b>",
    "É" * 300,
    "משטרה שרטה ABC",
    "شرطة المدينة",
    "Équipe 👮🏽‍♀️🚲",
    "=1+1;\"'%s{}&amp;",
)
MOST_TABS = 120


def all_pages(window: MainWindow) -> Iterator[Page]:
    """Tabs too; the map's own page has tests of its own, with the browser that draws it."""
    yield from (part for page in window.pages for part in page.parts if part is not window.map)


def fill_oddly(workspace: Workspace) -> None:
    """Every kind of record under every odd name, longer than the forms take: older databases may hold them."""
    for rank, name in enumerate(ODD_NAMES):
        with workspace.unit_of_work() as work:
            unit = work.units.add(Unit(code=f"U{rank}", name=name))
            number = f"{rank:03d}"
            work.agents.add(Agent(staff_number=number, last_name=name, first_name=name, corps="PM", unit=unit.code))
            site = work.sites.add(Site(code=f"S{rank}", name=name, address=name))
            operation = work.operations.add(
                Operation(code=f"O{rank}", name=name, first_day=DAY, last_day=DAY, note=name)
            )
            work.needs.add(replace(need("N1", 8), id=None, operation_id=operation.id, label=name, site=site.code))
            work.commit()
        assert operation.id is not None
        plans.assign(workspace, operation.id, number, "N1", "guard")


def test_odd_names_break_no_page(window: MainWindow, workspace: Workspace, settle: Settle) -> None:
    fill_oddly(workspace)
    window.refresh()
    settle(window)
    for operation in window.desk.operations:
        window.desk.choose(operation)
        settle(window)
        for page in all_pages(window):
            window.go_to(page)
            settle(window)
            assert not window.grab().isNull()
        assert rich_labels(window) == []
        assert window.minimumSizeHint().width() <= 960
    window.palette_box.open()
    settle(window)
    window.palette_box.box.setText("script")
    assert any("<script>" in window.palette_box.model.item_at(place).text for place in range(3))


def test_every_control_of_every_page_has_a_name(window: MainWindow, workspace: Workspace, settle: Settle) -> None:
    fill_oddly(workspace)
    window.refresh()
    settle(window)
    for page in all_pages(window):
        window.go_to(page)
        settle(window)
        assert nameless(page) == [], page.name


def reachable(page: Page) -> set[QWidget]:
    """Controls of a page that Tab must come to: seen, enabled, and taking the keyboard by Tab."""
    return {
        control
        for control in page.findChildren(QWidget)
        if control.isVisible()
        and control.isEnabled()
        and control.focusPolicy() & Qt.FocusPolicy.TabFocus
        and control.focusProxy() is None
        and not isinstance(control, QTabBar)
        and type(control).__name__ != "QExpandingLineEdit"
    }


def test_tab_comes_to_every_control_of_every_page(window: MainWindow, workspace: Workspace, settle: Settle) -> None:
    fill_oddly(workspace)
    window.refresh()
    settle(window)
    for page in all_pages(window):
        window.go_to(page)
        settle(window)
        window.sidebar.setFocus()
        met: set[QWidget] = set()
        for _step in range(MOST_TABS):
            focused = QApplication.focusWidget()
            assert focused is not None
            met.add(focused)
            press(focused, Qt.Key.Key_Tab)
        missed = [f"{type(control).__name__} {control.accessibleName()}" for control in reachable(page) - met]
        assert missed == [], page.name


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_the_control_in_hand_looks_other_than_at_rest(
    window: MainWindow, workspace: Workspace, settle: Settle, qapp: QApplication, qtbot: QtBot, theme: object
) -> None:
    fill_oddly(workspace)
    window.refresh()
    apply_theme(qapp, DARK if theme is DARK else LIGHT)
    try:
        for page in (window.agents, window.control, window.printing):
            window.go_to(page)
            settle(window)
            for control in reachable(page):
                window.sidebar.setFocus()
                rest = picture(control)
                control.setFocus(Qt.FocusReason.TabFocusReason)
                qtbot.wait(1)
                assert picture(control) != rest, f"{page.name}: {type(control).__name__} {control.accessibleName()}"
    finally:
        apply_theme(qapp, LIGHT)


def picture(control: QWidget) -> QImage:
    return control.grab().toImage()


def test_going_round_the_pages_of_the_demonstration_never_blocks(
    window: MainWindow, workspace: Workspace, settle: Settle, watchdog: Watchdog
) -> None:
    create_demonstration(workspace)
    window.refresh()
    settle(window)
    for time in ("first", "second"):
        watchdog.start()
        for page in all_pages(window):
            window.go_to(page)
            settle(window)
        watchdog.assert_never_blocked(f"going round the pages, {time} time")


def test_saving_and_opening_the_palette_never_blocks(
    window: MainWindow, workspace: Workspace, settle: Settle, watchdog: Watchdog
) -> None:
    create_demonstration(workspace)
    window.refresh()
    settle(window)
    window.go_to(window.agents)
    settle(window)
    watchdog.start()
    agent = window.agents.records.model.record_at(0)
    window.desk.background.write(window, lambda: force.save_agent(workspace, agent))
    settle(window)
    watchdog.assert_never_blocked("saving an agent")
    watchdog.start()
    window.palette_box.open()
    settle(window)
    for query in ("p", "pt", "point e", "agent"):
        window.palette_box.box.setText(query)
        settle(window)
    watchdog.assert_never_blocked("palette")


def test_no_label_of_a_page_is_cut_at_a_small_size(window: MainWindow, workspace: Workspace, settle: Settle) -> None:
    """1280 × 800 at 125 % leaves 1024 × 640 to the window."""
    fill_oddly(workspace)
    window.refresh()
    window.resize(1024, 640)
    settle(window)
    window.desk.choose(window.desk.operations[-1])
    settle(window)
    for page in all_pages(window):
        window.go_to(page)
        settle(window)
        for title in page.findChildren(QLabel):
            if title.isVisible() and not title.wordWrap() and title.text():
                assert title.width() >= title.minimumSizeHint().width(), f"{page.name}: {title.text()}"
