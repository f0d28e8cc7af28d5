"""The table says plainly who is ahead, which targets are reached and which no plan can reach."""

from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import pytest

from benchmarks import replan
from benchmarks.measure import Mark, Measurement
from benchmarks.parts import PARTS, runs_of
from benchmarks.replan import ReplanRun, measure
from benchmarks.report import render
from benchmarks.results import Result, add_result, read_results, standing
from benchmarks.tables.peers import proved_limit, soft_ratio, target, verdict

OURS = "OTP Desktop"

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
        heads=10,
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
        (replace(run(OURS), first_plan=7.3), run("Peer", SHORT), "**no plan of ours by then**"),
    ],
)
def test_the_verdict_follows_the_order_of_the_objective(mine: Measurement, theirs: Measurement, text: str) -> None:
    assert verdict(mine, theirs) == text


def test_soft_parts_are_compared_at_equal_coverage_only() -> None:
    assert soft_ratio(run(OURS, soft=50), run("Peer")) == 0.5
    assert soft_ratio(run(OURS, soft=50), run("Peer", SHORT)) is None


def proving(run: Measurement, soft: float) -> Measurement:
    return replace(run, bound_minimum=COVERED, bound_count=COVERED, bound_soft=soft)


@pytest.mark.parametrize(
    ("mine", "theirs", "text"),
    [
        (run(OURS, soft=90), run("Peer"), "reached"),
        (run(OURS, soft=95), run("Peer"), "**missed**"),
        (proving(run(OURS, soft=95), 89), run("Peer"), "**missed**"),
        (proving(run(OURS, soft=95), 93.1), run("Peer"), "out of reach: the bound proves ≥ 0.931"),
        (proving(run(OURS), 93.1), run("Peer", SHORT), "reached"),
        (proving(run(OURS, SHORT), 93.1), run("Peer", SHORT), "**missed**"),
    ],
)
def test_a_target_beyond_what_is_provable_is_said_to_be_out_of_reach(
    mine: Measurement, theirs: Measurement, text: str
) -> None:
    assert target(mine, theirs) == text


def test_the_limit_holds_for_plans_of_the_proved_coverage_only() -> None:
    mine = proving(run(OURS), 50)
    assert proved_limit(mine, run("Peer")) == 0.5
    assert proved_limit(mine, run("Peer", SHORT)) is None
    assert proved_limit(replace(mine, bound_soft=float("-inf")), run("Peer")) is None


def result(part: str, found: dict[str, Any], *, name: str = "relay", seed: int = 1, code: str = "") -> Result:
    return Result(
        part=part,
        name=name,
        seed=seed,
        seconds=60,
        code=code or PARTS[part].code,
        took=61,
        found=found,
    )


def test_the_table_names_each_scenario_and_peer() -> None:
    mine, theirs = proving(run(OURS, soft=95), 80), run("Timefold")
    table = render([result("scenarios", asdict(mine)), result("timefold", asdict(theirs))])
    assert (
        "| relay | Timefold | 1 | 60 | 0 | 0 | 0 | 0.950 | 0.800 | 0 "
        "| better soft, by less than the target (1) | **missed** (1) |"
    ) in table
    assert "| relay | – | **missed** (0 of 1: proved in 5 s) | not measured (within 2% of the bound in 60 s) |" in table


def test_a_peer_that_had_to_be_ended_is_told() -> None:
    mine, theirs = asdict(run(OURS)), asdict(run("HiGHS"))
    runs = [result("scenarios", mine), result("highs", theirs), result("highs", {}, seed=2)]
    table = render(runs)
    assert "| relay | HiGHS | 1 | 60 |" in table
    assert "| relay | HiGHS | 1 | – | – | – | – | – | – | – | no plan: had to be ended | – |" in table


def test_a_quarter_is_held_against_all_its_targets() -> None:
    mark = Mark(missing_minimum=COVERED, missing_count=SHORT, soft=100.0, bound=98.0)
    quarter = replace(
        proving(run(OURS), 98),
        scenario="quarter",
        heads=1000,
        first_plan=12.0,
        marks={"60": mark, "300": mark},
        peak_mib=3000,
    )
    table = render([result("large", asdict(quarter), name="quarter")])
    wanted = (
        "| quarter | **missed** (0 of 1: ≤ 10 s) | reached (1 of 1: within 0.2% of the bound in 60 s) "
        "| reached (1 of 1: within 3% of the bound in 300 s) | **missed** (0 of 1: < 2 GiB) | reached (1 of 1: ≤ 1 s) |"
    )
    assert wanted in table


def test_runs_of_two_states_of_the_code_or_of_two_times_are_never_mixed() -> None:
    old = [result("scenarios", {}, seed=seed, code="old") for seed in (1, 2)]
    new = result("scenarios", {}, seed=1, code="new")
    assert standing([*old, new], ["scenarios"]) == {("scenarios", "relay"): [new]}
    assert standing(old, ["scenarios"]) == {("scenarios", "relay"): old}
    short = replace(new, seconds=6)
    assert standing([new, short], ["scenarios"]) == {("scenarios", "relay"): [new]}
    assert "| relay † | 1 |" in render([result("scenarios", asdict(run(OURS)), code="old")])


def test_a_run_is_known_again_by_what_was_asked_and_of_which_code(tmp_path: Path) -> None:
    asked = next(iter(runs_of("scenarios", only=["relay"])))
    part, name, seed, seconds, code = asked.key
    done = Result(part=part, name=name, seed=seed, seconds=seconds, code=code, took=1, found={"soft": 1})
    add_result(done, tmp_path / "measured.jsonl")
    assert read_results(tmp_path / "measured.jsonl") == [done]
    assert done.key == asked.key
    assert replace(done, code="other").key != asked.key


def test_a_part_runs_seed_after_seed() -> None:
    asked = [(one.seed, one.name) for one in runs_of("scenarios", seeds=2, only=["relay", "ceremony"])]
    assert asked == [(1, "ceremony"), (1, "relay"), (2, "ceremony"), (2, "relay")]


def test_a_measurement_comes_back_from_its_row() -> None:
    again = Measurement.from_row(asdict(run(OURS, SHORT)))
    assert again == run(OURS, SHORT)
    assert again.coverage == (COVERED, SHORT)


@pytest.mark.parametrize(
    ("seconds", "changes", "text"), [(1.9, 44, "reached (1 of 1"), (2.1, 44, "**missed**"), (1.9, 45, "**missed**")]
)
def test_a_new_plan_is_measured_against_its_time_and_the_proved_least(seconds: float, changes: int, text: str) -> None:
    one = ReplanRun("ceremony", 1, seconds, seconds, changes, 40, 5, 5, 0)
    table = render([result("replan", asdict(one), name="ceremony")])
    (row,) = [line for line in table.splitlines() if line.startswith("| ceremony")]
    assert text in row


def test_a_new_plan_after_absences_is_legal_and_disturbs_somebody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(replan, "PLAN_SECONDS", 0.0)  # the first plan will do
    found = measure("road-code", 1)
    assert found.broken == 0
    assert 0 < found.least_changes <= found.changes
