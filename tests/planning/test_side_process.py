"""A question in a process of its own: told, answered, stopped, killed."""

import os
import signal
import sys
from functools import partial
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from time import sleep

import pytest

from otp_desktop.planning.explain import UnknownNeedError
from otp_desktop.planning.orphans import end_with_parent
from otp_desktop.planning.progress import StopRequested
from otp_desktop.planning.side_process import SideProcess, SideProcessBugError, SideProcessDiedError, Tell


def counted(most: int, tell: Tell, _stop: StopRequested) -> int:
    for step in range(most):
        tell(step)
    return most


def until_stopped(_tell: Tell, stop: StopRequested) -> str:
    while not stop():
        pass
    return "stopped"


def refused(_tell: Tell, _stop: StopRequested) -> None:
    raise UnknownNeedError(need="N9")


def faulty(_tell: Tell, _stop: StopRequested) -> None:
    raise ZeroDivisionError("nobody expected this")


def sleep_unless_orphaned(pipe: Connection) -> None:
    end_with_parent()
    pipe.send(os.getpid())
    while True:
        sleep(60)


def parent_of_a_sleeper(tell: Tell, _stop: StopRequested) -> None:
    context = get_context("spawn")
    here, there = context.Pipe()
    context.Process(target=sleep_unless_orphaned, args=(there,), daemon=True).start()
    tell(here.recv())
    while True:
        sleep(60)


def is_alive(pid: int) -> bool:
    """A process that nobody has reaped yet is dead all the same."""
    status = Path(f"/proc/{pid}/stat")
    return status.exists() and status.read_text().rpartition(")")[2].split()[0] not in "ZX"


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_nobody_outlives_a_process_that_was_killed() -> None:
    with SideProcess(parent_of_a_sleeper) as process:
        sleeper = next(process.events())
        assert is_alive(sleeper)
        os.kill(process.pid or 0, signal.SIGKILL)
        while is_alive(sleeper):  # the run's own time limit ends a test that hangs
            sleep(0.01)


def test_what_is_told_comes_first_and_the_answer_last() -> None:
    with SideProcess(partial(counted, 3)) as process:
        assert list(process.events()) == [0, 1, 2, 3]


def test_stop_brings_the_answer_so_far() -> None:
    with SideProcess(until_stopped) as process:
        process.stop()
        assert process.answer() == "stopped"


def test_a_known_error_comes_through_and_a_bug_is_loud() -> None:
    with SideProcess(refused) as process, pytest.raises(UnknownNeedError):
        process.answer()
    with SideProcess(faulty) as process, pytest.raises(SideProcessBugError, match="nobody expected this"):
        process.answer()


def test_a_process_killed_from_outside_is_told_in_a_sentence() -> None:
    with SideProcess(until_stopped) as process:
        assert process.pid is not None
        os.kill(process.pid, signal.SIGKILL)
        with pytest.raises(SideProcessDiedError):
            process.answer()


def test_closing_ends_the_process_and_a_second_close_does_nothing() -> None:
    process = SideProcess(until_stopped)
    pid = process.pid
    process.close()
    process.close()
    assert pid is not None
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
