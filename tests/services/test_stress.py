"""The stress test in its process: what falls, the reserve, Stop, a process killed, and the file."""

import os
import signal
from pathlib import Path

import openpyxl
import pytest

from otp_desktop.planning.side_process import SideProcessDiedError
from otp_desktop.services.stress import (
    StressReport,
    StressRequest,
    distribution,
    export_stress,
    fallen_sentence,
    start_stress_test,
)
from otp_desktop.services.workspace import Workspace
from tests.services.small_force import THURSDAY, operation_id, optimised
from tests.services.test_engagements import at, publish_work


@pytest.fixture
def planned(small: Workspace) -> Workspace:
    optimised(small)
    return small


def report_of(ws: Workspace, request: StressRequest) -> StressReport:
    with start_stress_test(ws, operation_id(ws), request) as test:
        *draws, report = test.events()
    assert isinstance(report, StressReport)
    assert draws == list(range(1, report.draws + 1))
    return report


def test_when_nobody_comes_every_post_that_was_held_falls(planned: Workspace) -> None:
    report = report_of(planned, StressRequest(draws=3, rate=1.0))
    held = {row.need for row in report.snapshot.plan.assignments}
    assert held
    assert {post.need.code for post in report.posts} <= held
    assert {post.frequency for post in report.posts} == {1.0}
    assert distribution(report) == [(len(report.posts), 3)]
    assert {(need.day, need.zone) for need in report.reserve} == {(THURSDAY, "75113")}


def test_when_all_come_nothing_falls_and_no_reserve_is_wanted(planned: Workspace) -> None:
    report = report_of(planned, StressRequest(draws=4, rate=0.0))
    assert (report.posts, report.reserve, report.fallen) == ((), (), (0, 0, 0, 0))


def test_the_same_seed_draws_the_same_and_the_rate_of_a_unit_goes_first(planned: Workspace) -> None:
    request = StressRequest(draws=20, rate=0.3, seed=7)
    assert report_of(planned, request).fallen == report_of(planned, request).fallen
    assert report_of(planned, StressRequest(draws=5, rate=1.0, rates={"DT13": 0.0})).posts == ()


def test_work_in_other_operations_is_not_drawn(planned: Workspace) -> None:
    publish_work(planned, "NUIT", ("001", at(THURSDAY, 30), at(THURSDAY, 33)))
    report = report_of(planned, StressRequest(draws=2, rate=1.0))
    assert all(post.need.code in report.snapshot.need for post in report.posts)
    assert {need.day for need in report.reserve} == {THURSDAY}


def test_stop_gives_the_report_of_the_draws_made(planned: Workspace) -> None:
    with start_stress_test(planned, operation_id(planned), StressRequest(draws=10_000_000)) as test:
        events = test.events()
        assert next(events) == 1
        test.stop()
        *_draws, report = events
    assert isinstance(report, StressReport)
    assert 1 <= report.draws == len(report.fallen) < 10_000_000


def test_a_process_killed_from_outside_is_told_in_a_sentence(planned: Workspace) -> None:
    with start_stress_test(planned, operation_id(planned), StressRequest(draws=10_000_000)) as test:
        events = test.events()
        next(events)
        assert test.pid is not None
        os.kill(test.pid, signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)
        with pytest.raises(SideProcessDiedError):
            list(events)


def test_the_file_tells_posts_reserve_distribution_and_the_model(planned: Workspace, tmp_path: Path) -> None:
    report = report_of(planned, StressRequest(draws=3, rate=1.0, rates={"DT13": 0.5}))
    file = export_stress(tmp_path / "test.xlsx", report)
    posts, reserve, spread, model = (
        list(sheet.iter_rows(values_only=True)) for sheet in openpyxl.load_workbook(file).worksheets
    )
    assert len(posts) == 1 + len(report.posts)
    assert len(reserve) == 1 + len(report.reserve)
    assert sum(int(str(row[1])) for row in spread[1:]) == 3
    assert ("DT13", 50) in model


def test_the_sentence_tells_the_middle_and_the_worst_twentieth(planned: Workspace) -> None:
    report = StressReport(report_of(planned, StressRequest(draws=1)).snapshot, StressRequest(), 100, (), (),
                          tuple(range(100)))  # fmt: skip
    assert dict(fallen_sentence(report).values) == {"draws": "100", "middle": "50", "worst": "95"}
