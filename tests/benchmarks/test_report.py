"""The table says plainly who is ahead."""

import pytest

from benchmarks.measure import Mark, Measurement
from benchmarks.replan import ReplanRun, measure
from benchmarks.report import OURS, render, soft_ratio, verdict

COVERED = (0, 0, 0, 0, 0)
SHORT = (0, 0, 2, 0, 0)


def run(solver: str, missing: tuple[int, ...] = COVERED, soft: float = 100.0, violations: int = 0) -> Measurement:
    return Measurement(
        scenario="relay",
        seed=1,
        solver=solver,
        seconds=60,
        wall=60,
        missing_minimum=COVERED,
        missing_count=missing,
        changes=0,
        soft=soft,
        violations=violations,
        check_seconds=0.1,
        peak_mib=100,
        marks={"6": Mark(missing_minimum=COVERED, missing_count=missing, soft=soft, bound=None)}
        if solver == OURS
        else {},
    )


@pytest.mark.parametrize(
    ("mine", "theirs", "text"),
    [
        (run(OURS), run("Peer", SHORT), "better coverage"),
        (run(OURS, SHORT), run("Peer"), "**peer ahead on coverage**"),
        (run(OURS, soft=90), run("Peer"), "better soft"),
        (run(OURS, soft=91), run("Peer"), "better soft, by less than the target"),
        (run(OURS, soft=101), run("Peer"), "**peer ahead on soft**"),
        (run(OURS, SHORT), run("Peer", violations=1), "peer's plan is illegal"),
    ],
)
def test_the_verdict_follows_the_order_of_the_objective(mine: Measurement, theirs: Measurement, text: str) -> None:
    assert verdict(mine, theirs) == text


def test_soft_parts_are_compared_at_equal_coverage_only() -> None:
    assert soft_ratio(run(OURS, soft=50), run("Peer")) == 0.5
    assert soft_ratio(run(OURS, soft=50), run("Peer", SHORT)) is None


def test_the_table_names_each_scenario_and_peer() -> None:
    table = render([run(OURS, soft=95), run("Peer")], [])
    assert "| relay | Peer | 1 | 60 | 0 | 0 | 0.950 | 0 | better soft, by less than the target (1) |" in table


def test_a_measurement_comes_back_from_its_line() -> None:
    again = Measurement.from_json(run(OURS, SHORT).as_json())
    assert again.as_json() == run(OURS, SHORT).as_json()
    assert again.coverage == (COVERED, SHORT)


@pytest.mark.parametrize(
    ("seconds", "changes", "text"), [(1.9, 44, "reached (1 of 1"), (2.1, 44, "**missed**"), (1.9, 45, "**missed**")]
)
def test_a_new_plan_is_measured_against_its_time_and_the_proved_least(seconds: float, changes: int, text: str) -> None:
    one = ReplanRun("ceremony", 1, seconds, seconds, changes, 40, 5, 5, 0)
    (row,) = [line for line in render([], [], replans=[one]).splitlines() if line.startswith("| ceremony")]
    assert text in row


def test_a_new_plan_after_absences_is_legal_and_disturbs_somebody() -> None:
    found = measure("road-code", 1)
    assert found.broken == 0
    assert 0 < found.least_changes <= found.changes
