"""Agents taken into the hand on a board whose plan is read again meanwhile."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint
from pytestqt.qtbot import QtBot

from otp_desktop.ui.boards.content import BarKey, BoardContent, BoardRow, Grouping, content_of
from otp_desktop.ui.boards.editable_board import EditableBoard
from tests.ui.boards.test_board_view import bar
from tests.ui.hands import mouse_move, mouse_press

POST = BoardRow("E1", "École", "E1", bars=(bar("A", 8, 1), bar("B", 10, 1), bar("C", 12, 1)))


def plan_of(row: BoardRow) -> BoardContent:
    return content_of(Grouping.POST, "Europe/Paris", [row])


@pytest.fixture
def board(qtbot: QtBot) -> EditableBoard:
    made = EditableBoard("Plan")
    qtbot.addWidget(made)
    made.resize(900, 300)
    made.show()
    qtbot.waitExposed(made)
    made.show_content(plan_of(POST))
    return made


def drawn_after(board: EditableBoard, content: BoardContent) -> list[BarKey]:
    """Who is taken when the bar of B is pressed, the plan read again, and the mouse moved."""
    taken: list[BarKey] = []
    board.pickedUp.connect(lambda place: taken.append(board.content.bars[place].key))
    here = board.rectangle_of(1).center().toPoint()
    mouse_press(board.viewport(), here)
    board.show_content(content)
    mouse_move(board.viewport(), here + QPoint(40, 0))
    return taken


def test_the_agent_who_was_pressed_is_drawn_wherever_his_bar_stands_now(board: EditableBoard) -> None:
    later = plan_of(replace(POST, bars=POST.bars[1:]))
    assert drawn_after(board, later) == [POST.bars[1].key]


def test_nobody_is_drawn_whose_bar_is_gone(board: EditableBoard) -> None:
    assert drawn_after(board, plan_of(replace(POST, bars=()))) == []
