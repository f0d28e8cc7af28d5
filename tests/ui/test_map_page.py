"""The map page in a real Chromium, with no way to any network. The only test that starts QtWebEngine."""

import json
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from otp_desktop.services import force
from otp_desktop.services.base_maps import BaseKind
from otp_desktop.services.workspace import Workspace
from otp_desktop.ui.main_window import MainWindow
from otp_desktop.ui.mapping.base_choice import BaseChoice, keep_choice
from tests.maps.tile_examples import write_mbtiles
from tests.ui.conftest import NO_SIZE_HINTS, Settle
from tests.ui.mapping.engine_hands import MapHands
from tests.ui.records import fill

LOAD_MS = 30_000
HOSTILE = "<img src=x onerror=\"window.pwned='unit'\">"
CHROMIUM_WITHOUT_GRAPHICS = (
    NO_SIZE_HINTS,
    "QRhiGles2: Failed to create", "Failed to create RHI", "This plugin does not support createPlatform",
    "QVulkanInstance: Failed", "GBM is not supported", "GPUInfo not initialized", "Sandboxing disabled",
)  # fmt: skip


def _asked(window: MainWindow, qtbot: QtBot, script: str) -> object:
    assert window.map.view is not None
    answers: list[object] = []
    window.map.view.page.runJavaScript(f"JSON.stringify({script})", answers.append)
    qtbot.waitUntil(lambda: bool(answers), timeout=LOAD_MS)
    return json.loads(str(answers[0]))


def _choose_both_ways(window: MainWindow, qtbot: QtBot) -> None:
    """A point opened on the map is told to the window; one that the board chooses opens on the map."""
    qtbot.waitUntil(lambda: _asked(window, qtbot, "Boolean(window.coverage && coverage.onChoice)") is True)
    site = str(_asked(window, qtbot, "coverage.markers[0].point.code"))
    _asked(window, qtbot, "coverage.points.open(coverage.markers[0], coverage.map) || 1")
    qtbot.waitUntil(lambda: window.desk.site == site, timeout=LOAD_MS)
    _asked(window, qtbot, "coverage.map.closePopup() && 1")
    window.desk.choose_site(site)
    qtbot.waitUntil(lambda: _asked(window, qtbot, "coverage.markers[0].isPopupOpen()") is True, timeout=LOAD_MS)


def _draw_the_reach(window: MainWindow, qtbot: QtBot) -> None:
    """The circle is drawn around the post that the board chose, at its moment; the balance follows a click."""
    window.board.reachWanted.emit("N1")
    qtbot.waitUntil(lambda: _asked(window, qtbot, "coverage.time.minute") == 10 * 60, timeout=LOAD_MS)
    circle = "document.querySelectorAll('path.reach').length"
    qtbot.waitUntil(lambda: _asked(window, qtbot, circle) == 1, timeout=LOAD_MS)
    qtbot.waitUntil(lambda: _asked(window, qtbot, "document.querySelectorAll('.origin').length") == 1, timeout=LOAD_MS)
    assert _asked(window, qtbot, "document.querySelector('.origin').textContent") == "3/3"
    tooltip = "(tools.reach.group.getLayers()[1].openTooltip(), document.querySelector('.leaflet-tooltip').textContent)"
    assert HOSTILE in str(_asked(window, qtbot, tooltip))
    assert _asked(window, qtbot, "window.pwned === undefined") is True
    _asked(window, qtbot, "coverage.zones.shapes[0].layer.fire('click') && 1")
    qtbot.waitUntil(lambda: window.map.side.balance.isVisible(), timeout=LOAD_MS)
    qtbot.waitUntil(lambda: _asked(window, qtbot, "document.querySelectorAll('.chosen-zone').length") == 1)
    assert _asked(window, qtbot, circle) == 0


def _keep_the_moment(window: MainWindow, qtbot: QtBot) -> None:
    """The page is made anew after an edit; the moment that was looked at stays."""
    moment = _asked(
        window, qtbot, "(coverage.time.go(coverage.time.from + 1), window.old = true, coverage.time.minute)"
    )
    window.map.reload()
    made_anew = "!window.old && Boolean(window.coverage) && Boolean(coverage.onChoice)"
    qtbot.waitUntil(lambda: _asked(window, qtbot, made_anew) is True, timeout=LOAD_MS)
    assert _asked(window, qtbot, "coverage.time.minute") == moment


def _show_the_tiles(window: MainWindow, qtbot: QtBot) -> None:
    """The base map of the user's file lies under the points, with its source; nothing is asked of anybody."""
    loaded = "[...document.querySelectorAll('.leaflet-tile')].some(tile => tile.naturalWidth === 256)"
    qtbot.waitUntil(lambda: _asked(window, qtbot, loaded) is True, timeout=LOAD_MS)
    assert "Source & licence" in str(_asked(window, qtbot, "document.body.innerText"))
    assert _asked(window, qtbot, "document.querySelectorAll('.leaflet-control-attribution a').length") == 0


def _print_the_view(window: MainWindow, qtbot: QtBot, folder: Path) -> None:
    file = folder / "view.pdf"
    window.map.print_view(file)
    qtbot.waitUntil(file.exists, timeout=LOAD_MS)
    assert file.read_bytes().startswith(b"%PDF-")
    assert file.stat().st_mode & 0o777 == 0o600
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is not None, timeout=LOAD_MS)
    notice = QApplication.activeModalWidget()
    assert notice is not None
    notice.close()


@pytest.mark.qt_log_ignore(*CHROMIUM_WITHOUT_GRAPHICS, extend=True)
def test_the_map_is_drawn_and_every_foreign_address_refused(
    window: MainWindow, workspace: Workspace, qtbot: QtBot, settle: Settle, tmp_path: Path
) -> None:
    tiles = write_mbtiles(tmp_path / "plan.mbtiles", {"maxzoom": "12"})
    keep_choice(window.desk.settings, BaseChoice(BaseKind.FILE, tiles))
    fill(workspace)
    force.save_unit(workspace, replace(force.list_units(workspace)[0], name=HOSTILE))
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
    _show_the_tiles(window, qtbot)
    _choose_both_ways(window, qtbot)
    _draw_the_reach(window, qtbot)
    _print_the_view(window, qtbot, tmp_path)
    _keep_the_moment(window, qtbot)
    hands = MapHands(window, workspace, qtbot)
    hands.draw_a_sector()
    hands.move_a_point()
    assert view.guard.refused == 0
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
