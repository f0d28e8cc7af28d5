"""A question to the planning library: Stop and giving up reach it whenever they come."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from threading import Event

import pytest
from pytestqt.qtbot import QtBot

from otp_desktop.ui.explain_run import ExplainRun
from otp_desktop.ui.main_window import MainWindow

WAIT_S = 20


class Question(AbstractContextManager["Question"]):
    """Answers without end until it is stopped, and raises once it was ended."""

    def __init__(self) -> None:
        self.stopped, self.ended, self.freed = Event(), Event(), Event()

    def answers(self) -> Iterator[int]:
        for number in range(1000):
            if self.ended.is_set():
                raise RuntimeError("its process is gone")
            if self.stopped.wait(0.01):
                return
            yield number

    def stop(self) -> None:
        self.stopped.set()

    def end(self) -> None:
        self.ended.set()

    def __exit__(self, *_: object) -> None:
        self.freed.set()


class Told:
    """What a run told, in order."""

    def __init__(self, run: ExplainRun) -> None:
        self.what: list[str] = []
        run.stepped.connect(lambda _: self.what.append("answer"))
        run.ended.connect(lambda _: self.what.append("end"))
        run.failed.connect(lambda _: self.what.append("failure"))


@pytest.mark.parametrize(
    ("press", "told"), [(ExplainRun.stop, ["end"]), (ExplainRun.cancel, [])], ids=["stop", "giving up"]
)
def test_what_is_pressed_while_the_question_begins_reaches_it(
    window: MainWindow, qtbot: QtBot, press: Callable[[ExplainRun], None], told: list[str]
) -> None:
    question, begun, pressed = Question(), Event(), Event()

    def begin() -> Question:
        begun.set()
        assert pressed.wait(WAIT_S)
        return question

    run = ExplainRun(window.desk, begin, str)
    heard = Told(run)
    run.start()
    assert begun.wait(WAIT_S)
    press(run)
    pressed.set()
    qtbot.waitUntil(lambda: question.freed.is_set() and not window.desk.background.busy)
    assert heard.what == told


def test_stop_keeps_the_answers_that_came(window: MainWindow, qtbot: QtBot) -> None:
    question = Question()
    run = ExplainRun(window.desk, lambda: question, str)
    heard = Told(run)
    run.start()
    qtbot.waitUntil(lambda: len(heard.what) >= 2)
    run.stop()
    qtbot.waitUntil(lambda: heard.what[-1] == "end")
    assert heard.what.count("end") == 1
    assert question.freed.is_set()


def test_who_gave_up_hears_nothing_more(window: MainWindow, qtbot: QtBot) -> None:
    question = Question()
    run = ExplainRun(window.desk, lambda: question, str)
    heard = Told(run)
    run.start()
    qtbot.waitUntil(lambda: "answer" in heard.what)
    run.cancel()
    known = len(heard.what)
    qtbot.waitUntil(lambda: question.freed.is_set() and not window.desk.background.busy)
    assert len(heard.what) == known
