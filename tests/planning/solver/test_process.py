"""The solver in its own process: it reports, stops, and its death is told in words."""

import os
import signal
from datetime import datetime

import pytest

from otp_desktop.planning import process as process_module
from otp_desktop.planning.checker import check
from otp_desktop.planning.plan import Plan, Status
from otp_desktop.planning.problem import Need, RoleLine
from otp_desktop.planning.process import SolverDiedError, SolverProcess
from otp_desktop.planning.progress import Progress
from otp_desktop.planning.scenarios import rentree
from otp_desktop.planning.score import score
from otp_desktop.planning.side_process import SideProcess, SideProcessBugError
from otp_desktop.planning.solver import SolverOptions
from tests.planning import builders as make

LONG = SolverOptions(seconds=120, workers=1)
WEEK = rentree(3, points=40, agents=52)


def test_events_end_with_the_plan() -> None:
    with SolverProcess(make.problem([make.agent()], [make.need()]), LONG) as process:
        *progress, plan = process.events()
    assert isinstance(plan, Plan)
    assert plan.status is Status.OPTIMAL
    assert progress
    assert all(isinstance(event, Progress) for event in progress)


def test_stop_brings_the_best_plan_so_far() -> None:
    with SolverProcess(WEEK, LONG) as process:
        for event in process.events():
            if process.best:
                process.stop()
            last = event
    assert isinstance(last, Plan)
    assert last.status is Status.STOPPED
    assert check(WEEK, last.assignments) == ()


def test_a_search_that_does_not_answer_in_time_is_ended_and_its_best_plan_given(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(process_module, "OVERTIME", 1 - LONG.seconds)  # due after a second, which the search ignores
    with SolverProcess(WEEK, LONG) as process:
        *_, last = process.events()
    assert isinstance(last, Plan)
    assert last.status is Status.STOPPED
    assert last.seconds < LONG.seconds
    assert last.assignments == process.best
    assert check(WEEK, last.assignments) == ()
    assert last.objective == score(WEEK, last.assignments)


def test_a_search_that_does_not_hear_stop_is_ended_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process_module, "PATIENCE", 0.0)
    monkeypatch.setattr(SideProcess, "stop", lambda _: None)  # what is said does not arrive
    with SolverProcess(WEEK, LONG, sha256="ab") as process:
        *_, last = process.events(lambda: bool(process.best))
    assert isinstance(last, Plan)
    assert last.status is Status.STOPPED
    assert last.problem_sha256 == "ab"
    assert check(WEEK, last.assignments) == ()


def test_a_killed_process_is_told_in_words_and_leaves_its_best_plan() -> None:
    with SolverProcess(WEEK, LONG) as process:
        with pytest.raises(SolverDiedError, match=r"\w"):
            for _ in process.events():
                if process.best:
                    os.kill(process.pid or 0, signal.SIGKILL)
        assert process.best
        assert check(WEEK, process.best) == ()
        process.stop()  # nobody is there any more: no error


def test_closing_ends_a_process_at_work() -> None:
    process = SolverProcess(WEEK, LONG)
    next(process.events())
    pid = process.pid
    process.close()
    assert pid is not None
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_a_bug_in_the_solver_comes_with_its_trace() -> None:
    moment = datetime(2024, 9, 2, 8)
    unknown_site = Need(id="N", site="nowhere", start=moment, end=moment, roles=(RoleLine(id="r", count=1),))
    with (
        SolverProcess(make.problem(needs=[unknown_site], sites=[]), LONG) as process,
        pytest.raises(SideProcessBugError, match="KeyError"),
    ):
        list(process.events())
