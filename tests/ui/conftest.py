"""A window on a real database of its own, and a watchdog on the interface thread."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from otp_desktop.services.workspace import Workspace, open_workspace
from otp_desktop.ui.application import ApplicationLook, favour_the_interface_thread, spare_the_collector
from otp_desktop.ui.main_window import MainWindow
from tests.ui.watchdog import Watchdog

WAIT_MS = 20_000

# QtWebEngine asks for this before the application is made, and pytest-qt makes it at the first test that wants it.
QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_ShareOpenGLContexts)

# The offscreen platform says so of each window with a least size; screens do support it.
NO_SIZE_HINTS = "This plugin does not support propagateSizeHints"

Settle = Callable[[MainWindow], None]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.qt_log_ignore(NO_SIZE_HINTS, extend=True))


@pytest.fixture(scope="session", autouse=True)
def look(qapp: QApplication) -> ApplicationLook:
    spare_the_collector()
    favour_the_interface_thread()
    return ApplicationLook(qapp)


@pytest.fixture
def workspace(new_database: Path) -> Iterator[Workspace]:
    opened = open_workspace(str(new_database))
    yield opened
    opened.close()


@pytest.fixture
def settings(tmp_path: Path) -> QSettings:
    return QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)


@pytest.fixture
def settle(qtbot: QtBot) -> Settle:
    """Waits until nothing runs in the background."""

    def wait(window: MainWindow) -> None:
        qtbot.waitUntil(lambda: not window.desk.background.busy, timeout=WAIT_MS)
        qtbot.wait(1)
        qtbot.waitUntil(lambda: not window.desk.background.busy, timeout=WAIT_MS)

    return wait


@pytest.fixture
def window(qtbot: QtBot, workspace: Workspace, settings: QSettings, settle: Settle) -> Iterator[MainWindow]:
    """The window, shown and filled; closed as a user closes it."""
    made = MainWindow(workspace, settings)
    made.show()
    qtbot.waitExposed(made)
    QTest.keyClick(made, Qt.Key.Key_F35)  # lets go of a Ctrl that an earlier test held as its window closed
    qtbot.wait(1)
    settle(made)
    yield made
    settle(made)
    made.close()
    made.deleteLater()
    qtbot.wait(1)


@pytest.fixture
def watchdog(qapp: QApplication) -> Iterator[Watchdog]:
    """Measures the longest time in which the interface thread answered nothing."""
    dog = Watchdog()
    yield dog
    dog.stop()
