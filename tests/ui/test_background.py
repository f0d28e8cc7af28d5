"""Work off the interface thread."""

import gc
import logging
import threading
from collections.abc import Iterator
from weakref import ref

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMessageBox, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete, isValid

from otp_desktop.domain.changes import Changes, Kind
from otp_desktop.services.errors import NoSiteError
from otp_desktop.ui.background import Background, Control, Job
from otp_desktop.ui.widgets.progress import ProgressDialog, Report

MARTIN = Changes.of(Kind.AGENT, 1)


class Desk(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.background = Background(self)


@pytest.fixture
def desk(qtbot: QtBot) -> Iterator[Desk]:
    made = Desk()
    qtbot.addWidget(made)
    made.show()
    yield made
    qtbot.waitUntil(lambda: not made.background.busy)


def test_a_query_runs_in_another_thread_and_answers_in_the_interface_thread(desk: Desk, qtbot: QtBot) -> None:
    threads: list[int] = []
    desk.background.query(desk, threading.get_ident, lambda ident: threads.extend((ident, threading.get_ident())))
    qtbot.waitUntil(lambda: len(threads) == 2)
    worker, interface = threads
    assert worker != interface == threading.get_ident()


def test_an_answer_whose_owner_is_gone_is_dropped(desk: Desk, qtbot: QtBot) -> None:
    owner, gate = QObject(), threading.Event()
    answers: list[object] = []
    desk.background.query(owner, gate.wait, answers.append)
    delete(owner)
    gate.set()
    qtbot.waitUntil(lambda: not desk.background.busy)
    assert answers == []


class Answer:
    """What a query read, to be let go of."""


def test_an_answer_that_nobody_takes_is_not_kept(desk: Desk, qtbot: QtBot) -> None:
    owner, gate = QObject(), threading.Event()
    read: list[ref[Answer]] = []

    def function() -> Answer:
        gate.wait()
        answer = Answer()
        read.append(ref(answer))
        return answer

    desk.background.query(owner, function, lambda _answer: None, key="rows")
    delete(owner)
    gate.set()
    qtbot.waitUntil(lambda: not desk.background.busy)
    qtbot.waitUntil(lambda: gc.collect() >= 0 and read[0]() is None)


def test_only_the_newest_query_of_a_key_is_delivered(desk: Desk, qtbot: QtBot) -> None:
    slow = threading.Event()
    answers: list[str] = []

    def first() -> str:
        slow.wait()
        return "old"

    desk.background.query(desk, first, answers.append, key="rows")
    desk.background.query(desk, lambda: "new", answers.append, key="rows")
    qtbot.waitUntil(lambda: answers == ["new"])
    slow.set()
    qtbot.waitUntil(lambda: not desk.background.busy)
    assert answers == ["new"]


def test_writes_follow_one_another_and_tell_what_changed(desk: Desk, qtbot: QtBot) -> None:
    order: list[str] = []
    changes: list[Changes] = []
    gate = threading.Event()
    desk.background.changed.connect(changes.append)

    def first() -> Changes:
        gate.wait()
        order.append("first")
        return MARTIN

    def second() -> Changes:
        order.append("second")
        return MARTIN

    desk.background.write(desk, first)
    desk.background.write(desk, second)
    assert desk.background.busy_writing
    gate.set()
    qtbot.waitUntil(lambda: not desk.background.busy)
    assert order == ["first", "second"]
    assert changes == [MARTIN, MARTIN]


def test_a_known_error_is_shown_as_its_sentence(desk: Desk, qtbot: QtBot) -> None:
    def fail() -> None:
        raise NoSiteError

    desk.background.query(desk, fail, lambda _answer: None)
    qtbot.waitUntil(lambda: bool(desk.findChildren(QMessageBox)))
    box = desk.findChildren(QMessageBox)[0]
    assert box.text() == str(NoSiteError())
    box.close()


def test_a_bug_is_logged_with_its_trace_and_said_once(
    desk: Desk, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    def fail() -> None:
        raise ZeroDivisionError("<b>secret</b>")

    desk.background.write(desk, fail)
    qtbot.waitUntil(lambda: bool(desk.findChildren(QMessageBox)))
    (box,) = desk.findChildren(QMessageBox)
    assert "erreur interne" in box.text()
    assert "secret" not in box.text() + box.informativeText()
    assert [record.exc_info is not None for record in caplog.records if record.levelno == logging.ERROR] == [True]
    box.close()


def test_the_progress_dialog_comes_late_reports_and_stops(desk: Desk, qtbot: QtBot) -> None:
    answers: list[bool] = []

    def work(control: Control) -> bool:
        control.report(Report(1, 3, "un sur trois"))
        while not control.stop_requested():
            control.report(Report(2, 3, "deux sur trois"))
            threading.Event().wait(0.02)
        return True

    desk.background.run(Job(owner=desk, function=work, done=answers.append, title="Essai", can_stop=True))
    assert desk.findChildren(ProgressDialog) == []
    qtbot.waitUntil(lambda: bool(desk.findChildren(ProgressDialog)), timeout=5000)
    (dialog,) = desk.findChildren(ProgressDialog)
    qtbot.waitUntil(lambda: dialog.text.text() == "deux sur trois")
    assert (dialog.bar.value(), dialog.bar.maximum()) == (2, 3)
    dialog.close()
    assert dialog.isVisible()
    qtbot.waitUntil(lambda: answers == [True])
    qtbot.waitUntil(lambda: not isValid(dialog))


def test_quick_work_shows_no_progress_dialog(desk: Desk, qtbot: QtBot) -> None:
    seen: list[object] = []
    desk.background.run(Job(owner=desk, function=lambda _control: None, done=seen.append, title="Essai"))
    qtbot.waitUntil(lambda: seen == [None])
    qtbot.wait(700)
    assert desk.findChildren(ProgressDialog) == []
