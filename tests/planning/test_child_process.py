"""Children of the program: Ctrl-C is heard whenever it comes, and not by them; who loses its parent says nothing."""

import os
import signal
import struct
import subprocess
import sys
import time
from multiprocessing import Pipe
from multiprocessing.connection import Connection

import pytest

from otp_desktop.cli.console import StopFlag, stop_on_interrupt
from otp_desktop.planning import child_process
from otp_desktop.planning.child_process import interrupts_kept_here, start_child

IS_BLOCKED = "import signal, sys; sys.exit(signal.SIGINT in signal.pthread_sigmask(signal.SIG_BLOCK, []))"

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C is sent otherwise on Windows")


def test_a_ctrl_c_while_the_search_starts_is_heard_soon_or_afterwards() -> None:
    stop = StopFlag()
    with stop_on_interrupt(stop):
        with interrupts_kept_here():
            os.kill(os.getpid(), signal.SIGINT)  # another thread of this process may hear it at once
        for _ in range(100):
            if not stop.requested:
                time.sleep(0.05)
        assert stop.requested


def test_a_process_started_meanwhile_never_sees_one() -> None:
    with interrupts_kept_here():
        inside = subprocess.run([sys.executable, "-c", IS_BLOCKED], check=False)
    outside = subprocess.run([sys.executable, "-c", IS_BLOCKED], check=False)
    assert (inside.returncode, outside.returncode) == (True, False)


def test_a_child_that_gets_half_of_its_work_ends_without_a_word(capfd: pytest.CaptureFixture[str]) -> None:
    pipe, childs_end = Pipe()
    os.write(pipe.fileno(), struct.pack("!i", 1_000_000) + b"the parent was killed here")
    pipe.close()
    child_process.begin(_never_called, childs_end)
    assert capfd.readouterr() == ("", "")


def _never_called(*_arguments: object) -> None:
    raise AssertionError("the work did not come whole")


def test_a_child_works_on_what_it_is_sent_and_never_sees_a_ctrl_c() -> None:
    process, pipe = start_child(_tell_back, (list(range(100_000)),), "otp-test")
    assert pipe.recv() == (100_000, True)
    process.join()


def _tell_back(sent: list[int], pipe: Connection) -> None:
    pipe.send((len(sent), signal.SIGINT in signal.pthread_sigmask(signal.SIG_BLOCK, [])))
