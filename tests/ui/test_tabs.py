"""Pages with tabs: reached by keyboard, remembered, and what the menus ask goes to the tab in front."""

from PySide6.QtCore import QSettings, Qt
from pytestqt.qtbot import QtBot

from otp_desktop.services.workspace import Workspace
from otp_desktop.ui.dialogs.unit_form import UnitForm
from otp_desktop.ui.main_window import MainWindow
from otp_desktop.ui.pages.page import Page
from tests.ui.conftest import Settle
from tests.ui.hands import CONTROL, press
from tests.ui.test_forms import opened_form

SHIFT, ALT = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.AltModifier


def front(window: MainWindow) -> Page:
    return window.force.part


def test_ctrl_tab_goes_round_the_tabs_from_wherever_the_keyboard_is(window: MainWindow, settle: Settle) -> None:
    window.go_to(window.force)
    settle(window)
    window.agents.focus_filter()
    press(window.agents.records.filter_box, Qt.Key.Key_Tab, CONTROL)
    assert front(window) is window.units
    for _step in range(len(window.force.parts) - 1):
        press(window.force.tabs, Qt.Key.Key_Tab, CONTROL)
    assert front(window) is window.agents
    press(window.force.tabs, Qt.Key.Key_Tab, CONTROL | SHIFT)
    assert front(window) is window.force.parts[-1]
    settle(window)


def test_alt_and_a_figure_go_to_one_tab(window: MainWindow, settle: Settle) -> None:
    window.go_to(window.force)
    for place, part in enumerate(window.force.parts):
        press(window, Qt.Key(Qt.Key.Key_1.value + place), ALT)
        assert front(window) is part
        assert part.isVisible()
    settle(window)


def test_new_adds_to_the_tab_in_front(window: MainWindow, qtbot: QtBot, settle: Settle) -> None:
    window.go_to(window.units)
    settle(window)
    assert window.page is window.force
    press(window, Qt.Key.Key_N, CONTROL)
    opened_form(window, qtbot, UnitForm).done(0)


def test_the_tab_in_front_is_there_again_the_next_time(
    window: MainWindow, workspace: Workspace, settings: QSettings, settle: Settle
) -> None:
    window.go_to(window.units)
    settle(window)
    again = MainWindow(workspace, settings)
    assert again.force.part is again.units
    again.close()
    again.deleteLater()
