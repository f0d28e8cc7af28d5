"""Drawing on the map, as its page tells it: what is asked, what is stored, and what Undo takes back."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from otp_desktop.domain.places import Position
from otp_desktop.domain.sites import Site
from otp_desktop.services import convoys, sectors, sites
from otp_desktop.services.workspace import Workspace
from otp_desktop.ui.desk import Desk
from otp_desktop.ui.dialogs.convoy_form import ConvoyForm
from otp_desktop.ui.dialogs.sector_form import SectorForm
from otp_desktop.ui.dialogs.sectors_dialog import SectorsDialog
from otp_desktop.ui.dialogs.site_form import SiteForm
from otp_desktop.ui.main_window import MainWindow
from otp_desktop.ui.mapping.drawing import MapDrawing
from otp_desktop.ui.mapping.page_messages import FinishTold, LeaveTold, MovedTold, PlacedTold, SketchTold
from tests.ui.conftest import WAIT_MS
from tests.ui.records import SITES, fill
from tests.ui.test_accessibility import nameless

SCHOOL = SITES[0].code
EIGHTH = Position(48.8726, 2.3126)
AROUND = (Position(48.82, 2.34), Position(48.82, 2.35), Position(48.83, 2.35), Position(48.83, 2.34))
ROUTE = (Position(48.853, 2.33), Position(48.858, 2.34), Position(48.866, 2.32))

Asked = list[tuple[str, Any]]


class Hand:
    """Draws on the map of a small operation, without the map: ``asked`` is what the page is asked for."""

    def __init__(self, qtbot: QtBot, workspace: Workspace, settings: QSettings) -> None:
        fill(workspace)
        page = QWidget()
        qtbot.addWidget(page)
        page.show()
        self.qtbot = qtbot
        self.workspace = workspace
        self.desk = Desk(workspace, page, settings)
        self.drawing = MapDrawing(self.desk, page)
        self.asked: Asked = []
        self.drawing.pageWanted.connect(lambda name, value: self.asked.append((name, value)))
        self.desk.start("TEST")
        self.qtbot.waitUntil(lambda: self.desk.snapshot is not None, timeout=WAIT_MS)
        self.settle()

    def settle(self) -> None:
        """Waits until nothing runs in the background."""
        self.qtbot.wait(1)
        self.qtbot.waitUntil(lambda: not self.desk.background.busy, timeout=WAIT_MS)

    def undo(self) -> None:
        self.desk.gestures.undo()
        self.settle()

    def school(self) -> Site:
        return next(site for site in sites.list_sites(self.workspace) if site.code == SCHOOL)


@pytest.fixture
def hand(qtbot: QtBot, workspace: Workspace, settings: QSettings) -> Iterator[Hand]:
    made = Hand(qtbot, workspace, settings)
    yield made
    made.settle()


def opened(qtbot: QtBot, kind: type[QWidget]) -> QWidget:
    """The dialog of this kind, once it is there."""
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), kind))
    found = QApplication.activeModalWidget()
    assert found is not None
    return found


def answer(qtbot: QtBot, role: QMessageBox.ButtonRole) -> str:
    """Presses the button of a question; what it said."""
    box = opened(qtbot, QMessageBox)
    assert isinstance(box, QMessageBox)
    button = next(one for one in box.buttons() if box.buttonRole(one) is role)
    button.click()
    return box.informativeText()


def test_a_point_is_placed_with_its_arrondissement(hand: Hand) -> None:
    drawing, asked = hand.drawing, hand.asked
    drawing.place_points()
    hand.settle()
    assert asked[-1] == ("drawing.start", {"mode": "site", "corners": [], "others": []})
    assert not drawing.bar.isHidden()
    drawing.hear(PlacedTold(EIGHTH))
    form = opened(hand.qtbot, SiteForm)
    assert isinstance(form, SiteForm)
    assert form.hint.text().startswith("8e\u00a0arrondissement, d’après le fond schématique")
    form.name.setText("Madeleine")
    form.submit()
    hand.settle()
    placed = next(site for site in sites.list_sites(hand.workspace) if site.name == "Madeleine")
    assert (placed.position, placed.zone) == (EIGHTH, "75108")
    (other,) = next(value for name, value in reversed(asked) if name == "drawing.start")["others"]
    assert other["name"] == "Madeleine"  # seen at once, though no need asks for it
    drawing.hear(PlacedTold(Position(0, 0)))
    opened(hand.qtbot, QMessageBox).close()
    assert ("drawing.clearMark", None) in asked
    drawing.hear(LeaveTold())
    assert drawing.bar.isHidden()
    hand.undo()
    assert len(sites.list_sites(hand.workspace)) == 1


def test_a_point_is_moved_after_a_question_and_goes_back_without_a_yes(hand: Hand) -> None:
    drawing, asked = hand.drawing, hand.asked
    before = hand.school()
    drawing.move_points()
    hand.settle()
    drawing.hear(MovedTold(SCHOOL, EIGHTH))
    told = answer(hand.qtbot, QMessageBox.ButtonRole.RejectRole)
    assert "8e\u00a0arrondissement" in told
    assert asked[-1] == ("drawing.putBack", SCHOOL)
    assert hand.school() == before
    drawing.hear(MovedTold(SCHOOL, EIGHTH))
    answer(hand.qtbot, QMessageBox.ButtonRole.AcceptRole)
    hand.settle()
    assert (hand.school().position, hand.school().zone) == (EIGHTH, "75108")
    assert ("drawing.settle", SCHOOL) in asked
    hand.undo()
    assert (hand.school().position, hand.school().zone) == (before.position, before.zone)
    drawing.hear(MovedTold("gone", EIGHTH))
    opened(hand.qtbot, QMessageBox).close()
    assert asked[-1] == ("drawing.putBack", "gone")


def test_a_sector_is_drawn_changed_and_deleted(hand: Hand) -> None:
    drawing, asked = hand.drawing, hand.asked
    drawing.draw_sector()
    drawing.hear(SketchTold(AROUND[:2]))
    assert not drawing.bar.finish_button.isEnabled()
    drawing.hear(SketchTold(AROUND[::2] + AROUND[1::2]))
    hand.settle()
    assert "se croise" in drawing.bar.words.text()
    drawing.hear(SketchTold(AROUND))
    hand.settle()
    assert "1 point dedans" in drawing.bar.words.text()
    drawing.hear(FinishTold())
    form = opened(hand.qtbot, SectorForm)
    assert isinstance(form, SectorForm)
    assert nameless(form) == []
    form.submit()
    hand.settle()
    assert form.fields["name"].fault.text()
    form.name.setText("Sud")
    form.submit()
    hand.settle()
    assert drawing.tool is None
    assert hand.school().sector == "Sud"

    drawing.choose_sector()
    dialog = opened(hand.qtbot, SectorsDialog)
    assert isinstance(dialog, SectorsDialog)
    dialog.open_button.click()
    assert asked[-1][0] == "drawing.start"
    assert asked[-1][1]["corners"] == [[corner.latitude, corner.longitude] for corner in AROUND]
    drawing.hear(LeaveTold())
    assert drawing.tool is None  # nothing was drawn: nothing is asked
    drawing.choose_sector()
    dialog = opened(hand.qtbot, SectorsDialog)
    assert isinstance(dialog, SectorsDialog)
    dialog.remove_button.click()
    answer(hand.qtbot, QMessageBox.ButtonRole.AcceptRole)
    hand.settle()
    assert sectors.list_sectors(hand.workspace) == ()
    dialog.close()
    hand.undo()
    assert hand.school().sector == "Sud"
    hand.undo()
    assert hand.school().sector == ""


def test_a_route_that_was_drawn_fills_the_form_of_a_convoy(hand: Hand) -> None:
    drawing = hand.drawing
    drawing.draw_route()
    drawing.finish()
    opened(hand.qtbot, QMessageBox).close()
    drawing.hear(SketchTold(ROUTE))
    assert drawing.bar.words.text() == "3 sommets. Longueur\u00a0: 2,6 km."
    drawing.hear(LeaveTold())
    answer(hand.qtbot, QMessageBox.ButtonRole.RejectRole)
    drawing.hear(FinishTold())
    form = opened(hand.qtbot, ConvoyForm)
    assert isinstance(form, ConvoyForm)
    form.name.setText("Flamme")
    form.code.setText("FL")
    form.submit()
    hand.settle()
    assert drawing.tool is None
    operation_id = hand.desk.operation_id
    assert operation_id is not None
    (stored,) = convoys.list_convoys(hand.workspace, operation_id)
    assert stored.route == ROUTE
    hand.undo()
    assert convoys.list_convoys(hand.workspace, operation_id) == ()


def test_every_way_to_draw_is_in_the_menu_of_the_page_and_says_why_not(window: MainWindow) -> None:
    entries: dict[str, Callable[[], str]] = {entry.text: entry.why_not for entry in window.map.entries()}
    drawing = [text for text in entries if text in {
        "Placer des points", "Déplacer des points", "Dessiner un secteur", "Secteurs…",
        "Tracer l’itinéraire d’un convoi", "Itinéraires des convois…",
    }]  # fmt: skip
    assert len(drawing) == 6
    assert {entries[text]() for text in drawing} == {"Aucune carte n’est affichée."}
