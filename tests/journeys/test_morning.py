"""The morning itself: agents call in sick, the plan is mended, and what stays empty is explained."""

import json
from pathlib import Path

import pytest

from otp_desktop.planning.plan_file import read_plan, write_plan
from otp_desktop.planning.problem_file import read_problem, write_problem
from otp_desktop.planning.scenarios.rentree import rentree
from otp_desktop.planning.solver import SolverOptions, solve
from tests.journeys.journey import Ran, otp_here

ABSENT = 5


class Morning:
    """A school reopening of 12 points, its plan, and the agents who will not come."""

    def __init__(self, folder: Path, capture: pytest.CaptureFixture[str]) -> None:
        problem = rentree(2, points=12, agents=16)
        plan = solve(problem, SolverOptions(seconds=2, workers=1))
        self.absent = sorted({row.agent for row in plan.assignments})[:ABSENT]
        self.folder, self._capture = folder, capture
        self.problem, self.plan = folder / "problem.json", folder / "plan.json"
        self.problem.write_text(write_problem(problem), encoding="utf-8")
        self.plan.write_text(write_plan(plan), encoding="utf-8")

    def otp(self, *arguments: object) -> Ran:
        return otp_here(self._capture, *arguments)

    def replan(self, *more: object) -> Ran:
        new, problem = self.folder / "new.json", self.folder / "new-problem.json"
        return self.otp(
            "replan", self.problem, self.plan, "--absent", ",".join(self.absent), "--seconds", 1, "--workers", 1,
            "--out", new, "--problem-out", problem, *more,
        )  # fmt: skip


@pytest.fixture
def morning(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Morning:
    return Morning(tmp_path, capsys)


def test_absences_are_mended_and_the_new_plan_is_legal(morning: Morning) -> None:
    told = morning.replan("--frontier", 20)
    assert told.code == 0
    assert "chang" in told.out
    new, problem = morning.folder / "new.json", morning.folder / "new-problem.json"
    assert morning.otp("check", problem, new).code == 0
    assert morning.otp("check", morning.problem, new).code == 0
    plan = read_plan(new.read_bytes(), read_problem(problem.read_bytes()))
    assert not {row.agent for row in plan.assignments} & set(morning.absent)
    assert plan.objective.changes >= plan.bound.changes > 0
    frontier = [line.split("\t") for line in told.out.splitlines() if line.count("\t") > 2][1:]
    missing = [[int(part) for part in row[2].split("·")] for row in frontier]
    assert missing == sorted(missing, reverse=True)
    assert len(missing) > 2


def test_what_stays_empty_is_explained(morning: Morning) -> None:
    morning.replan()
    new, problem = morning.folder / "new.json", morning.folder / "new-problem.json"
    gaps = json.loads(morning.otp("explain", problem, new, "--json").out)["gaps"]
    plan = read_plan(new.read_bytes(), read_problem(problem.read_bytes()))
    assert sum(gap["missing"] for gap in gaps) == sum(one.missing for one in plan.shortages) > 0
    need = plan.shortages[0].need
    (line,) = json.loads(morning.otp("explain", problem, new, need, "--json").out)["lines"]
    fallen = {one["agent"] for step in line["steps"] for one in step["fallen"]}
    assert len(fallen) + len(line["left"]) == line["force"] == 16
    assert set(morning.absent) <= {one["agent"] for one in line["steps"][0]["fallen"]}
    text = morning.otp("explain", problem, new, need).out
    assert need in text
    assert "16  force" in text


def test_a_full_plan_has_nothing_to_explain(morning: Morning) -> None:
    plan = read_plan(morning.plan.read_bytes(), read_problem(morning.problem.read_bytes()))
    full = next(row.need for row in plan.assignments if row.need not in {one.need for one in plan.shortages})
    assert morning.otp("explain", morning.problem, morning.plan, full).out.count("\n") == 1


@pytest.mark.parametrize(
    ("more", "word"),
    [
        (("--absent", "nobody"), "nobody"),
        (("--from", "05:30"), "05:30"),
        (("--from", "2024-09-02T05:30+02:00"), "+02:00"),
    ],
)
def test_what_cannot_be_meant_is_refused_in_words(morning: Morning, more: tuple[str, str], word: str) -> None:
    told = morning.replan(*more)
    assert told.code == 2
    assert word in told.err
    assert "Traceback" not in told.err


def test_an_unknown_need_is_refused_in_words(morning: Morning) -> None:
    told = morning.otp("explain", morning.problem, morning.plan, "nowhere")
    assert told.code == 2
    assert "nowhere" in told.err
