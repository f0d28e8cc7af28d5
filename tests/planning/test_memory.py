"""The pause of the collector ends whatever happens."""

import gc

import pytest

from otp_desktop.planning.memory import collector_paused
from otp_desktop.planning.problem_file import ProblemFaultsError, read_problem


def test_the_collector_runs_again_after_a_refused_file() -> None:
    with pytest.raises(ProblemFaultsError):
        read_problem("{}")
    assert gc.isenabled()


def test_a_collector_that_was_off_stays_off() -> None:
    gc.disable()
    try:
        with collector_paused():
            assert not gc.isenabled()
        assert not gc.isenabled()
    finally:
        gc.enable()
