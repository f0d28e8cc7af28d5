"""Of questions that come faster than their answers, only the newest is answered."""

from collections.abc import Callable
from threading import Event

import pytest
from PySide6.QtWidgets import QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from otp_desktop.ui.background import Background
from otp_desktop.ui.mapping.newest_question import NewestQuestion

Questions = tuple[NewestQuestion, list[int], Background]


@pytest.fixture
def questions(qtbot: QtBot) -> Questions:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    background, shown = Background(window), list[int]()
    return NewestQuestion(background, window, shown.append), shown, background


def test_what_came_between_is_never_asked(questions: Questions, qtbot: QtBot) -> None:
    newest, shown, background = questions
    asked: list[int] = []
    go_on = Event()

    def question(rank: int) -> Callable[[], int]:
        def answer() -> int:
            asked.append(rank)
            go_on.wait(10)
            return rank

        return answer

    for rank in range(5):
        newest.ask(question(rank))
    go_on.set()
    qtbot.waitUntil(lambda: not background.busy)
    assert asked == [0, 4]
    assert shown == [4]


def test_a_question_that_is_forgotten_is_not_shown(questions: Questions, qtbot: QtBot) -> None:
    newest, shown, background = questions
    newest.ask(lambda: 1)
    newest.forget()
    qtbot.waitUntil(lambda: not background.busy)
    assert shown == []
    newest.ask(lambda: 2)
    qtbot.waitUntil(lambda: shown == [2])


def test_a_question_that_fails_says_so_and_leaves_the_way_to_the_next(questions: Questions, qtbot: QtBot) -> None:
    newest, shown, background = questions
    newest.ask(lambda: 1 // 0)
    newest.ask(lambda: 3)
    qtbot.waitUntil(lambda: shown == [3])
    window = background.parent()
    assert isinstance(window, QWidget)
    qtbot.waitUntil(lambda: bool(window.findChildren(QMessageBox)))
    window.findChildren(QMessageBox)[0].close()
