"""Ctrl-C is heard whenever it comes."""

import os
import signal
import subprocess
import sys
import time
from multiprocessing import get_context

import pytest

from otp_desktop.cli.console import StopFlag, interrupts_kept_here, stop_on_interrupt

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
        child = get_context("spawn").Process(target=_exit_with_mask)
        child.start()
    outside = subprocess.run([sys.executable, "-c", IS_BLOCKED], check=False)
    child.join()
    assert (inside.returncode, child.exitcode, outside.returncode) == (True, True, False)


def _exit_with_mask() -> None:
    sys.exit(signal.SIGINT in signal.pthread_sigmask(signal.SIG_BLOCK, []))
