"""Ctrl-C is heard whenever it comes."""

import os
import signal
import sys

import pytest

from otp_desktop.cli.console import StopFlag, interrupts_kept_here, stop_on_interrupt


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C is sent otherwise on Windows")
def test_a_ctrl_c_while_the_search_starts_is_heard_afterwards() -> None:
    stop = StopFlag()
    with stop_on_interrupt(stop):
        with interrupts_kept_here():
            os.kill(os.getpid(), signal.SIGINT)
            assert not stop.requested
        assert stop.requested
