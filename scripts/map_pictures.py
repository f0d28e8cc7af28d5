"""Pictures of the map for the user guide: agents in reach of a post, a sector being drawn."""

import json
from collections.abc import Callable

import screenshots
from screenshots import settle, wait, wait_until

from otp_desktop.ui.main_window import MainWindow

POST = "E13-008"
MOMENT = 10 * 60  # minutes from the first midnight: between two times of school
CORNERS = ((48.843, 2.342), (48.846, 2.366), (48.833, 2.372), (48.828, 2.350))
Save = Callable[[str], object]


def take_map(window: MainWindow, save: Save) -> None:
    """``save`` takes the window as it is, under a name."""
    window.go_to(window.map)
    wait_until(lambda: _asked(window, "Boolean(window.tools)") is True)
    window.desk.choose_site(POST)
    window.map.show_reach()
    _ask(window, f"tools.goTo({MOMENT})")
    _rest(window)
    _ask(window, "coverage.map.closePopup()")
    _rest(window)
    save("map-reach")
    window.map.side_button.click()
    window.map.drawing.draw_sector()
    _rest(window)
    _ask(window, "coverage.map.setView([48.838, 2.357], 13.5, { animate: false })")
    for latitude, longitude in CORNERS:
        _ask(window, f"coverage.map.fire('click', {{ latlng: L.latLng({latitude}, {longitude}) }})")
        wait(screenshots.SETTLE_MS)
    _rest(window)
    save("map-sector")
    window.map.drawing.leave()
    take_beside(window)
    save("map-beside")
    settle(window)


def _rest(window: MainWindow) -> None:
    """Until the plan is counted and the page painted."""
    for _round in range(3):
        settle(window)
        wait(screenshots.SETTLE_MS)


def take_beside(window: MainWindow) -> None:
    """The first slot of the operation and its last one, side by side."""
    _ask(window, "coverage.map.closePopup(); coverage.time.go(coverage.time.from + 5)")
    _rest(window)
    _ask(window, "document.getElementById('hold').click(); document.getElementById('beside').click()")
    _rest(window)
    _ask(window, "coverage.time.go(coverage.time.until - 5); coverage.fit()")
    _rest(window)


def _ask(window: MainWindow, script: str) -> None:
    assert window.map.view is not None, "the map is shown"
    window.map.view.page.runJavaScript(f"{script}; 0")


def _asked(window: MainWindow, script: str) -> object:
    answers: list[object] = []
    if window.map.view is None:
        return None
    window.map.view.page.runJavaScript(f"JSON.stringify({script})", answers.append)
    wait_until(lambda: bool(answers))
    return json.loads(str(answers[0]))
