"""``otp-plan/1``: read against its problem, written, refused."""

import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from otp_desktop.planning.plan import Bound, Objective, Plan, Shortage, Status
from otp_desktop.planning.plan_file import PlanFaultsError, read_plan, write_plan
from otp_desktop.planning.problem import Assignment
from otp_desktop.planning.problem_file import problem_sha256, read_problem
from otp_desktop.planning.score import score, shortages
from otp_desktop.texts import use_language
from tests.planning.documents import example, example_plan, put, text_of

PROBLEM = read_problem(text_of(example()))
NEED = "E13-07/0902/1"
ROW = Assignment("004512", NEED, "chief")


def faults_of(document: object, **how: bool) -> list[tuple[str, str]]:
    with pytest.raises(PlanFaultsError) as refused:
        read_plan(text_of(document), PROBLEM, **how)
    use_language("en")
    found = [(fault.path, str(fault.message)) for fault in refused.value.faults]
    use_language("fr")
    return found


def test_the_example_of_the_format_is_read_in_full() -> None:
    assert read_plan(text_of(example_plan(PROBLEM)), PROBLEM) == Plan(
        problem_sha256=problem_sha256(PROBLEM),
        status=Status.FEASIBLE,
        assignments=(ROW,),
        shortages=(Shortage(NEED, "guard", 2, 1),),
        objective=Objective(
            missing_minimum=(1, 0, 0, 0, 0),
            missing_count=(2, 0, 0, 0, 0),
            soft=1234.5,
            travel_km=1034.2,
            extra_units=40,
            continuity=12,
        ),
        bound=Bound(missing_count=(0, 3, 1, 0, 0), soft=1220),
        seconds=12.3,
        seed=1,
    )


def test_what_the_file_does_not_tell_is_recomputed() -> None:
    told = example_plan(PROBLEM)
    for part in ("shortages", "objective", "bound", "seconds", "seed"):
        del told[part]
    found = read_plan(text_of(told), PROBLEM)
    assert found.objective == score(PROBLEM, [ROW])
    assert found.shortages == shortages(PROBLEM, [ROW])
    assert found.bound == Bound()


@given(st.floats(-1e9, 1e9), st.none() | st.floats(-1e9, 1e9), st.sampled_from(Status), st.booleans())
def test_what_is_written_is_read_back_equal(soft: float, bound: float | None, status: Status, empty: bool) -> None:
    rows = () if empty else (ROW,)
    plan = Plan(
        problem_sha256=problem_sha256(PROBLEM),
        status=status,
        assignments=rows,
        shortages=shortages(PROBLEM, rows),
        objective=replace(score(PROBLEM, rows), soft=soft, equity=0.1),
        bound=Bound(soft=-math.inf if bound is None else bound),
        seconds=0.25,
        seed=7,
    )
    assert read_plan(write_plan(plan), PROBLEM) == plan


def test_a_plan_made_for_an_earlier_state_of_the_problem_is_read() -> None:
    told = example_plan(PROBLEM) | {"problem_sha256": "0" * 64}
    assert read_plan(text_of(told), PROBLEM).problem_sha256 == "0" * 64


def test_of_a_plan_only_the_format_and_the_assignments_must_be_told() -> None:
    told = example_plan(PROBLEM)
    least = read_plan(text_of({key: told[key] for key in ("format", "assignments")}), PROBLEM)
    assert least.assignments == (ROW,)
    assert least.objective == score(PROBLEM, (ROW,))
    assert least.problem_sha256 == ""


@pytest.mark.parametrize(
    ("path", "value", "words"),
    [
        ("/extra", 1, "unknown here"),
        ("/problem_sha256", "abc", "SHA-256"),
        ("/status", "perfect", "one of these words"),
        ("/assignments/0/agent", "ghost", "No agent"),
        ("/assignments/0/need", "ghost", "No need"),
        ("/assignments/0/role", "ghost", "No role"),
        ("/assignments/1", {"agent": "004512", "need": NEED, "role": "chief"}, "same assignment"),
        ("/shortages/0/need", "ghost", "No need"),
        ("/shortages/0/role", "ghost", "No role"),
        ("/shortages/0/missing", -1, "at least 0"),
        ("/objective/missing_count", [0] * 4, "at least 5"),
        ("/objective/soft", math.nan, "finite"),
        ("/bound/soft", -math.inf, "finite"),
        ("/format", "otp-plan/9", "not of the format"),
    ],
)
def test_a_fault_is_named_at_its_place(path: str, value: object, words: str) -> None:
    told = example_plan(PROBLEM)
    put(told, path, value)
    found = faults_of(told)
    assert any(place == path and words in sentence for place, sentence in found), found


def test_the_words_of_a_status_are_listed_without_english() -> None:
    ((_path, sentence),) = faults_of(example_plan(PROBLEM) | {"status": "perfect"})
    assert sentence == "“status” must be one of these words: 'optimal', 'feasible', 'stopped'."


def test_every_fault_is_told_at_once() -> None:
    told = example_plan(PROBLEM) | {"seed": "1"}
    put(told, "/assignments/0/role", "ghost")
    assert {path for path, _ in faults_of(told)} == {"/seed", "/assignments/0/role"}
