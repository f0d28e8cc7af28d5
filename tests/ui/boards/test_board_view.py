"""The board: what is drawn where, and the keyboard on it."""

from collections.abc import Iterator
from datetime import datetime

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from otp_desktop.domain.times import to_instant
from otp_desktop.ui.boards.bar_words import describe
from otp_desktop.ui.boards.board_view import BoardView
from otp_desktop.ui.boards.content import Bar, BarKey, BoardContent, BoardRow, Grouping, Look, content_of
from otp_desktop.ui.boards.geometry import HEADING, LANE, PADDING
from otp_desktop.ui.boards.painting import marked, style_of
from otp_desktop.ui.boards.walking import NOBODY
from tests.ui.hands import press

MONDAY = int(to_instant(datetime(2024, 9, 2), "Europe/Paris").timestamp() // 60)
HOUR = 60


def bar(agent: str, start: int, hours: int, look: Look = Look.PLAIN, need: str = "N") -> Bar:
    return Bar(BarKey(agent, need, "guard"), MONDAY + start * HOUR, MONDAY + (start + hours) * HOUR, agent, look)


@pytest.fixture
def content() -> BoardContent:
    """A group of two posts: the first with two agents at once and one later, the second with a gap."""
    return content_of(
        Grouping.POST,
        "Europe/Paris",
        [
            BoardRow("group", "13e arrondissement", "75 %", heading=True),
            BoardRow("E1", "École Wurtz", "E1", bars=(bar("A", 8, 2), bar("B", 8, 2), bar("A", 16, 1, need="M"))),
            BoardRow("E2", "École <b>", "E2", bars=(bar("", 16, 1, Look.GAP | Look.BELOW_MINIMUM),)),
        ],
    )


@pytest.fixture
def view(qtbot: QtBot, content: BoardContent) -> Iterator[BoardView]:
    made = BoardView("Plan")
    qtbot.addWidget(made)
    made.resize(900, 300)
    made.show()
    qtbot.waitExposed(made)
    made.show_content(content)
    yield made


def test_bars_that_share_a_moment_lie_in_lanes(content: BoardContent) -> None:
    assert content.lane.tolist() == [0, 1, 0, 0]
    assert content.lanes.tolist() == [1, 2, 1]


def test_bars_back_to_back_share_a_lane() -> None:
    row = BoardRow("E", "E", bars=(bar("A", 8, 1), bar("B", 9, 1)))
    assert content_of(Grouping.POST, "Europe/Paris", [row]).lanes.tolist() == [1]


def test_a_bar_is_found_where_it_is_drawn(view: BoardView) -> None:
    for place in range(4):
        assert view.bar_under(view.rectangle_of(place).center()) == place
    assert view.bar_under(QPointF(5, HEADING / 2)) == NOBODY


def test_the_second_lane_lies_under_the_first(view: BoardView) -> None:
    first, second = view.rectangle_of(0), view.rectangle_of(1)
    assert second.top() - first.top() == LANE
    assert first.top() == HEADING + PADDING + 1


def test_arrows_walk_from_bar_to_bar(view: BoardView) -> None:
    view.setFocus()
    view.choose(0)
    walked = []
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Home):
        press(view, key)
        walked.append(view.chosen)
    assert walked == [1, 2, 2, 3, 2, 0]
    press(view, Qt.Key.Key_End)
    assert view.chosen == 2


def test_the_chosen_bar_is_said_in_words(view: BoardView) -> None:
    view.choose(3)
    said = view.accessibleDescription()
    assert said == describe(view.geometry_of_board, 3)
    assert "École <b>" in said
    assert "16 h 00 – 17 h 00" in said.replace("\u00a0", " ")
    assert "sous le minimum" in said


def test_zooming_keeps_the_moment_under_the_mouse(view: BoardView) -> None:
    view.zoom(6)
    view.horizontalScrollBar().setValue(view.horizontalScrollBar().maximum() // 2)
    scale = view.geometry_of_board.scale
    before = scale.minute(view.horizontalScrollBar().value() + 300)
    for factor in (1.5, 2.0, 1 / 2.0):
        view.zoom(factor, 300)
        after = view.geometry_of_board.scale.minute(view.horizontalScrollBar().value() + 300)
        assert after == pytest.approx(before, abs=2)


def test_the_chosen_bar_stays_chosen_when_the_plan_is_read_again(view: BoardView, content: BoardContent) -> None:
    view.choose(2)
    rows = (content.rows[0], BoardRow("E0", "Nouveau", bars=(bar("C", 1, 1),)), *content.rows[1:])
    view.show_content(content_of(Grouping.POST, "Europe/Paris", rows))
    assert view.content.bars[view.chosen].key == BarKey("A", "M", "guard")


def test_an_empty_board_draws_nothing_and_takes_keys(view: BoardView) -> None:
    view.show_content(content_of(Grouping.AGENT, "Europe/Paris", ()))
    press(view, Qt.Key.Key_Right)
    press(view, Qt.Key.Key_0)
    assert view.chosen == NOBODY
    assert not view.grab().isNull()


def test_what_is_gravest_gives_a_bar_its_style() -> None:
    from numpy import array

    looks = array([Look.BY_HAND | Look.BROKEN | Look.LOCKED, Look.GAP | Look.BELOW_MINIMUM, Look.LOCKED])
    assert style_of(looks).tolist() == [3, 5, 0]
    assert style_of(array([Look.DISPENSED | Look.BY_HAND, Look.DISPENSED | Look.BROKEN])).tolist() == [7, 3]
    assert marked("Martin", Look.DISPENSED | Look.CHIEF) == "§ ★ Martin"
    assert marked("Martin", Look.BROKEN | Look.CHIEF) == "⚠ ★ Martin"


def test_a_bar_is_painted_in_the_colour_of_its_kind(view: BoardView) -> None:
    view.choose(NOBODY, scroll=False)
    picture = view.viewport().grab().toImage()
    ratio = picture.devicePixelRatio()
    inside = view.rectangle_of(0)
    here = QPointF(inside.right() - 3, inside.bottom() - 3) * ratio
    outside = QPointF(inside.right() + 12, inside.center().y()) * ratio
    assert picture.pixelColor(here.toPoint()) != picture.pixelColor(outside.toPoint())
    assert picture.pixelColor(here.toPoint()) != QColor("black")
