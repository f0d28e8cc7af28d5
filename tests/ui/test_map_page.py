"""The map page in a real Chromium, with no way to any network. The only test that starts QtWebEngine."""

import sys

import pytest
from PySide6.QtCore import QUrl
from pytestqt.qtbot import QtBot

from otp_desktop.services.workspace import Workspace
from otp_desktop.ui.main_window import MainWindow
from tests.ui.conftest import NO_SIZE_HINTS, Settle
from tests.ui.records import fill

LOAD_MS = 30_000
CHROMIUM_WITHOUT_GRAPHICS = (
    NO_SIZE_HINTS,
    "QRhiGles2: Failed to create", "Failed to create RHI", "This plugin does not support createPlatform",
    "QVulkanInstance: Failed", "GBM is not supported", "GPUInfo not initialized", "Sandboxing disabled",
)  # fmt: skip


@pytest.mark.qt_log_ignore(*CHROMIUM_WITHOUT_GRAPHICS, extend=True)
def test_the_map_is_drawn_and_every_foreign_address_refused(
    window: MainWindow, workspace: Workspace, qtbot: QtBot, settle: Settle
) -> None:
    fill(workspace)
    window.refresh()
    settle(window)
    window.go_to(window.map)
    qtbot.waitUntil(lambda: window.map.view is not None, timeout=LOAD_MS)
    view = window.map.view
    assert view is not None
    answers: list[object] = []

    def drawn() -> bool:
        view.page.runJavaScript("document.querySelectorAll('.leaflet-container').length", answers.append)
        return 1 in answers

    qtbot.waitUntil(drawn, timeout=LOAD_MS)
    assert view.guard.refused == 0
    assert window.map.folder.stat().st_mode & 0o777 == 0o700
    view.page.load(QUrl("https://example.invalid/tile.png"))
    qtbot.waitUntil(lambda: view.guard.refused >= 1, timeout=LOAD_MS)
    folder = window.map.folder
    settle(window)
    window.close()
    assert not folder.exists()


def test_without_qtwebengine_the_page_says_how_to_see_the_map(
    window: MainWindow, workspace: Workspace, qtbot: QtBot, settle: Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "otp_desktop.ui.widgets.map_view", None)
    fill(workspace)
    window.refresh()
    settle(window)
    window.go_to(window.map)
    settle(window)
    assert window.map.view is None
    assert "Ctrl+M" in window.map.empty.text.text()
