"""Menus are made from entries: greyed with the reason, silent where impossible, other ones for each page."""

from collections.abc import Sequence

from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QMainWindow, QSplitter, QWidget
from pytestqt.qtbot import QtBot

from otp_desktop.ui.entries import Entry
from otp_desktop.ui.main_window import MainWindow
from otp_desktop.ui.menus import add_menu
from otp_desktop.ui.settings import keep_splitter
from tests.ui.hands import CONTROL, press


def test_an_impossible_entry_is_greyed_with_its_reason_and_does_nothing(qtbot: QtBot) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    done: list[str] = []
    reasons = ["Choose an agent first."]
    menu = add_menu(window, "&Menu")
    (action,) = menu.fill((Entry("Do", lambda: done.append("done"), "Ctrl+J", why_not=lambda: reasons[0]),))
    menu.aboutToShow.emit()
    assert not action.isEnabled()
    assert action.toolTip() == "Choose an agent first."
    menu.aboutToHide.emit()
    action.trigger()
    assert done == []
    reasons[0] = ""
    action.trigger()
    assert done == ["done"]


def test_the_name_of_an_entry_has_no_mark_of_its_key() -> None:
    assert Entry("&File && folder", lambda: None).name == "File & folder"


def test_a_page_with_entries_of_its_own_has_a_menu_and_its_shortcuts(window: MainWindow, qtbot: QtBot) -> None:
    done: list[str] = []

    def entries() -> Sequence[Entry]:
        return (Entry("Copy", lambda: done.append("copied"), "Ctrl+J"),)

    window.go_to(window.sites)
    window.page.entries = entries  # type: ignore[method-assign]  # what another page would answer
    window.page.entriesChanged.emit()
    titles = [action.text() for action in window.menuBar().actions() if action.isVisible()]
    assert window.page.title in titles
    press(window, Qt.Key.Key_J, CONTROL)
    assert done == ["copied"]
    window.go_to(window.operations)
    press(window, Qt.Key.Key_J, CONTROL)
    assert done == ["copied"]


def test_a_splitter_comes_back_where_it_was_left(qtbot: QtBot, settings: QSettings) -> None:
    def made() -> QSplitter:
        splitter = QSplitter()
        splitter.addWidget(QWidget())
        splitter.addWidget(QWidget())
        splitter.resize(400, 100)
        qtbot.addWidget(splitter)
        keep_splitter(settings, "test", splitter)
        return splitter

    first = made()
    first.setSizes([300, 95])
    first.splitterMoved.emit(300, 1)
    assert made().sizes()[0] > 250
