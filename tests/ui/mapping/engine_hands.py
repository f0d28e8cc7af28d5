"""Mouse and keyboard on the map's page, as Chromium gets them."""

import json

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from otp_desktop.services import sectors, sites
from otp_desktop.services.workspace import Workspace
from otp_desktop.ui.dialogs.sector_form import SectorForm
from otp_desktop.ui.main_window import MainWindow

LOAD_MS = 30_000
NO_MODIFIER = Qt.KeyboardModifier.NoModifier
BOX = "coverage.map.getContainer().getBoundingClientRect()"


class MapHands:
    """One window whose map is seen."""

    def __init__(self, window: MainWindow, workspace: Workspace, qtbot: QtBot) -> None:
        self.window = window
        self.workspace = workspace
        self.qtbot = qtbot

    def ask(self, script: str) -> object:
        """The value of a JavaScript expression."""
        assert self.window.map.view is not None
        answers: list[object] = []
        self.window.map.view.page.runJavaScript(f"JSON.stringify({script})", answers.append)
        self.qtbot.waitUntil(lambda: bool(answers), timeout=LOAD_MS)
        return json.loads(str(answers[0]))

    def wait_for(self, script: str) -> None:
        self.qtbot.waitUntil(lambda: self.ask(f"Boolean({script})") is True, timeout=LOAD_MS)

    def click_map(self, east: int, south: int) -> None:
        """So many pixels from the middle of the map."""
        middle = self.ask(f"(box => [box.left + box.width / 2, box.top + box.height / 2])({BOX})")
        assert isinstance(middle, list)
        QTest.mouseClick(
            self._inside(),
            Qt.MouseButton.LeftButton,
            NO_MODIFIER,
            QPoint(int(middle[0]) + east, int(middle[1]) + south),
        )

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = NO_MODIFIER) -> None:
        QTest.keyClick(self._inside(), key, modifier)

    def draw_a_sector(self) -> None:
        """Three corners by mouse, a fourth by keyboard and away again; Ctrl+Enter opens the form, Undo takes it back."""
        drawing = self.window.map.drawing
        drawing.draw_sector()
        self.wait_for("tools.drawing.mode === 'sector'")
        for rank, (east, south) in enumerate(((-150, -100), (150, -100), (150, 100)), start=1):
            self.click_map(east, south)
            self.wait_for(f"tools.drawing.sketch.corners.length === {rank}")
        self.press(Qt.Key.Key_Left)
        self.press(Qt.Key.Key_Return)
        self.wait_for("tools.drawing.sketch.corners.length === 4")
        self.press(Qt.Key.Key_Backspace)
        self.wait_for("tools.drawing.sketch.corners.length === 3")
        self.qtbot.waitUntil(lambda: drawing.tool is not None and len(drawing.tool.corners) == 3, timeout=LOAD_MS)
        self.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        form = self._opened(SectorForm)
        assert isinstance(form, SectorForm)
        form.name.setText('<img src=x onerror="window.pwned=1">')
        form.submit()
        self.wait_for("document.querySelector('.sector-name')")
        assert (
            self.ask("document.querySelector('.sector-name').textContent")
            == sectors.list_sectors(self.workspace)[0].name
        )
        assert self.ask("window.pwned === undefined")
        self.window.desk.gestures.undo()
        self.qtbot.waitUntil(lambda: sectors.list_sectors(self.workspace) == (), timeout=LOAD_MS)
        self.wait_for("window.tools && !document.querySelector('.sector-name')")

    def move_a_point(self) -> None:
        """Chosen in the list, moved by arrows, agreed to; the page is made anew with the point where it is now."""
        before = sites.list_sites(self.workspace)[0].position
        self.window.map.drawing.move_points()
        self.wait_for("tools.drawing.mode === 'move'")
        self.ask("document.getElementById('points-panel').open = true")
        self.wait_for("document.querySelector('#points-list button')")
        self.ask("document.querySelector('#points-list button').click() || 1")
        self.wait_for("document.activeElement === coverage.markers[0].getElement()")
        self.press(Qt.Key.Key_Right)
        self.press(Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
        self.press(Qt.Key.Key_Return)
        box = self._opened(QMessageBox)
        assert isinstance(box, QMessageBox)
        next(one for one in box.buttons() if box.buttonRole(one) is QMessageBox.ButtonRole.AcceptRole).click()
        self.qtbot.waitUntil(lambda: sites.list_sites(self.workspace)[0].position != before, timeout=LOAD_MS)
        after = sites.list_sites(self.workspace)[0].position
        assert before is not None
        assert after is not None
        assert after.longitude > before.longitude
        assert abs(after.latitude - before.latitude) < 1e-5
        self.wait_for(f"Math.abs(coverage.markers[0].getLatLng().lng - {after.longitude}) < 1e-6")
        self.wait_for("tools.drawing.mode === 'move'")
        self.press(Qt.Key.Key_Escape)
        self.qtbot.waitUntil(lambda: self.window.map.drawing.tool is None, timeout=LOAD_MS)

    def _inside(self) -> QWidget:
        assert self.window.map.view is not None
        inside = self.window.map.view.view.focusProxy()
        assert inside is not None
        return inside

    def _opened(self, kind: type[QWidget]) -> QWidget:
        self.qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), kind), timeout=LOAD_MS)
        found = QApplication.activeModalWidget()
        assert found is not None
        return found
